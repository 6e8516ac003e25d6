"""What falls due on or after the day on which a withdrawal on record takes effect (Article 20(3)).

It is not owed, from the day on which it is known that the State will not be bound then.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.forecast import Change, falling_due, forecast_of
from compliance_engine.records.model import Record
from tests.builders import engine, on, record, rulebook
from tests.edge_cases.asking import ANNUAL, INITIAL, duties, found, real, rules

ONE_DAY = timedelta(days=1)
NOTICE, EFFECTIVE = date(2025, 6, 27), date(2025, 12, 27)
REPORT_DUE = date(2026, 4, 30)
AREAS, STOCKS, FOUND = (
    "clearance of mined areas",
    "destruction of stockpiled mines",
    "destruction of stock found later",
)
ANSWER = "answer to a request for clarification"
CLEARANCE = """
clearance:
  original_deadline: 2022-03-01
  latest_deadline_known: {deadline}
  state_of_play: deadline running
  source: example
"""


def leaving(withdrawal: str, **topics: str) -> Record:
    """A State bound from 1 March 2012 that gave notice on 27 June 2025."""
    membership = f"""
- instrument: accession
  deposited: 2011-09-13
  source: example
  withdrawal: {{notified: {NOTICE}, {withdrawal}, source: example}}
"""
    return record(membership=membership, **topics)


def of(state: Record, day: date, kind: str, due: date) -> str | None:
    """The verdict on a duty on a day."""
    return {(k, d): verdict for k, d, verdict in duties(state, day)}.get((kind, due))


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (NOTICE - ONE_DAY, "not yet due"),
        (NOTICE, "not owed"),
        (NOTICE + ONE_DAY, "not owed"),
        (EFFECTIVE - ONE_DAY, "not owed"),
        (EFFECTIVE, "not owed"),
        (EFFECTIVE + ONE_DAY, "not owed"),
        (REPORT_DUE, "not owed"),
        (REPORT_DUE + ONE_DAY, "not owed"),
    ],
)
@pytest.mark.parametrize("withdrawal", ["armed_conflict: no", f"effective: {EFFECTIVE}"])
def test_a_report_due_after_the_withdrawal_is_not_owed_from_the_day_of_the_notice(
    day: date, verdict: str, withdrawal: str
) -> None:
    assert of(leaving(withdrawal), day, ANNUAL, REPORT_DUE) == verdict


@pytest.mark.parametrize(
    ("effective", "verdict"),
    [("2026-04-30", "not owed"), ("2026-05-01", "not yet due"), ("2026-04-29", "not owed")],
)
def test_what_is_due_on_the_day_of_effect_is_not_owed_and_the_day_before_it_is(
    effective: str, verdict: str
) -> None:
    state = leaving(f"effective: {effective}")
    assert of(state, date(2026, 1, 1), ANNUAL, REPORT_DUE) == verdict
    after = "not owed" if verdict == "not owed" else "undetermined"
    assert of(state, date(2026, 6, 1), ANNUAL, REPORT_DUE) == after


@pytest.mark.parametrize("withdrawal", ["armed_conflict: unknown", "armed_conflict: yes"])
def test_while_an_armed_conflict_may_put_off_the_effect_a_report_is_still_to_come(
    withdrawal: str,
) -> None:
    """Article 20(3), second sentence: the State is treated as bound."""
    assert of(leaving(withdrawal), date(2025, 7, 1), ANNUAL, REPORT_DUE) == "not yet due"


def test_a_conflict_that_puts_off_the_effect_is_known_to_be_over_from_its_end_only() -> None:
    state = leaving("armed_conflict: yes, conflict_ended: 2026-02-10")
    verdicts = [of(state, date(2026, 2, day), ANNUAL, REPORT_DUE) for day in (9, 10, 11)]
    assert verdicts == ["not yet due", "not owed", "not owed"]


def test_a_notice_that_was_revoked_takes_no_duty_away() -> None:
    state = leaving("armed_conflict: no, revoked: 2025-11-01")
    for day in (NOTICE, date(2025, 11, 1), REPORT_DUE):
        assert of(state, day, ANNUAL, REPORT_DUE) == "not yet due"


def test_as_it_was_known_before_the_revocation_the_duty_was_not_owed() -> None:
    state = leaving("armed_conflict: no, revoked: 2025-11-01")
    for known_at, verdict in ((date(2025, 10, 31), "not owed"), (date(2025, 11, 1), "not yet due")):
        facts = on(NOTICE, facts_on(state, rulebook(), NOTICE, known_at))
        (fact,) = [one for one in facts if one.fields.get("due") == REPORT_DUE]
        assert fact.fields["verdict"] == verdict


def test_as_it_was_known_before_the_notice_the_report_is_not_yet_due() -> None:
    facts = facts_on(leaving("armed_conflict: no"), rulebook(), NOTICE, NOTICE - ONE_DAY)
    (fact,) = [one for one in on(NOTICE, facts) if one.fields.get("due") == REPORT_DUE]
    assert fact.fields["verdict"] == "not yet due"


def test_a_purported_suspension_changes_nothing() -> None:
    """The Convention has no such clause."""
    state = record(
        events="- {date: 2025-06-27, event: purported suspension, what: a note, source: example}"
    )
    assert of(state, date(2025, 7, 1), ANNUAL, REPORT_DUE) == "not yet due"


def test_clearance_due_after_the_withdrawal_is_not_owed_and_goes_on_until_it_takes_effect() -> None:
    state = leaving("armed_conflict: no", article_5=CLEARANCE.format(deadline="2027-03-01"))
    due = date(2027, 3, 1)
    days = (NOTICE - ONE_DAY, NOTICE, EFFECTIVE)
    assert [of(state, day, AREAS, due) for day in days] == ["not yet due", "not owed", "not owed"]
    under_way = [
        {fact.fields.get("status") for fact in on(day, facts_on(state, rulebook(), day, None))}
        for day in (NOTICE, EFFECTIVE - ONE_DAY, EFFECTIVE)
    ]
    assert ["under way" in one for one in under_way] == [True, True, False]


def test_an_answer_asked_for_in_the_time_of_notice_is_not_owed_after_it() -> None:
    state = leaving(
        "armed_conflict: no",
        article_8="""
