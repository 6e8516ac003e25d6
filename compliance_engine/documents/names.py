"""Names among the texts of a document: ids, and words of closed lists, by which things are found.

A name is compared as `canonical` writes it, whatever form of Unicode and white space it was typed
in. What is told in sentences stays as it was typed, but for its form of Unicode.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BaseModel

from compliance_engine.documents.text import canonical
from compliance_engine.documents.yaml import YamlList, YamlMap


@dataclass(frozen=True)
class Naming:
    """Marks a text of a model as a name."""


NAMING = Naming()
Name = Annotated[str, NAMING]
"""A text that names something."""

MaybeName = Annotated[str | None, NAMING]
"""The same, which may be left out."""

_SENTENCES = (str, str | None)


def with_canonical_names(data: YamlMap, model: type[BaseModel]) -> YamlMap:
    """The mapping as `model` is to read it: its names canonical, and those of its lists."""
    made = copy(data)
    made.text_places = dict(data.text_places)
    for key in _names_of(model) & data.keys():
        value = _canonical(data[key])
        if value != data[key]:
            made[key] = value
            made.text_places.pop(key, None)
    return made


def is_name(metadata: list[Any]) -> bool:
    """Whether what a model tells of a text marks it as a name, or says how it is written."""
    return any(isinstance(one, Naming) or getattr(one, "pattern", None) for one in metadata)


@cache
def _names_of(model: type[BaseModel]) -> frozenset[str]:
    """The keys of a model under which names stand: marked, or anything but a text or a model."""
    return frozenset(
        field.alias or key
        for key, field in model.model_fields.items()
        if is_name(field.metadata) or not _has_sentences(field.annotation)
    )


def _has_sentences(hint: object) -> bool:
    if hint in _SENTENCES:
        return True
    return hint in (object, Any) or any(
        (isinstance(one, type) and issubclass(one, BaseModel)) or one is object
        for one in _parts(hint)
    )


def _parts(hint: object) -> list[object]:
    return [hint, *(inner for one in get_args(hint) for inner in _parts(one))]


def _canonical(value: object) -> object:
    match value:
        case str():
            return canonical(value)
        case YamlList():
            items = copy(value)
            items[:] = [_canonical(one) for one in value]
            return items
        case YamlMap():
            inner = copy(value)
            for key, one in value.items():
                inner[key] = _canonical(one)
            inner.text_places = {k: v for k, v in value.text_places.items() if inner[k] == value[k]}
            return inner
        case _:
            return value
