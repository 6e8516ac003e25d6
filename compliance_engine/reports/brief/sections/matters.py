"""Article 1: each open matter in one paragraph, with who said what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from compliance_engine.findings.language.resting import saying_in_words
from compliance_engine.records.articles import CaseEvent
from compliance_engine.records.states import all_states
from compliance_engine.reports.brief.document import (
    Block,
    Bullets,
    Inline,
    Note,
    Paragraph,
    Section,
    Strong,
    text,
)
from compliance_engine.reports.brief.sections.sources import named_sources
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words
from compliance_engine.reports.figures.cases import OpenCase

_UPDATE = "update by the State"


def matters_section(session: Session, words: Words) -> Section:
    """The States with open matters, the requests under Article 8, and Articles 4 and 5 apart."""
    return _Matters(session, words).section()


class _Matters:
    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words
        self._say = words.say

    def section(self) -> Section:
        say = self._say
        told = Paragraph(text(say("matters told")), quiet=True)
        if not self._session.matters:
            note = Note(self._words.by_rules(self._session.rules("open matter")))
            told = Paragraph(text(say("matters none"), note))
        parts = (
            *self._states(),
            Section(say("requests"), tuple(self._requests())),
            Section(say("through 4 and 5"), tuple(self._through())),
        )
        return Section(say("article 1"), (told,), parts)

    def _states(self) -> Iterator[Section]:
        cases = self._session.matters
        by_state = {code: list(of) for code, of in groupby(cases, key=lambda one: one.state)}
        for code in self._words.in_order(by_state):
            paragraphs = tuple(Paragraph(self._case(one)) for one in by_state[code])
            yield Section(self._words.state(code), paragraphs)

    def _case(self, case: OpenCase) -> Inline:
        say, words = self._say, self._words
        values = {
            "when": self._happened(case),
            "place": words.quoted(case.location),
            "by": words.quoted(case.alleged_by) if case.alleged_by else say("case by later"),
        }
        if case.raised is None:
            said = say("case when", **values)
        else:
            said = say("case raised on", raised=words.when(case.raised), **values)
        if case.summary is not None:
            what = words.quoted(case.summary)
            if case.attributed:
                said += say("case what", what=what, actor=words.quoted(case.actor))
            else:
                said += say("case what by nobody", what=what)
        if case.emplacement == "disputed":
            said += say("case disputed")
        said_by = saying_in_words(case.said_by, all_states()[case.state], words.language)
        said += say("case said by", said_by=said_by)
        said += self._of_state(case)
        if others := [self._step(one) for one in case.steps if one.event != _UPDATE]:
            said += say("case others", steps=say("between two").join(others))
        if case.committee is not None:
            said += say("case committee", said=words.quoted(case.committee))
        if case.later:
            said += say("case later")
        head = say("case head", id=case.id, provision=case.provision)
        return text(Strong(head), said, self._note(case))

    def _of_state(self, case: OpenCase) -> str:
        say, words = self._say, self._words
        said = say("case acknowledged") if case.acknowledged else ""
        if updates := [self._step(one) for one in case.steps if one.event == _UPDATE]:
            said += say("case state", steps=say("between two").join(updates))
        elif case.response is not None:
            said += say("case state undated", said=words.quoted(case.response))
        else:
            said += say("case no answer")
        if case.last_update is not None:
            phrase = "case last update due" if case.update_due else "case last update"
            said += say(phrase, day=words.dated(case.last_update))
        return said

    def _happened(self, case: OpenCase) -> str:
        first, last = case.happened_from, case.happened_until
        if first.shown == last.shown:
            return self._words.when(first)
        ends = {"first": self._words.dated(first), "last": self._words.dated(last)}
        return self._say("from to", **ends)

    def _step(self, step: CaseEvent) -> str:
        told = self._say(f"step {step.event}", when=self._words.when(step.date))
        if step.note is None:
            return told
        return self._say("step noted", step=told, note=self._words.quoted(step.note))

    def _note(self, case: OpenCase) -> Note:
        sources = named_sources(case.sources.values(), self._words)
        names = ("open matter", "update due") if case.update_due else ("open matter",)
        rules = self._words.by_rules(rule for name in names for rule in self._session.rules(name))
        return Note(f"{self._say('by sources', sources=sources, where=case.where)} {rules}")

    def _requests(self) -> Iterator[Block]:
        say, words, session = self._say, self._words, self._session
        lines = []
        found = session.found("clarification")
        for code in words.in_order(found):
            record = session.records[code]
            basis = words.by_rules({one.rule.id: one.rule for one in found[code]}.values())
            for request in record.article_8.requests:
                if request.made.last > session.as_of:
                    continue
                said = say(
                    "request",
                    state=words.state(code),
                    by=self._requesting(request.by),
                    made=words.when(request.made),
                    what=words.quoted(request.what),
                )
                sources = named_sources((record.sources[name] for name in request.source), words)
                where = say("by sources", sources=sources, where=str(request.place))
                lines.append(text(said, Note(f"{where} {basis}")))
        yield Bullets(tuple(lines)) if lines else self._nothing("clarification")

    def _requesting(self, by: str) -> str:
        """The requesting State by its name; the record has a code, or that it is not named."""
        return self._words.state(by) if by in all_states() else self._say("request unnamed")

    def _through(self) -> Iterator[Block]:
        words, session, name = self._words, self._session, "deadline of Article 4 or 5"
        yield Paragraph(text(self._say("through told")), quiet=True)
        lines = []
        found = session.found(name)
        for rule in session.rules(name):
            codes = [
                code for code, of in found.items() if any(one.rule.id == rule.id for one in of)
            ]
            if codes:
                title = words.text(rule.title)
                said = self._say("list item", head=title, listed=words.states(codes))
                lines.append(text(said, words.as_listed(codes, words.by_rules([rule]))))
        yield Bullets(tuple(lines)) if lines else self._nothing(name)

    def _nothing(self, name: str) -> Paragraph:
        note = Note(self._words.by_rules(self._session.rules(name)))
        return Paragraph(text(self._say("nothing listed"), note))
