"""When a State is bound."""

from dataclasses import replace
from datetime import date

import pytest

from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.membership import bound_intervals, membership_facts
from tests.builders import facts, on, record, rulebook, verdict

TODAY = date(2026, 11, 23)


def standing(membership: str, day: date, **sections: str) -> str | None:
    found = on(day, facts(record(membership=membership, **sections), "membership", day))
    assert len(found) <= 1
    return str(found[0].fields["status"]) if found else None


def withdrawing(more: str) -> str:
    return f"""
- instrument: accession
  deposited: 2004-05-12
  source: example
  withdrawal: {{notified: 2025-06-27, source: example{more}}}
"""


def test_the_first_forty_are_bound_from_1_march_1999_however_early_they_deposited() -> None:
    early = "- {instrument: ratification, deposited: 1997-12-03, source: example}"
    assert standing(early, date(1999, 2, 28)) == "not yet in force"
    assert standing(early, date(1999, 3, 1)) == "party"


def test_october_1998_gives_april_1999() -> None:
    later = "- {instrument: ratification, deposited: 1998-10-08, source: example}"
    assert standing(later, date(1999, 3, 31)) == "not yet in force"
    assert standing(later, date(1999, 4, 1)) == "party"


def test_a_signatory_owes_nothing() -> None:
    signed = "- {signed: 1997-12-04, source: example}"
    assert standing(signed, TODAY) == "signatory"
    assert facts(record(membership=signed), "duty", TODAY) == []
    assert facts(record(membership=signed), "measure", TODAY) == []


def test_a_state_is_bound_on_the_last_day_before_its_withdrawal_and_not_on_the_day() -> None:
    leaving = withdrawing(", effective: 2025-12-27")
    assert standing(leaving, date(2025, 12, 26)) == "party"
    assert standing(leaving, date(2025, 12, 27)) == "withdrawn"


def test_six_months_are_counted_when_no_source_states_the_day() -> None:
    leaving = withdrawing(", armed_conflict: no")
    assert standing(leaving, date(2025, 12, 26)) == "party"
    assert standing(leaving, date(2025, 12, 27)) == "withdrawn"


def test_a_state_in_armed_conflict_stays_bound_until_it_ends() -> None:
    fighting = withdrawing(", armed_conflict: yes")
    assert standing(fighting, TODAY) == "party"
    ended = withdrawing(", armed_conflict: yes, conflict_ended: 2026-05-08")
    assert standing(ended, date(2026, 5, 7)) == "party"
    assert standing(ended, date(2026, 5, 8)) == "withdrawn"


def test_a_conflict_that_ended_before_the_expiry_defers_nothing() -> None:
    ended = withdrawing(", armed_conflict: yes, conflict_ended: 2025-10-01")
    assert standing(ended, date(2025, 12, 27)) == "withdrawn"


def test_a_state_is_treated_as_bound_while_it_is_not_known_whether_it_was_in_conflict() -> None:
    unknown = withdrawing("")
    assert standing(unknown, TODAY) == "party"


def test_a_withdrawal_that_was_revoked_changes_nothing() -> None:
    assert standing(withdrawing(", revoked: 2025-11-01"), TODAY) == "party"


def test_no_report_is_owed_on_a_30_april_after_the_withdrawal() -> None:
    left = record(membership=withdrawing(", effective: 2025-12-27"))
    assert verdict(left, "annual report", date(2025, 6, 26), "2025") == "not yet due"
    assert verdict(left, "annual report", date(2025, 6, 27), "2025") == "not owed"
    assert verdict(left, "annual report", date(2026, 5, 1), "2025") == "not owed"
    assert verdict(left, "annual report", date(2026, 5, 1), "2024") == "undetermined"
    assert verdict(left, "annual report", TODAY, "2026") is None


