"""A draft that an officer has edited in Word: what must still hold of it before it is approved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.letters.register.letter import Letter
from compliance_engine.rulebook.words import Words


def check_edited(letter: Letter, document: bytes, named: str, words: Sequence[Words]) -> None:
    """Raises InvalidInputError if it is no Word file, another letter, or says what is not said.

    `words` are those that are not said, in general and in letters. Words of the draft itself are
    no new ones: they may be those of a title that it quotes.
    """
    place = Place(named)
    paragraphs = list(_paragraphs(document, place))
    problems = []
    if not any(letter.reference in one for one in paragraphs):
        problems.append(
            Problem(
                place,
                f"does not hold the reference {letter.reference}",
                "Give the file of this letter, or put its reference back.",
            )
        )
    for listed in words:
        drafted = {one.word.casefold() for one in listed.found_in(letter.text, letter.language)}
        problems += [
            one.problem(place)
            for paragraph in paragraphs
            for one in listed.found_in(paragraph, letter.language)
            if one.word.casefold() not in drafted
        ]
    if problems:
        raise InvalidInputError(problems)


def _paragraphs(document: bytes, place: Place) -> Iterator[str]:
    """The text of every paragraph: of the letter, its tables, headers and footers."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.ns import qn

    try:
        parts = Document(io.BytesIO(document))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        remedy = "Save it from Word as a document (.docx)."
        raise InvalidInputError([Problem(place, "is no Word file", remedy)]) from error
    stories = [parts.element.body]
    for section in parts.sections:
        stories += [section.header._element, section.footer._element]
    for story in stories:
        for paragraph in story.iter(qn("w:p")):
            yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
