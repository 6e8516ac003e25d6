"""Edge cases 44, 46 and 48 on the record: found stock, other actors, and dates that lapsed."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.findings.checking import check
from compliance_engine.findings.model import Check
from compliance_engine.records.loading import load_records
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.builders import engine, record, rulebook

CASE_OPEN = "article-1/case-open"
CASE_UPDATE_DUE = "article-1/case-update-due"
CLEARANCE_PASSED = "article-1/clearance-deadline-passed"
FOUND_STOCK = "article-1/newly-found-stock"
SIX_MONTHS = "commitments/oslo-15-newly-found-stock"
PREVENT = "article-9/prevent-and-suppress"


def real(code: str) -> Record:
    return load_records(shipped("states")).by_state[code]


def checked(of: Record, day: date) -> Check:
    return check({of.state: of}, rulebook(), engine(), day)


def messages(rule: str, of: Record, day: date) -> list[str]:
    return [one.message for one in checked(of, day).findings if one.rule == rule]


def undetermined(of: Record, day: date) -> set[tuple[str, str]]:
    """What is not known of a State: the matter and its article."""
    return {(one.matter, one.article) for one in checked(of, day).undetermined}


# --- 44: Yemen found 30,000 mines in November 2006 and destroyed them in December 2007


def test_44_what_yemen_found_is_listed_until_it_was_destroyed() -> None:
    yemen = real("YEM")
    assert messages(FOUND_STOCK, yemen, date(2006, 11, 29)) == []
    assert messages(FOUND_STOCK, yemen, date(2006, 11, 30)) == [
        "A stockpile found in November 2006 had not been destroyed as of 30 November 2006."
    ]
    assert messages(FOUND_STOCK, yemen, date(2007, 12, 1)) == [
        "A stockpile was found in November 2006; the record does not say whether it had been "
        "destroyed by 1 December 2007."
    ]
    assert messages(FOUND_STOCK, yemen, date(2007, 12, 31)) == []


@pytest.mark.parametrize("day", [date(2006, 12, 1), date(2007, 11, 30), date(2008, 6, 1)])
def test_44_no_commitment_and_no_allegation_arises_from_what_yemen_found(day: date) -> None:
    yemen = real("YEM")
    assert messages(SIX_MONTHS, yemen, day) == []
    assert messages(CASE_OPEN, yemen, day) == []


# --- 46: what another State, or an armed group, is said to have done


def alleged_of(kind: str, happened: str = "2014-06-01") -> Record:
    return record(
        article_1=f"""
cases:
  - id: north
    provisions: [1(1)(a)]
    happened_from: {happened}
    happened_until: {happened}
    alleged: 2014-09-15
    alleged_by: a neighbour
    actor: as the source has it
    actor_kind: {kind}
    location: the north
    summary: mines said to have been laid
    status: open
    history: [{{date: 2015-05-20, event: update by the State}}]
    source: example
"""
    )


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("State", {CASE_OPEN, CASE_UPDATE_DUE}),
        ("not established", {CASE_OPEN, CASE_UPDATE_DUE}),
        ("non-State armed group", {PREVENT}),
        ("another State", set()),
    ],
)
def test_46_only_what_may_be_the_state_s_own_act_is_its_matter_under_article_1(
    kind: str, rules: set[str]
) -> None:
    found = checked(alleged_of(kind), date(2017, 1, 31)).findings
    assert {one.rule for one in found} & {CASE_OPEN, CASE_UPDATE_DUE, PREVENT} == rules


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("State", "1(1)(a)"),
        ("not established", "1(1)(a)"),
        ("non-State armed group", "9"),
        ("another State", None),
    ],
)
def test_46_what_another_state_may_have_done_before_entry_into_force_is_not_asked_of_this_one(
    kind: str, article: str | None
) -> None:
    """The matter is dated to the year of entry into force: before or after it is not known."""
    listed = undetermined(alleged_of(kind, "2012"), date(2017, 1, 31))
    told = {one for one in listed if one[0] == "alleged matter"}
    assert told == ({("alleged matter", article)} if article else set())


def test_46_what_is_asked_under_article_9_is_not_asked_under_provisional_application() -> None:
    """Article 18 is on Article 1(1) alone."""
    provisional = """
- instrument: ratification
  deposited: 2011-09-13
  provisional_application: true
  source: example
"""
    for kind, expected in [("State", {"alleged matter"}), ("non-State armed group", set())]:
        of = record(
            membership=provisional,
            article_1=f"""
cases:
  - id: south
    provisions: [1(1)(a)]
    happened_from: 2011
    happened_until: 2011
    alleged: 2012-01-15
    alleged_by: a neighbour
    actor: as the source has it
    actor_kind: {kind}
    location: the south
    summary: mines said to have been laid
    status: open
    source: example
""",
        )
        matters = {matter for matter, _ in undetermined(of, date(2012, 2, 1))}
        assert matters & {"alleged matter"} == expected


# --- 48: Ukraine's date passed on 1 June 2016, and a meeting of November 2018 set another


def test_48_a_late_request_leaves_a_lapse_that_ends_with_the_decision() -> None:
    ukraine = real("UKR")
    passed = "The clearance of mined areas, to be completed by 1 June 2016, was not complete and "
    assert messages(CLEARANCE_PASSED, ukraine, date(2016, 6, 1)) == []
    assert messages(CLEARANCE_PASSED, ukraine, date(2016, 6, 2)) == [
        passed + "no further time had been granted as of 2 June 2016."
    ]
    assert messages(CLEARANCE_PASSED, ukraine, date(2018, 10, 31)) == [
        passed + "no further time had been granted, as last known in 2017."
    ]
    assert messages(CLEARANCE_PASSED, ukraine, date(2018, 11, 1)) == []


def test_48_a_decision_after_the_date_does_not_by_itself_show_a_lapse() -> None:
    """The Niger: 1 September 2009, and a first decision on record of December 2013."""
    niger = real("NER")
    assert messages(CLEARANCE_PASSED, niger, date(2012, 1, 1)) == []
    assert ("clearance of mined areas", "5(1)") in undetermined(niger, date(2012, 1, 1))
