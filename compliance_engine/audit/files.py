"""The files that a run saw: read once, kept by their digest, written out again for a replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import MAX_BYTES
from compliance_engine.errors import InvalidInputError, Place, Problem

RECORD, RULE = "record", "rule"
SUFFIXES = (".yaml", ".yml")

Name = tuple[str, str]
"""The part, records or rules, and the name of a file within its folder."""


@dataclass(frozen=True)
class SeenFiles:
    """The content of every file of the two folders, as far as the engine reads it.

    What cannot be read has no content.
    """

    contents: Mapping[Name, bytes]

    @classmethod
    def of(cls, records: Path, rules: Path) -> SeenFiles:
        """Reads both folders now."""
        seen: dict[Name, bytes] = {}
        for part, folder, pattern in ((RECORD, records, "*"), (RULE, rules, "**/*")):
            for path in sorted(folder.glob(pattern)):
                if path.suffix in SUFFIXES and path.is_file():
                    seen[part, path.relative_to(folder).as_posix()] = _content(path)
        return cls(seen)

    def check_unchanged(self, records: Path, rules: Path) -> None:
        """Raises InvalidInputError, naming each file that is no longer as it was when read."""
        now = SeenFiles.of(records, rules).contents
        remedy = "Run the command again once nobody is writing to the folder."
        changed = [
            Problem(Place(name), "was changed while the run read it", remedy)
            for part, name in sorted({*now, *self.contents})
            if now.get((part, name)) != self.contents.get((part, name))
        ]
        if changed:
            raise InvalidInputError(changed)

    def written_to(self, folder: Path) -> tuple[Path, Path]:
        """Writes the files below a folder: the folders of the records and of the rules."""
        folders = {RECORD: folder / "records", RULE: folder / "rules"}
        for one in folders.values():
            one.mkdir()
        for (part, name), content in self.contents.items():
            path = folders[part] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folders[RECORD], folders[RULE]


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return b""
