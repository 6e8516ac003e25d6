"""The fields of a record by the names that other files use: ``article_1.cases.status``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel

from compliance_engine.records.model import Record


def record_fields() -> frozenset[str]:
    """Every field that a record can have, as a path of keys; lists add nothing to a path."""
    return frozenset(_fields_of(Record, ""))


def _fields_of(model: type[BaseModel], before: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        path = f"{before}{field.alias or name}"
        yield path
        for inner in _models_in(field.annotation):
            yield from _fields_of(inner, f"{path}.")


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models of a type, also within a list or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
