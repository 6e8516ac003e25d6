"""Whether the register is as its letters and steps were written: all is worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, inspect, select

from compliance_engine.letters.register.on_record import registered_letters
from compliance_engine.letters.register.sealing import NO_STEP, seal_of_step
from compliance_engine.letters.register.tables import (
    letter_copies,
    letter_files,
    letter_steps,
    letters,
)
from compliance_engine.records.registered import RegisteredLetters
from compliance_engine.store.canonical import digest_of_bytes

Row = Mapping[str, Any]


class BrokenRegister(Exception):
    """The first row that is not as it was written."""


@dataclass(frozen=True)
class VerifiedRegister:
    """How much was worked out again, and the digest of the last step, which seals all before it."""

    letters: int
    steps: int
    files: int
    seal: str
    seals: frozenset[str]

    @property
    def told(self) -> Mapping[str, object]:
        """It for programs: all but the seals of every step."""
        return {name: value for name, value in vars(self).items() if name != "seals"}


def verify_register(connection: Connection) -> VerifiedRegister:
    """Works out every digest of the register again.

    Raises BrokenRegister with the first row that was altered, removed or put in. That the last
    steps were removed can be seen only from a seal noted down elsewhere, which is one of `seals`.
    """
    if not inspect(connection).has_table(letters.name):
        return VerifiedRegister(0, 0, 0, NO_STEP, frozenset())
    of = {row["reference"]: row for row in _rows(connection, letters)}
    steps = _rows(connection, letter_steps)
    seal = _chain(steps, of)
    named = {row[part] for row in of.values() for part in ("letter", "basis")}
    named |= {row[part] for row in steps for part in ("file", "clean") if row[part]}
    named |= {row["file"] for row in _rows(connection, letter_copies)}
    files = _files(connection, named)
    return VerifiedRegister(
        len(of), len(steps), files, seal, frozenset(row["sha256"] for row in steps)
    )


def check_seen(connection: Connection, state: str, written: bytes, by: str) -> None:
    """Raises BrokenRegister unless the letters to a State are as somebody saw and wrote them.

    They are worked out again as the register knew them after the step that was the last then.
    Whether an answer was awaited is left out: it follows from the letter by this program.
    """
    seen = RegisteredLetters.read(written, state)
    now = registered_letters(connection, state=state, through=seen.step).get(state)
    if now is None or (now.step, now.seal) != (seen.step, seen.seal) or _days(now) != _days(seen):
        raise BrokenRegister(
            f"the letters to {state} are not those that {by} saw: the register was written anew, "
            "or what the run kept of it"
        )


def _days(letters: RegisteredLetters) -> list[tuple[object, ...]]:
    return [
        (one.reference, one.matters, one.sent, one.answer_within, one.answered, one.closed)
        for one in letters.letters
    ]


def _chain(steps: Iterable[Row], of: Mapping[str, Row]) -> str:
    before, last = NO_STEP, 0
    reached: dict[str, int] = {}
    for row in steps:
        named = f"step {row['number']} ({row['step']} of letter {row['letter']})"
        if row["number"] != last + 1:
            raise BrokenRegister(f"step {last + 1} of the register was removed")
        last = row["number"]
        if row["letter"] not in of:
            raise BrokenRegister(f"letter {row['letter']} was removed: {named} names it")
        if row["seq"] != reached.get(row["letter"], 0) + 1:
            raise BrokenRegister(f"{named} was put in, or one before it removed")
        reached[row["letter"]] = row["seq"]
        begun = of[row["letter"]] if row["seq"] == 1 else None
        content = {name: value for name, value in row.items() if name != "sha256"}
        if seal_of_step(content, begun, before) != row["sha256"]:
            raise BrokenRegister(f"{named} was altered or put in, or the letter itself")
        before = row["sha256"]
    for reference in of:
        if reference not in reached:
            raise BrokenRegister(f"letter {reference} was put in: it has no steps")
    return before


def _files(connection: Connection, named: set[str]) -> int:
    there = set()
    for digest, content in connection.execute(select(letter_files)):
        if digest not in named:
            raise BrokenRegister(f"file {digest} was put in: no letter names it")
        if digest_of_bytes(content) != digest:
            raise BrokenRegister(f"file {digest} was altered")
        there.add(digest)
    for digest in sorted(named - there):
        raise BrokenRegister(f"file {digest} was removed")
    return len(there)


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    chosen = select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(chosen).mappings()]
