"""A letter as drafting makes it, and as the register remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """How far a letter has come."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Draft:
    """A letter to one State, with the basis of every sentence of substance.

    `matters` are the ids of the findings, or of the matters not known, that it concerns, and
    `families` the kinds of its paragraphs. `letter` and `basis` are Word files; `text` is the
    letter as plain text.
    """

    reference: str
    state: str
    language: str
    as_of: date
    families: tuple[str, ...]
    matters: tuple[str, ...]
    letter: bytes
    basis: bytes
    text: str


@dataclass(frozen=True)
class PastLetter:
    """What was written before on some matters, and when; `sent` is None while it is not sent.

    `answer_within` is for how many days an answer is awaited, where somebody chose a number.
    """

    reference: str
    state: str
    families: tuple[str, ...]
    matters: tuple[str, ...]
    step: Step
    drafted: date
    sent: date | None = None
    answered: date | None = None
    answer_within: int | None = None
