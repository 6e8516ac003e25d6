"""The Word templates of a rulebook: a note verbale, a letter, and the basis sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from compliance_engine.documents.files import read_bytes
from compliance_engine.letters.drafting import basis_sheet, page
from compliance_engine.letters.drafting.archive import parts_of
from compliance_engine.letters.drafting.template import LARGEST, WordTemplate
from compliance_engine.letters.drafting.watermark import check_can_be_marked
from compliance_engine.rulebook.letters import FOLDER


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
        check_can_be_marked(parts_of(read_bytes(self.rules / name, name, limit=LARGEST)), name)
        return template
