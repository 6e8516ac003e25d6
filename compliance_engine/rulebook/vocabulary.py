"""What kinds of facts and fields are made of, and values that several of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Type(StrEnum):
    """What a value is. Years and counts are whole numbers that must not be confused."""

    DATE = "date"
    YEAR = "calendar year"
    COUNT = "number"
    TEXT = "text"
    FLAG = "yes or no"


class Verdict(StrEnum):
    """What is known of a duty on a day."""

    MET = "met"
    MET_LATE = "met late"
    MET_TIMELINESS_UNKNOWN = "met, timeliness unknown"
    OUTSTANDING = "outstanding"
    LAST_KNOWN_OUTSTANDING = "last known outstanding"
    UNDETERMINED = "undetermined"
    NOT_YET_DUE = "not yet due"
    NOT_OWED = "not owed"


@dataclass(frozen=True)
class Field:
    """A field of a fact. `values`, where given, are all that it can hold.

    A field that is not `matchable` is for messages only: rules cannot compare it.
    """

    type: Type
    meaning: str
    values: tuple[str, ...] = ()
    matchable: bool = True


@dataclass(frozen=True)
class FactKind:
    """One kind of fact, with the fields that it may have."""

    name: str
    meaning: str
    fields: Mapping[str, Field] = field(default_factory=dict)


Severity = Literal["high", "medium", "low"]
"""How much a finding of a rule matters."""

NATURES = ("obligation", "cooperation", "commitment", "record")
"""What a rule rests on: the treaty's obligations, its call for cooperation, a political
commitment; or, for "record", what the record itself leaves open and a person should settle."""

MEETING_KINDS = (
    "Meeting of the States Parties",
    "Review Conference",
    "intersessional meetings",
    "thematic session",
)

KEY = "key"
"""The field that tells facts of one kind apart, and so ends the id of a finding."""

LETTER = "letter"
"""The kind of fact that a letter to a State is."""

FINDING = "finding"
"""The kind of fact that a rule's conclusion is for rules of the second level."""
