"""Edge cases 1 to 16: who is bound, from when and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.standing import standings
from compliance_engine.records.states import UnknownStateError, find_state
from compliance_engine.shipped import shipped
from tests.builders import MEMBER, facts, on, record, rulebook
from tests.edge_cases.asking import (
    ANNUAL,
    CASE_OPEN,
    INITIAL,
    INITIAL_LATE,
    INITIAL_OUTSTANDING,
    checked,
    duties,
    entry_into_force,
    explained,
    found,
    real,
    rules,
    shipped_records,
    standing,
    status,
)

TODAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
LEFT = {
    "EST": date(2025, 12, 27),
    "LVA": date(2025, 12, 27),
    "LTU": date(2025, 12, 27),
    "FIN": date(2026, 1, 10),
    "POL": date(2026, 2, 20),
}
MISSING_INITIAL = """
reports:
  - {covers: initial, submitted: none, known: 2026-11-01, source: example}
"""


def withdrawing(more: str) -> str:
    """A State Party since 1 March 2012 that gave notice on 27 June 2025."""
    return f"""
- instrument: accession
  deposited: 2011-09-13
  source: example
  withdrawal: {{notified: 2025-06-27{more}, source: example}}
"""


def case(provision: str, happened: str) -> str:
    return f"""
cases:
  - id: north
    provisions: [{provision}]
    happened_from: {happened}
    happened_until: {happened}
    alleged_by: a non-governmental organisation
    actor: government forces
    location: the north
    summary: what is said to have happened
    status: open
    source: example
