"""What became of letters between two runs, as the register knew them at each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.registered import RegisteredLetters


class Became(StrEnum):
    """What can become of a letter; each is the name of its day in a record."""

    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class LetterNews:
    """What became of a letter to a State, and on which day."""

    state: str
    letter: str
    became: Became
    on: date


def news_between(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[LetterNews, ...]:
    """What a run knew of letters that an earlier one did not, by State and letter.

    Both are letters as runs keep them, by the code of the State.
    """
    return tuple(
        one
        for code in sorted(after)
        if before.get(code) != after[code]
        for one in _news(code, _by_reference(code, before), _by_reference(code, after))
    )


def _by_reference(code: str, seen: Mapping[str, bytes]) -> Mapping[str, SentLetter]:
    if code not in seen:
        return {}
    return {one.reference: one for one in RegisteredLetters.read(seen[code], code).letters}


def _news(
    code: str, before: Mapping[str, SentLetter], after: Mapping[str, SentLetter]
) -> Iterator[LetterNews]:
    for reference, letter in after.items():
        was = before.get(reference)
        for became in Became:
            on = getattr(letter, became)
            if on is not None and getattr(was, became, None) is None:
                yield LetterNews(code, reference, became, on.first)
