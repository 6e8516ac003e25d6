"""Dates, periods and steps are taken from a text only where they stand in it."""

from __future__ import annotations

import pytest

from compliance_engine.records.importing.article9 import penal_sanctions
from compliance_engine.records.importing.history import acknowledged, history
from compliance_engine.records.importing.periods import covers, known
from compliance_engine.records.importing.tables import Row
from compliance_engine.records.importing.wording import dates_in

UPDATE, NO_UPDATE, CLOSED = "update by the State", "no update known", "closed"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("interim report 2014-03-29", ["2014-03-29"]),
        ("2 Dec 2011 and 18 June 2015", ["2011-12-02", "2015-06-18"]),
        ("May 2012, then sept 2013", ["2012-05", "2013-09"]),
        ("in 2017 and 2018", ["2017", "2018"]),
        ("Law 12345/2001x, No. 4745/01, 19990", []),
        ("31 June 2015, 2015-02-30, 2015-13", []),
        ("Marching 2015", ["2015"]),
    ],
)
def test_dates_keep_the_precision_of_the_text(text: str, dates: list[str]) -> None:
    assert [found.date for found in dates_in(text)] == dates


def steps(
    response: str, committee: str = "", status: str = "open", as_of: str = ""
) -> list[object]:
    told = history(response, committee, status, as_of)
    return [(step["date"], step["event"], step.get("note")) for step in told]


def test_a_clause_that_begins_with_a_date_is_an_update_on_it() -> None:
    assert steps("Nov 2013: acknowledged it; 2023-01-31 MFA: will study, since 2020") == [
        ("2013-11", UPDATE, "acknowledged it"),
        ("2023-01-31", UPDATE, "MFA: will study, since 2020"),
    ]


def test_a_clause_that_holds_one_date_is_an_update_on_it() -> None:
    assert steps("interim report 2014-03-29; denied in 2012 and 2013; orders given") == [
        ("2014-03-29", UPDATE, "interim report 2014-03-29")
    ]
    assert steps("destroyed by 2004-11-11") == [
        ("by 2004-11-11", UPDATE, "destroyed by 2004-11-11")
    ]


def test_a_clause_that_denies_an_update_is_none() -> None:
    assert steps("update February 2017; none by June 2018") == [
        ("2017-02", UPDATE, "update February 2017"),
        ("2018-06", NO_UPDATE, "none by June 2018"),
    ]
    assert steps("no prosecution reported by April 2014") == [
        ("2014-04", NO_UPDATE, "no prosecution reported by April 2014")
    ]


def test_an_undated_response_is_an_update_only_by_the_day_on_which_it_was_known() -> None:
    assert steps("denied") == []
    assert steps("denied", as_of="2025-12-07") == [("by 2025-12-07", UPDATE, "denied")]
    assert steps("", as_of="2025-12-07") == []


def test_the_committee_closes_a_case() -> None:
    recommended = "Committee recommended case closed (June 2018)"
    assert steps("report submitted November 2017", recommended) == [
        ("2017-11", UPDATE, "report submitted November 2017"),
        ("2018-06", CLOSED, recommended),
    ]
    assert steps("", "case closed before 2018") == [
        ("by 2017-12-31", CLOSED, "case closed before 2018")
    ]
    assert steps("", "open in 2017 and 2018") == []
    assert steps("", "case closed before 0000") == []
    assert steps("", "recommended case closed (some day)") == []


def test_a_resolved_case_is_closed_at_its_last_dated_clause() -> None:
    assert steps("reversed February 2004; destroyed by 2004-11-11", status="resolved") == [
        ("2004-02", UPDATE, "reversed February 2004"),
        ("by 2004-11-11", UPDATE, "destroyed by 2004-11-11"),
        ("by 2004-11-11", CLOSED, None),
    ]


def row(**cells: str) -> Row:
    blank = dict.fromkeys(("covers_calendar_year", "note", "as_of", "received_date"), "")
    return Row("x.csv", 2, blank | {"report_kind": "annual"} | cells, {})


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"covers_calendar_year": "2010"}, 2010),
        ({}, "not stated"),
        ({"note": "cover page only"}, "not stated"),
        ({"note": "5th, covers 2004-2010"}, "2004-2010"),
        ({"note": "covering 2007-2009"}, "2007-2009"),
        ({"note": "2 Apr 2007-1 Apr 2008"}, "2007-04-02/2008-04-01"),
        ({"note": "report covering 2018-01-01..2018-12-31 exists"}, 2018),
        ({"note": "report covering 2018-01-01..2018-12-30 exists"}, "2018-01-01/2018-12-30"),
        ({"note": "also 2010-12; 10th CY2010"}, 2010),
        ({"note": "covers 2010-2004"}, "not stated"),
        ({"note": "1 Apr 2008-2 Apr 2007"}, "not stated"),
        ({"note": "2018-02-30..2018-12-31"}, "not stated"),
        ({"note": "CY0000, covers 0000-2010"}, "not stated"),
        ({"note": "11th, to 20 May 2012"}, "not stated"),
        ({"report_kind": "initial", "note": "covers 2004-2010"}, "initial"),
        ({"report_kind": "voluntary"}, "voluntary"),
    ],
)
def test_a_note_may_tell_the_period_of_an_annual_report(
    cells: dict[str, str], told: str | int
) -> None:
    assert covers(row(**cells)) == told


@pytest.mark.parametrize(
    ("as_of", "note", "told"),
    [
        ("2019", "", 2019),
        ("2019", "no subsequent reports as of 2019-11-12", "2019-11-12"),
        ("2011", "never submitted as of 2 Dec 2011", "2011-12-02"),
        ("2011", "as of July 2011", "2011-07"),
        ("2012", "last year was 2009, as of Oct 2012", "2012-10"),
        ("2010", "as of 2011-09-01", 2010),
        ("2003", "as of mid-2003", 2003),
        ("2000", "not submitted at LM2000 print", 2000),
        ("2015-06-18", "as of 2015", "2015-06-18"),
    ],
)
def test_a_note_may_sharpen_the_day_of_a_statement(as_of: str, note: str, told: str | int) -> None:
    assert known(row(as_of=as_of, note=note)) == told


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ("2006 implementation law (with penal sanctions)", "yes"),
        ("Decision 1326; penal sanctions under existing Criminal Code", "yes"),
        ("no new law; existing penal sanctions", "yes"),
        ("part of domestic law; no plan for penal-sanction law", "no"),
        ("no penal sanctions", "no"),
        ("Penal Code amendment under consideration", None),
        ("existing national laws incl. penal code", None),
        ("", None),
    ],
)
def test_penal_sanctions_are_told_only_in_so_many_words(law: str, told: str | None) -> None:
    assert penal_sanctions(law) == told


@pytest.mark.parametrize(
    ("response", "status", "day"),
    [
        ("2012: denied; Nov 2013: acknowledged the matter; 2014-03-29: report",
         "confirmed_admitted", "2013-11"),
        ("2012: denied; Nov 2013: acknowledged the matter", "open", None),
        ("2012: said it would look into it", "confirmed_admitted", None),
        ("", "confirmed_admitted", None),
    ],
)  # fmt: skip
def test_the_step_that_says_so_dates_the_acknowledgement_of_a_case_that_has_been_acknowledged(
    response: str, status: str, day: str | None
) -> None:
    found = acknowledged(history(response, "", status, ""), status)
    assert (None if found is None else str(found)) == day
