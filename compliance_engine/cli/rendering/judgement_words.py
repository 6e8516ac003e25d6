"""What pages say of judgements, in one language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from compliance_engine.findings.language.written import written_day
from compliance_engine.findings.model import Finding
from compliance_engine.judgement.applying import Applied, Judged, Line, Phase
from compliance_engine.judgement.model import Determination, Judgement
from compliance_engine.phrases.phrases import Phrases

WAIVED = "waived"


def decision_of(judgement: Judgement) -> str:
    """What was decided, in the word of files and of programs."""
    return str(judgement.decision) if isinstance(judgement, Determination) else WAIVED


class JudgementWords:
    """Fills the phrases on judgements."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._phrases = Phrases("judgements", language)

    def head(self, name: str) -> str:
        """The head of a part or of a column, or a note that is always the same."""
        return self._phrases(name)

    def heads(self, *names: str) -> tuple[str, ...]:
        """The heads of columns."""
        return tuple(self.head(name) for name in names)

    def title(self, as_of: date) -> str:
        """The title of the list."""
        return self._phrases("title", day=self.day(as_of))

    def day(self, day: date) -> str:
        """A day written out."""
        return written_day(day, self._language)

    def decision(self, judgement: Judgement) -> str:
        """What was decided."""
        return self._phrases(decision_of(judgement))

    def beside(self, judged: Judged) -> str:
        """What stands beside a finding: what was decided, until when, and what changed since."""
        one = judged.judgement
        said = self._phrases("until", judgement=self.decision(one), day=self.day(one.last))
        if not judged.changed:
            return said
        return self._phrases("changed", judgement=said, listed=self._changes(judged.changed))

    def counted(self, applied: Applied, findings: Collection[Finding]) -> Iterator[str]:
        """How many are in force on the findings shown, if any are; what asks for a decision."""
        on = [applied.of[one.id].judgement for one in findings if one.id in applied.of]
        determined = sum(isinstance(one, Determination) for one in on)
        if findings:
            yield self._phrases(
                "in force",
                determinations=self._phrases.counted("determinations", determined),
                waivers=self._phrases.counted("waivers", len(on) - determined),
            )
        wanting = {
            "another look": applied.changed,
            "lapsed": applied.lapsed,
            "unused": applied.unused,
        }
        for name, lines in wanting.items():
            if lines:
                yield self._phrases.counted(name, len(lines))
        if any(wanting.values()):
            yield self._phrases("to list them")

    def on(self, judgement: Judgement) -> str:
        """What a judgement is on, its State left out."""
        if judgement.finding is None:
            return self._phrases("all of the rule", rule=judgement.rule)
        return judgement.finding.partition("/")[2]

    def stands(self, line: Line, as_of: date) -> str:
        """Where a judgement stands on the day."""
        first = self.day(line.judgement.held.first)
        said = [self._phrases(f"phase {line.phase}", day=first)]
        if line.phase is Phase.IN_FORCE:
            left = (line.judgement.last - as_of).days
            said.append(
                self._phrases.counted("days left", left) if left else self.head("last day today")
            )
        if line.unused:
            said.append(self.head("mark unused"))
        if line.perhaps is not None:
            said.append(self._phrases("mark perhaps", finding=line.perhaps))
        if line.phase is not Phase.EXPIRED and line.changed:
            changed = dict.fromkeys(name for names in line.changed.values() for name in names)
            said.append(self._phrases("mark changed", listed=self._changes(changed)))
        if line.phase is not Phase.EXPIRED and line.not_remembered:
            said.append(self.head("mark not remembered"))
        return self.head("between two").join(said)

    def _changes(self, names: Iterable[str]) -> str:
        return ", ".join(self._phrases(f"change {name}") for name in names)
