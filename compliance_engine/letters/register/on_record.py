"""Letters that were sent as statements of a State's record, so that rules can ask about them."""

from __future__ import annotations

from collections.abc import Iterable

from compliance_engine.documents import YamlMap, validate
from compliance_engine.errors import Place
from compliance_engine.letters.register.letter import Letter
from compliance_engine.records import Record, SentLetter, Source

SOURCE = "letters-register"
"""The name, among the sources of a record, of the register."""

_REGISTER = Source(title="Register of letters")


def with_letters(record: Record, letters: Iterable[Letter]) -> Record:
    """The record with every letter to the State that was sent.

    One that stands in the record too, under the same reference, is told by the register alone.
    """
    sent = {one.reference: _statement(one) for one in letters if one.sent is not None}
    if not sent:
        return record
    kept = (one for one in record.letters if one.reference not in sent)
    return record.model_copy(
        update={
            "letters": (*kept, *sent.values()),
            "sources": {SOURCE: _REGISTER, **record.sources},
        }
    )


def _statement(letter: Letter) -> SentLetter:
    place = Place(f"letter {letter.reference}")
    given = {
        "reference": letter.reference,
        "sent": str(letter.sent),
        "matters": [one.removeprefix(f"{letter.state}/") for one in letter.matters],
        "answer_awaited": letter.answer_awaited,
        "answered": str(letter.answered) if letter.answered else None,
        "closed": str(letter.closed) if letter.closed else None,
        "source": SOURCE,
    }
    data = YamlMap(place)
    data.update({name: value for name, value in given.items() if value is not None})
    return validate(SentLetter, data, place.file)
