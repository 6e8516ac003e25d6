"""Rules and rows for tests, written as a person would write them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from compliance_engine.dates.span import Span
from compliance_engine.inference.model import Row, Scalar
from compliance_engine.inference.process import CoreProcess
from compliance_engine.rulebook.conditions import Logic, Pattern, Test
from compliance_engine.rulebook.parsing import Scope, parse_condition
from compliance_engine.rulebook.vocabulary import FactKind, Field, Type


def _kind(name: str, **fields: Type) -> FactKind:
    made = {field: Field(type_, field) for field, type_ in fields.items()}
    return FactKind(name, name, {**made, "words": Field(Type.TEXT, "words", matchable=False)})


KINDS: Mapping[str, FactKind] = {
    kind.name: kind
    for kind in (
        _kind(
            "duty",
            key=Type.TEXT,
            kind=Type.TEXT,
            verdict=Type.TEXT,
            due=Type.DATE,
            submitted=Type.DATE,
            year=Type.YEAR,
            period=Type.YEAR,
            days=Type.COUNT,
            grace=Type.COUNT,
            estimated=Type.FLAG,
            disputed=Type.FLAG,
        ),
        _kind("measure", key=Type.TEXT, status=Type.TEXT, verdict=Type.TEXT, known=Type.DATE),
    )
}
ALWAYS = Span(date.min)


def process() -> CoreProcess:
    """A worker for all the tests that do not harm it; a fork has one of its own."""
    return _process_of(os.getpid())


@cache
def _process_of(_pid: int) -> CoreProcess:
    return CoreProcess()


def when(heading: str, condition: str = "", /, **earlier: str) -> Pattern:
    """A pattern as rule files have it: ``duty as later``, and its condition.

    `earlier` has the kinds of the patterns that the condition can name.
    """
    kind, _, name = heading.partition(" as ")
    scope = Scope(KINDS[kind], {named: KINDS[other] for named, other in earlier.items()})
    tests: tuple[Test, ...] = parse_condition(condition, scope) if condition else ()
    return Pattern(kind, name or kind, tests)


def rule(
    *patterns: Pattern,
    unless: Iterable[Pattern] = (),
    in_effect: Span = ALWAYS,
    name: str = "rule",
) -> Logic:
    """A rule that asks for these patterns and for none of `unless`."""
    return Logic(name, patterns, tuple(unless), in_effect)


def row(
    kind: str, first: date = date.min, until: date = date.max, /, **values: Scalar | date
) -> Row:
    """A fact that holds from the day `first` until the day before `until`."""
    plain = {
        name: value.toordinal() if isinstance(value, date) else value
        for name, value in values.items()
    }
    return Row(kind, plain, first.toordinal(), until.toordinal())
