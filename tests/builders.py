"""Small made-up records for tests, written as YAML so that they read like real ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from textwrap import dedent, indent

from compliance_engine.facts.building import facts_of
from compliance_engine.facts.model import Fact
from compliance_engine.inference.engine import Engine, EngineChoice
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.shipped import shipped

MEMBER = """
- {instrument: accession, deposited: 2011-09-13, source: example}
"""
"""Entry into force 1 March 2012; initial report due 28 August 2012; first 30 April: 2013."""


@cache
def rulebook() -> Rulebook:
    """The shipped rulebook."""
    return load_rulebook(shipped("rules") / "apmbc")


@cache
def engine(choice: EngineChoice = "plain") -> Engine:
    """The shipped rulebook on an evaluator: one for all tests, since to make it costs the most.

    It is not to be closed. The process of its core ends with this one.
    """
    return Engine(rulebook(), choice)


def record(*, membership: str = MEMBER, **sections: str) -> Record:
    """A record of the Example State; each section is YAML, its source is called `example`."""
    parts = [
        "state: XXX",
        "sources:",
        "  example: {title: A made-up source, publisher: example, date: 2199-12-31}",
    ]
    for name, text in {"membership": membership, **sections}.items():
        parts += [f"{name}:", indent(dedent(text).strip("\n"), "  ")]
    return read_record("\n".join(parts) + "\n", "XXX.yaml")


def reports(*entries: str) -> str:
    """The section article_7 with these reports, given without their source."""
    listed = "\n".join(f"  - {{{entry}, source: example}}" for entry in entries)
    return f"reports:\n{listed}"


def facts(of: Record, kind: str, through: date = date(2030, 1, 1)) -> list[Fact]:
    """The record's facts of one kind."""
    return [fact for fact in facts_of(of, rulebook(), through) if fact.kind == kind]


def facts_on_record(of: Record, through: date) -> tuple[Fact, ...]:
    """All facts of the record."""
    return facts_of(of, rulebook(), through)


def on(day: date, all_of: Iterable[Fact]) -> list[Fact]:
    """The facts that hold on a day."""
    return [fact for fact in all_of if day in fact.held]


def verdict(of: Record, kind: str, day: date, key: str | None = None) -> str | None:
    """The verdict on a duty on a day; of the annual report, `key` is the year covered."""
    found = [
        str(fact.fields["verdict"])
        for fact in on(day, facts(of, "duty", day))
        if fact.fields["kind"] == kind and (key is None or fact.fields["key"] == key)
    ]
    assert len(found) <= 1, found
    return found[0] if found else None
