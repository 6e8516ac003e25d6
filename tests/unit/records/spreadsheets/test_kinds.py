"""What cells hold, and what is made of what a spreadsheet program made of them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from compliance_engine.records.spreadsheets.cells import cell_of
from compliance_engine.records.spreadsheets.days_in_words import day_in_words
from compliance_engine.records.spreadsheets.kinds import (
    COVERS,
    DAY,
    NUMBER,
    SOURCES,
    TEXT,
    WHEN,
    WHEN_OR_NONE,
    YES_OR_NO,
    CellError,
    Kind,
)


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (" 2013-05-31 ", DAY, "2013-05-31"),
        (date(2013, 5, 31), DAY, "2013-05-31"),
        (date(2013, 5, 1), DAY, "2013-05-01"),
        (datetime.combine(date(2013, 5, 31), time()), WHEN, "2013-05-31"),
        ("2013-05", WHEN, "2013-05"),
        (2013.0, WHEN, 2013),
        ("2013", WHEN, 2013),
        ("by 2015-06-18", WHEN_OR_NONE, "by 2015-06-18"),
        ("none", WHEN_OR_NONE, "none"),
        (2010, COVERS, 2010),
        ("2004-2010", COVERS, "2004-2010"),
        (1304.0, NUMBER, 1304),
        ("1304", NUMBER, 1304),
        (True, YES_OR_NO, True),
        ("no", YES_OR_NO, False),
        ("untc", SOURCES, "untc"),
        ("untc;isu", SOURCES, ["untc", "isu"]),
        ("=1+1", TEXT, "=1+1"),
        (12.0, TEXT, "12"),
    ],
)
def test_a_cell_is_read_as_the_value_that_it_stands_for(
    raw: object, kind: Kind, value: object
) -> None:
    assert kind.value(cell_of(raw, kind)) == value


@pytest.mark.parametrize(
    ("raw", "kind", "what", "remedy"),
    [
        (date(2013, 5, 1), WHEN, "may have been a month or a year", "2013, 2013-05 or 2013-05-01"),
        (41425.0, WHEN, "41425 is a number, perhaps a date that lost its format", "as text"),
        (41425.5, DAY, "is not a whole number", "full day"),
        (datetime.combine(date(2013, 5, 31), time(12)), DAY, "has a time of day", "full day"),
        (time(12), DAY, "is a time of day", "full day"),
        (date(2013, 5, 31), COVERS, "made a date of it", "as text"),
        ("31 May 13", DAY, "has two digits", "Write it with four."),
        ("31/05/13", DAY, "has two digits", "Write it with four."),
        ("41425", WHEN, "41425 is a number, perhaps a date that lost its format", "as text"),
        ("May 2013", DAY, "is not a full day", ""),
        ("31/05/2013", DAY, "is not how a date is written here", "Write 2013-05-31."),
        ("04/05/2013", DAY, "is not how a date", "Write 2013-04-05 or 2013-05-04."),
        ("2013-02-30", DAY, "the calendar does not have", "Correct the year"),
        ("2013-05", DAY, "is not a full day: write it as 2013-05-31", ""),
        ("1813", WHEN, "is it a slip?", "2013"),
        ("1 304", NUMBER, "is not a number", "plain digits"),
        (True, NUMBER, "is no answer here", "plain digits"),
        ("maybe", YES_OR_NO, "'maybe' is not a known word here", "Write one of: yes, no."),
        ("untc;;isu", SOURCES, "an empty name", "with ; between"),
    ],
)
def test_a_cell_that_does_not_tell_is_refused_with_what_to_write(
    raw: object, kind: Kind, what: str, remedy: str
) -> None:
    with pytest.raises(CellError) as caught:
        kind.value(cell_of(raw, kind))
    assert what in str(caught.value)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 Dec 1997", "1997-12-03"),
        ("3 décembre 1997", "1997-12-03"),
        ("1er févr. 2003", "2003-02-01"),
        ("11 Sep\t 2002", "2002-09-11"),
        ("31 Feb 2002", None),
        ("3 Dez 1997", None),
    ],
)
def test_days_are_read_with_the_names_of_months(text: str, day: str | None) -> None:
    assert day_in_words(text) == day
