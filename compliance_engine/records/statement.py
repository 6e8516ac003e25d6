"""Statements: what a record says on the authority of sources."""

from __future__ import annotations

from pydantic import Field

from compliance_engine.documents import Model
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.fields import LaxConfidence, SourceNames, When

Tuple = Field(default=(), strict=False)
"""A list that may be left out."""


class Source(Model):
    """Where statements come from."""

    title: str
    url: str | None = None
    date: When | None = None
    confidence: LaxConfidence = Confidence.SINGLE_SOURCE
    note: str | None = None


class Statement(Model):
    """Anything that the record says on the authority of sources."""

    source: SourceNames
    confidence: LaxConfidence | None = None
    note: str | None = None
