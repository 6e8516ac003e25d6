"""Adds letters and steps to the register, in the caller's transaction: all of it, or nothing.

A step names the one that it follows, and no two can follow the same. So of two people who act on
a letter at once, the second is told what the first did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from compliance_engine.errors import UsageError
from compliance_engine.letters.model import Draft, Step
from compliance_engine.letters.register.alone import alone
from compliance_engine.letters.register.chain import APPROVED, BASIS, DRAFT
from compliance_engine.letters.register.copies import Placing, next_copies, plan_copies
from compliance_engine.letters.register.letter import Letter, Taken, year_and_number
from compliance_engine.letters.register.reading import letter_named, next_references
from compliance_engine.letters.register.sealing import NO_STEP, seal_of_step
from compliance_engine.letters.register.tables import letter_files, letter_steps, letters
from compliance_engine.store.canonical import canonical, digest_of_bytes


class OvertakenError(UsageError):
    """Somebody else was quicker: what was about to be done rests on what is no longer so."""


@dataclass(frozen=True)
class Signed:
    """Who acts, and when, UTC."""

    who: str
    at: datetime


def register(
    connection: Connection,
    drafts: Sequence[Draft],
    signed: Signed,
    placing: Placing | None = None,
    *,
    answer_within: int | None = None,
) -> tuple[Letter, ...]:
    """Registers drafts under their references, which are the next of their year.

    With `answer_within`, an answer to each is awaited for so many days after it is sent.

    With `placing`, notes in the same transaction where their files are to be put, which
    `write_copies` does after it. Raises OvertakenError if others took these references meanwhile.
    """
    alone(connection)
    _check_next(connection, drafts)
    made = []
    for draft in drafts:
        year, number = year_and_number(draft.reference)
        letter, basis = _kept(connection, draft.letter), _kept(connection, draft.basis)
        row = {
            "reference": draft.reference,
            "year": year,
            "number": number,
            "state": draft.state,
            "language": draft.language,
            "as_of": draft.as_of.isoformat(),
            "families": canonical(draft.families),
            "matters": canonical(draft.matters),
            "text": draft.text,
            "letter": letter,
            "basis": basis,
        }
        connection.execute(insert(letters), row)
        first = Taken(1, Step.DRAFT, signed.who, signed.at, answer_within=answer_within)
        paths = placing(draft) if placing is not None else {}
        digests = {DRAFT: letter, BASIS: basis}
        put = [(part, path, digests[part]) for part, path in paths.items()]
        copies = next_copies(connection, draft.reference, put)
        _add(connection, draft.reference, first, row, copies)
        plan_copies(connection, copies)
        made.append(letter_named(connection, draft.reference))
    return tuple(made)


def take(
    connection: Connection,
    seen: Letter,
    taken: Taken,
    files: Iterable[bytes] = (),
    put: Path | None = None,
) -> Letter:
    """The letter after a step that follows on those that were seen, with the files that it names.

    With `put`, notes that the letter to be sent is to be there, which `write_copies` writes.
    Raises OvertakenError if it has gone on since it was seen.
    """
    alone(connection)
    _check_seen(connection, seen)
    for one in files:
        _kept(connection, one)
    files_put = [(APPROVED, put, taken.clean)] if put is not None and taken.clean else []
    copies = next_copies(connection, seen.reference, files_put)
    try:
        _add(connection, seen.reference, replace(taken, seq=len(seen.steps) + 1), copies=copies)
        plan_copies(connection, copies)
    except IntegrityError as error:
        raise OvertakenError(f"letter {seen.reference} has gone on meanwhile. {_LOOK}") from error
    return letter_named(connection, seen.reference)


_LOOK = "Look at it again before you act on it: compliance-engine letters show"


def _check_next(connection: Connection, drafts: Sequence[Draft]) -> None:
    years = [year_and_number(draft.reference)[0] for draft in drafts]
    for year in dict.fromkeys(years):
        wanted = tuple(d.reference for d, of in zip(drafts, years, strict=True) if of == year)
        if wanted != next_references(connection, year, len(wanted)):
            raise OvertakenError(
                f"others have registered letters meanwhile, and {wanted[0]} is not the next "
                "reference any more: nothing was registered. Draft again, since they may have "
                "written on the same matters"
            )


def _check_seen(connection: Connection, seen: Letter) -> None:
    now = letter_named(connection, seen.reference)
    if now.steps != seen.steps:
        last = now.steps[-1]
        raise OvertakenError(
            f"letter {seen.reference} has gone on meanwhile: {last.step} by {last.who}, "
            f"{last.at:%Y-%m-%d %H:%M} UTC. {_LOOK} {seen.reference}"
        )


def _add(
    connection: Connection,
    reference: str,
    taken: Taken,
    of: Mapping[str, Any] | None = None,
    copies: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Adds the next step of all, bound to the one before; the first of a letter to its row too.

    It is bound to the `copies` of files that come with it, each with where it is put.
    """
    last = connection.execute(select(func.max(letter_steps.c.number))).scalar() or 0
    before = connection.execute(
        select(letter_steps.c.sha256).where(letter_steps.c.number == last)
    ).scalar()
    row = {
        "number": last + 1,
        "letter": reference,
        "seq": taken.seq,
        "step": str(taken.step),
        "who": taken.who,
        "at": taken.at.isoformat(),
        "day": taken.day.isoformat() if taken.day else None,
        "via": taken.via,
        "note": taken.note,
        "file": taken.file,
        "clean": taken.clean,
        "answer_within": taken.answer_within,
    }
    sealed = seal_of_step(row, of, before or NO_STEP, copies)
    connection.execute(insert(letter_steps), {**row, "sha256": sealed})


def _kept(connection: Connection, content: bytes) -> str:
    """Keeps bytes, once however often they come: their digest."""
    digest = digest_of_bytes(content)
    there = connection.execute(
        select(letter_files.c.sha256).where(letter_files.c.sha256 == digest)
    ).scalar()
    if there is None:
        connection.execute(insert(letter_files), {"sha256": digest, "content": content})
    return digest
