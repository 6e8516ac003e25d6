"""Reads the patterns of a rule, or of an indicator, and the days on which it applies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.documents.yaml import YamlList, YamlMap
from compliance_engine.errors import Place, Problem
from compliance_engine.rulebook.conditions import Pattern
from compliance_engine.rulebook.files import InEffect
from compliance_engine.rulebook.parsing import Scope
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.vocabulary import FactKind
from compliance_engine.suggestions import did_you_mean

PlaceWithin = Callable[[int], Place]


def in_effect(given: InEffect, what: str, reading: Reading) -> Span:
    """The days on which a rule, a duty or a plan applies; `what` says which it is."""
    first, until = given.from_, given.until or FOREVER
    if first >= until:
        reading.problems.append(
            Problem(given.place, f"the {what} ends before it begins", "Correct the dates.")
        )
        return Span(date.min)
    return Span(first, until)


class Patterns:
    """Reads patterns in order; each can name the positive ones before it.

    What cannot be read is left out, and is a problem of the reading.
    """

    def __init__(self, kinds: Mapping[str, FactKind], reading: Reading) -> None:
        self._kinds = kinds
        self._reading = reading
        self.named: dict[str, FactKind] = {}

    def when(self, given: Mapping[str, str], written: object) -> tuple[Pattern, ...]:
        """The patterns that must hold; `written` is their part of the file."""
        read = [
            self._pattern(key, text, *_places(written, key), positive=True)
            for key, text in given.items()
        ]
        self._reading.every_pattern_is_named = None not in read
        return tuple(pattern for pattern in read if pattern is not None)

    def unless(self, given: Sequence[Mapping[str, str]], written: object) -> tuple[Pattern, ...]:
        """The patterns none of which may hold, one an item of a list."""
        read = []
        for index, one in enumerate(given):
            raw = written[index] if isinstance(written, YamlList) else None
            if len(one) != 1 and isinstance(raw, YamlMap):
                self._problem(
                    raw.place,
                    "each item of 'unless' is one pattern",
                    "Begin another item with '- ' for another pattern.",
                )
            for key, text in one.items():
                read.append(self._pattern(key, text, *_places(raw, key), positive=False))
        return tuple(pattern for pattern in read if pattern is not None)

    def narrowed(
        self, patterns: Sequence[Pattern], given: Mapping[str, str], written: object
    ) -> tuple[Pattern, ...]:
        """The same patterns, those that `given` names with further tests."""
        unknown = [name for name in given if name not in self.named]
        for name in unknown:
            remedy = did_you_mean(name, self.named, f"Patterns: {', '.join(self.named)}.")
            self._problem(_places(written, name)[0], f"'{name}' is no pattern of 'of'", remedy)
        read = []
        for position, pattern in enumerate(patterns):
            more = given.get(pattern.name)
            tests = pattern.tests
            if more is not None:
                earlier = [one.name for one in patterns[:position]]
                scope = Scope(
                    self.named[pattern.name], {name: self.named[name] for name in earlier}
                )
                tests += self._reading.condition(more, scope, _places(written, pattern.name)[1])
            read.append(Pattern(pattern.kind, pattern.name, tests))
        return tuple(read)

    def _pattern(
        self, key: str, text: str, key_place: Place, place_within: PlaceWithin, *, positive: bool
    ) -> Pattern | None:
        kind_name, _, name = key.partition(" as ")
        kind = self._kinds.get(kind_name)
        name = name or kind_name
        if kind is None:
            self._problem(
                key_place,
                f"'{kind_name}' is no kind of fact",
                did_you_mean(kind_name, self._kinds, f"Kinds: {', '.join(self._kinds)}."),
            )
            return None
        if not name.isidentifier():
            self._problem(
                key_place,
                f"'{name}' is not a name",
                f"Write one word, such as: {kind_name} as later",
            )
            return None
        if positive and name in self.named:
            self._problem(
                key_place, f"two patterns are named '{name}'", f"Write: {kind_name} as later"
            )
            return None
        tests = self._reading.condition(text, Scope(kind, self.named), place_within)
        if positive:
            self.named[name] = kind
        return Pattern(kind_name, name, tests)

    def _problem(self, place: Place, what: str, remedy: str) -> None:
        self._reading.problems.append(Problem(place, what, remedy))


def _places(inside: object, key: str) -> tuple[Place, PlaceWithin]:
    """The place of a key, and those of the characters of its value."""
    assert isinstance(inside, YamlMap)
    return inside.key_places[key], partial(inside.place_within, key)
