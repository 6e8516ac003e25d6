"""Letters that were sent as statements on their States, so that rules can ask about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from compliance_engine.letters.model import Step
from compliance_engine.letters.register.letter import Letter
from compliance_engine.letters.register.reading import letters_sent
from compliance_engine.letters.register.tables import letter_steps
from compliance_engine.records import SentLetter
from compliance_engine.records.registered import RegisteredLetters, sent_letter

_TELLING = tuple(map(str, (Step.SENT, Step.ANSWERED, Step.CLOSED)))
"""The steps that change what is known of a letter: drafts and approvals are no facts."""


def registered_letters(
    connection: Connection, *, state: str | None = None, through: int | None = None
) -> Mapping[str, RegisteredLetters]:
    """The letters that were sent, by the code of their State; those to one, if it is named.

    With `through`, as the register knew them after the step of this number.
    """
    by_state: dict[str, list[Letter]] = {}
    for one in letters_sent(connection, state, through):
        by_state.setdefault(one.state, []).append(one)
    return {
        code: RegisteredLetters(
            tuple(map(_statement, letters)), *_end(connection, letters, through)
        )
        for code, letters in sorted(by_state.items())
    }


def _end(connection: Connection, letters: Iterable[Letter], through: int | None) -> tuple[int, str]:
    """The number and the digest of the last step that told something of letters."""
    steps = letter_steps.c
    chosen = select(steps.number, steps.sha256).where(
        steps.letter.in_([one.reference for one in letters]), steps.step.in_(_TELLING)
    )
    if through is not None:
        chosen = chosen.where(steps.number <= through)
    number, seal = connection.execute(chosen.order_by(steps.number.desc()).limit(1)).one()
    return int(number), str(seal)


def _statement(letter: Letter) -> SentLetter:
    return sent_letter(
        {
            "reference": letter.reference,
            "sent": str(letter.sent),
            "matters": [one.removeprefix(f"{letter.state}/") for one in letter.matters],
            "answer_awaited": letter.answer_awaited,
            "answer_within": letter.answer_within,
            "answered": str(letter.answered) if letter.answered else None,
            "closed": str(letter.closed) if letter.closed else None,
        }
    )
