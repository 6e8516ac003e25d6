"""What a change of records changes in what is found: duties whose verdict turns, and findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance_engine.facts.model import Fact
from compliance_engine.findings.checking import OVERDUE, told
from compliance_engine.findings.evaluating import evaluate, facts_on
from compliance_engine.findings.model import Finding
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import KEY, Verdict

MET = (Verdict.MET, Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)
_QUIET = (None, Verdict.UNDETERMINED, Verdict.NOT_YET_DUE, Verdict.NOT_OWED)
"""What is known of a duty of which nobody would say anything."""


class How(StrEnum):
    """What becomes of a finding."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "told otherwise"


@dataclass(frozen=True)
class TurnedDuty:
    """A duty of a State whose verdict is another than before; None where there was no such duty."""

    state: str
    duty: str
    key: str
    before: Verdict | None
    after: Verdict | None

    @property
    def becomes_outstanding(self) -> bool:
        """Whether it is now said to be outstanding, or to be so as last known."""
        if self.after == Verdict.OUTSTANDING:
            return True
        return self.after in OVERDUE and self.before not in OVERDUE

    @property
    def becomes_met(self) -> bool:
        """Whether it is now known to be met, in time or not."""
        return self.after in MET and self.before not in MET


@dataclass(frozen=True)
class TurnedFinding:
    """A finding of a State that there was not before, is no more, or is told in other words."""

    state: str
    rule: str
    key: str
    how: How


@dataclass(frozen=True)
class Consequences:
    """What is found differently on the day `as_of`, State by State in the order of their codes."""

    as_of: date
    duties: tuple[TurnedDuty, ...]
    findings: tuple[TurnedFinding, ...]

    @property
    def outstanding(self) -> tuple[TurnedDuty, ...]:
        """The duties that become outstanding."""
        return tuple(one for one in self.duties if one.becomes_outstanding)

    @property
    def met(self) -> tuple[TurnedDuty, ...]:
        """The duties that become met."""
        return tuple(one for one in self.duties if one.becomes_met)


def consequences_of(
    changed: Iterable[tuple[Record | None, Record]],
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
) -> Consequences:
    """What is found differently of States whose records were, and are to be, as given.

    A State without a record before had no findings. Raises EngineError if the evaluators cannot be
    relied on.
    """
    duties: list[TurnedDuty] = []
    findings: list[TurnedFinding] = []
    for before, after in changed:
        duties += _turned_duties(before, after, rulebook, as_of)
        findings += _turned_findings(before, after, rulebook, engine, as_of)
    return Consequences(as_of, tuple(duties), tuple(findings))


def _turned_duties(
    before: Record | None, after: Record, rulebook: Rulebook, as_of: date
) -> Iterable[TurnedDuty]:
    old = _verdicts(before, rulebook, as_of) if before is not None else {}
    new = _verdicts(after, rulebook, as_of)
    for duty in sorted({*old, *new}):
        was, becomes = old.get(duty), new.get(duty)
        if was != becomes and not (was in _QUIET and becomes in _QUIET and None in (was, becomes)):
            kind, key, _ = duty
            yield TurnedDuty(after.state, kind, key, was, becomes)


def _verdicts(
    record: Record, rulebook: Rulebook, as_of: date
) -> Mapping[tuple[str, str, str], Verdict]:
    """The verdict on each duty of the day, by its kind, key and the membership that it is of."""
    return {
        _identity(fact): Verdict(str(fact.fields["verdict"]))
        for fact in facts_on(record, rulebook, as_of, None)
        if fact.kind == "duty" and as_of in fact.held
    }


def _identity(duty: Fact) -> tuple[str, str, str]:
    fields = duty.fields
    return str(fields["kind"]), str(fields[KEY]), str(fields["joined"])


def _turned_findings(
    before: Record | None, after: Record, rulebook: Rulebook, engine: Engine, as_of: date
) -> Iterable[TurnedFinding]:
    old = _findings(before, rulebook, engine, as_of) if before is not None else {}
    new = _findings(after, rulebook, engine, as_of)
    for name in sorted({*old, *new}):
        was, becomes = old.get(name), new.get(name)
        finding = becomes or was
        assert finding is not None
        if was is None or becomes is None:
            how = How.GONE if becomes is None else How.NEW
        elif _as_read(was) != _as_read(becomes):
            how = How.CHANGED
        else:
            continue
        key = name.removeprefix(f"{finding.state}/{finding.rule}").removeprefix("/")
        yield TurnedFinding(finding.state, finding.rule, key, how)


def _findings(
    record: Record, rulebook: Rulebook, engine: Engine, as_of: date
) -> Mapping[str, Finding]:
    made = told([evaluate(record, rulebook, engine, as_of)], rulebook, as_of)
    return {one.id: one for one in made.findings}


def _as_read(finding: Finding) -> tuple[object, ...]:
    """What people read of a finding; where its record line stands is no part of it."""
    return finding.severity, finding.message, finding.remedy, finding.confidence
