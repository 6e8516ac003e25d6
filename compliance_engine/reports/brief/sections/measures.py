"""Article 9: what was last known of the measures of each State Party."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from compliance_engine.reports.brief.document import (
    Block,
    Bullets,
    Chart,
    Inline,
    Note,
    Paragraph,
    Section,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.sections.tools import tools_on
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words
from compliance_engine.reports.figures.measures import Category, Measures
from compliance_engine.reports.figures.regions import by_group
from compliance_engine.reports.trends import measures_trend


def measures_section(session: Session, words: Words) -> Section:
    """The categories and their trend, who is asked for news, and the tools that there are."""
    return _Measures(session, words).section()


class _Measures:
    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words
        self._say = words.say
        self._day = words.day(session.as_of)
        self._now = session.measures[-1]
        self._basis = words.say("by measures")

    def section(self) -> Section:
        say = self._say
        parts = [
            Section(say("categories"), tuple(self._categories())),
            Section(say("by region"), (self._by_region(),)),
            Section(say("trend"), tuple(self._trend())),
            *self._invited("updates", "measures to update"),
            *self._invited("sanctions", "penal sanctions to state"),
            *self._invited("prevent", "prevent and suppress"),
            Section(say("tools"), tuple(self._tools())),
        ]
        return Section(say("article 9"), parts=tuple(parts))

    def _categories(self) -> Iterator[Block]:
        say, words = self._say, self._words
        yield Paragraph(text(say("categories told")))
        rows = []
        for category in Category:
            codes = self._now.by_category[category]
            number = text(say.number(len(codes)), words.as_listed(codes, self._basis))
            name = words.named(f"measures {category}")
            rows.append(cells(name, number, words.states(codes)))
        yield Table(
            text(say("table categories", day=self._day)),
            (say("column category"), say("column number"), say("column states")),
            tuple(rows),
            (4, 2, 11),
            frozenset({1}),
        )
        if self._now.not_in_force:
            note = words.as_listed(self._now.not_in_force, self._basis)
            listed = words.states(self._now.not_in_force)
            yield Paragraph(text(say("not in force", states=listed), note))

    def _by_region(self) -> Table:
        say, words = self._say, self._words
        rows = []
        for group, codes in by_group(self._now.parties).items():
            counts = (
                len(set(self._now.by_category[category]) & set(codes)) for category in Category
            )
            rows.append(cells(words.named(f"group {group or 'none'}"), len(codes), *counts))
        heads = (words.named(f"measures {category}") for category in Category)
        return Table(
            text(say("table categories region", day=self._day), Note(self._basis)),
            (say("column group"), words.named("number of states"), *heads),
            tuple(rows),
            (5, 2, *(3 for _ in Category)),
            frozenset(range(1, len(Category) + 2)),
        )

    def _trend(self) -> Iterator[Block]:
        say, words, trend = self._say, self._words, self._session.measures
        yield Paragraph(text(say("measures trend told")))
        ends = {"first": trend[0].day.year, "last": trend[-1].day.year}
        yield Chart(
            text(say("chart measures", day=self._day), Note(self._basis)),
            say("chart measures told", **ends),
            measures_trend(trend, words.language),
        )
        heads = (words.named(f"measures {category}") for category in Category)
        rows = [self._row(trend[0], self._entered(None, trend[0]))]
        rows += [self._row(one, self._entered(before, one)) for before, one in pairwise(trend)]
        yield Table(
            text(say("chart measures", day=self._day), Note(self._basis)),
            (say("column year"), words.named("number of states"), *heads),
            tuple(rows),
            (4, 2, *(3 for _ in Category)),
            frozenset(range(1, len(Category) + 2)),
        )

    def _row(self, one: Measures, note: Note) -> tuple[Inline, ...]:
        ended = (one.day.month, one.day.day) == (12, 31)
        year = str(one.day.year) if ended else self._words.day(one.day)
        counts = (len(one.by_category[category]) for category in Category)
        return cells(text(year, note), len(one.parties), *counts)

    def _entered(self, before: Measures | None, now: Measures) -> Note:
        """The States that are in another category than in the row above, by category."""
        listed = []
        for category in Category:
            was = set(before.by_category[category]) if before else set()
            new = [code for code in now.by_category[category] if code not in was]
            if new and category is not Category.NOT_KNOWN:
                name = self._words.named(f"measures {category}")
                states = self._words.states(new)
                listed.append(self._say("list item", head=name, listed=states))
        if not listed:
            return Note(self._say("note nothing new"))
        said = self._say("between two").join(listed)
        return Note(self._say("note new in category", listed=said))

    def _invited(self, heading: str, name: str) -> Iterator[Section]:
        words = self._words
        found = self._session.followed(self._session.setting.rules(name))
        lines = []
        for rule in self._session.rules(name):
            codes = [
                code
                for code, of_state in found.items()
                if any(one.rule.id == rule.id for one in of_state)
            ]
            if codes:
                said = self._say(
                    "list item", head=words.text(rule.title), listed=words.states(codes)
                )
                lines.append(text(said, words.as_listed(codes, words.by_rules([rule]))))
        if lines:
            yield Section(self._say(heading), (Bullets(tuple(lines)),))

    def _tools(self) -> Iterator[Block]:
        yield tools_on("9", self._session, self._words)
        yield Paragraph(text(self._say("examples")))
        yield Paragraph(text(self._say("assistance")))
