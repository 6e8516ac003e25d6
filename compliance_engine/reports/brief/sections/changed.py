"""What changed since the last session, what comes before the next, membership, and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from compliance_engine.findings.forecast import Change, Coming
from compliance_engine.findings.language.wording import Wording
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.reports.brief.document import (
    Block,
    Bullets,
    Inline,
    Note,
    Paragraph,
    Section,
    Strong,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.sections.progress import (
    told_cases,
    told_done,
    told_measure,
)
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import LISTED, Words
from compliance_engine.reports.figures.changes import RECORDS
from compliance_engine.reports.figures.membership import parties_on, standing_on
from compliance_engine.rulebook.model import Duty, Rule

_STANDINGS = ("not yet in force", "withdrawn")


def changed_section(session: Session, words: Words) -> Section:
    """The time between two sessions, in both directions."""
    return _Changed(session, words).section()


class _Changed:
    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words
        self._say = words.say
        self._standings = Phrases("standings", words.language)

    def section(self) -> Section:
        parts = (
            self._since(),
            self._next(),
            Section(self._say("membership"), tuple(self._membership())),
            Section(self._say("letters"), (self._letters(),)),
        )
        return Section(self._say("changed"), parts=parts)

    def _since(self) -> Section:
        say, words, changes = self._say, self._words, self._session.changes
        previous = self._session.occasion.previous
        if previous is None:
            return Section(say("since none"))
        by_measures = Note(say("by measures"))
        by_case = Note(words.by_rules(self._session.rules("open matter")))
        duties = Note(words.by_duty(self._session.rulebook.duties))
        done = [(one.state, told_done(one, self._session, words)) for one in changes.done]
        measures = [
            (one.state, told_measure(one, words, "now and before")) for one in changes.measures
        ]
        cases = list(told_cases(changes.cases, words))
        blocks = (
            *self._told("change reports", done, duties),
            *self._told("change measures", measures, by_measures),
            *self._told("change cases", cases, by_case),
            *self._findings("change begun", changes.begun),
            *self._findings("change ended", changes.ended),
            *self._left(),
        )
        return Section(
            say("since", meeting=previous.name, day=words.dated(previous.closes)), blocks
        )

    def _told(self, heading: str, told: Sequence[tuple[str, str]], note: Note) -> Iterator[Block]:
        """What is told of States, those of which the same is told together."""
        words = self._words
        yield Paragraph(text(Strong(self._say(heading)), note))
        by_what: dict[str, list[str]] = {}
        for code, what in told:
            by_what.setdefault(what, []).append(code)
        if not told:
            yield Paragraph(text(self._say("change none")))
            return
        yield Bullets(
            tuple(
                text(self._say("list item", head=what, listed=words.states(codes)))
                for what, codes in by_what.items()
            )
        )

    def _findings(self, heading: str, found: Mapping[str, tuple[str, ...]]) -> Iterator[Block]:
        words = self._words
        yield Paragraph(text(Strong(self._say(heading))))
        if not found:
            yield Paragraph(text(self._say("change none")))
            return
        lines = []
        for name, codes in found.items():
            rule = self._session.rulebook.rule(name)
            title = words.text(rule.title)
            said = self._say("list item", head=title, listed=words.states(codes))
            lines.append(text(said, words.as_listed(codes, words.by_rules([rule]))))
        yield Bullets(tuple(lines))

    def _left(self) -> Iterator[Block]:
        left, basis = self._session.changes.left, self._say("by membership")
        if left:
            listed = self._words.states(left)
            note = self._words.as_listed(left, basis)
            yield Paragraph(text(self._say("change left", states=listed), note))

    def _next(self) -> Section:
        say, occasion = self._say, self._session.occasion
        if occasion.following is None:
            heading = say("next none", day=self._words.day(occasion.until))
        else:
            day = self._words.dated(occasion.following.opens)
            heading = say("next", meeting=occasion.following.name, day=day)
        lines = tuple(self._coming())
        nothing = Paragraph(text(say("next nothing")))
        return Section(heading, (Bullets(lines) if lines else nothing,))

    def _coming(self) -> Iterator[Inline]:
        order = list(Change)
        told = [
            one
            for one in self._session.coming
            if one.change in (Change.STANDING, Change.DUE, Change.BEGINS)
            and not (isinstance(one.subject, Rule) and one.subject.nature == RECORDS)
        ]
        told.sort(key=lambda one: (one.day, order.index(one.change), self._matter(one)))
        for (day, change, matter), group in groupby(
            told, key=lambda one: (one.day, one.change, self._matter(one))
        ):
            of_one = list(group)
            codes = {one.state for one in of_one}
            if len(codes) > LISTED:
                listed = self._words.counted(codes)
            else:
                listed = self._words.states(codes)
            what = self._say("list item", head=matter, listed=listed)
            said = self._say(f"coming {change}", day=self._words.day(day), what=what)
            yield text(said, self._basis(of_one[0]))

    def _matter(self, one: Coming) -> str:
        match one.subject:
            case None:
                return self._standings(one.key)
            case Duty() if one.key:
                title = self._words.text(one.subject.title)
                return self._say("which", title=title, keys=one.key)
            case _:
                return self._words.text(one.subject.title)

    def _basis(self, one: Coming) -> Note:
        match one.subject:
            case None:
                return Note(self._say("by membership"))
            case Duty():
                return Note(self._words.by_duty([one.subject]))
            case Rule():
                return Note(self._words.by_rules([one.subject]))

    def _membership(self) -> Iterator[Block]:
        say, words, session = self._say, self._words, self._session
        parties, basis = parties_on(session.facts, session.as_of), say("by membership")
        number = say.number(len(parties))
        note = words.note(parties, basis, marked=say("marked party"))
        yield Paragraph(text(say("parties", number=number, day=words.day(session.as_of)), note))
        lines = []
        for status in _STANDINGS:
            codes = standing_on(session.facts, status, session.as_of)
            if codes:
                listed = words.states(codes)
                said = say("standing", status=self._standings(status), states=listed)
                lines.append(text(said, Note(basis)))
        lines += [
            text(
                say(
                    "new standing",
                    day=words.day(one.day),
                    state=words.state(one.state),
                    status=self._standings(one.status),
                )
            )
            for one in session.changes.standings
        ]
        lines += [text(said, Note(basis)) for said in self._notices()]
        if lines:
            yield Bullets(tuple(lines))

    def _notices(self) -> Iterator[str]:
        """What is to be noted of a State's standing, such as a notice that changes nothing."""
        told = {one.state: one.notes for one in self._session.evaluations if one.notes}
        for code in self._words.in_order(told):
            wording = Wording(state_of_code(code), self._session.as_of, self._words.language)
            yield from (wording.of_working(note) for note in told[code])

    def _letters(self) -> Block:
        say, words, letters = self._say, self._words, self._session.letters
        if letters is None:
            return Paragraph(text(say("letters unknown")))
        by_then = [one for one in letters if one.sent <= self._session.as_of]
        if not by_then:
            return Paragraph(text(say("letters none")))
        order = {
            code: index for index, code in enumerate(words.in_order(one.state for one in by_then))
        }
        rows = []
        for one in sorted(by_then, key=lambda letter: (order[letter.state], letter.sent)):
            answered = one.answered is not None and one.answered <= self._session.as_of
            shown = words.day(one.answered) if answered and one.answered else say("not answered")
            rows.append(cells(words.state(one.state), words.day(one.sent), one.subject, shown))
        heads = tuple(say(f"column {name}") for name in ("state", "sent", "subject", "answered"))
        caption = text(say("table letters", day=words.day(self._session.as_of)))
        return Table(caption, heads, tuple(rows), (3, 2, 4, 2))
