"""What people do with a letter: each step only after those that it needs, on the bytes it names.

What is approved are bytes. A file that differs from them by one is another letter, which nobody
has approved, and which therefore cannot be marked as sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from compliance_engine.dates.to_come import refuse_day_to_come
from compliance_engine.errors import UsageError
from compliance_engine.letters.model import Step
from compliance_engine.letters.register.adding import Signed, take
from compliance_engine.letters.register.letter import Letter, Taken
from compliance_engine.store.canonical import digest_of_bytes


@dataclass(frozen=True)
class Answer:
    """What came back: its day, what it says in a sentence, and the file, if there is one."""

    on: date
    summary: str
    file: bytes | None = None


_AFTER = {
    Step.DRAFT: (Step.APPROVED, Step.DISCARDED),
    Step.APPROVED: (Step.APPROVED, Step.SENT, Step.DISCARDED),
    Step.SENT: (Step.ANSWERED, Step.CLOSED),
    Step.ANSWERED: (Step.ANSWERED, Step.CLOSED),
    Step.CLOSED: (),
    Step.DISCARDED: (),
}
"""Which steps can be taken after which."""

_NEXT = {
    Step.DRAFT: "approve it first: letters approve {reference} --by NAME",
    Step.APPROVED: "it is sent first: letters mark-sent {reference} --on DAY --via HOW",
    Step.SENT: "it was sent, which cannot be taken back: letters reply, or letters close",
    Step.ANSWERED: "it was sent, which cannot be taken back: letters close {reference}",
    Step.CLOSED: "nothing more is done with it; write a new letter: letters draft",
    Step.DISCARDED: "nothing more is done with it; write a new letter: letters draft",
}
"""What can be done with a letter where something else was asked for."""


def approve(
    connection: Connection,
    seen: Letter,
    approved: bytes,
    to_send: bytes,
    signed: Signed,
    *,
    put: Path | None = None,
) -> Letter:
    """The letter with these bytes approved; `to_send` is what leaves: see `letters.outgoing`.

    With `put`, notes that it is to be written there.

    Approving again, after an edit, puts the new bytes in the place of those approved before.
    Raises UsageError if it is too late for that.
    """
    _check(seen, Step.APPROVED)
    taken = _taken(
        Step.APPROVED,
        signed,
        file=digest_of_bytes(approved),
        clean=digest_of_bytes(to_send),
    )
    return take(connection, seen, taken, (approved, to_send), put)


def check_sendable(seen: Letter, found: bytes, named: str) -> None:
    """Raises UsageError unless the bytes of the file `named` are those approved to be sent."""
    _check(seen, Step.SENT)
    approval = seen.last(Step.APPROVED)
    assert approval is not None
    if digest_of_bytes(found) != approval.clean:
        raise UsageError(_undone(seen, approval, named))


def check_unedited(seen: Letter, edited: Sequence[Path]) -> None:
    """Raises UsageError if files were edited after the letter was approved."""
    _check(seen, Step.SENT)
    approval = seen.last(Step.APPROVED)
    assert approval is not None
    if edited:
        raise UsageError(_undone(seen, approval, str(edited[0])))


def mark_sent(
    connection: Connection,
    seen: Letter,
    on: date,
    via: str,
    signed: Signed,
    *,
    answer_within: int | None = None,
) -> Letter:
    """The letter as sent on a day. Raises UsageError if it cannot have been.

    With `answer_within`, an answer is awaited for so many days after it, whatever its draft says.
    """
    _check(seen, Step.SENT)
    approval = seen.last(Step.APPROVED)
    assert approval is not None
    if on < approval.at.date():
        raise UsageError(
            f"letter {seen.reference} cannot have been sent on {on}: it was approved by "
            f"{approval.who} on {approval.at.date()}. Correct --on"
        )
    refuse_day_to_come("--on", on, signed.at.date())
    sent = _taken(Step.SENT, signed, day=on, via=via, answer_within=answer_within)
    return take(connection, seen, sent)


def answer(connection: Connection, seen: Letter, came: Answer, signed: Signed) -> Letter:
    """The letter with an answer that came; there can be several. Raises UsageError."""
    _check(seen, Step.ANSWERED)
    assert seen.sent is not None
    if came.on < seen.sent:
        raise UsageError(
            f"letter {seen.reference} was sent on {seen.sent}: an answer of {came.on} comes "
            "before it. Correct --on"
        )
    refuse_day_to_come("--on", came.on, signed.at.date())
    digest = digest_of_bytes(came.file) if came.file is not None else None
    taken = _taken(Step.ANSWERED, signed, day=came.on, note=came.summary, file=digest)
    return take(connection, seen, taken, () if came.file is None else (came.file,))


def close(connection: Connection, seen: Letter, reason: str, signed: Signed) -> Letter:
    """The letter as closed: nothing more is awaited on it. Raises UsageError."""
    _check(seen, Step.CLOSED)
    return take(connection, seen, _taken(Step.CLOSED, signed, note=reason))


def discard(connection: Connection, seen: Letter, reason: str, signed: Signed) -> Letter:
    """The letter as one that is not sent; its number is not used again. Raises UsageError."""
    _check(seen, Step.DISCARDED)
    return take(connection, seen, _taken(Step.DISCARDED, signed, note=reason))


def _check(seen: Letter, wanted: Step) -> None:
    if wanted not in _AFTER[seen.step]:
        last = seen.steps[-1]
        remedy = _NEXT[seen.step].format(reference=seen.reference)
        raise UsageError(
            f"letter {seen.reference} cannot become {wanted}: it is {seen.step}, by {last.who} on "
            f"{last.at.date()}; {remedy}"
        )


def _undone(seen: Letter, approval: Taken, named: str) -> str:
    return (
        f"{named} is not what {approval.who} approved on {approval.at:%Y-%m-%d %H:%M} UTC: an edit "
        "undoes the approval, and nothing was marked as sent.\n"
        f"    If the edit is right: letters approve {seen.reference} --by NAME --file FILE\n"
        "    If what was approved is what was sent: have it once more with letters show "
        f"{seen.reference} --out FOLDER,\n    and name it with letters mark-sent --file FILE"
    )


def _taken(
    step: Step,
    signed: Signed,
    *,
    day: date | None = None,
    via: str = "",
    note: str = "",
    file: str | None = None,
    clean: str | None = None,
    answer_within: int | None = None,
) -> Taken:
    return Taken(0, step, signed.who, signed.at, day, via, note, file, clean, answer_within)
