"""Cases as JSON, so that one that was found is kept as it was, whatever becomes of its number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from compliance_engine.dates.span import Span
from compliance_engine.inference.model import Row
from compliance_engine.rulebook import conditions
from compliance_engine.rulebook.vocabulary import Type

IS = "is"
"""The key that names the type of a value."""

_LANGUAGE = [one for one in vars(conditions).values() if isinstance(one, type)]


def written(case: object) -> str:
    """A case as JSON: frozen dataclasses, enumerations, days and what JSON has itself."""
    return json.dumps(_plain(case), indent=1) + "\n"


def read(text: str, *types: type) -> Any:
    """The case that `written` gave; `types` are those of the case that are not the language's."""
    known = {one.__name__: one for one in (*types, *_LANGUAGE, Row, Span, Type)}

    def made(value: Mapping[str, Any]) -> Any:
        if IS not in value:
            return value
        name, given = value[IS], {key: value[key] for key in value if key != IS}
        if name == "date":
            return date.fromisoformat(given["day"])
        if name == "tuple":
            return tuple(given["items"])
        if issubclass(known[name], Enum):
            return known[name](given["value"])
        return known[name](**given)

    return json.loads(text, object_hook=made)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return {IS: type(value).__name__, "value": value.value}
    if isinstance(value, date):
        return {IS: "date", "day": value.isoformat()}
    if is_dataclass(value):
        inside = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {IS: type(value).__name__, **inside}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return {IS: "tuple", "items": [_plain(one) for one in value]}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value
