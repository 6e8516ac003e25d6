"""The chain of steps worked out again: whether it holds, and which copies of files it names.

Where a file was put is sealed with the step that put it there. Steps that were taken before that
was so have no copies in their seal; what is noted of theirs is read, and nothing is written there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select

from compliance_engine.letters.model import Step
from compliance_engine.letters.register.sealing import NO_STEP, seal_of_step
from compliance_engine.letters.register.tables import letter_copies, letter_steps, letters

Row = Mapping[str, Any]

DRAFT, BASIS, APPROVED = "draft", "basis", "approved"
"""The parts of a letter that are put somewhere."""

_PUT_BY = {str(Step.DRAFT): (DRAFT, BASIS), str(Step.APPROVED): (APPROVED,)}


class BrokenRegister(Exception):
    """The first row that is not as it was written."""


@dataclass(frozen=True)
class Chain:
    """The steps and letters of a register that holds, the last seal, and the copies by number.

    `sealed` are the numbers of those copies that the seal of a step covers.
    """

    letters: Mapping[str, Row]
    steps: Sequence[Row]
    copies: Mapping[int, Row]
    seal: str
    sealed: frozenset[int]


def chain_of(connection: Connection) -> Chain:
    """The chain, worked out again. Raises BrokenRegister with the first row that was altered."""
    of = {row["reference"]: row for row in rows_of(connection, letters)}
    steps = rows_of(connection, letter_steps)
    copies = {row["number"]: row for row in rows_of(connection, letter_copies)}
    walk = _Walk(of, copies)
    for row in steps:
        walk.step(row)
    walk.ended()
    return Chain(of, steps, copies, walk.before, frozenset(walk.sealed))


def rows_of(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """The rows of a table, by their key."""
    chosen = select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(chosen).mappings()]


@dataclass
class _Walk:
    of: Mapping[str, Row]
    copies: Mapping[int, Row]
    before: str = NO_STEP
    last: int = 0
    reached: dict[str, int] = field(default_factory=dict)
    sealed: set[int] = field(default_factory=set)

    def step(self, row: Row) -> None:
        letter = row["letter"]
        named = f"step {row['number']} ({row['step']} of letter {letter})"
        if row["number"] != self.last + 1:
            raise BrokenRegister(f"step {self.last + 1} of the register was removed")
        self.last = row["number"]
        if letter not in self.of:
            raise BrokenRegister(f"letter {letter} was removed: {named} names it")
        if row["seq"] != self.reached.get(letter, 0) + 1:
            raise BrokenRegister(f"{named} was put in, or one before it removed")
        self.reached[letter] = row["seq"]
        if not self._holds(row):
            raise BrokenRegister(
                f"{named} was altered or put in, or the letter itself, or where its files are"
            )
        self.before = row["sha256"]

    def _holds(self, row: Row) -> bool:
        begun = self.of[row["letter"]] if row["seq"] == 1 else None
        content = {name: value for name, value in row.items() if name != "sha256"}
        for copies in self._put_by(row):
            if seal_of_step(content, begun, self.before, copies) == row["sha256"]:
                self.sealed |= {one["number"] for one in copies}
                return True
        return bool(seal_of_step(content, begun, self.before) == row["sha256"])

    def _put_by(self, row: Row) -> Iterator[list[Row]]:
        """The copies that may have come with a step: all of a draft, or one of an approval."""
        parts = _PUT_BY.get(row["step"], ())
        found = [
            one
            for one in self.copies.values()
            if one["letter"] == row["letter"]
            and one["part"] in parts
            and one["number"] not in self.sealed
        ]
        if APPROVED in parts:
            yield from ([one] for one in found)
        elif found:
            yield found

    def ended(self) -> None:
        """What is left over: letters without steps, copies beside those that steps name.

        Copies of the time before they were sealed come before all that are.
        """
        for reference in self.of:
            if reference not in self.reached:
                raise BrokenRegister(f"letter {reference} was put in: it has no steps")
        first = min(self.sealed, default=None)
        for number, one in self.copies.items():
            if number not in self.sealed and first is not None and not 0 < number < first:
                raise BrokenRegister(
                    f"where a file of letter {one['letter']} is was put in: {one['path']}"
                )
