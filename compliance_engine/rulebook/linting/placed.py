"""A rule together with its file: where each of its patterns, tests and messages stands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from compliance_engine.dates.span import FOREVER
from compliance_engine.documents.yaml import YamlList, YamlMap
from compliance_engine.errors import Place
from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    FieldRef,
    Operator,
    Test,
    fields_of,
)
from compliance_engine.rulebook.linting.possible import in_full, values_left
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.syntax import syntax_tree
from compliance_engine.rulebook.templates import Gap, Texts
from compliance_engine.rulebook.vocabulary import FactKind, Type

IN_EFFECT = "in_effect"
"""What owns the tests that the dates of a rule amount to."""


@dataclass(frozen=True)
class PlacedTest:
    """A test as its author wrote it, and with every field named by its pattern."""

    owner: str
    written: Test
    full: Test
    place: Place

    def seen_from(self, owner: str) -> str:
        """The test in quotes, as the part `owner` of the rule would have to write it."""
        if self.owner == IN_EFFECT:
            return f"'{self.written}' of '{IN_EFFECT}'"
        return f"'{shown(self.written if self.owner == owner else self.full)}'"


@dataclass(frozen=True)
class PlacedPattern:
    """A pattern; `name` is its own even where another pattern of the rule has the same."""

    name: str
    written: str
    kind: str
    place: Place
    tests: tuple[PlacedTest, ...]


@dataclass(frozen=True)
class PlacedMessage:
    """One of the messages of a rule."""

    data: YamlMap
    tests: tuple[PlacedTest, ...]
    texts: Texts

    @property
    def place(self) -> Place:
        """Where the message begins."""
        return self.data.place

    def place_of(self, language: str, gap: Gap) -> Place:
        """Where a gap stands, or its text if the gap cannot be told from it."""
        found = str(self.data[language]).find(f"{{{gap.expression}")
        return self.data.place_within(language, max(found, 0) + 1)

    def gaps(self) -> Iterable[tuple[str, Gap]]:
        """The gaps of the message, each with its language."""
        for language, template in self.texts.items():
            for part in template.parts:
                if isinstance(part, Gap):
                    yield language, part


@dataclass(frozen=True)
class PlacedRule:
    """A rule that could be read without a problem, and where its parts stand."""

    rule: Rule
    data: YamlMap
    in_effect: tuple[PlacedTest, ...]
    when: tuple[PlacedPattern, ...]
    unless: tuple[PlacedPattern, ...]
    messages: tuple[PlacedMessage, ...]
    kinds: Mapping[str, FactKind]

    @property
    def asked(self) -> tuple[PlacedTest, ...]:
        """The tests of `when`, with the dates on which the rule is in effect."""
        return (*self.in_effect, *(test for pattern in self.when for test in pattern.tests))

    def values_left(self, pattern: str, field: str, tests: Sequence[Test]) -> tuple[str, ...]:
        """Which of its known values a field of a pattern can have where the tests hold."""
        return values_left(FieldRef(pattern, field, Type.TEXT), tests, self.kinds)


def full(tests: Iterable[PlacedTest]) -> list[Test]:
    """The tests with every field named by its pattern."""
    return [test.full for test in tests]


def shown(test: Test) -> str:
    """The test as people write it: a yes-or-no field stands alone."""
    match test:
        case Comparison(left=FieldRef() as flag, right=Constant(value=bool() as value)):
            wanted = value == (test.operator is Operator.EQUAL)
            return str(flag) if wanted else f"not {flag}"
        case _:
            return str(test)


def placed(rule: Rule, data: YamlMap, kinds: Mapping[str, FactKind]) -> PlacedRule:
    """The rule of a file, with the places of `data`, what was read of that file."""
    when, unless, messages = data["when"], data.get("unless"), data["message"]
    assert isinstance(when, YamlMap)
    assert isinstance(messages, YamlList)
    positive = tuple(
        _pattern(key, pattern.name, pattern.kind, pattern.tests, when)
        for key, pattern in zip(when, rule.logic.when, strict=True)
    )
    blocking = []
    items = unless if isinstance(unless, YamlList) else []
    listed = [one for one in items if isinstance(one, YamlMap)]
    for index, (one, pattern) in enumerate(zip(listed, rule.logic.unless, strict=True), 1):
        (key,) = one
        blocking.append(_pattern(key, f"unless {index}", pattern.kind, pattern.tests, one))
    return PlacedRule(
        rule,
        data,
        tuple(_in_effect(rule, data)),
        positive,
        tuple(blocking),
        tuple(
            PlacedMessage(
                one,
                _tests("message", message.tests, one, "if"),
                message.texts,
            )
            for one, message in zip(messages, rule.messages, strict=True)
            if isinstance(one, YamlMap)
        ),
        {
            **{one.name: kinds[one.kind] for one in positive},
            **{one.name: kinds[one.kind] for one in blocking},
        },
    )


def _pattern(
    key: str, name: str, kind: str, tests: tuple[Test, ...], inside: YamlMap
) -> PlacedPattern:
    return PlacedPattern(name, key, kind, inside.key_places[key], _tests(name, tests, inside, key))


def _tests(
    owner: str, tests: tuple[Test, ...], inside: YamlMap, key: str
) -> tuple[PlacedTest, ...]:
    """The tests of the condition at `key`."""
    if not tests:
        return ()
    place_within = partial(inside.place_within, key)
    columns = _columns(str(inside[key]))
    return tuple(
        PlacedTest(owner, test, in_full(test, owner), place_within(column))
        for test, column in zip(tests, columns, strict=True)
    )


def _columns(text: str) -> list[int]:
    """Where each test of a condition begins, counted from 1."""
    tree = syntax_tree(text)
    joined = isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And)
    parts = tree.values if joined and isinstance(tree, ast.BoolOp) else [tree]
    return [part.col_offset + 1 for part in parts]


def _in_effect(rule: Rule, data: YamlMap) -> Iterable[PlacedTest]:
    span, place = rule.logic.in_effect, data.value_places["in_effect"]
    limits: list[tuple[Operator, date]] = [(Operator.AT_LEAST, span.first)]
    if span.until != FOREVER:
        limits.append((Operator.LESS, span.until))
    for operator, day in limits:
        test = Comparison(AsOf(), operator, Constant(day, Type.DATE))
        yield PlacedTest(IN_EFFECT, test, test, place)


def named_by(gap: Gap) -> Iterable[FieldRef]:
    """The fields that fill a gap."""
    return fields_of(gap.expression) if gap.expression is not None else ()