def test_a_report_is_owed_on_a_30_april_while_the_withdrawal_is_not_effective() -> None:
    leaving = withdrawing(", effective: 2025-12-27")
    assert verdict(record(membership=leaving), "annual report", date(2025, 5, 1), "2024") == (
        "undetermined"
    )


def test_a_state_that_joins_again_has_new_clocks_and_keeps_its_history() -> None:
    again = record(
        membership=withdrawing(", effective: 2025-12-27")
        + "- {instrument: accession, deposited: 2027-01-10, source: example}"
    )
    days = {
        date(2025, 12, 26): "party",
        date(2026, 6, 1): "withdrawn",
        date(2027, 1, 10): "not yet in force",
        date(2027, 6, 30): "not yet in force",
        date(2027, 7, 1): "party",
    }
    memberships = facts(again, "membership", date(2029, 1, 1))
    assert {day: on(day, memberships)[0].fields["status"] for day in days} == days
    initial = [
        fact.fields
        for fact in on(date(2028, 3, 1), facts(again, "duty", date(2029, 1, 1)))
        if fact.fields["kind"] == "initial report"
    ]
    assert [(one["key"], one["due"]) for one in initial] == [
        ("", date(2005, 4, 30)),
        ("2027-07-01", date(2027, 12, 28)),
    ]


def test_a_succession_runs_from_the_day_that_depositary_practice_gives() -> None:
    heir = """
- instrument: succession
  deposited: 2011-11-11
  in_force: 2011-07-09
  in_force_reason: date of the succession of States
  source: example
"""
    assert standing(heir, date(2011, 7, 8)) is None
    assert standing(heir, date(2011, 7, 9)) == "party"
    duties = on(date(2012, 1, 5), facts(record(membership=heir), "duty", date(2012, 1, 5)))
    assert {fact.fields["due"] for fact in duties} == {date(2012, 1, 5), date(2012, 4, 30)}


def test_provisional_application_is_of_article_1_only() -> None:
    early = """
- instrument: ratification
  deposited: 1998-06-01
  provisional_application: true
  source: example
"""
    (fact,) = on(date(1998, 7, 1), facts(record(membership=early), "membership"))
    assert fact.fields["applies_article_1"] is True
    assert fact.fields["bound"] is False
    assert on(date(1998, 7, 1), facts(record(membership=early), "duty")) == []


def test_a_notice_of_suspension_changes_nothing_and_is_noted() -> None:
    events = """
- date: 2025-07-18
  event: purported suspension
  what: notice to the Depositary
  source: example
"""
    member = "- {instrument: ratification, deposited: 2005-12-27, source: example}"
    assert standing(member, TODAY, events=events) == "party"
    noted = record(membership=member, events=events)
    assert on(date(2025, 7, 17), facts(noted, "notice")) == []
    assert len(on(date(2025, 7, 18), facts(noted, "notice"))) == 1


def test_what_became_known_later_is_left_out() -> None:
    leaving = record(membership=withdrawing(", effective: 2025-12-27"))
    known = as_known_at(leaving, date(2025, 6, 26))
    assert on(TODAY, facts(known, "membership", TODAY))[0].fields["status"] == "party"
    known = as_known_at(leaving, date(2025, 6, 27))
    assert on(TODAY, facts(known, "membership", TODAY))[0].fields["status"] == "withdrawn"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (", armed_conflict: no", "took effect"),
        (", effective: 2025-12-27", "took effect"),
        (", effective: 2026-02-01, armed_conflict: no", "took effect"),
        (", armed_conflict: yes, conflict_ended: 2025-12-01", "took effect"),
        (", armed_conflict: yes, conflict_ended: 2026-05-08", "deferred"),
        (", armed_conflict: yes", "pending"),
        ("", "unknown"),
    ],
)
def test_a_conflict_is_named_only_where_it_puts_off_the_effect(more: str, said: str) -> None:
    law = rulebook().treaty.withdrawal
    assert law is not None
    assert law.deferral is not None
    sentences = {
        "took effect": law.explain,
        "deferred": law.deferral.ended,
        "pending": law.deferral.pending,
        "unknown": law.deferral.unknown,
    }
    (party,) = on(date(2025, 12, 1), facts(record(membership=withdrawing(more)), "membership"))
    assert party.working[-1].texts is sentences[said].texts


