"""The Word templates of a rulebook: a note verbale, a letter, and the basis sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from compliance_engine.documents.files import is_there, read_bytes
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.letters.drafting import basis_sheet, page
from compliance_engine.letters.drafting.template import LARGEST, WordTemplate
from compliance_engine.letters.drafting.watermark import check_can_be_marked
from compliance_engine.letters.outgoing.reading import outgoing, pictures_in
from compliance_engine.rulebook.letters.loading import FOLDER


@dataclass
class Stationery:
    """The templates in the folder of a rulebook, each opened when it is first needed."""

    rules: Path

    def template(self, form: str) -> WordTemplate:
        """The template of a form. Raises InvalidInputError with everything wrong with it."""
        return self._note_verbale if form == page.NOTE_VERBALE else self._letter

    @cached_property
    def basis(self) -> WordTemplate:
        """That of the basis sheet. Raises InvalidInputError with everything wrong with it."""
        name = f"{FOLDER}/basis.docx"
        return WordTemplate.read(self.rules / name, name, basis_sheet.FIELDS, basis_sheet.REQUIRED)

    @cached_property
    def _note_verbale(self) -> WordTemplate:
        return self._of_form(page.NOTE_VERBALE)

    @cached_property
    def _letter(self) -> WordTemplate:
        return self._of_form(page.LETTER)

    def _of_form(self, form: str) -> WordTemplate:
        name = f"{FOLDER}/{form}.docx"
        template = WordTemplate.read(self.rules / name, name, page.FIELDS, page.REQUIRED)
        check_can_be_marked(template.parts, name)
        return template


def wrong_with_templates(rules: Path) -> Iterator[Problem]:
    """What keeps the templates of a rulebook from being filled, or their letters from leaving.

    Those that are not there are passed over.
    """
    stationery = Stationery(rules)
    for form in page.FORMS:
        name = f"{FOLDER}/{form}.docx"
        if is_there(rules / name):
            yield from _wrong(partial(stationery.template, form))
            yield from _wrong(partial(_as_leaving, rules / name, name))
    if is_there(rules / FOLDER / "basis.docx"):
        yield from _wrong(lambda: stationery.basis)


def _as_leaving(path: Path, shown_as: str) -> object:
    content, place = read_bytes(path, shown_as, limit=LARGEST), Place(shown_as)
    return outgoing(content, place, pictures_in(content, place))


def _wrong(read: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        read()
    except InvalidInputError as error:
        return error.problems
    return ()