requests:
  - {id: one, by: AUT, made: 2025-12-10, received: 2025-12-12, what: a matter, source: example}
""",
    )
    verdicts = {kind: verdict for kind, _, verdict in duties(state, date(2025, 12, 13))}
    assert verdicts[ANSWER] == "not owed"
    assert "article-8/request-received" not in rules(state, date(2025, 12, 13))


def test_stocks_to_be_destroyed_after_the_withdrawal_are_not_owed() -> None:
    """Four years after entry into force, and six months after a later discovery."""
    state = record(
        membership="""
- instrument: accession
  deposited: 2019-09-13
  source: example
  withdrawal: {notified: 2023-06-27, armed_conflict: no, source: example}
""",
        article_4="""
deadline_met: not stated
mines_destroyed: 5
found_later:
  - {found: 2023-08-01, source: example}
source: example
""",
    )
    before = {kind: verdict for kind, _, verdict in duties(state, date(2023, 6, 26))}
    assert before[STOCKS] == "not yet due"
    in_notice = {kind: verdict for kind, _, verdict in duties(state, date(2023, 8, 2))}
    assert (in_notice[STOCKS], in_notice[FOUND]) == ("not owed", "not owed")


def test_an_initial_report_due_after_the_withdrawal_is_not_owed() -> None:
    state = record(
        membership="""
- instrument: accession
  deposited: 2025-02-10
  source: example
  withdrawal: {notified: 2025-08-05, effective: 2026-01-10, source: example}
"""
    )
    due = date(2026, 1, 28)
    assert of(state, date(2025, 8, 4), INITIAL, due) == "not yet due"
    assert of(state, date(2025, 8, 5), INITIAL, due) == "not owed"
    assert found(state, date(2025, 8, 5)) == ()


@pytest.mark.parametrize(("code", "day"), [("POL", date(2026, 2, 1)), ("FIN", date(2025, 12, 20))])
def test_no_calendar_has_a_date_that_falls_due_after_a_withdrawal(code: str, day: date) -> None:
    until = date(2026, 6, 1)
    coming = forecast_of(real(code), rulebook(), engine(), day, until)
    assert Change.DUE not in {one.change for one in coming}
    assert falling_due(real(code), rulebook(), day, until) == ()
