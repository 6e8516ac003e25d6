"""Drafts of a command as they come into the register: numbered, kept at once, then written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compliance_engine.cli import letters_options

if TYPE_CHECKING:
    from compliance_engine.letters.drafting.dossier import Dossier
    from compliance_engine.letters.drafting.drafts import Drafted, Outcome
    from compliance_engine.letters.model import Draft, PastLetter
    from compliance_engine.letters.register.adding import Signed
    from compliance_engine.store.opened import Store


class Registering:
    """What was written before, and the references of what is drafted now.

    All drafts of a command are kept in one transaction, or none of them: a command that is killed
    before it leaves nothing, and one that is killed after it leaves files that the next one writes.
    """

    def __init__(
        self,
        store: Store,
        signed: Signed,
        past: Sequence[PastLetter],
        references: Sequence[str],
        answer_within: int | None,
    ) -> None:
        """`references` are the next of the year, at least as many as there will be drafts.

        `answer_within` is for how many days an answer is awaited, None for what holds of all.
        """
        self.past = past
        self._store = store
        self._signed = signed
        self._references = references
        self._answer_within = answer_within
        self._drafted = 0

    @classmethod
    def into(
        cls,
        store_name: str | None,
        by: str,
        year: int,
        answer_within: int | None,
        *,
        new_store: bool = False,
    ) -> Registering:
        """Opens the register of a store, which is made if there is none and never was.

        With `new_store`, it is made anew where one was known before.

        Raises UsageError, InvalidInputError and StoreError.
        """
        from compliance_engine.letters.register.reading import next_references, past_letters
        from compliance_engine.records.states import all_states
        from compliance_engine.store.location import location_of
        from compliance_engine.store.opened import Store

        signed = letters_options.signed(by)
        store = Store(location_of(store_name))
        store.prepare(new=new_store)
        with store.reading() as connection:
            past = past_letters(connection)
            references = next_references(connection, year, len(all_states()))
        return cls(store, signed, past, references, answer_within)

    def reference(self, dossier: Dossier) -> str:
        """The reference of the draft that is being made."""
        del dossier
        return self._references[self._drafted]

    def counted(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes; each that is a draft takes its reference, and the next one follows it."""
        for one in outcomes:
            if one.drafted is not None:
                self._drafted += 1
            yield one

    def keep(self, drafted: Sequence[Drafted], folder: Path) -> None:
        """Registers the drafts, whose files are to be in the folder. Raises OvertakenError."""
        from compliance_engine.letters.drafting.index import names_of
        from compliance_engine.letters.register.adding import register
        from compliance_engine.letters.register.chain import BASIS, DRAFT

        names = {one.draft.reference: names_of(one) for one in drafted}

        def placing(draft: Draft) -> Mapping[str, Path]:
            letter, basis = names[draft.reference]
            return {DRAFT: folder.absolute() / letter, BASIS: folder.absolute() / basis}

        with self._store.writing() as connection:
            register(
                connection,
                [one.draft for one in drafted],
                self._signed,
                placing,
                answer_within=self._answer_within,
            )
        if not_noted := self._store.remember():
            letters_options.note(f"what was given is not noted beside the store: {not_noted}")

    def finish(self, folder: Path) -> None:
        """Sees to it that every file is there in the folder, and is noted to be."""
        letters_options.put_in_place(self._store, folder)
