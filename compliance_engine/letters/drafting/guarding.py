"""What keeps a letter, or one of its matters, from being written: each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from compliance_engine.judgement.model import Decision, Determination, Judgement, Waiver
from compliance_engine.letters.drafting.dossier import Dossier
from compliance_engine.letters.drafting.matters import Matter
from compliance_engine.letters.drafting.supporting import Weakness, obstacle_of
from compliance_engine.letters.model import PastLetter, Step
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.letters.model import Concern, Family

INTERVAL = timedelta(days=60)
"""How long, by default, a matter rests after a letter was sent on it."""


class Guard(StrEnum):
    """Why nothing is written."""

    WITHDRAWN = "withdrawn"
    NOT_BOUND = "not bound"
    WAIVED = "waived"
    IN_DIALOGUE = "in dialogue"
    NOT_APPLICABLE = "not applicable"
    RESOLVED = "resolved"
    RESOLVED_SINCE = "resolved since"
    WRITTEN_LATELY = "written lately"
    NOT_SENT_YET = "not sent yet"
    ACKNOWLEDGED = "acknowledged"
    NOTHING = "nothing to write"


@dataclass(frozen=True)
class Withheld:
    """Something that is not written to a State, and why; without a matter, nothing at all is."""

    state: str
    guard: Guard | Weakness
    matter: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def told(self, language: str) -> str:
        """The reason as a sentence."""
        return Phrases("letters", language)(f"guard.{self.guard}", **self.values)


def of_state(dossier: Dossier) -> Withheld | None:
    """Why the State is not written to at all, if so: only States that are bound are."""
    membership = dossier.membership
    status = membership.fields["status"] if membership else ""
    if status == "party":
        return None
    guard = Guard.WITHDRAWN if status == "withdrawn" else Guard.NOT_BOUND
    return Withheld(dossier.state.code, guard)


def of_matter(
    matter: Matter,
    family: Family,
    dossier: Dossier,
    day: date,
    interval: timedelta = INTERVAL,
) -> Withheld | None:
    """Why a matter is not written about in a letter dated `day`, if so."""
    code = dossier.state.code
    for name in (matter.id, *matter.rests_on):
        judged = dossier.judged.get(name)
        guard = _judged(judged.judgement) if judged else None
        if judged is not None and guard is not None:
            values = {"by": judged.judgement.by, "until": judged.judgement.last.isoformat()}
            return Withheld(code, guard, matter.id, values)
    of_record = family.concerns is not Concern.MEETING
    if of_record and (obstacle := obstacle_of(matter.facts, dossier.record)) is not None:
        where = {"where": ", ".join(obstacle.where)}
        return Withheld(code, obstacle.weakness, matter.id, where)
    stands = dossier.stands is None or matter.id in dossier.stands
    if not stands and family.concerns in (Concern.FINDINGS, Concern.NOT_KNOWN):
        return Withheld(code, Guard.RESOLVED_SINCE, matter.id)
    ends = family.concerns in (Concern.REPLY, Concern.SETTLED)
    written = [
        one
        for one in dossier.past
        if matter.id in one.matters and (not ends or family.name in one.families)
    ]
    return _written(matter, written, day, None if ends else interval)


def _judged(judgement: Judgement) -> Guard | None:
    match judgement:
        case Waiver():
            return Guard.WAIVED
        case Determination(decision=Decision.IN_DIALOGUE):
            return Guard.IN_DIALOGUE
        case Determination(decision=Decision.NOT_APPLICABLE):
            return Guard.NOT_APPLICABLE
        case Determination(decision=Decision.RESOLVED):
            return Guard.RESOLVED
        case _:
            return None


def _written(
    matter: Matter, written: Iterable[PastLetter], day: date, interval: timedelta | None
) -> Withheld | None:
    """Whether a letter on it waits, or was sent within the interval; without one, at any time.

    A letter that gives longer for an answer is not followed by another before that, or the answer.
    """
    code = matter.id.partition("/")[0]
    for one in written:
        values = {"reference": one.reference}
        if one.step in (Step.DRAFT, Step.APPROVED):
            return Withheld(code, Guard.NOT_SENT_YET, matter.id, values)
        if interval is None and one.sent is not None:
            return Withheld(code, Guard.ACKNOWLEDGED, matter.id, values)
        if interval is None or one.sent is None:
            continue
        awaited = one.answer_within if one.step is Step.SENT else None
        rests = max(interval, timedelta(days=awaited or 0))
        if day < one.sent + rests:
            values |= {"sent": one.sent.isoformat(), "days": str(rests.days)}
            return Withheld(code, Guard.WRITTEN_LATELY, matter.id, values)
    return None
