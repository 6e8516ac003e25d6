"""Days that a month or a year lacks, and the ends of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.counting import (
    AmbiguousSumError,
    Rounding,
    add_days,
    add_months,
    add_years,
    first_day_of_month_after,
)


@pytest.mark.parametrize(
    ("day", "years", "earlier", "later"),
    [
        (date(2020, 2, 29), 1, date(2021, 2, 28), date(2021, 3, 1)),
        (date(2020, 2, 29), -1, date(2019, 2, 28), date(2019, 3, 1)),
        (date(2020, 2, 29), 4, date(2024, 2, 29), date(2024, 2, 29)),
        (date(1896, 2, 29), 4, date(1900, 2, 28), date(1900, 3, 1)),
        (date(1996, 2, 29), 4, date(2000, 2, 29), date(2000, 2, 29)),
        (date(2019, 2, 28), 1, date(2020, 2, 28), date(2020, 2, 28)),
        (date(2019, 3, 1), 1, date(2020, 3, 1), date(2020, 3, 1)),
    ],
)
def test_29_february_and_its_neighbours_some_years_later(
    day: date, years: int, earlier: date, later: date
) -> None:
    assert add_years(day, years, Rounding.EARLIER) == earlier
    assert add_years(day, years, Rounding.LATER) == later


@pytest.mark.parametrize(
    ("months", "earlier", "later"),
    [
        (1, date(2021, 2, 28), date(2021, 3, 1)),
        (2, date(2021, 3, 31), date(2021, 3, 31)),
        (3, date(2021, 4, 30), date(2021, 5, 1)),
        (-2, date(2020, 11, 30), date(2020, 12, 1)),
        (-11, date(2020, 2, 29), date(2020, 3, 1)),
        (0, date(2021, 1, 31), date(2021, 1, 31)),
    ],
)
def test_31_january_some_months_later(months: int, earlier: date, later: date) -> None:
    assert add_months(date(2021, 1, 31), months, Rounding.EARLIER) == earlier
    assert add_months(date(2021, 1, 31), months, Rounding.LATER) == later


def test_31_august_and_six_months_are_refused_unless_a_rounding_is_declared() -> None:
    with pytest.raises(AmbiguousSumError, match="2025-08-31 and 6 months names no day"):
        add_months(date(2025, 8, 31), 6, Rounding.REFUSE)


def test_29_february_and_a_year_are_refused_unless_a_rounding_is_declared() -> None:
    with pytest.raises(AmbiguousSumError, match="2024-02-29 and 12 months names no day"):
        add_years(date(2024, 2, 29), 1, Rounding.REFUSE)


def test_a_count_of_months_crosses_the_turn_of_the_year_in_both_directions() -> None:
    assert add_months(date(2021, 11, 15), 2, Rounding.REFUSE) == date(2022, 1, 15)
    assert add_months(date(2021, 12, 15), 12, Rounding.REFUSE) == date(2022, 12, 15)
    assert add_months(date(2022, 1, 15), -1, Rounding.REFUSE) == date(2021, 12, 15)


def test_no_month_after_is_the_first_day_of_the_same_month() -> None:
    assert first_day_of_month_after(date(2000, 3, 31), 0) == date(2000, 3, 1)
    assert first_day_of_month_after(date(2000, 3, 1), 0) == date(2000, 3, 1)


def test_the_last_and_first_months_of_the_calendar_can_be_reached_and_no_other() -> None:
    assert add_months(date(9999, 11, 30), 1, Rounding.REFUSE) == date(9999, 12, 30)
    assert add_months(date(1, 2, 1), -1, Rounding.REFUSE) == date(1, 1, 1)
    with pytest.raises(OverflowError, match="9999-12-01 and 1 months is outside"):
        add_months(date(9999, 12, 1), 1, Rounding.EARLIER)
    with pytest.raises(OverflowError, match="0001-01-31 and -1 months is outside"):
        add_months(date(1, 1, 31), -1, Rounding.LATER)
    with pytest.raises(OverflowError):
        add_days(date.max, 1)
    with pytest.raises(OverflowError):
        add_days(date(2000, 1, 1), 10**18)
