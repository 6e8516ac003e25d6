"""What is looked at in an Excel workbook before it is read: its size, extent and formulas.

A workbook is a zip archive of XML files. One cell at the foot of a sheet makes a reader keep a
million rows, and a formula shows a value that nobody typed and that may be out of date.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from compliance_engine.documents.files import read_bytes
from compliance_engine.errors import InvalidInputError, Place, Problem

MAX_BYTES = 50_000_000
MAX_UNPACKED = 400_000_000
MAX_ROWS, MAX_COLUMNS = 100_000, 200
"""Far more than any table of records has."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What programs name the workbook within the file that they encrypt."""

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BLOCK = 1 << 20


@dataclass
class Found:
    """What a sheet holds: the cells with a formula, and those that stand far away."""

    formulas: list[str] = field(default_factory=list)
    far: list[str] = field(default_factory=list)


def inspect(path: Path) -> dict[str, Found]:
    """What each sheet of a workbook holds, by its name.

    Raises InvalidInputError, with what to do, for a file that is no workbook that can be read.
    """
    place = Place(path.name)
    try:
        content = read_bytes(path, limit=MAX_BYTES)
        begins = content[: len(_OLE)]
        if begins == _OLE and _ENCRYPTED in content:
            _refuse(
                place,
                "is protected with a password, without which nothing in it can be read",
                "Open it with its password, and save it without one: in Excel under File, Info, "
                "Protect Workbook, Encrypt with Password, where the password is deleted.",
            )
        if begins == _OLE:
            _refuse(
                place,
                "is protected with a password, or is of the old format .xls",
                "Open it, and save it as an Excel workbook (.xlsx) without a password.",
            )
        if not begins.startswith(b"PK"):
            _refuse(place, "is no spreadsheet", "Save it as an Excel workbook (.xlsx).")
        with ZipFile(io.BytesIO(content)) as archive:
            return _sheets(archive, place)
    except (BadZipFile, expat.ExpatError, KeyError, EOFError, UnicodeDecodeError) as error:
        remedy = "Open it, and save it again as an Excel workbook (.xlsx)."
        raise _problem(place, "is damaged, or no Excel workbook", remedy) from error


def _problem(place: Place, what: str, remedy: str) -> InvalidInputError:
    return InvalidInputError([Problem(place, what, remedy)])


def _refuse(place: Place, what: str, remedy: str) -> None:
    raise _problem(place, what, remedy)


def _sheets(archive: ZipFile, place: Place) -> dict[str, Found]:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        remedy = "Save it as an Excel workbook (.xlsx); other formats are not read."
        _refuse(place, "is no Excel workbook", remedy)
    if sum(one.file_size for one in archive.infolist()) > MAX_UNPACKED:
        what = f"holds more than {MAX_UNPACKED // 1_000_000} MB when it is unpacked"
        _refuse(place, what, "Delete the empty rows and columns that are formatted, and save it.")
    found = {}
    for name, target in _paths(archive):
        found[name] = _cells(archive, target) if target in names else Found()
    return found


def _paths(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets of a workbook: each name, and the file within the archive that holds it."""
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for one in _elements(archive, "xl/workbook.xml", "sheet"):
        identity = next((value for key, value in one.items() if key.endswith(":id")), "")
        target = targets.get(identity, "")
        yield one.get("name", ""), str(PurePosixPath("/xl", target)).removeprefix("/")


def _elements(archive: ZipFile, name: str, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def begins(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == wanted:
            found.append(attributes)

    _parse(archive, name, begins)
    return found


def _cells(archive: ZipFile, name: str) -> Found:
    found = Found()
    here = ""

    def begins(element: str, attributes: dict[str, str]) -> None:
        nonlocal here
        match element.rpartition(":")[2]:
            case "c":
                here = attributes.get("r", "")
            case "f":
                found.formulas.append(here)
            case "v" | "is" if _is_far(here):
                found.far.append(here)

    _parse(archive, name, begins)
    return found


def _is_far(reference: str) -> bool:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return False
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) > MAX_ROWS or column > MAX_COLUMNS


def _parse(archive: ZipFile, name: str, begins: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    parser.StartDoctypeDeclHandler = _no_doctype
    with archive.open(name) as file:
        while block := file.read(_BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)


def _no_doctype(*_: object) -> None:
    raise expat.ExpatError("a workbook declares no document type")
