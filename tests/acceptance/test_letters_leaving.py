# ruff: noqa: RUF001
"""What an officer edits in Word, from the file to the letter that is to be sent."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml

from compliance_engine.letters.model import Step
from compliance_engine.store.canonical import digest_of_bytes
from tests.acceptance.command_line import DONE, INVALID_INPUT, Ran
from tests.acceptance.lettering import Register, word_file
from tests.unit.letters.outgoing.word_files import NAMESPACES, content_of

BY = ("--by", "Berta Ruiz")
CHANGED = (
    f'<w:p {NAMESPACES}><w:del w:id="1" w:author="A"><w:r><w:delText>Between us.</w:delText></w:r>'
    "</w:del></w:p>"
)


def edited(reference: str, edit: Callable[[Word], object]) -> bytes:
    """The draft of the letter after an edit."""
    document = Document(io.BytesIO(word_file(f"Reference {reference}. Dear friends.")))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def approving(register: Register, edit: Callable[[Word], object]) -> tuple[str, Ran]:
    """What is said when the letter is approved after an edit, and its reference."""
    reference = register.drafted()
    register.file(reference).write_bytes(edited(reference, edit))
    return reference, register.ask("approve", reference, *BY)


def test_what_was_taken_out_is_told_and_what_was_given_is_kept(register: Register) -> None:
    def sign(document: Word) -> None:
        document.core_properties.author = "Between us"

    reference, ran = approving(register, sign)
    assert ran.code == DONE, ran.err
    assert "Taken out of it" in ran.out
    assert "author, title and other properties" in ran.out
    approval = register.letter(reference).last(Step.APPROVED)
    assert approval is not None
    given, sent = register.file(reference), register.file(reference, "-approved")
    assert b"Between us" in content_of(given.read_bytes())
    assert b"Between us" not in content_of(sent.read_bytes())
    assert approval.file == digest_of_bytes(given.read_bytes())
    assert approval.clean == digest_of_bytes(sent.read_bytes())


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_is_told_in_each_language(register: Register, language: str) -> None:
    reference = register.drafted()
    said = register.ask("approve", reference, *BY, "--lang", language).out
    assert {"en": "Taken out", "fr": "retirés", "es": "retirado"}[language] in said


def test_a_tracked_change_is_refused_with_its_place_and_nothing_is_approved(
    register: Register,
) -> None:
    reference, ran = approving(register, lambda one: one.element.body.insert(0, parse_xml(CHANGED)))
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert (
        f"{register.file(reference)}: holds a tracked change: in the text, “Between us.”" in ran.err
    )
    assert "Accept or Reject All Changes" in ran.err
    assert register.letter(reference).step is Step.DRAFT
    assert not register.file(reference, "-approved").exists()


DISGUISED = {
    "an invisible character": "This is a vio\u200blation.",
    "a Cyrillic letter": "This is a viоlation.",
    "wide letters": "This is a ｖｉｏｌａｔｉｏｎ.",
    "spaces": "This is a v i o l a t i o n.",
    "a tab": "This is a viola\ttion.",
    "several alphabets": "This is a жunk.",
}


@pytest.mark.parametrize("how", DISGUISED)
def test_a_word_that_is_not_said_is_found_in_its_disguise(register: Register, how: str) -> None:
    _, ran = approving(register, lambda one: one.add_paragraph(DISGUISED[how]))
    assert ran.code == INVALID_INPUT
    assert "is not said" in ran.err


PLACES: dict[str, Callable[[Word], object]] = {
    "split into runs": lambda one: [one.paragraphs[0].add_run(part) for part in ("vio", "lation")],
    "in a table": lambda one: setattr(one.add_table(1, 1).cell(0, 0), "text", "violation"),
    "in a footer": lambda one: one.sections[0].footer.paragraphs[0].add_run("violation"),
    "in the name of a style": lambda one: one.add_paragraph(
        "x", style=one.styles.add_style("violation", 1)
    ),
}


@pytest.mark.parametrize("where", PLACES)
def test_it_is_found_wherever_it_stands(register: Register, where: str) -> None:
    _, ran = approving(register, PLACES[where])
    assert ran.code == INVALID_INPUT
    assert "'violation' is not said" in ran.err


def test_the_approved_letter_can_be_approved_again_as_it_is(register: Register) -> None:
    reference = register.approved()
    clean = register.file(reference, "-approved")
    ran = register.ask("approve", reference, *BY, "--file", clean)
    assert ran.code == DONE
    assert "Taken out" not in ran.out
    approval = register.letter(reference).last(Step.APPROVED)
    assert approval is not None
    assert approval.clean == approval.file
