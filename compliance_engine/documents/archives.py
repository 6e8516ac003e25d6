"""Files that are zip archives, Word files and workbooks: one limit of unpacking for all of them.

What an archive declares of itself is looked at before anything in it is unpacked, and nothing is
unpacked beyond what it declares. So no file, however small, can fill the memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError

from compliance_engine.errors import InvalidInputError, Place, Problem

MAX_PACKED = 50_000_000
MAX_UNPACKED = 400_000_000
MAX_PART = 300_000_000
MAX_PARTS = 5_000
"""The sizes are in bytes: far more than any letter or table of records has."""

MAX_RATIO = 250
"""How many times larger than packed a part may be, if it is larger than `RATIO_FROM`."""

RATIO_FROM = 5_000_000

_SIGNATURE = b"PK"
_HEADER = 30
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Kind:
    """What an archive is expected to be, and what to do where it is not."""

    name: str
    remedy: str


WORD = Kind("Word file", "Save it from Word as a document (.docx).")
WORKBOOK = Kind("Excel workbook", "Open it, and save it again as an Excel workbook (.xlsx).")


@contextmanager
def opened(content: bytes, kind: Kind, place: Place) -> Iterator[ZipFile]:
    """The archive of these bytes, within all limits, to be read within the block.

    `place` is where they come from, as problems name it; files are read by `files.read_bytes`.
    Raises InvalidInputError for what is none, is damaged (also where that shows only within the
    block), or would unpack to more than the limits.
    """
    try:
        if len(content) > MAX_PACKED:
            raise _problem(place, f"is larger than {_size(MAX_PACKED)}", "Is it the right file?")
        with ZipFile(io.BytesIO(content)) as archive:
            _check(archive, kind, place)
            yield archive
    except (
        BadZipFile, LargeZipFile, DeflateError, NotImplementedError, RuntimeError, EOFError,
        UnicodeDecodeError,
    ) as error:  # fmt: skip
        begins_as_one = content.startswith(_SIGNATURE)
        what = f"is damaged, or no {kind.name}" if begins_as_one else f"is no {kind.name}"
        raise _problem(place, what, kind.remedy) from error


def parts_of(content: bytes, kind: Kind, place: Place) -> dict[str, bytes]:
    """The parts of an archive by name, in its order; folders are none.

    Raises InvalidInputError for what is none, is damaged, or would unpack to more than the limits.
    """
    with opened(content, kind, place) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}


def _check(archive: ZipFile, kind: Kind, place: Place) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _problem(place, f"holds more than {MAX_PARTS} parts", kind.remedy)
    if sum(one.file_size for one in parts) > MAX_UNPACKED:
        what = f"holds more than {_size(MAX_UNPACKED)} when it is unpacked"
        raise _problem(place, what, kind.remedy)
    for one in parts:
        wrong = _wrong_with(one)
        if wrong is not None:
            raise _problem(place, f"holds a part, {one.filename!a}, that {wrong}", kind.remedy)
    names = [one.filename.casefold() for one in parts]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise _problem(place, f"holds the part {twice!a} twice", kind.remedy)
    _check_apart(parts, kind, place)


def _wrong_with(part: ZipInfo) -> str | None:
    if part.flag_bits & _ENCRYPTED:
        return "is protected with a password"
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is packed in a way that no Office program packs"
    if part.file_size > MAX_PART:
        return f"holds more than {_size(MAX_PART)} when it is unpacked"
    if part.file_size > max(RATIO_FROM, MAX_RATIO * part.compress_size):
        return f"is more than {MAX_RATIO} times as large when it is unpacked"
    steps = part.filename.removesuffix("/").split("/")
    if "\\" in part.filename or any(one in ("", ".", "..") for one in steps):
        return "has a name that leads out of it"
    return None


def _check_apart(parts: list[ZipInfo], kind: Kind, place: Place) -> None:
    """Refuses parts that share their bytes, by which a small archive unpacks to a huge one."""
    ends = 0
    for one in sorted(parts, key=lambda part: part.header_offset):
        if one.header_offset < ends:
            raise _problem(
                place, f"holds parts that overlap, such as {one.filename!a}", kind.remedy
            )
        ends = one.header_offset + _HEADER + one.compress_size


def _size(number: int) -> str:
    return f"{number // 1_000_000} MB"


def _problem(place: Place, what: str, remedy: str) -> InvalidInputError:
    return InvalidInputError([Problem(place, what, remedy)])