"""


def test_01_a_deposit_before_september_1998_gives_1_march_1999() -> None:
    assert entry_into_force("CAN") == date(1999, 3, 1)
    assert status(real("CAN"), date(1999, 2, 28)) == "not yet in force"


def test_02_a_deposit_on_the_first_of_a_month_gives_the_sixth_month_after_it() -> None:
    assert entry_into_force("BWA") == date(2000, 9, 1)
    assert entry_into_force("LVA") == date(2006, 1, 1)


def test_03_october_1998_gives_april_1999_and_november_may() -> None:
    assert entry_into_force("GIN") == date(1999, 4, 1)
    assert entry_into_force("THA") == date(1999, 5, 1)


def test_04_between_deposit_and_entry_into_force_there_are_no_duties() -> None:
    for day in (date(2014, 8, 20), date(2015, 1, 31)):
        assert status(real("OMN"), day) == "not yet in force"
        assert duties(real("OMN"), day) == []
        assert found(real("OMN"), day) == ()
    assert status(real("OMN"), date(2015, 2, 1)) == "party"
    assert duties(real("OMN"), date(2015, 2, 1))[0][:2] == (INITIAL, date(2015, 7, 31))


@pytest.mark.parametrize(("code", "day"), [("MHL", date(2025, 3, 11)), ("POL", date(2012, 12, 26))])
def test_05_a_signatory_has_no_duties(code: str, day: date) -> None:
    assert status(real(code), day) == "signatory"
    assert duties(real(code), day) == []
    assert (found(real(code), day), checked(real(code), day).undetermined) == ((), ())


def test_06_a_succession_runs_from_the_day_that_depositary_practice_gives() -> None:
    south_sudan = real("SSD").membership[0]
    assert south_sudan.deposited == date(2011, 11, 11)
    assert entry_into_force("SSD") == date(2011, 7, 9)
    first = duties(real("SSD"), date(2011, 12, 1))[0]
    assert first == (INITIAL, date(2012, 1, 5), "not yet due")
    assert (first[1] - south_sudan.deposited).days == 55
    assert entry_into_force("MNE") == date(2007, 4, 1)
    assert entry_into_force("SRB") == date(2004, 3, 1)


def test_06_the_entry_into_force_of_a_succession_is_never_computed() -> None:
    with pytest.raises(InvalidInputError, match="depositary practice"):
        record(membership="- {instrument: succession, deposited: 2006-10-23, source: example}")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("Swaziland", "Eswatini"), "SWZ"),
        (("Macedonia", "North Macedonia"), "MKD"),
        (("Turkey", "Türkiye"), "TUR"),
        (("Cape Verde", "Cabo Verde"), "CPV"),
        (("Czech Republic", "Czechia"), "CZE"),
        (("Zaire", "Democratic Republic of the Congo"), "COD"),
        (("Congo",), "COG"),
        (("Serbia and Montenegro", "Serbia"), "SRB"),
        (("Holy See",), "VAT"),
        (("State of Palestine", "Palestine"), "PSE"),
        (("Cook Islands",), "COK"),
        (("Niue",), "NIU"),
    ],
)
def test_07_old_and_new_names_lead_to_one_record_by_its_code(
    names: tuple[str, ...], code: str
) -> None:
    assert {find_state(name).code for name in names} == {code}
    assert status(real(code), TODAY) == "party"


def test_07_the_name_typed_may_be_a_former_one_the_name_printed_never_is() -> None:
    assert Wording(find_state("Swaziland"), TODAY).state(find_state("Swaziland")) == "Eswatini"


def test_08_the_european_union_is_no_party_and_its_members_are_so_each_for_itself() -> None:
    with pytest.raises(UnknownStateError):
        find_state("European Union")
    for code, day in LEFT.items():
        assert (status(real(code), day - ONE_DAY), status(real(code), day)) == (
            "party",
            "withdrawn",
        )
    assert status(real("AUT"), TODAY) == "party"


def test_09_a_territory_has_no_record_of_its_own() -> None:
    territories = {"GIB", "FLK", "BMU", "IMN", "JEY", "GGY", "SHN", "TKL", "GRL", "FRO", "ABW",
                   "CUW", "SXM", "HKG", "MAC", "NCL", "PYF"}  # fmt: skip
    assert territories & shipped_records().by_state.keys() == set()
    assert list(shipped("states").glob("GBR*")) == [shipped("states") / "GBR.yaml"]


@pytest.mark.parametrize("code", LEFT)
def test_10_who_has_left_owes_the_report_due_before_and_none_after_and_keeps_its_history(
    code: str,
) -> None:
    by_due = {due: verdict for kind, due, verdict in duties(real(code), date(2026, 5, 1))}
    assert by_due[date(2026, 4, 30)] == "not owed"
    assert by_due[date(2025, 4, 30)] != "not owed"
    assert len(by_due) > 10
    assert found(real(code), LEFT[code]) == ()
    assert checked(real(code), LEFT[code]).undetermined == ()


def test_10_the_calendar_says_why_the_report_is_not_owed() -> None:
    why = explained(real("EST"), date(2026, 5, 1), ANNUAL, date(2026, 4, 30))
    assert "is not bound on 30 April" in why


def test_10_a_state_is_not_bound_on_the_day_on_which_its_withdrawal_takes_effect() -> None:
    left = record(
        membership=withdrawing(", effective: 2025-12-27"),
        article_7=MISSING_INITIAL,
        article_1=case("1(1)(a)", "2014-06-01"),
    )
    assert {INITIAL_OUTSTANDING, CASE_OPEN} <= rules(left, date(2025, 12, 26))
    assert rules(left, date(2025, 12, 27)) == set()


def test_11_until_a_withdrawal_takes_effect_all_rules_run() -> None:
    leaving = record(membership=withdrawing(", armed_conflict: no"), article_7=MISSING_INITIAL)
    assert rules(leaving, date(2025, 6, 27)) == {INITIAL_OUTSTANDING}
    assert rules(leaving, date(2025, 12, 26)) == {INITIAL_OUTSTANDING}
    assert standing(leaving, date(2025, 12, 26)).until == date(2025, 12, 27)


@pytest.mark.parametrize(
    ("more", "first_free"),
    [
        (", armed_conflict: yes", None),
        (", armed_conflict: yes, conflict_ended: 2026-05-08", date(2026, 5, 8)),
        (", armed_conflict: yes, conflict_ended: 2025-11-30", date(2025, 12, 27)),
        (", armed_conflict: no", date(2025, 12, 27)),
        (", armed_conflict: unknown", None),
        ("", None),
    ],
    ids=[
        "a conflict that goes on",
        "a conflict that ended after the six months",
        "a conflict that ended before",
        "no conflict when the six months expired, whatever began later",
        "not known",
        "not recorded",
    ],
)
def test_12_a_conflict_defers_a_withdrawal_only_while_it_lasts_when_the_six_months_expire(
    more: str, first_free: date | None
) -> None:
    leaving = record(membership=withdrawing(more))
    assert standing(leaving, date(2026, 1, 1)).until == first_free
    if first_free is None:
        assert status(leaving, TODAY) == "party"
    else:
        assert status(leaving, first_free - ONE_DAY) == "party"
        assert status(leaving, first_free) == "withdrawn"


def test_12_the_working_names_a_conflict_only_where_it_defers_the_effect() -> None:
    def said(more: str) -> str:
        return standing(record(membership=withdrawing(more)), TODAY).working[-1]

    assert "until a person has decided" in said(", armed_conflict: unknown")
    assert "stays bound until the conflict ends" in said(", armed_conflict: yes")
    assert "so that the withdrawal took effect on 8 May 2026" in said(
        ", armed_conflict: yes, conflict_ended: 2026-05-08"
    )
    for more in (", armed_conflict: no", ", armed_conflict: yes, conflict_ended: 2025-11-30"):
        assert "conflict" not in said(more)


def test_13_a_notice_of_suspension_leaves_ukraine_bound_with_a_note() -> None:
    for day in (date(2025, 7, 18), date(2026, 1, 18), TODAY):
        ukraine = standing(real("UKR"), day)
        assert (ukraine.status, ukraine.until) == ("party", None)
        (note,) = ukraine.notes
        assert "is treated as bound, and every rule runs" in note
    assert CASE_OPEN in rules(real("UKR"), TODAY)


@pytest.mark.parametrize("event", ["withdrawal announced", "domestic step"])
def test_13_an_announcement_or_a_law_without_an_instrument_starts_no_clock(event: str) -> None:
    events = f"""
