"""What is looked at in an Excel workbook before it is read: its size, extent and formulas.

A workbook is a zip archive of XML files. One cell at the foot of a sheet makes a reader keep a
million rows, a formula shows a value that nobody typed and that may be out of date, and what is
struck out or hidden is not what a person sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat
from zipfile import ZipFile

from compliance_engine.documents.archives import WORKBOOK, opened
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.inspected_cells import Found, inspect_sheet
from compliance_engine.records.spreadsheets.struck_out import struck_out_in
from compliance_engine.records.spreadsheets.workbook_xml import elements_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What programs name the workbook within the file that they encrypt."""


def inspect(data: bytes, place: Place) -> dict[str, Found]:
    """What each sheet of a workbook holds, by its name; `place` is the file that held these bytes.

    Raises InvalidInputError, with what to do, for a file that is no workbook that can be read.
    """
    try:
        encrypted = data.startswith(_OLE) and _ENCRYPTED in data
        if encrypted:
            _refuse(
                place,
                "is protected with a password, without which nothing in it can be read",
                "Open it with its password, and save it without one: in Excel under File, Info, "
                "Protect Workbook, Encrypt with Password, where the password is deleted.",
            )
        if data.startswith(_OLE):
            _refuse(
                place,
                "is protected with a password, or is of the old format .xls",
                "Open it, and save it as an Excel workbook (.xlsx) without a password.",
            )
        if not data.startswith(b"PK"):
            _refuse(place, "is no spreadsheet", "Save it as an Excel workbook (.xlsx).")
        with opened(data, WORKBOOK, place) as archive:
            return _sheets(archive, place)
    except (expat.ExpatError, KeyError, ValueError) as error:
        raise _problem(place, "is damaged, or no Excel workbook", WORKBOOK.remedy) from error


def _problem(place: Place, what: str, remedy: str) -> InvalidInputError:
    return InvalidInputError([Problem(place, what, remedy)])


def _refuse(place: Place, what: str, remedy: str) -> None:
    raise _problem(place, what, remedy)


def _sheets(archive: ZipFile, place: Place) -> dict[str, Found]:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        remedy = "Save it as an Excel workbook (.xlsx); other formats are not read."
        _refuse(place, "is no Excel workbook", remedy)
    strikes = struck_out_in(archive)
    return {
        name: inspect_sheet(archive, target, strikes) if target in names else Found()
        for name, target in _paths(archive)
    }


def _paths(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets of a workbook: each name, and the file within the archive that holds it."""
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in elements_of(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for one in elements_of(archive, "xl/workbook.xml", "sheet"):
        identity = next((value for key, value in one.items() if key.endswith(":id")), "")
        target = targets.get(identity, "")
        yield one.get("name", ""), str(PurePosixPath("/xl", target)).removeprefix("/")
