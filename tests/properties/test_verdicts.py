"""Laws of duties and verdicts, on random evidence and random records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.dates.partial import PartialDate
from compliance_engine.errors import Place
from compliance_engine.facts.building import facts_of
from compliance_engine.facts.model import Basis, Dated
from compliance_engine.facts.verdicts import DutyClock, Evidence, Judged, Missing, Received
from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.records.model import Record
from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import rulebook
from tests.strategies import dates_or_by, days, partial_dates, records

DUE = date(2013, 4, 30)
OPENS = date(2012, 5, 1)
BASIS = Basis(Place("XXX.yaml", 1, 1), ("one",), Confidence(Word.ONE_PUBLISHER))
HARMLESS = (Verdict.MET, Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)
OVERDUE = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)

submissions = st.builds(lambda text: Received(PartialDate.parse(text), BASIS), dates_or_by)
dated_submissions = st.builds(lambda text: Received(PartialDate.parse(text), BASIS), partial_dates)
absences = st.builds(lambda text: Missing(PartialDate.parse(text), BASIS), partial_dates)
evidence = st.builds(
    Evidence,
    received=st.lists(submissions, max_size=3).map(tuple),
    missing=st.lists(absences, max_size=3).map(tuple),
    doubtful=st.sampled_from([(), (BASIS,)]),
    disagree=st.sampled_from([(), (), (BASIS,)]),
)


def judged_on(given_evidence: Evidence, day: date) -> Judged:
    (found,) = [one for one in DutyClock(DUE, given_evidence).verdicts(OPENS) if day in one.held]
    return found


@given(evidence)
def test_a_duty_has_exactly_one_verdict_on_every_day(of: Evidence) -> None:
    spans = [one.held for one in DutyClock(DUE, of).verdicts(OPENS)]
    assert spans[0].first == OPENS
    assert not spans[-1].ends
    assert all(one.until == after.first for one, after in pairwise(spans))


@given(evidence, st.dates(OPENS, DUE))
def test_until_its_due_date_a_duty_is_met_or_not_yet_due(of: Evidence, day: date) -> None:
    assert judged_on(of, day).verdict in (Verdict.NOT_YET_DUE, Verdict.MET)


@given(days)
def test_without_a_statement_nothing_is_ever_outstanding(day: date) -> None:
    judged = judged_on(Evidence(), max(day, OPENS))
    assert judged.verdict in (Verdict.NOT_YET_DUE, Verdict.UNDETERMINED)


@given(evidence, days)
def test_what_is_outstanding_rests_on_a_statement(of: Evidence, day: date) -> None:
    judged = judged_on(of, max(day, OPENS))
    if judged.verdict in OVERDUE:
        assert judged.basis
        assert not of.disagree
    if judged.verdict is Verdict.LAST_KNOWN_OUTSTANDING:
        assert judged.known is not None
        assert DUE < judged.known.known.first < day


@given(evidence, submissions, days)
def test_a_submission_known_by_then_never_leaves_a_duty_outstanding(
    of: Evidence, more: Received, day: date
) -> None:
    day = max(day, OPENS)
    with_it = replace(of, received=(*of.received, more))
    if more.when.surely_by(day):
        assert judged_on(with_it, day).verdict not in OVERDUE


@given(st.lists(dated_submissions, min_size=1, max_size=3), days, st.integers(1, 800))
def test_a_later_submission_is_never_better(
    received: list[Received], day: date, later: int
) -> None:
    day = max(day, OPENS)
    shift = timedelta(days=later)
    moved = tuple(
        Received(PartialDate.between(one.when.first + shift, one.when.last + shift), BASIS)
        for one in received
    )
    order = [
        Verdict.MET,
        Verdict.NOT_YET_DUE,
        Verdict.MET_TIMELINESS_UNKNOWN,
        Verdict.MET_LATE,
        Verdict.UNDETERMINED,
        Verdict.OUTSTANDING,
    ]
    before = judged_on(Evidence(received=tuple(received)), day).verdict
    after = judged_on(Evidence(received=moved), day).verdict
    assert order.index(after) >= order.index(before)


@given(evidence, days)
def test_lateness_is_counted_from_the_earliest_possible_day(of: Evidence, day: date) -> None:
    judged = judged_on(of, max(day, OPENS))
    if judged.verdict is Verdict.MET_LATE:
        assert judged.days_late is not None
        assert judged.days_late >= 1
        assert judged.submitted is not None
        assert judged.days_late <= (judged.submitted.when.last - DUE).days
    else:
        assert judged.days_late is None


@given(evidence, days)
def test_contradicting_sources_leave_a_duty_undetermined_after_its_due_date(
    of: Evidence, day: date
) -> None:
    clock = DutyClock(DUE, of)
    if clock.sources_disagree and day > DUE:
        assert judged_on(of, day).verdict is Verdict.UNDETERMINED


@given(records(), days)
def test_facts_of_a_kind_with_one_key_never_overlap(record: Record, through: date) -> None:
    held: dict[tuple[object, ...], list[tuple[date, date]]] = {}
    for fact in facts_of(record, rulebook(), through):
        own = (fact.fields.get("kind"), fact.fields["key"]) if fact.kind != "membership" else ()
        name = (fact.kind, *own)
        held.setdefault(name, []).append((fact.held.first, fact.held.until))
    for spans in held.values():
        ordered = sorted(spans)
        assert all(one[1] <= after[0] for one, after in pairwise(ordered))


@given(records(), days, st.integers(0, 3000))
def test_facts_made_for_a_later_day_are_the_same_on_an_earlier_one(
    record: Record, day: date, more: int
) -> None:
    def on_day(through: date) -> list[tuple[str, object]]:
        facts = facts_of(record, rulebook(), through)
        return [(fact.kind, fact.fields) for fact in facts if day in fact.held]

    assert on_day(day) == on_day(day + timedelta(days=more))


@given(records(), days)
def test_a_state_owes_only_what_fell_due_while_it_was_bound(record: Record, day: date) -> None:
    facts = facts_of(record, rulebook(), day)
    bound = [fact.held for fact in facts if fact.kind == "membership" and fact.fields["bound"]]
    for fact in facts:
        if fact.kind != "duty" or fact.fields["verdict"] in (
            Verdict.NOT_OWED,
            Verdict.NOT_YET_DUE,
        ):
            continue
        due = fact.fields["due"]
        assert isinstance(due, date)
        assert any(due in span for span in bound)


@given(records())
def test_every_fact_names_what_it_rests_on(record: Record) -> None:
    for fact in facts_of(record, rulebook(), date(2026, 1, 1)):
        assert fact.basis
        assert all(one.sources for one in fact.basis)
        assert fact.confidence is not None or fact.said_by


@given(records(), days)
def test_a_day_known_in_part_is_compared_as_one_of_its_possible_days(
    record: Record, through: date
) -> None:
    for fact in facts_of(record, rulebook(), through):
        for value in fact.fields.values():
            if isinstance(value, Dated):
                assert value.shown.first <= value.day <= value.shown.last
