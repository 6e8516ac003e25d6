"""The XML files within a workbook, read element by element, so that none need be kept whole."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat
from zipfile import ZipFile

_BLOCK = 1 << 20

Begins = Callable[[str, dict[str, str]], None]
"""Told of each element that begins: its name without its namespace, and its attributes."""


def parse_part(
    archive: ZipFile,
    name: str,
    begins: Begins,
    ends: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Reads a file of the archive. Raises ExpatError for what is not XML, or declares a type."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda element, attributes: begins(_bare(element), attributes)
    if ends is not None:
        parser.EndElementHandler = lambda element: ends(_bare(element))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    with archive.open(name) as file:
        while block := file.read(_BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)


def elements_of(archive: ZipFile, name: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of each element of this name in a file of the archive."""
    found: list[dict[str, str]] = []

    def begins(element: str, attributes: dict[str, str]) -> None:
        if element == wanted:
            found.append(attributes)

    parse_part(archive, name, begins)
    return found


def is_on(attributes: dict[str, str], name: str = "val", otherwise: str = "1") -> bool:
    """Whether a yes or no of a workbook's XML says yes."""
    return attributes.get(name, otherwise).casefold() in ("1", "true")


def _bare(element: str) -> str:
    return element.rpartition(":")[2]


def _no_doctype(*_: object) -> None:
    raise expat.ExpatError("a workbook declares no document type")
