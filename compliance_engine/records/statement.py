"""Statements: what a record says on the authority of sources."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from compliance_engine.documents.model import Model
from compliance_engine.documents.names import MaybeName
from compliance_engine.records.fields import Day, SourceNames, When

Tuple = Field(default=(), strict=False)
"""A list that may be left out."""

_COMPUTED: Mapping[str, tuple[str, str]] = {
    "confidence": (
        "'confidence' is computed from the publishers of the sources and not written",
        "Remove it, and say of each source who published it, in 'publisher'.",
    )
}


class Authority(StrEnum):
    """Whose own text settles what is said on a thing."""

    DEPOSITARY = "depositary"
    MEETING = "meeting"
    RECIPIENT = "recipient"
    STATE = "State"


class Source(Model):
    """A text that statements rest on.

    `publisher` may be left out where the table of publishers knows the host of the address.
    """

    refused_keys: ClassVar[Mapping[str, tuple[str, str]]] = _COMPUTED

    title: str
    publisher: MaybeName = Field(
        default=None, description="Who published the text: a name of the table of publishers"
    )
    url: str | None = None
    date: When | None = Field(default=None, description="The day of the text")
    seen: Day | None = Field(
        default=None, description="The day on which it was read, where it bears none"
    )
    read: Literal["in full", "in part", "cited"] = Field(
        default="in part", description="How it was read: cited, if only as another text cites it"
    )
    by: MaybeName = Field(default=None, description="The source that cites it")
    through: MaybeName = Field(
        default=None, description="The publisher of the copy in which it was read"
    )
    carries: MaybeName = Field(
        default=None, description="The publisher whose words it only passes on"
    )
    note: str | None = None

    @model_validator(mode="after")
    def _is_cited_by_a_source(self) -> Self:
        if (self.read == "cited") != (self.by is not None):
            raise ValueError("'read: cited' and 'by', the source that cites it, belong together")
        return self


EXAMPLE_SOURCE: Mapping[str, object] = MappingProxyType(
    {"title": "A made-up source", "publisher": "example", "date": "2199-12-31"}
)
"""What the records made up for examples rest on: a text later than any day of theirs."""


class Statement(Model):
    """Anything that the record says on the authority of sources.

    `authority` is whose own text settles it, if there is such a text.
    """

    refused_keys: ClassVar[Mapping[str, tuple[str, str]]] = _COMPUTED

    source: SourceNames
    inferred: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="The keys whose value no source states: computed back, inferred or recalled",
    )
    note: str | None = None

    @property
    def authority(self) -> Authority | None:
        """Whose own text settles what is said."""
        return None

    @property
    def addressee(self) -> str | None:
        """Whom it was sent to, where the recipient is the authority."""
        return None

    @model_validator(mode="after")
    def _infers_what_it_says(self) -> Self:
        for key in self.inferred:
            if key not in type(self).model_fields or getattr(self, key) is None:
                raise ValueError(f"'inferred' names {key!r}, which is not given here")
        return self
