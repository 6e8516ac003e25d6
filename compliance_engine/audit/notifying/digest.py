"""The digest of a run: all that its message says, in words of one language.

It leads with what could not be read. A part that would be too long for a message is cut, and
says how much more there is and where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.comparing import Kind
from compliance_engine.audit.failure_words import failures
from compliance_engine.audit.letter_words import news_heading, news_lines
from compliance_engine.audit.notifying.in_brief import in_brief
from compliance_engine.audit.notifying.occasion import is_news
from compliance_engine.audit.notifying.parts import Digest, Entry, Part
from compliance_engine.audit.notifying.upcoming import due_soon, expiring_soon
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.runs import JUDGEMENTS, RECORD
from compliance_engine.findings.forecast import Coming
from compliance_engine.findings.language.written import written_day
from compliance_engine.judgement.model import Judgement
from compliance_engine.phrases.phrases import Phrases

_IN_SHORT = {RECORD: "unread in short", JUDGEMENTS: "unjudged in short"}
_USABLE_AGAIN = {RECORD: "usable again", JUDGEMENTS: "judgements usable again"}

AT_MOST = 40
"""Entries of a part that are told in a message."""


def digest_of(
    outcome: Outcome, forecast: Iterable[Coming], expiring: Iterable[Judgement], language: str
) -> Digest:
    """The digest of a run.

    Of the forecast, what falls due is told; `expiring` are judgements in force that soon are not.
    """
    return _Teller(outcome, language).digest(forecast, expiring)


class _Teller:
    def __init__(self, outcome: Outcome, language: str) -> None:
        self._outcome = outcome
        self._run = outcome.run
        self._language = language
        self._say = Phrases("digest", language)
        self._audit = Phrases("audit", language)
        self._changes = ChangeWords(language, outcome.run.as_of, outcome.judgements)

    def digest(self, forecast: Iterable[Coming], expiring: Iterable[Judgement]) -> Digest:
        title = self._audit("title", run=self._run.number, day=self._day)
        parts = [
            *self._usable_again(),
            *self._changed(),
            self._letters(),
            self._part(self._say("falling due"), tuple(due_soon(forecast, self._language))),
            self._part(
                self._say("expiring"),
                tuple(expiring_soon(expiring, self._outcome.items, self._language)),
            ),
        ]
        return Digest(
            language=self._language,
            subject=self._say("subject", title=title, what=self._in_short()),
            title=title,
            unread=tuple(self._unread()),
            opening=tuple(self._opening()),
            parts=tuple(one for one in parts if one.entries),
            closing=(self._say("see all", run=self._run.number), self._say("what a finding is")),
        )

    @property
    def _day(self) -> str:
        return written_day(self._run.as_of, self._language)

    def _counted(self, key: str, number: int) -> str:
        return self._say("heading", what=self._say(key), number=self._say.number(number))

    def _in_short(self) -> str:
        """What a subject says: how many files could not be used, and how much changed."""
        said = []
        for about, key in _IN_SHORT.items():
            if number := sum(one.about == about for one in self._run.failures):
                said.append(self._say.counted(key, number))
        if self._outcome.before is None:
            return self._audit("between").join([*said, self._say("first in short")])
        numbers = Counter(one.kind for one in self._outcome.transitions if not one.quiet)
        said += [
            self._audit("how many", kind=self._audit(kind), number=self._say.number(numbers[kind]))
            for kind in Kind
            if numbers[kind]
        ]
        if not said:
            mended = any(self._usable_again())
            said.append(self._say("mended in short" if mended else "quiet in short"))
        return self._audit("between").join(said)

    def _unread(self) -> Iterator[Part]:
        for heading, failed in failures(self._outcome, self._language):
            entries = tuple(
                Entry(self._changes.state(one.state), "\n".join(one.problems), kept)
                for one, kept in failed
            )
            yield self._part(heading, entries)

    def _usable_again(self) -> Iterator[Part]:
        """The States whose records, then those whose files of judgements, can be used again."""
        before = self._outcome.before.failures if self._outcome.before else ()
        failing = {(one.state, one.about) for one in self._run.failures}
        for about, key in _USABLE_AGAIN.items():
            states = {one.state for one in before if one.about == about}
            mended = sorted(one for one in states if (one, about) not in failing)
            if mended:
                entries = tuple(Entry(self._changes.state(one), "") for one in mended)
                yield self._part(self._counted(key, len(mended)), entries)

    def _opening(self) -> Iterator[str]:
        before = self._outcome.before
        yield self._audit(
            "counts",
            findings=self._audit.counted("findings", self._run.findings),
            undetermined=self._audit.counted("matters", self._run.undetermined),
        )
        if before is None:
            yield self._audit("first run")
            return
        since = {"run": before.number, "day": written_day(before.as_of, self._language)}
        if not is_news(self._outcome):
            yield self._say("unchanged" if self._run.failures else "quiet", **since)
            yield self._say("once a week")
        else:
            yield self._audit("compared", **since)
        if reworded := self._changes.reworded(self._outcome.transitions):
            yield reworded

    def _changed(self) -> Iterator[Part]:
        """A part for each kind of change; of a first run, in which all is new, none."""
        if self._outcome.before is None:
            return
        for kind, heading, group in self._changes.by_kind(self._outcome.transitions):
            entries = in_brief(kind, group, self._changes, self._language)
            yield self._part(heading, tuple(entries))

    def _letters(self) -> Part:
        """What became of letters; of a first run, nothing."""
        news = self._outcome.letters if self._outcome.before else ()
        lines = news_lines(news, self._language)
        entries = tuple(Entry(self._changes.state(code), told) for code, told in lines)
        return self._part(news_heading(news, self._language), entries)

    def _part(self, heading: str, entries: Sequence[Entry]) -> Part:
        more = len(entries) - AT_MOST
        below = self._say.counted("more", more, run=self._run.number) if more > 0 else ""
        return Part(heading, tuple(entries[:AT_MOST]), below)
