"""A letter that an officer has edited in Word: what must still hold of it before it is approved."""

from __future__ import annotations

from collections.abc import Sequence

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.letters.outgoing.reading import Outgoing
from compliance_engine.letters.register.letter import Letter
from compliance_engine.rulebook.words import Words


def check_said(letter: Letter, leaving: Outgoing, place: Place, words: Sequence[Words]) -> None:
    """Raises InvalidInputError if it is another letter, or says what is not said.

    `words` are those that are not said, in general and in letters. Words of the draft itself are
    no new ones: they may be those of a title that it quotes.
    """
    problems = []
    if not any(letter.reference in one for one in leaving.paragraphs):
        problems.append(
            Problem(
                place,
                f"does not hold the reference {letter.reference}",
                "Give the file of this letter, or put its reference back.",
            )
        )
    for listed in words:
        for language in _languages(letter, listed):
            drafted = {one.folded for one in listed.found_in(letter.text, language)}
            problems += [
                one.problem(place)
                for said in (*leaving.paragraphs, *leaving.names)
                for one in listed.found_in(said, language)
                if one.folded not in drafted
            ]
    if problems:
        raise InvalidInputError(dict.fromkeys(problems))


def _languages(letter: Letter, listed: Words) -> tuple[str, ...]:
    """That of the letter; where the words have none of it, all that they have."""
    return (letter.language,) if letter.language in listed.languages else listed.languages
