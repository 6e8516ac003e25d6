"""XML within files of others: looked through before anything is made of it.

No document type is let in, and with it no entity: neither a bomb of them, nor one that names a
file or an address. Nothing is nested deeper than programs write it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.parsers import expat

from compliance_engine.errors import InvalidInputError, Place, Problem

MAX_DEPTH = 200
"""How deep elements may stand within each other."""

_BLOCK = 1 << 20


class RefusedMarkup(Exception):
    """Why a piece of XML is not read, as the end of a sentence on its part."""


def check_markup(content: bytes) -> None:
    """Raises RefusedMarkup unless the bytes are well-formed XML, without a document type."""
    depth = 0

    def begins(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise RefusedMarkup(f"nests its XML deeper than {MAX_DEPTH} elements")

    def ends(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        for begin in range(0, len(content), _BLOCK):
            parser.Parse(content[begin : begin + _BLOCK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise RefusedMarkup(f"is no XML: {error}") from error


def check_parts(parts: Mapping[str, bytes], names: Iterable[str], place: Place) -> None:
    """Raises InvalidInputError, with every one of these parts of a file that is not read."""
    problems = []
    for name in names:
        try:
            check_markup(parts[name])
        except RefusedMarkup as error:
            what = f"is no Word file that is read: its part {name} {error}"
            remedy = "Save it anew from Word as a document (.docx)."
            problems.append(Problem(place, what, remedy))
    if problems:
        raise InvalidInputError(problems)


def _no_doctype(*_: object) -> None:
    raise RefusedMarkup("declares a document type, with which XML can name or multiply others")
