"""The parts of a record, found from its models: which days each tells, and on whose authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, get_args, get_type_hints

from compliance_engine.dates.partial import PartialDate
from compliance_engine.documents.model import Model
from compliance_engine.records.fields import Ahead, GivenOnce, SourceNames


@dataclass(frozen=True)
class Shape:
    """The keys of a model whose values are days, names of sources, and parts of their own.

    Of a day that may lie ahead the mark says when. `names` are those given to one entry only.
    """

    days: Mapping[str, Ahead | None]
    names: Mapping[str, GivenOnce]
    sources: tuple[str, ...]
    parts: Mapping[str, type[Model]]


class Part(NamedTuple):
    """A part of a record, its shape, and the names of the sources that it rests on.

    These are its own or, where it names none, those of the part that it stands in.
    """

    entry: Model
    shape: Shape
    sources: tuple[str, ...]


Parts = Sequence[Part]


def parts_of(entry: Model, sources: tuple[str, ...] = ()) -> list[Part]:
    """A part of a record and all within it, each before those within it."""
    shape = shape_of(type(entry))
    own = tuple(name for key in shape.sources for name in getattr(entry, key) or ())
    found = [Part(entry, shape, own or sources)]
    for key in shape.parts:
        for inner in entries_at(entry, key):
            found += parts_of(inner, own or sources)
    return found


def models_of(model: type[Model]) -> Iterator[type[Model]]:
    """A model and those of all that can stand within it."""
    yield model
    for inner in shape_of(model).parts.values():
        yield from models_of(inner)


def entries_at(entry: Model, key: str) -> Iterable[Model]:
    """The parts at a key: one, several, or none."""
    found = getattr(entry, key)
    if found is None:
        return ()
    if isinstance(found, tuple):
        return found
    return found.values() if isinstance(found, dict) else (found,)


@cache
def shape_of(model: type[Model]) -> Shape:
    """Of which keys a model's days, sources and parts are, in their order."""
    days: dict[str, Ahead | None] = {}
    names: dict[str, GivenOnce] = {}
    sources: list[str] = []
    parts: dict[str, type[Model]] = {}
    hints = get_type_hints(model, include_extras=True)
    for key in model.model_fields:
        types = [*_types(hints[key])]
        inner = [one for one in types if isinstance(one, type) and issubclass(one, Model)]
        if inner:
            parts[key] = inner[0]
        elif date in types or PartialDate in types:
            days[key] = next((one for one in types if isinstance(one, Ahead)), None)
        elif SourceNames in types:
            sources.append(key)
        for mark in types:
            if isinstance(mark, GivenOnce):
                names[key] = mark
    return Shape(days, names, tuple(sources), parts)


def _types(hint: object) -> Iterator[object]:
    """A type and whatever it is made of, marks among it."""
    yield hint
    for part in get_args(hint):
        yield from _types(part)
