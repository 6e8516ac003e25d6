"""The letters that a command counts among what is known of States."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance_engine.cache import digest_of

if TYPE_CHECKING:
    from compliance_engine.letters.register.letter import Letter
    from compliance_engine.records import Record


@dataclass(frozen=True)
class KnownLetters:
    """The letters in a register, by the code of the State."""

    by_state: Mapping[str, tuple[Letter, ...]] = field(default_factory=dict)

    @classmethod
    def in_store(cls, store_name: str | None) -> KnownLetters:
        """Those in the register of a store; none if no store is named.

        Raises UsageError if there is no store, InvalidInputError if it cannot be read.
        """
        if store_name is None:
            return NO_LETTERS
        from compliance_engine.letters.register.reading import BEGIN, all_letters
        from compliance_engine.store.location import location_of
        from compliance_engine.store.opened import Store

        with Store(location_of(store_name)).reading(BEGIN) as connection:
            found = all_letters(connection)
        by_state: dict[str, tuple[Letter, ...]] = {}
        for one in found:
            by_state[one.state] = (*by_state.get(one.state, ()), one)
        return cls(by_state)

    def on(self, record: Record) -> Record:
        """A record with the letters to its State that were sent."""
        found = self.by_state.get(record.state)
        if not found:
            return record
        from compliance_engine.letters.register.on_record import with_letters

        return with_letters(record, found)

    def digest(self, code: str, of_record: str) -> str:
        """A digest of a record, which has this one itself, and of the letters to the State."""
        found = self.by_state.get(code)
        return digest_of(of_record, *map(repr, found)) if found else of_record


NO_LETTERS = KnownLetters()
