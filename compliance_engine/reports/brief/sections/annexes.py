"""The annexes: each State with its years, and the legislation on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Dated
from compliance_engine.reports.brief.document import (
    Block,
    Inline,
    Note,
    Paragraph,
    Section,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.sections.sources import named_sources
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words
from compliance_engine.reports.figures.later import names_later_day
from compliance_engine.reports.figures.measures import Category
from compliance_engine.reports.figures.regions import by_group
from compliance_engine.reports.figures.reporting import OWED


def annexes(session: Session, words: Words) -> tuple[Section, ...]:
    """Annex A, in which every figure can be counted again, and annex B."""
    return _States(session, words).section(), _laws(session, words)


class _States:
    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words
        self._say = words.say
        signs = {verdict: words.say(f"sign report {verdict}") for verdict in OWED}
        self._signs = [
            {code: signs[verdict] for verdict, codes in year.by_verdict.items() for code in codes}
            for year in session.years
        ]

    def section(self) -> Section:
        say = self._say
        told = say(
            "annex told",
            signs=self._key("report", OWED),
            measures=self._key("measures", Category),
        )
        tables = (self._table(group, codes) for group, codes in by_group(self._bound()).items())
        return Section(say("annex states"), (Paragraph(text(told), quiet=True), *tables))

    def _key(self, kind: str, values: Iterable[str]) -> str:
        meanings = (
            self._say(
                "sign meaning",
                sign=self._say(f"sign {kind} {value}"),
                meaning=self._words.named(f"{kind} {value}"),
            )
            for value in values
        )
        return self._say("between two").join(meanings)

    def _bound(self) -> dict[str, list[Span]]:
        """The times for which each State was bound that began by the day."""
        found = {
            code: [
                fact.held
                for fact in facts
                if fact.kind == "membership"
                and fact.fields["bound"] is True
                and fact.held.first <= self._session.as_of
            ]
            for code, facts in self._session.facts.items()
        }
        return {code: spans for code, spans in found.items() if spans}

    def _table(self, group: str, codes: Iterable[str]) -> Table:
        say, bound, now = self._say, self._bound(), self._session.measures[-1]
        rows = []
        for code in self._words.in_order(codes):
            category = now.of(code)
            rows.append(
                cells(
                    self._words.state(code),
                    self._in_force(bound[code][-1]),
                    say(f"sign measures {category}") if category else "",
                    *(signs.get(code, "") for signs in self._signs),
                )
            )
        years = (str(year.period) for year in self._session.years)
        return Table(
            text(self._words.named(f"group {group or 'none'}")),
            (say("column state"), say("column in force"), say("column article 9"), *years),
            tuple(rows),
            (14, 9, 4, *(3 for _ in self._signs)),
            dense=True,
        )

    def _in_force(self, span: Span) -> str:
        if not span.ends or span.until > self._session.as_of:
            return span.first.isoformat()
        return self._say("column until", day=span.first, until=span.until)


def _laws(session: Session, words: Words) -> Section:
    say, now = words.say, session.measures[-1]
    legislation = now.by_category[Category.LEGISLATION]
    blocks: list[Block] = [Paragraph(text(say("laws told")), quiet=True)]
    heads = (say("column state"), say("column law"), say("column sanctions"))
    for group, codes in by_group(legislation).items():
        rows = [row for code in words.in_order(codes) for row in _law_of(code, session, words)]
        if rows:
            caption = text(words.named(f"group {group or 'none'}"))
            blocks.append(Table(caption, heads, tuple(rows), (3, 9, 2)))
    return Section(say("annex laws"), tuple(blocks))


def _law_of(code: str, session: Session, words: Words) -> Iterator[tuple[Inline, ...]]:
    """The law of a State, if a source names it, with the source."""
    say = words.say
    for fact in session.facts[code]:
        if fact.kind != "measure" or session.as_of not in fact.held or "law" not in fact.fields:
            continue
        record = session.records[code]
        names = [name for one in fact.basis for name in one.sources]
        where = ", ".join(str(one.place) for one in fact.basis)
        sources = named_sources((record.sources[name] for name in names), words)
        known = fact.fields.get("known")
        day = words.when(known) if isinstance(known, Dated) else ""
        note = Note(say("by law sources", sources=sources, where=where, known=day))
        named = str(fact.fields["law"])
        later = names_later_day(named, session.as_of)
        law = text(say("law later") if later else words.quoted(named), note)
        sanctions = words.say(f"sanctions {fact.fields['penal_sanctions']}")
        yield cells(words.state(code), law, sanctions)
