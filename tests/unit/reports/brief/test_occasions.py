"""Which meeting and which day a brief is for."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.errors import UsageError
from compliance_engine.reports.brief.occasions import Occasion, occasion_of
from compliance_engine.rulebook.treaty import Meeting


def meeting(name: str, opens: str, closes: str) -> Meeting:
    first, last = PartialDate.parse(opens), PartialDate.parse(closes)
    return Meeting(name, "Meeting of the States Parties", None, first, last, True)


MEETINGS = (
    meeting("1M", "2020-11-16", "2020-11-20"),
    meeting("2M", "2021-11-15", "2021-11-19"),
    meeting("3M", "2022", "2022"),
)
LATER = date(2023, 5, 5)


def occasion(name: str | None = None, on: date | None = None, today: date = LATER) -> Occasion:
    return occasion_of(name, on, today, MEETINGS)


def around(of: Occasion) -> tuple[str | None, ...]:
    return tuple(one.name if one else None for one in (of.previous, of.meeting, of.following))


def test_a_past_meeting_is_told_as_of_its_first_day() -> None:
    found = occasion("2M")
    assert (found.as_of, around(found)) == (date(2021, 11, 15), ("1M", "2M", "3M"))
    assert (found.since, found.until) == (date(2020, 11, 20), date(2022, 12, 31))


def test_a_meeting_to_come_is_told_as_of_today_and_is_the_next() -> None:
    found = occasion("2M", today=date(2021, 10, 1))
    assert (found.as_of, around(found)) == (date(2021, 10, 1), ("1M", "2M", "2M"))
    assert found.until == date(2021, 11, 15)


def test_a_name_is_found_in_any_case() -> None:
    assert occasion("2m") == occasion("2M")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 11, 14), ("1M", None, "2M")),
        (date(2021, 11, 15), ("1M", "2M", "3M")),
        (date(2021, 11, 19), ("1M", "2M", "3M")),
        (date(2021, 11, 20), ("2M", None, "3M")),
    ],
)
def test_a_day_of_a_meeting_is_that_meeting_and_another_day_is_none(
    on: date, expected: tuple[str | None, ...]
) -> None:
    found = occasion(on=on)
    assert (found.as_of, around(found)) == (on, expected)


def test_without_a_meeting_or_a_day_it_is_today() -> None:
    assert occasion(today=date(2021, 6, 24)).as_of == date(2021, 6, 24)


def test_a_day_can_be_given_beside_a_meeting() -> None:
    found = occasion("3M", on=date(2022, 6, 1))
    assert (found.as_of, around(found)) == (date(2022, 6, 1), ("2M", "3M", "3M"))


def test_before_the_first_meeting_only_the_day_itself_is_news() -> None:
    found = occasion(on=date(2019, 1, 1))
    assert (found.previous, found.since) == (None, date(2018, 12, 31))


def test_after_the_last_meeting_a_year_is_looked_ahead() -> None:
    found = occasion(on=date(2024, 2, 29))
    assert (found.following, found.until) == (None, date(2025, 2, 28))


@pytest.mark.parametrize("today", [date(2021, 12, 31), date(2022, 12, 31)])
def test_a_meeting_of_a_year_is_told_as_of_today_until_the_year_is_over(today: date) -> None:
    assert occasion("3M", today=today).as_of == today


def test_of_a_meeting_that_is_over_but_whose_days_are_not_known_the_day_is_asked_for() -> None:
    with pytest.raises(UsageError, match=r"of 3M only 2022 is known.*--on DATE"):
        occasion("3M", today=date(2023, 1, 1))


def test_an_unknown_meeting_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no meeting '22M'\. Did you mean '2M'.*--on DATE"):
        occasion("22M")
    with pytest.raises(UsageError, match=r"no meeting 'Oslo'\. Meetings: 1M, 2M, 3M\."):
        occasion("Oslo")
