"""The letters that a command counts among what is known of States."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_engine.cache.naming import digest_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from compliance_engine.records.model import Record
    from compliance_engine.records.registered import RegisteredLetters


@dataclass(frozen=True)
class KnownLetters:
    """The letters that were sent, as a register has them, by the code of the State."""

    by_state: Mapping[str, RegisteredLetters] = field(default_factory=dict)

    @classmethod
    def in_store(cls, store_name: str | None) -> KnownLetters:
        """Those in the register of a store; none if no store is named.

        Raises UsageError if there is no store, InvalidInputError if it cannot be read.
        """
        if store_name is None:
            return NO_LETTERS
        from compliance_engine.letters.register.reading import BEGIN
        from compliance_engine.store.location import location_of
        from compliance_engine.store.opened import Store

        with Store(location_of(store_name)).reading(BEGIN) as connection:
            return cls.now(connection)

    @classmethod
    def now(cls, connection: Connection) -> KnownLetters:
        """Those in the register of a store that is open. Raises InvalidInputError."""
        from compliance_engine.letters.register.on_record import registered_letters

        return cls(registered_letters(connection))

    @classmethod
    def kept(cls, written: Mapping[str, bytes]) -> KnownLetters:
        """Those that a run saw, as they were written down. Raises InvalidInputError."""
        from compliance_engine.records.registered import RegisteredLetters

        return cls({code: RegisteredLetters.read(one, code) for code, one in written.items()})

    @property
    def written(self) -> Mapping[str, bytes]:
        """The letters to each State, as a run keeps them."""
        return {code: one.written for code, one in self.by_state.items()}

    def on(self, record: Record) -> Record:
        """A record with the letters to its State that were sent."""
        found = self.by_state.get(record.state)
        return found.on(record) if found else record

    def digest(self, code: str, of_record: str) -> str:
        """A digest of a record, which has this one itself, and of the letters to the State."""
        found = self.by_state.get(code)
        return digest_of(of_record, found.written.decode()) if found else of_record


NO_LETTERS = KnownLetters()
