"""Letters to one State as a register knew them at one moment: facts beside those of its record.

They are written down so that the same letters always are the same bytes, as an audit keeps them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import YamlMap
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.model import Record
from compliance_engine.records.statement import Source
from compliance_engine.store.canonical import canonical

SOURCE = "letters-register"
"""The name, among the sources of a record, of the register."""

_REGISTER = Source(title="Register of letters", publisher="letters-register")

Given = Mapping[str, object]
"""A letter by the names of `SentLetter`, without its source; what is None is not told."""


@dataclass(frozen=True)
class RegisteredLetters:
    """The letters to a State that were sent, in the order of their references.

    `step` is the last step in the register that made them what they are, and `seal` its digest,
    which covers every step before it.
    """

    letters: tuple[SentLetter, ...]
    step: int
    seal: str

    @property
    def written(self) -> bytes:
        """All of it, as bytes that `read` reads."""
        told = [_given(one) for one in self.letters]
        return canonical({"letters": told, "step": self.step, "seal": self.seal}).encode()

    @classmethod
    def read(cls, content: bytes, named: str) -> RegisteredLetters:
        """What was written under the name `named`. Raises InvalidInputError."""
        try:
            told = json.loads(content)
            letters = tuple(sent_letter(one) for one in told["letters"])
            return cls(letters, int(told["step"]), str(told["seal"]))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            problem = Problem(Place(named), "are no letters as a register writes them")
            raise InvalidInputError([problem]) from error

    def on(self, record: Record) -> Record:
        """The record with these letters.

        One that stands in the record too, under the same reference, is told by the register alone.
        """
        known = {one.reference for one in self.letters}
        kept = (one for one in record.letters if one.reference not in known)
        return record.model_copy(
            update={
                "letters": (*kept, *self.letters),
                "sources": {SOURCE: _REGISTER, **record.sources},
            }
        )


def sent_letter(given: Given) -> SentLetter:
    """A letter of the register as a statement. Raises InvalidInputError."""
    place = Place(f"letter {given['reference']}")
    data = YamlMap(place)
    data.update({name: value for name, value in given.items() if value is not None})
    data["source"] = SOURCE
    return validate(SentLetter, data, place.file)


def _given(letter: SentLetter) -> dict[str, object]:
    told: dict[str, object] = {
        "reference": letter.reference,
        "sent": str(letter.sent),
        "matters": list(letter.matters),
        "answer_awaited": letter.answer_awaited,
        "answer_within": letter.answer_within,
        "answered": str(letter.answered) if letter.answered else None,
        "closed": str(letter.closed) if letter.closed else None,
    }
    return {name: value for name, value in told.items() if value is not None}
