"""Whether the register is as its letters and steps were written: all is worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, select

from compliance_engine.letters.register.chain import BrokenRegister, chain_of
from compliance_engine.letters.register.on_record import registered_letters
from compliance_engine.letters.register.sealing import NO_STEP
from compliance_engine.letters.register.tables import letter_files, letters
from compliance_engine.records.registered import RegisteredLetters
from compliance_engine.store.canonical import digest_of_bytes


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
    chain = chain_of(connection)
    named = {row[part] for row in chain.letters.values() for part in ("letter", "basis")}
    named |= {row[part] for row in chain.steps for part in ("file", "clean") if row[part]}
    named |= {row["file"] for row in chain.copies.values()}
    files = _files(connection, named)
    seals = frozenset(row["sha256"] for row in chain.steps)
    return VerifiedRegister(len(chain.letters), len(chain.steps), files, chain.seal, seals)


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