def test_where_a_treaty_defers_no_withdrawal_no_conflict_is_named() -> None:
    law = rulebook().treaty.withdrawal
    assert law is not None
    treaty = replace(rulebook().treaty, withdrawal=replace(law, deferral=None))
    fighting = record(membership=withdrawing(", armed_conflict: yes, conflict_ended: 2026-05-08"))
    *_, party, withdrawn = membership_facts(fighting, treaty)
    assert withdrawn.held.first == date(2025, 12, 27)
    assert party.working[-1].texts is law.explain.texts


def test_a_withdrawal_before_entry_into_force_leaves_a_later_accession_as_it_is() -> None:
    again = record(
        membership="""
- instrument: accession
  deposited: 2011-09-13
  source: example
  withdrawal: {notified: 2011-09-14, effective: 2012-02-29, source: example}
- {instrument: accession, deposited: 2013-01-10, source: example}
"""
    )
    (bound,) = bound_intervals(again, rulebook().treaty)
    assert bound.span.first == date(2013, 7, 1)


@pytest.mark.parametrize(
    "before",
    [
        "- {signed: 1997-12-04, source: example}",
        """
- instrument: accession
  deposited: 2008-05-12
  source: example
  withdrawal: {notified: 2008-05-13, effective: 2008-10-01, source: example}
""",
    ],
    ids=["signed", "withdrawn before entry into force"],
)
def test_what_did_not_bind_a_state_does_not_hide_what_did_later(before: str) -> None:
    joined = f"{before}\n- {{instrument: accession, deposited: 2011-09-13, source: example}}"
    (bound,) = bound_intervals(record(membership=joined), rulebook().treaty)
    assert bound.in_force == date(2012, 3, 1)


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        ("1997-12-03", None),
        ("1997-12-04", "signatory"),
        ("2004-05-11", "signatory"),
        ("2004-05-12", "not yet in force"),
        ("2004-11-01", "party"),
        ("2010-07-04", "party"),
        ("2010-07-05", "withdrawn"),
        ("2015-09-12", "withdrawn"),
        ("2015-09-13", "not yet in force"),
        ("2016-03-01", "party"),
    ],
)
def test_each_step_of_a_state_that_leaves_and_joins_again_ends_the_one_before(
    day: str, stands: str | None
) -> None:
    steps = """
- {signed: 1997-12-04, source: example}
- instrument: accession
  deposited: 2004-05-12
  source: example
  withdrawal: {notified: 2010-01-05, effective: 2010-07-05, source: example}
- {instrument: accession, deposited: 2015-09-13, source: example}
"""
    assert standing(steps, date.fromisoformat(day)) == stands


def test_the_time_of_a_state_rests_on_its_withdrawal_only_if_that_ended_it() -> None:
    def lines(more: str) -> list[int]:
        (bound,) = bound_intervals(record(membership=withdrawing(more)), rulebook().treaty)
        return [basis.place.line for basis in bound.basis]

    assert lines(", effective: 2025-12-27") == [5, 8]
    assert lines(", revoked: 2025-11-01") == [5]


def test_each_standing_of_a_state_that_was_bound_says_how_its_days_were_found() -> None:
    left = withdrawing(", effective: 2025-12-27")
    found = facts(record(membership=left), "membership")
    assert {one.fields["status"] for one in found} == {"not yet in force", "party", "withdrawn"}
    treaty = rulebook().treaty
    assert treaty.withdrawal is not None
    steps = (treaty.explain, treaty.withdrawal.explain)
    for one in found:
        assert [(step.texts, step.in_short) for step in one.working] == [
            (step.texts, step.in_short) for step in steps
        ]
