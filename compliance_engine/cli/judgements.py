"""The folder of judgements that a command works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from compliance_engine.documents.files import read_text
from compliance_engine.documents.folders import listed
from compliance_engine.documents.yaml import escapes_refused
from compliance_engine.errors import InvalidInputError, Problem, UsageError

if TYPE_CHECKING:
    from compliance_engine.judgement.model import Judgement
    from compliance_engine.judgement.reading import Reference
    from compliance_engine.records.folder import RecordFolder
    from compliance_engine.rulebook.model import Rulebook
    from compliance_engine.rulebook.words import Words

FOLDER = "judgements"


class JudgementFolder:
    """Judgements beside the records, or in the folder that was named."""

    def __init__(self, records: Path, named: Path | None, rules: Path, today: date) -> None:
        """`today` is the last day on which a judgement can have been made."""
        self.path = records / FOLDER if named is None else named
        self._named = named is not None
        self._rules = rules
        self._today = today

    def read(
        self, folder: RecordFolder, rulebook: Rulebook | None, words: Callable[[], Words]
    ) -> Mapping[str, tuple[Judgement, ...]]:
        """The judgements on each State that has some.

        Raises UsageError if a folder that was named is not there, InvalidInputError with every
        problem found.
        """
        if not self._is_there():
            return {}
        from compliance_engine.judgement.reading import read_folder

        return read_folder(self.path, self.reference(folder, rulebook, words()))

    def read_each(
        self, folder: RecordFolder, rulebook: Rulebook, words: Callable[[], Words]
    ) -> tuple[Mapping[str, Sequence[Judgement]], Mapping[str, Sequence[Problem]]]:
        """The judgements of each file that can be used, and the problems of each other.

        Both by the name of the file. Raises UsageError if a folder that was named is not there.
        """
        if not self._is_there():
            return {}, {}
        from compliance_engine.judgement.reading import read_each

        return read_each(self.path, self.reference(folder, rulebook, words()))

    def _is_there(self) -> bool:
        if self._named and not self.path.is_dir():
            raise UsageError(f"there is no folder {self.path} to read judgements from")
        return self.path.is_dir()

    def problems(
        self, folder: RecordFolder, rulebook: Rulebook | None, words: Words
    ) -> tuple[Problem, ...]:
        """Every problem found in the judgements."""
        try:
            self.read(folder, rulebook, lambda: words)
        except InvalidInputError as error:
            return error.problems
        return ()

    def characters_refused(self) -> Iterator[Problem]:
        """What no text may hold and judgements, valid but for that, have as an escape."""
        for name, path in listed(self.path, ".yaml").paths.items():
            shown_as = f"{FOLDER}/{name}"
            yield from escapes_refused(read_text(path, shown_as), shown_as)

    def reference(self, folder: RecordFolder, rulebook: Rulebook | None, words: Words) -> Reference:
        """What judgements are read against."""
        from compliance_engine.judgement.reading import Reference
        from compliance_engine.rulebook.lock import retired_rules

        retired = retired_rules(self._rules)
        return Reference(tuple(folder.digests), rulebook, words, retired, self._today)
