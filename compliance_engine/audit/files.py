"""The files that a run saw: read once, kept by their digest, written out again for a replay.

The letters that it knew of are kept beside them, as a file for each State that is in no folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import MAX_BYTES, followed, make_folder, peek, write_bytes
from compliance_engine.documents.folders import listed
from compliance_engine.errors import InvalidInputError, Place, Problem

RECORD, RULE, JUDGEMENT, LETTERS = "record", "rule", "judged", "letters"
SUFFIXES = (".yaml", ".yml")
WRITTEN = ".json"
"""The ending of the letters to a State."""

Name = tuple[str, str]
"""The part (records, rules, judgements or letters), and the name of a file within its folder."""


@dataclass(frozen=True)
class Folders:
    """The folders that a run reads."""

    records: Path
    rules: Path
    judgements: Path

    @property
    def by_part(self) -> Mapping[str, Path]:
        """Each folder by its part."""
        return {RECORD: self.records, RULE: self.rules, JUDGEMENT: self.judgements}


@dataclass(frozen=True)
class SeenFiles:
    """The content of every file of the three folders, as far as the engine reads it; and letters.

    What cannot be read has no content.
    """

    contents: Mapping[Name, bytes]

    @classmethod
    def of(cls, folders: Folders) -> SeenFiles:
        """Reads the folders now; there may be none of judgements."""
        seen: dict[Name, bytes] = {}
        for part, folder in folders.by_part.items():
            for name, path in listed(folder, *SUFFIXES, below=part == RULE).paths.items():
                seen[part, name] = _content(path)
        return cls(seen)

    def with_letters(self, written: Mapping[str, bytes]) -> SeenFiles:
        """With the letters to each State, by its code, as they are to be kept."""
        letters = {(LETTERS, f"{code}{WRITTEN}"): content for code, content in written.items()}
        return SeenFiles({**self.contents, **letters})

    @property
    def letters(self) -> Mapping[str, bytes]:
        """The letters to each State, by its code."""
        return {
            name.removesuffix(WRITTEN): content
            for (part, name), content in self.contents.items()
            if part == LETTERS
        }

    def check_unchanged(self, folders: Folders) -> None:
        """Raises InvalidInputError, naming each file that is no longer as it was when read."""
        now = SeenFiles.of(folders).contents
        remedy = "Run the command again once nobody is writing to the folder."
        changed = [
            Problem(Place(name), "was changed while the run read it", remedy)
            for part, name in sorted({*now, *self.contents})
            if part != LETTERS and now.get((part, name)) != self.contents.get((part, name))
        ]
        if changed:
            raise InvalidInputError(changed)

    def written_to(self, folder: Path) -> Folders:
        """Writes the files below a folder, and never elsewhere; letters are in none.

        Raises InvalidInputError for a name that leads out of it, which only an altered store has.
        """
        made = Folders(folder / "records", folder / "rules", folder / "judgements")
        for one in made.by_part.values():
            make_folder(one)
        for (part, name), content in self.contents.items():
            if part == LETTERS:
                continue
            within = made.by_part.get(part)
            if within is None or not followed(within / name).is_relative_to(followed(within)):
                remedy = "See what was altered with: compliance-engine audit verify"
                what = f"names a file that leads out of its folder: {part} {name!a}"
                raise InvalidInputError([Problem(Place("the store"), what, remedy)])
            path = within / name
            make_folder(path.parent)
            write_bytes(path, content)
        return made


def _content(path: Path) -> bytes:
    try:
        return peek(path, MAX_BYTES + 1)
    except OSError:
        return b""
