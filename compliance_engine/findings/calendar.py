"""A State's calendar: each duty in the order of due dates, with its verdict and working."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts.model import Dated, Fact
from compliance_engine.findings.language.wording import Wording
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State
from compliance_engine.rulebook.model import Rulebook

_DONE = {
    "initial report": "submitted",
    "report on the period": "submitted",
    "answer to the request": "answered",
}


@dataclass(frozen=True)
class DutyLine:
    """One duty on the day: `working` shows how its due date was found, step by step.

    `done` says what is done where it is met: submitted, answered or completed.
    """

    duty: str
    title: str
    provision: str
    period: int | None
    due: date
    verdict: str
    done: str
    submitted: Dated | None
    days_late: int | None
    known: Dated | None
    sources_disagree: bool
    working: tuple[str, ...]
    doubt: str | None
    where: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence | None
    said_by: tuple[Saying, ...]


def duty_calendar(
    facts: Sequence[Fact], rulebook: Rulebook, state: State, as_of: date, *, language: str = "en"
) -> tuple[DutyLine, ...]:
    """Every duty of the State in view on the day, by due date, told in `language`."""
    wording = Wording(state, as_of, language)
    lines = [
        _line(fact, rulebook, wording, language)
        for fact in facts
        if fact.kind == "duty" and as_of in fact.held
    ]
    return tuple(sorted(lines, key=lambda line: (line.due, line.duty)))


def _line(fact: Fact, rulebook: Rulebook, wording: Wording, language: str) -> DutyLine:
    fields = fact.fields
    duty = rulebook.duty(str(fields["kind"]))
    due, period, late = fields["due"], fields.get("period"), fields.get("days_late")
    submitted, known = fields.get("submitted"), fields.get("known")
    assert isinstance(due, date)
    return DutyLine(
        duty=duty.kind,
        title=duty.title[language],
        provision=duty.article,
        period=period if isinstance(period, int) else None,
        due=due,
        verdict=str(fields["verdict"]),
        done=_DONE.get(duty.met_by, "completed"),
        submitted=submitted if isinstance(submitted, Dated) else None,
        days_late=late if isinstance(late, int) else None,
        known=known if isinstance(known, Dated) else None,
        sources_disagree=fields["sources_disagree"] is True,
        working=tuple(wording.of_working(step) for step in fact.working),
        doubt=duty.doubt.strip() if duty.doubt else None,
        where=tuple(str(one.place) for one in fact.basis),
        sources=tuple(dict.fromkeys(name for one in fact.basis for name in one.sources)),
        confidence=fact.confidence,
        said_by=fact.said_by,
    )
