"""A folder of records, of which each is read when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from compliance_engine.documents.files import MAX_BYTES, is_there, peek, read_text
from compliance_engine.documents.folders import Listing, listed
from compliance_engine.documents.yaml import escapes_refused
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from compliance_engine.records.model import Record
    from compliance_engine.records.publishers import Publishers

SUFFIX = ".yaml"
PUBLISHERS = "publishers.yaml"
"""The file in which a folder of records, or a rulebook, adds publishers of its own."""
OTHER_SUFFIX = ".yml"


class RecordFolder:
    """The record files of a folder, by State code in alphabetical order, read one by one.

    `digests` are of the bytes of each file, with those of the folder's own table of publishers if
    it has one, and `sha256` of all of them with their names, as they were when the folder was
    opened. `misnamed` tells of the files that are not read for their name.
    """

    def __init__(self, folder: Path) -> None:
        """Raises UsageError if there are none."""
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder} to read records from")
        found = listed(folder, SUFFIX)
        self._paths = {
            name.removesuffix(SUFFIX): path
            for name, path in found.paths.items()
            if name != PUBLISHERS
        }
        if not self._paths:
            raise UsageError(f"{folder} holds no records: a record is a file such as GNQ{SUFFIX}")
        table = folder / PUBLISHERS
        self._folder = folder
        self._publishers_digest = _digest(table) if is_there(table) else ""
        self._own = {code: _digest(path) for code, path in self._paths.items()}
        self.digests = {code: self._with_publishers(one) for code, one in self._own.items()}
        others = listed(folder, OTHER_SUFFIX)
        self.misnamed = (*found.problems, *others.problems, *misnamed(others))

    @property
    def sha256(self) -> str:
        """Of every file, by name and content."""
        listed = (f"{self._paths[code].name}\0{one}\0" for code, one in self.digests.items())
        return sha256("".join(listed).encode()).hexdigest()

    def texts(self) -> dict[str, str]:
        """The text of each file that can be read, by State code."""
        found: dict[str, str] = {}
        for code, path in self._paths.items():
            with suppress(InvalidInputError):
                found[code] = read_text(path, path.name)
        return found

    @cached_property
    def publishers(self) -> Publishers:
        """The publishers that the folder adds to others. Raises InvalidInputError."""
        from compliance_engine.records.publisher_files import publishers_in

        return publishers_in(self._folder)

    def _with_publishers(self, digest: str) -> str:
        if not self._publishers_digest:
            return digest
        return sha256(f"{digest}\0{self._publishers_digest}".encode()).hexdigest()

    def characters_refused(self) -> Iterator[Problem]:
        """What no text may hold and a record, valid but for that, has as an escape.

        Whoever reads the record finds it shown as its number.
        """
        for path in self._paths.values():
            yield from escapes_refused(read_text(path), path.name)

    def read(self, code: str) -> Record:
        """The record of a State.

        Raises InvalidInputError with every problem found, and if the file is no longer what it
        was when the folder was opened.
        """
        from compliance_engine.records.loading import read_record

        path = self._paths[code]
        record = read_record(read_text(path, path.name), path.name, at_rest=True)
        if _digest(path) != self._own[code]:
            remedy = "Run the command again once nobody is writing to the folder."
            raise InvalidInputError(
                [Problem(Place(path.name), "was changed while it was being read", remedy)]
            )
        return record.in_folder_of(self.publishers)


def misnamed(found: Listing, within: str = "") -> Iterator[Problem]:
    """What is to be said of files with an ending with which they are not read."""
    for name in found.paths:
        right = f"{name.removesuffix(OTHER_SUFFIX)}{SUFFIX}"
        yield Problem(Place(f"{within}{name}"), "is not read", f"Name it {right}.")


def _digest(path: Path) -> str:
    """The digest of a file's bytes, as far as a record may be long; none if it cannot be read."""
    try:
        return sha256(peek(path, MAX_BYTES + 1)).hexdigest()
    except OSError:
        return ""