- date: 2025-05-08
  event: {event}
  what: the parliament voted for a withdrawal
  source: example
"""
    of = record(events=events)
    assert (standing(of, TODAY).status, standing(of, TODAY).until) == ("party", None)


def test_14_a_withdrawal_revoked_before_its_effect_changes_nothing() -> None:
    of = record(membership=withdrawing(", armed_conflict: no, revoked: 2025-11-01"))
    assert status(of, TODAY) == "party"
    assert standing(of, TODAY).until is None


def test_14_who_joins_again_has_a_new_entry_into_force_and_a_new_initial_report() -> None:
    again = record(
        membership=withdrawing(", effective: 2025-12-27")
        + "- {instrument: accession, deposited: 2027-01-10, source: example}"
    )
    assert status(again, date(2027, 6, 30)) == "not yet in force"
    assert status(again, date(2027, 7, 1)) == "party"
    due = [one[1] for one in duties(again, date(2028, 1, 1)) if one[0] == INITIAL]
    assert due == [date(2012, 8, 28), date(2027, 12, 28)]


def test_15_provisional_application_is_of_article_1_1_alone() -> None:
    early = MEMBER.replace("source: example", "provisional_application: true, source: example")
    before = date(2012, 2, 29)

    def of(provision: str) -> set[str]:
        return rules(record(membership=early, article_1=case(provision, "2011-12-01")), before)

    assert of("1(1)(a)") == {CASE_OPEN}
    assert of("1(2)") == set()
    declared = record(membership=early, article_7=MISSING_INITIAL)
    assert duties(declared, before) == []
    (fact,) = on(before, facts(declared, "membership"))
    assert fact.fields["bound"] is False


def test_16_a_past_day_is_seen_with_what_was_known_then_or_with_what_is_known_now() -> None:
    guinea, day = real("GNQ"), date(2015, 1, 1)
    assert INITIAL_LATE in rules(guinea, day)
    known_in_2013 = rules(guinea, day, date(2014, 7, 6))
    assert INITIAL_OUTSTANDING in known_in_2013
    assert INITIAL_LATE not in known_in_2013


def test_16_a_revocation_or_the_end_of_a_conflict_counts_from_the_day_on_which_it_came() -> None:
    def effective(more: str, known_at: date) -> date | None:
        of = record(membership=withdrawing(more))
        (only,) = standings({of.state: of}, rulebook(), TODAY, known_at)
        return only.until

    revoked = ", armed_conflict: no, revoked: 2025-11-01"
    assert effective(revoked, date(2025, 10, 31)) == date(2025, 12, 27)
    assert effective(revoked, date(2025, 11, 1)) is None
    ended = ", armed_conflict: yes, conflict_ended: 2026-05-08, effective: 2026-05-08"
    assert effective(ended, date(2026, 5, 7)) is None
    assert effective(ended, date(2026, 5, 8)) == date(2026, 5, 8)


@pytest.mark.parametrize("day", [date(2012, 6, 1), date(2015, 6, 20), TODAY], ids=str)
def test_16_with_all_that_ever_became_known_a_day_looks_as_it_does_without_a_limit(
    day: date,
) -> None:
    for of in shipped_records().by_state.values():
        without, limited = checked(of, day), checked(of, day, date(2199, 12, 31))
        assert [one.id for one in limited.findings] == [one.id for one in without.findings]
        assert limited.undetermined == without.undetermined


def test_16_the_membership_of_a_past_day_is_that_of_the_day() -> None:
    assert status(real("EST"), date(2020, 1, 1)) == "party"
    assert status(real("MHL"), date(2020, 1, 1)) == "signatory"
    assert status(real("TON"), date(2020, 1, 1)) == "not a party"
