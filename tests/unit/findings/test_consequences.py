"""What a change of records changes in what is found."""

from __future__ import annotations

from datetime import date

from compliance_engine.cli.rendering.consequences import render_consequences
from compliance_engine.findings.consequences import (
    Consequences,
    How,
    TurnedDuty,
    TurnedFinding,
    consequences_of,
)
from compliance_engine.inference.engine import Engine
from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import engine, record, reports, rulebook

AS_OF = date(2016, 6, 1)
COMPLETE = "complete_from: 2012-01-01\ncomplete_until: 2016-05-31\ncomplete_source: example\n"


def consequences(before: str | None, after: str, by: Engine | None = None) -> Consequences:
    old = record(article_7=before) if before is not None else None
    pairs = [(old, record(article_7=after))]
    return consequences_of(pairs, rulebook(), by or engine(), AS_OF)


NOTHING = reports("covers: voluntary, submitted: 2010")
INITIAL = reports("covers: voluntary, submitted: 2010", "covers: initial, submitted: 2012-08-01")


def test_a_report_that_is_added_turns_its_duty() -> None:
    found = consequences(NOTHING, INITIAL)
    (duty,) = found.duties
    assert duty == TurnedDuty("XXX", "initial report", "", Verdict.UNDETERMINED, Verdict.MET)
    assert (found.outstanding, found.met) == ((), (duty,))


def test_a_complete_list_turns_what_it_lacks() -> None:
    found = consequences(NOTHING, COMPLETE + NOTHING)
    assert [(one.duty, one.key) for one in found.outstanding] == [
        ("annual report", "2012"),
        ("annual report", "2013"),
        ("annual report", "2014"),
        ("annual report", "2015"),
        ("initial report", ""),
    ]
    new = {one.rule for one in found.findings if one.how is How.NEW}
    assert "article-7/annual-report-outstanding" in new


def test_the_same_the_other_way_round_takes_findings_away() -> None:
    found = consequences(COMPLETE + NOTHING, NOTHING)
    assert found.outstanding == ()
    assert {one.after for one in found.duties} == {Verdict.UNDETERMINED}
    assert {one.how for one in found.findings} >= {How.GONE}


def test_what_changes_nothing_changes_nothing() -> None:
    assert consequences(INITIAL, INITIAL) == Consequences(AS_OF, (), ())
    moved = reports("covers: initial, submitted: 2012-08-01", "covers: voluntary, submitted: 2010")
    assert consequences(INITIAL, moved) == Consequences(AS_OF, (), ())


def test_of_a_new_record_only_what_is_known_is_told() -> None:
    found = consequences(None, INITIAL)
    assert [(one.duty, one.before, one.after) for one in found.duties] == [
        ("initial report", None, Verdict.MET)
    ]


def test_what_becomes_outstanding_is_so_on_the_day_or_as_last_known() -> None:
    def turned(before: Verdict | None, after: Verdict | None) -> bool:
        return TurnedDuty("XXX", "annual report", "2015", before, after).becomes_outstanding

    assert turned(Verdict.UNDETERMINED, Verdict.OUTSTANDING)
    assert turned(Verdict.UNDETERMINED, Verdict.LAST_KNOWN_OUTSTANDING)
    assert turned(Verdict.LAST_KNOWN_OUTSTANDING, Verdict.OUTSTANDING)
    assert turned(None, Verdict.OUTSTANDING)
    assert not turned(Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)
    assert not turned(Verdict.OUTSTANDING, Verdict.MET_LATE)


def of_many(number: int) -> Consequences:
    codes = [f"S{n:02d}" for n in range(number)]
    turned = [
        TurnedDuty(code, "annual report", key, Verdict.UNDETERMINED, Verdict.OUTSTANDING)
        for code in codes
        for key in ("2014", "2015")
    ]
    findings = [
        TurnedFinding(code, "article-7/annual-report-outstanding", "2014", How.NEW)
        for code in codes
    ]
    return Consequences(AS_OF, tuple(turned), tuple(findings))


def test_states_of_which_the_same_is_said_share_a_line() -> None:
    assert render_consequences(of_many(12), rulebook(), "en") == (
        "What changes in findings as of 1 June 2016:\n"
        "  12 States (S00, S01, S02, S03, S04, S05, S06, S07, S08, S09 and 2 more): "
        "Annual transparency report 2014-2015: undetermined → outstanding\n"
        "  12 States (S00, S01, S02, S03, S04, S05, S06, S07, S08, S09 and 2 more): "
        "new finding: Annual transparency report outstanding (2014)\n"
    )


def test_however_much_changes_it_is_told_in_few_lines() -> None:
    turned = tuple(
        TurnedDuty(f"S{n:03d}", "annual report", str(1999 + n), Verdict.MET, Verdict.OUTSTANDING)
        for n in range(200)
    )
    page = render_consequences(Consequences(AS_OF, turned, ()), rulebook(), "fr").splitlines()
    assert len(page) == 22
    assert page[-1] == "  et 180 autres lignes sur 180 États"


def test_nothing_that_changes_is_said_in_each_language() -> None:
    nothing = Consequences(AS_OF, (), ())
    told = [render_consequences(nothing, rulebook(), one) for one in ("en", "fr", "es")]
    assert told == [
        "No finding changes as of 1 June 2016.\n",
        "Aucune constatation ne change au 1er juin 2016.\n",
        "No cambia ninguna constatación al 1 de junio de 2016.\n",
    ]
