"""Which formats and which texts of a workbook are struck out, wholly or in part."""

from __future__ import annotations

from dataclasses import dataclass
from zipfile import ZipFile

from compliance_engine.records.spreadsheets.workbook_xml import is_on, parse_part

STYLES = "xl/styles.xml"
TEXTS = "xl/sharedStrings.xml"


@dataclass(frozen=True)
class StruckOut:
    """The numbers of the cell formats that strike out, and of texts struck wholly or in part."""

    formats: frozenset[int] = frozenset()
    texts: frozenset[int] = frozenset()
    texts_in_part: frozenset[int] = frozenset()


def struck_out_in(archive: ZipFile) -> StruckOut:
    """What is struck out in a workbook. Raises ExpatError for a part that is not XML."""
    names = set(archive.namelist())
    formats = _formats(archive) if STYLES in names else frozenset()
    whole, part = _texts(archive) if TEXTS in names else (frozenset(), frozenset())
    return StruckOut(formats, whole, part)


def _formats(archive: ZipFile) -> frozenset[int]:
    """The numbers of the formats whose font strikes out."""
    fonts: list[bool] = []
    found: list[bool] = []
    within: list[str] = []

    def begins(element: str, attributes: dict[str, str]) -> None:
        match (*within[-1:], element):
            case ("fonts", "font"):
                fonts.append(False)
            case ("font", "strike") if "fonts" in within:
                fonts[-1] = is_on(attributes)
            case ("cellXfs", "xf"):
                number = int(attributes.get("fontId", "0"))
                found.append(0 <= number < len(fonts) and fonts[number])
        within.append(element)

    parse_part(archive, STYLES, begins, lambda _: _drop(within))
    return frozenset(number for number, struck in enumerate(found) if struck)


def _texts(archive: ZipFile) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the shared texts all of whose runs are struck out, and of which some are."""
    texts: list[TextRuns] = []

    def begins(element: str, attributes: dict[str, str]) -> None:
        if element == "si":
            texts.append(TextRuns())
        elif texts:
            texts[-1].begins(element, attributes)

    def text(content: str) -> None:
        if texts:
            texts[-1].text(content)

    def ends(element: str) -> None:
        if texts:
            texts[-1].ends(element)

    parse_part(archive, TEXTS, begins, ends, text)
    return (
        frozenset(number for number, one in enumerate(texts) if one.is_struck),
        frozenset(number for number, one in enumerate(texts) if one.is_struck_in_part),
    )


class TextRuns:
    """How much of a text with runs of formats is struck out, as its elements come in."""

    def __init__(self) -> None:
        self._struck = False
        self._in_text = False
        self._letters = {True: 0, False: 0}

    def begins(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins within the text."""
        if element in ("r", "rPh"):
            self._struck = False
        elif element == "strike":
            self._struck = is_on(attributes)
        elif element == "t":
            self._in_text = True

    def text(self, content: str) -> None:
        """Characters of the element that began last."""
        if self._in_text:
            self._letters[self._struck] += len(content.strip())

    def ends(self, element: str) -> None:
        """An element ends within the text."""
        if element == "t":
            self._in_text = False
        elif element == "r":
            self._struck = False

    @property
    def is_struck(self) -> bool:
        """Whether all of it is struck out."""
        return self._letters[True] > 0 and not self._letters[False]

    @property
    def is_struck_in_part(self) -> bool:
        """Whether some of it is struck out, and some not."""
        return self._letters[True] > 0 and self._letters[False] > 0


def _drop(within: list[str]) -> None:
    within.pop()
