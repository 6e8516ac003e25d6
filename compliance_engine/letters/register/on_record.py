"""Letters that were sent as statements on their States, so that rules can ask about them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from compliance_engine.letters.model import Step
from compliance_engine.letters.register.letter import Letter
from compliance_engine.letters.register.reading import letters_sent
from compliance_engine.letters.register.tables import letter_steps, letters
from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.registered import RegisteredLetters, sent_letter

_TELLING = tuple(map(str, (Step.SENT, Step.ANSWERED, Step.CLOSED)))
"""The steps that change what is known of a letter: drafts and approvals are no facts."""


def registered_letters(
    connection: Connection, *, state: str | None = None, through: int | None = None
) -> Mapping[str, RegisteredLetters]:
    """The letters that were sent, by the code of their State; those to one, if it is named.

    With `through`, as the register knew them after the step of this number.
    """
    if through is None:
        # Steps are only ever added: up to this one all stays as it is, whatever others add now.
        through = connection.execute(select(func.max(letter_steps.c.number))).scalar() or 0
    by_state: dict[str, list[Letter]] = {}
    for one in letters_sent(connection, state, through):
        by_state.setdefault(one.state, []).append(one)
    last = _last_steps(connection, state, through)
    return {
        code: RegisteredLetters(
            tuple(map(_statement, of_state)), *max(last[one.reference] for one in of_state)
        )
        for code, of_state in sorted(by_state.items())
    }


def _last_steps(
    connection: Connection, state: str | None, through: int
) -> Mapping[str, tuple[int, str]]:
    """The number and the digest of the last step that told something of each letter.

    Of several answers, the first one told it.
    """
    steps = letter_steps.c
    chosen = select(steps.letter, steps.step, steps.number, steps.sha256).where(
        steps.step.in_(_TELLING), steps.number <= through
    )
    if state is not None:
        of_state = select(letters.c.reference).where(letters.c.state == state)
        chosen = chosen.where(steps.letter.in_(of_state))
    last: dict[str, tuple[int, str]] = {}
    told: set[tuple[str, str]] = set()
    for letter, step, number, seal in connection.execute(chosen.order_by(steps.number)):
        if (letter, step) not in told:
            told.add((letter, step))
            last[letter] = number, seal
    return last


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
