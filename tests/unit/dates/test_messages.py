"""What is said of days that cannot be counted or read, word for word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from compliance_engine.dates.counting import Rounding, add_months
from compliance_engine.dates.partial import PartialDate, PartialDateError, parse_day
from compliance_engine.dates.span import Span


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            lambda: add_months(date(2025, 8, 31), 6, Rounding.REFUSE),
            "2025-08-31 and 6 months names no day of the calendar",
        ),
        (
            lambda: add_months(date(9999, 12, 1), 1, Rounding.EARLIER),
            "9999-12-01 and 1 months is outside of the calendar",
        ),
        (
            lambda: PartialDate.between(date(2013, 6, 1), date(2013, 5, 31)),
            "2013-06-01 comes after 2013-05-31",
        ),
        (
            lambda: Span(date(2004, 7, 1), date(2004, 7, 1)),
            "a span needs at least one day: 2004-07-01 until 2004-07-01",
        ),
    ],
)
def test_what_cannot_be_counted_is_told_in_one_sentence(
    asked: Callable[[], object], message: str
) -> None:
    with pytest.raises((ValueError, OverflowError)) as raised:
        asked()
    assert str(raised.value) == message


def test_a_day_that_does_not_exist_comes_with_what_to_do() -> None:
    with pytest.raises(PartialDateError) as raised:
        PartialDate.parse("2013-02-29")
    assert raised.value.remedy == "Correct the year, month or day."


@pytest.mark.parametrize(("read", "text"), [(PartialDate.parse, "soon"), (parse_day, "2013")])
def test_a_message_that_says_how_dates_are_written_needs_no_remedy(
    read: Callable[[str], object], text: str
) -> None:
    with pytest.raises(PartialDateError) as raised:
        read(text)
    assert raised.value.remedy == ""
