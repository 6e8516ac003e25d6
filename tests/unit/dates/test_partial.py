"""What can be written as a date, and what is said of all else."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate, PartialDateError, parse_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2013-05-31", date(2013, 5, 31), date(2013, 5, 31)),
        ("2013-05", date(2013, 5, 1), date(2013, 5, 31)),
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02-29", date(2000, 2, 29), date(2000, 2, 29)),
        ("by 2013-05-31", date.min, date(2013, 5, 31)),
        ("by 2013-05", date.min, date(2013, 5, 31)),
        ("by 2013", date.min, date(2013, 12, 31)),
        ("9999", date(9999, 1, 1), date.max),
        ("0001-01-01", date.min, date.min),
    ],
)
def test_a_date_is_the_interval_of_the_days_that_it_may_be(
    text: str, first: date, last: date
) -> None:
    known = PartialDate.parse(text)
    assert (known.first, known.last, str(known)) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2013-5-31", "13-05-31", "20130531", "2013-05-31 ", " 2013", "2013-05-31\n"),
        *("31.05.2013", "31/05/2013", "2013/05/31", "31 May 2013", "May 2013", "2013-W22"),
        *("2013-05-31T00:00", "2013-05-31Z", "+2013", "-2013", "2013-", "2013-05-", "02013"),
        *("BY 2013", "by  2013", "by2013", "by by 2013", "before 2013", "by", "none", "2013?"),
        *("2012/2013", "2012..2013", "٢٠١٣", "\u0662\u0660\u0661\u0663-12-31", "NO", "null"),
    ],
)
def test_what_is_no_date_is_told_how_dates_are_written(text: str) -> None:
    with pytest.raises(PartialDateError) as raised:
        PartialDate.parse(text)
    assert str(raised.value) == (
        f"{text!r} is not a date: write 2013-05-31, 2013-05 or 2013, "
        "or 'by 2013-05-31' for something that had happened by then"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("2013-02-29", "1900-02-29", "2013-04-31", "2013-13-01", "2013-00-10", "2013-01-00"),
        *("2013-13", "2013-00", "0000", "0000-01-01", "by 2013-02-30", "2013-01-32"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_and_never_moved(text: str) -> None:
    with pytest.raises(PartialDateError) as raised:
        PartialDate.parse(text)
    assert str(raised.value) == f"{text!r} names a day that the calendar does not have"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2013, 5, 31), date(2013, 5, 31), "2013-05-31"),
        (date(2013, 5, 1), date(2013, 5, 31), "2013-05"),
        (date(2012, 2, 1), date(2012, 2, 29), "2012-02"),
        (date(2012, 2, 1), date(2012, 2, 28), "2012-02-01/2012-02-28"),
        (date(2013, 1, 1), date(2013, 12, 31), "2013"),
        (date(2013, 1, 1), date(2013, 6, 30), "2013-01-01/2013-06-30"),
        (date(2013, 2, 1), date(2013, 12, 31), "2013-02-01/2013-12-31"),
        (date(2012, 1, 1), date(2013, 12, 31), "2012-01-01/2013-12-31"),
        (date(2012, 5, 1), date(2013, 5, 31), "2012-05-01/2013-05-31"),
        (date(2013, 5, 2), date(2013, 5, 31), "2013-05-02/2013-05-31"),
        (date.min, date(2013, 12, 31), "by 2013-12-31"),
        (date(987, 1, 1), date(987, 12, 31), "0987"),
    ],
)
def test_an_interval_is_written_as_short_as_it_can_be(
    first: date, last: date, written: str
) -> None:
    assert str(PartialDate.between(first, last)) == written


def test_only_a_date_without_a_known_beginning_has_an_open_start() -> None:
    assert PartialDate.parse("by 2013").open_start
    assert not PartialDate.parse("2013").open_start
    assert not PartialDate.parse("by 2013").exact


def test_a_full_day_is_read_as_that_day() -> None:
    assert parse_day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2013", "2013-05", "by 2013-05-31"])
def test_less_than_a_full_day_is_refused_where_a_day_is_needed(text: str) -> None:
    with pytest.raises(PartialDateError) as raised:
        parse_day(text)
    assert str(raised.value) == f"{text!r} is not a full day: write it as 2013-05-31"
