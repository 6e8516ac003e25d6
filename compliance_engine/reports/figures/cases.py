"""Article 1 in figures: what is on record of each open matter, as of a day.

An allegation is not a finding. What the record says of a later day is left out, so that the
account of a past day tells what could be told then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated, Fact
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.records.actors import NOT_ESTABLISHED
from compliance_engine.records.articles import Case, CaseEvent
from compliance_engine.records.model import Record
from compliance_engine.records.saying import Saying
from compliance_engine.records.statement import Source
from compliance_engine.reports.figures.later import names_later_day

_UPDATE = "update by the State"


@dataclass(frozen=True)
class OpenCase:
    """An alleged or reported matter that is open on a day, with what was on record by then.

    `steps` are those of its history that surely lie on or before the day. `alleged_by`, `summary`,
    `response` and `committee` are the record's words on who raised it, on what is alleged, on what
    the State said and on what was done with it; `later` is whether some of them were left out, as
    they tell of later days. `attributed` is whether a source says by whom. `update_due` is whether
    the last update by the State is older than the rules allow for.
    """

    state: str
    id: str
    provision: str
    acknowledged: bool
    emplacement: str
    alleged_by: str | None
    actor: str
    attributed: bool
    location: str
    happened_from: Dated
    happened_until: Dated
    said_by: Saying
    raised: PartialDate | None
    steps: tuple[CaseEvent, ...]
    last_update: Dated | None
    update_due: bool
    summary: str | None
    response: str | None
    committee: str | None
    later: bool
    sources: Mapping[str, Source]
    where: str


def open_cases(
    found: Mapping[str, tuple[Conclusion, ...]],
    due: Mapping[str, tuple[Conclusion, ...]],
    records: Mapping[str, Record],
    as_of: date,
) -> tuple[OpenCase, ...]:
    """The open matters that rules `found`, by State and then in the order of the record.

    Of those under `due` an update is due. Both are what `found_by` gives, as of the day.
    """
    awaited = {(code, one.key) for code, of_state in due.items() for one in of_state}
    cases = []
    for code, conclusions in found.items():
        facts = {one.key: one.facts[0] for one in conclusions}
        record = records[code]
        for case in record.article_1.cases:
            if case.id in facts:
                update_due = (code, case.id) in awaited
                cases.append(_account(record, case, facts[case.id], as_of, update_due))
    return tuple(cases)


def _account(record: Record, case: Case, fact: Fact, as_of: date, update_due: bool) -> OpenCase:
    steps = tuple(
        sorted(
            (step for step in case.history if step.date.last <= as_of),
            key=lambda step: step.date.last,
        )
    )
    told_later = case.known is not None and case.known.first > as_of
    updated = any(step.event == _UPDATE for step in steps)
    said = {
        name: None if text is None or told_later or names_later_day(text, as_of) else text
        for name, text in (("response", case.state_response), ("committee", case.committee))
    }
    summary, alleged_by = (
        None if names_later_day(text, as_of) else text for text in (case.summary, case.alleged_by)
    )
    kept = (summary, alleged_by, said["response"], said["committee"])
    given = (case.summary, case.alleged_by, case.state_response, case.committee)
    last_update = fact.fields.get("last_update")
    return OpenCase(
        state=record.state,
        id=case.id,
        provision=str(fact.fields["provision"]),
        acknowledged=fact.fields["acknowledged"] is True,
        emplacement=case.emplacement,
        alleged_by=alleged_by,
        actor=case.actor,
        attributed=case.actor_kind != NOT_ESTABLISHED,
        location=case.location,
        happened_from=_when(fact, "happened_from"),
        happened_until=_when(fact, "happened_until"),
        said_by=_said_by(fact),
        raised=case.alleged,
        steps=steps,
        last_update=last_update if isinstance(last_update, Dated) else None,
        update_due=update_due,
        summary=summary,
        response=None if updated else said["response"],
        committee=said["committee"],
        later=kept != given or len(steps) < len(case.history),
        sources={name: record.sources[name] for name in _sources(case, steps)},
        where=str(case.place),
    )


def _when(fact: Fact, field: str) -> Dated:
    when = fact.fields[field]
    assert isinstance(when, Dated)
    return when


def _said_by(fact: Fact) -> Saying:
    said_by = fact.fields["said_by"]
    assert isinstance(said_by, Saying)
    return said_by


def _sources(case: Case, steps: tuple[CaseEvent, ...]) -> tuple[str, ...]:
    names = [*case.source, *(name for step in steps for name in step.source or ())]
    return tuple(dict.fromkeys(names))
