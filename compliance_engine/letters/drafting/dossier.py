"""All that a letter to one State may rest on, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts.model import Fact, Working
from compliance_engine.findings.checking import told
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.model import Finding, Undetermined
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.judgement.applying import Judged, apply
from compliance_engine.judgement.model import Judgement
from compliance_engine.letters.model import PastLetter
from compliance_engine.records.model import Record
from compliance_engine.records.states import State, state_of_code
from compliance_engine.rulebook.model import Rulebook


@dataclass(frozen=True)
class Found:
    """A finding, with the facts that it was concluded from."""

    finding: Finding
    conclusion: Conclusion


@dataclass(frozen=True)
class Dossier:
    """What is found, known and not known of a State on the day, and what was written to it.

    `facts` are those that hold on the day, `membership` the State's standing on that of the
    letter, None if it never took a step towards the treaty. `stands` are the ids of what is found,
    or not known, with everything known on the day of the letter; None where that is the same.
    `notes` are what else bears on its standing.
    """

    state: State
    as_of: date
    found: tuple[Found, ...]
    undetermined: tuple[Undetermined, ...]
    facts: tuple[Fact, ...]
    record: Record
    membership: Fact | None
    judged: Mapping[str, Judged]
    past: tuple[PastLetter, ...]
    stands: frozenset[str] | None = None
    notes: tuple[Working, ...] = ()


def dossier_of(
    evaluation: Evaluation,
    record: Record,
    rulebook: Rulebook,
    as_of: date,
    known_at: date | None = None,
    *,
    judgements: Iterable[Judgement] = (),
    past: Sequence[PastLetter] = (),
    now: Evaluation | None = None,
    day: date | None = None,
) -> Dossier:
    """The dossier of the State evaluated, for a letter of the `day`, by default `as_of`.

    `now` is its evaluation on that day.
    """
    check = told([evaluation], rulebook, as_of, known_at)
    facts = facts_on(record, rulebook, as_of, known_at)
    code = evaluation.state
    return Dossier(
        state=state_of_code(code),
        as_of=as_of,
        found=tuple(map(Found, check.findings, evaluation.conclusions)),
        undetermined=evaluation.undetermined,
        facts=tuple(fact for fact in facts if as_of in fact.held),
        membership=_membership(record, rulebook, day or as_of),
        record=record.known_to(rulebook.publishers),
        judged=apply(check, judgements, as_of).of,
        past=tuple(one for one in past if one.state == code),
        notes=evaluation.notes,
        stands=None if now is None else _standing(now, rulebook, as_of),
    )


def _membership(record: Record, rulebook: Rulebook, day: date) -> Fact | None:
    facts = facts_on(record, rulebook, day, None)
    return next((one for one in facts if one.kind == "membership" and day in one.held), None)


def matter_id(one: Undetermined) -> str:
    """What something not known is called among the matters of letters."""
    return "/".join(part for part in (one.state, one.matter, one.key) if part)


def _standing(now: Evaluation, rulebook: Rulebook, as_of: date) -> frozenset[str]:
    found = {one.id for one in told([now], rulebook, as_of).findings}
    return frozenset(found | {matter_id(one) for one in now.undetermined})
