"""What the page of a check says, in one language: its title, its counts, its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from compliance_engine.findings.language.prose import capitalised
from compliance_engine.findings.language.resting import (
    confidence_in_words,
    resting_in_words,
    saying_in_words,
)
from compliance_engine.findings.language.written import written_day
from compliance_engine.findings.matters import named_matter
from compliance_engine.findings.model import Check, Finding, Undetermined
from compliance_engine.inference.engine import Crash
from compliance_engine.phrases.listing import alphabetical, in_runs
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Rulebook

RECORDS = "record"
"""The nature of findings that are for the unit to settle in the records."""

_SEVERITIES = ("high", "medium", "low")
_USUAL = Confidence(Word.ONE_PUBLISHER)
_WIDEST = (Confidence(Word.DEPOSITARY, in_copy=True), Confidence(Word.INDEPENDENT, voices=10))


class CheckWords:
    """Fills the phrases of the page from a check."""

    def __init__(self, rulebook: Rulebook, language: str) -> None:
        self._rulebook = rulebook
        self._language = language
        self._phrases = Phrases("check", language)
        self._severities = Phrases("severities", language)

    def head(self, name: str) -> str:
        """The head of a part or of a column, or a note that is always the same."""
        return self._phrases(name)

    def heads(self, *names: str) -> tuple[str, ...]:
        """The heads of columns."""
        return tuple(self.head(name) for name in names)

    def title(self, check: Check) -> str:
        """The day of the check and, if it is not the day of what was known, that day too."""
        day = written_day(check.as_of, self._language)
        if check.known_at is None:
            return self._phrases("title", day=day)
        known = written_day(check.known_at, self._language)
        return self._phrases("title known", day=day, known=known)

    def plain_alone(self, crash: Crash) -> str:
        """That only one evaluator was used, from which State on."""
        return self._phrases("plain alone", state=self.state(crash.state))

    def part(self, part: str) -> str:
        """The heading of a part: of an article, of a plan, of what the records leave open."""
        if part == RECORDS:
            return self._phrases("records")
        plans = {plan.title: plan.titles for plan in self._rulebook.plans}
        if part in plans:
            return self._phrases("commitments", plan=plans[part][self._language])
        title = self._rulebook.treaty.articles.get(part, {}).get(self._language)
        if title is None:
            return self._phrases("article", number=part)
        return self._phrases("article titled", number=part, title=title)

    def found(self, check: Check) -> str:
        """How many findings there are, on how many States and in how many records."""
        checked = self._phrases.counted("checked", check.states)
        if not check.findings:
            return self._phrases("nothing found", checked=checked)
        return self._phrases(
            "found",
            findings=self._phrases.counted("findings", len(check.findings)),
            states=self._states(check.findings),
            checked=checked,
        )

    def severity(self, finding: Finding) -> str:
        """The severity in a word."""
        return self._severities(finding.severity)

    def confidence(self, finding: Finding) -> str:
        """How far the finding can be relied on or, of what is alleged, who says it."""
        state = state_of_code(finding.state)
        return resting_in_words(finding.confidence, finding.said_by, state, self._language)

    def said_by(self, finding: Finding) -> Iterator[str]:
        """Who says what is alleged or asked, where the message does not tell it."""
        for one in finding.said_by:
            told = saying_in_words(one, state_of_code(finding.state), self._language)
            if told not in finding.message:
                yield capitalised(f"{told}.")

    def marks(self, finding: Finding) -> str:
        """What is to be known beside a finding: nothing if it rests on one publisher."""
        marks = []
        if finding.confidence is not None and finding.confidence != _USUAL:
            marks.append(confidence_in_words(finding.confidence, self._language))
        if not finding.law_checked:
            marks.append(self._mark("law unchecked"))
        return self._phrases("between two").join(marks)

    def widths(self) -> tuple[int, int]:
        """Characters of the longest severity and of the longest mark of confidence."""
        severities = [self._severities(one) for one in _SEVERITIES]
        marks = [confidence_in_words(one, self._language) for one in _WIDEST]
        return max(map(len, severities)), max(map(len, marks))

    def state(self, code: str) -> str:
        """The State's name."""
        return state_of_code(code).names[self._language]

    def in_order(self, told: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """What is told of States, given by their codes: by their names, in that order."""
        named = [(self.state(code), text) for code, text in told]
        return sorted(named, key=lambda pair: alphabetical(pair[0]))

    def not_known(self, undetermined: Sequence[Undetermined]) -> str:
        """How many matters are not known, of how many States, and which."""
        counts = Counter(self._matter(one) for one in undetermined)
        listed = [
            self._phrases("how many", matter=matter, number=self._phrases.number(count))
            for matter, count in sorted(counts.items(), key=lambda item: alphabetical(item[0]))
        ]
        return self._phrases.counted(
            "not known",
            len(undetermined),
            states=self._states(undetermined),
            listed=", ".join(listed),
        )

    def matters(self, undetermined: Sequence[Undetermined]) -> str:
        """The matters of one State, those of a kind together: annual report 2019, 2020."""
        parts = []
        for matter, group in groupby(undetermined, key=self._matter):
            keys = in_runs([one.key for one in group if one.key])
            parts.append(f"{matter} {keys}".strip())
        return self._phrases("between two").join(parts)

    def _matter(self, one: Undetermined) -> str:
        return named_matter(one.matter, self._rulebook, self._language)

    def _mark(self, name: str) -> str:
        return self._phrases(f"mark {name}")

    def _states(self, listed: Sequence[Finding] | Sequence[Undetermined]) -> str:
        return self._phrases.counted("states", len({one.state for one in listed}))
