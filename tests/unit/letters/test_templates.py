"""The unit restyles the templates in Word; what they lack, or misspell, is told."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.shared import Pt

from compliance_engine.errors import InvalidInputError, Place
from compliance_engine.letters.drafting.archive import archived, parts_of
from compliance_engine.letters.drafting.drafts import Brief, Draftsman
from compliance_engine.letters.drafting.stationery import Stationery, wrong_with_templates
from compliance_engine.letters.drafting.watermark import MARK
from compliance_engine.letters.outgoing.reading import outgoing, pictures_in
from compliance_engine.rulebook.words import Words
from tests.builders import rulebook
from tests.processes import environment_of_a_process
from tests.unit.letters.desk import RULES, dossier, letters, plain, real, words_of

DAY = date(2015, 6, 24)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Word templates of one's own."""
    shutil.copytree(RULES / "letters", tmp_path / "letters")
    return tmp_path


def edited(pack: Path, edit: Callable[[Word], object], form: str = "note-verbale") -> Path:
    """The templates after an edit in Word."""
    path = pack / "letters" / f"{form}.docx"
    document = Document(str(path))
    edit(document)
    document.save(str(path))
    return pack


def draft(pack: Path, form: str = "note-verbale") -> bytes:
    draftsman = Draftsman(rulebook(), letters(), Stationery(pack), [])
    brief = Brief(DAY, form=form, language="en")
    (made,) = draftsman.drafts_of([dossier(real("TUV"), DAY)], brief)
    assert made.drafted is not None, made.problems
    return made.drafted.draft.letter


def refusal(pack: Path, form: str = "note-verbale") -> str:
    with pytest.raises(InvalidInputError) as caught:
        Stationery(pack).template(form)
    return str(caught.value)


def with_text(old: str, new: str) -> Callable[[Word], None]:
    """Writes other words into the body of a template."""

    def edit(document: Word) -> None:
        (run,) = (run for one in document.paragraphs for run in one.runs if old in run.text)
        run.text = run.text.replace(old, new)

    return edit


def test_other_fonts_a_moved_logo_and_one_more_paragraph_still_draft(pack: Path) -> None:
    def restyle(document: Word) -> None:
        document.styles["Normal"].font.name = "Garamond"
        document.styles["Normal"].font.size = Pt(12)
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL))
        document.paragraphs[0].insert_paragraph_before("Palais des Nations, Geneva")

    made = draft(edited(pack, restyle))
    assert words_of(made)[0] == "Palais des Nations, Geneva"
    assert "28 August 2012" in plain(" ".join(words_of(made)))
    assert any(name.endswith(".png") for name in parts_of(made))
    assert "Garamond" in parts_of(made)["word/styles.xml"].decode()


@pytest.mark.deep
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
@pytest.mark.parametrize("form", ["note-verbale", "letter"])
def test_a_template_that_another_word_processor_has_saved_anew_still_drafts(
    pack: Path, tmp_path: Path, form: str
) -> None:
    def restyle(document: Word) -> None:
        document.styles["Normal"].font.name = "Garamond"
        logo = document.sections[0].header.paragraphs[0].insert_paragraph_before()
        logo.add_run().add_picture(io.BytesIO(PIXEL))
        document.paragraphs[0].insert_paragraph_before("Palais des Nations, Geneva")

    saved = saved_anew(edited(pack, restyle, form) / "letters" / f"{form}.docx", tmp_path)
    shutil.copy(saved, pack / "letters" / f"{form}.docx")
    made = draft(pack, form)
    expected = words_of(draft(RULES, form))
    assert words_of(made) == ["Palais des Nations, Geneva", *expected]
    parts = parts_of(made)
    assert MARK.encode() in parts["word/header1.xml"]
    assert any(name.startswith("word/media/") for name in parts)
    assert b"Garamond" in parts["word/styles.xml"]
    place = Place(form)
    leaving = outgoing(made, place, pictures_in(made, place))
    assert words_of(leaving.file) == words_of(made)
    cleaned = parts_of(leaving.file)
    assert not any(MARK.encode() in part for part in cleaned.values())
    assert any(name.startswith("word/media/") for name in cleaned)


def saved_anew(path: Path, folder: Path) -> Path:
    """A Word file that LibreOffice has opened as a text of its own and saved as Word again."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind, source in (("odt", path), ("docx", folder / "odt" / f"{path.stem}.odt")):
        subprocess.run(
            ["soffice", profile, "--headless", "--norestore", "--convert-to", kind, "--outdir",
             str(folder / kind), str(source)],
            env=environment_of_a_process(), check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder / "docx" / path.name


def test_what_a_template_says_by_itself_is_told_in_the_basis(pack: Path) -> None:
    def add(document: Word) -> None:
        document.add_paragraph("With kind regards from the Unit.")

    draftsman = Draftsman(rulebook(), letters(), Stationery(edited(pack, add)), [])
    (made,) = draftsman.drafts_of([dossier(real("TUV"), DAY)], Brief(DAY, language="en"))
    assert made.drafted is not None
    assert "–  With kind regards from the Unit." in words_of(made.drafted.draft.basis)


def test_words_that_are_not_said_are_found_in_a_template_too(pack: Path) -> None:
    def add(document: Word) -> None:
        document.sections[0].footer.paragraphs[0].add_run("Non-compliance desk")

    from compliance_engine.rulebook.words import load_words

    words: list[Words] = [load_words(RULES)]
    draftsman = Draftsman(rulebook(), letters(), Stationery(edited(pack, add)), words)
    (made,) = draftsman.drafts_of([dossier(real("TUV"), DAY)], Brief(DAY, language="en"))
    assert made.drafted is None
    assert "'Non-compliance' is not said" in made.problems[0].what


def test_a_field_that_word_has_split_into_runs_is_still_one_field(pack: Path) -> None:
    def split(document: Word) -> None:
        (paragraph,) = (one for one in document.paragraphs if one.text == "{{ opening }}")
        for run in paragraph.runs:
            run.text = ""
        for piece in ("{", "{ ope", "ning }", "}"):
            paragraph.add_run(piece).italic = piece == "ning }"

    assert any("presents its compliments" in said for said in words_of(draft(edited(pack, split))))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ addressee }}", "{{ adressee }}", "'adressee'\n    Did you mean 'addressee'?"),
        ("{{ matter.text }}", "{{ matter.txt }}", "'txt'\n    Did you mean 'text'?"),
        (
            "for matter in matters",
            "for matter in mattters",
            "'mattters'\n    Did you mean 'matters'?",
        ),
    ],
)
def test_a_misspelt_field_is_refused_with_its_name_and_the_nearest_right_one(
    pack: Path, old: str, new: str, told: str
) -> None:
    said = refusal(edited(pack, with_text(old, new)))
    assert said.startswith("letters/note-verbale.docx: ")
    assert f"there is no field {told}" in said


def test_every_misspelt_field_is_told_at_once(pack: Path) -> None:
    edited(pack, with_text("{{ opening }}", "{{ openning }}"))
    said = refusal(edited(pack, with_text("{{ closing }}", "{{ closeing }}")))
    assert "'openning'" in said
    assert "'closeing'" in said


@pytest.mark.parametrize("field", ["reference", "closing", "matter.rest"])
def test_a_template_without_a_part_of_the_letter_is_refused(pack: Path, field: str) -> None:
    said = refusal(edited(pack, with_text(f"{{{{ {field} }}}}", "")))
    name = field.removeprefix("matter.")
    assert f"the field '{name}' is missing, and a letter would lack it" in said


def test_a_loop_without_its_end_is_refused(pack: Path) -> None:
    def unfinished(document: Word) -> None:
        ends = [one for one in document.paragraphs if one.text == "{%p endfor %}"]
        ends[-1].runs[0].text = ""

    assert "cannot be understood" in refusal(edited(pack, unfinished))


def test_a_template_that_reaches_into_the_program_shows_nothing_of_it(pack: Path) -> None:
    hostile = "{{ matters.__class__.__mro__ }}"
    said = refusal(edited(pack, with_text("{{ opening }}", "{{ opening }}" + hostile)))
    assert "there is no field '__class__'" in said


def test_a_template_without_a_page_header_is_refused_since_a_draft_would_bear_no_mark(
    pack: Path,
) -> None:
    def first_page(document: Word) -> None:
        document.sections[0].different_first_page_header_footer = True

    assert "would bear no watermark" in refusal(edited(pack, first_page))


def test_what_is_no_word_file_is_refused(pack: Path) -> None:
    (pack / "letters" / "letter.docx").write_bytes(b"Dear Sir")
    assert refusal(pack, "letter").startswith("letters/letter.docx: is no Word file")


def test_another_kind_of_archive_is_no_word_document(pack: Path) -> None:
    (pack / "letters" / "letter.docx").write_bytes(archived({"readme": b"x"}))
    assert "is no Word document" in refusal(pack, "letter")


def test_a_template_that_is_not_there_is_told_by_its_name(pack: Path) -> None:
    (pack / "letters" / "letter.docx").unlink()
    assert refusal(pack, "letter").startswith("letters/letter.docx: cannot be read")


@pytest.mark.parametrize("form", ["note-verbale", "letter"])
def test_every_page_of_a_draft_bears_its_watermark(form: str) -> None:
    headers = [
        content.decode()
        for name, content in parts_of(draft(RULES, form)).items()
        if name.startswith("word/header")
    ]
    assert headers
    assert all(MARK in one and 'string="DRAFT"' in one for one in headers)


# --- a template only shows fields

MORE_THAN_FIELDS = {
    "a key": "{{ reference['nope'] }}",
    "a sum": "{{ reference + 1 }}",
    "a division": "{{ 1/0 }}",
    "a filter": "{{ reference|replace }}",
    "a filter that reaches in": "{{ reference|attr('__class__') }}",
    "a call": "{{ reference() }}",
    "a call of a method": "{{ reference.upper() }}",
    "a global of the language": "{{ lipsum() }}",
    "another global": "{% for n in range(9) %}{{ n }}{% endfor %}",
    "the template itself": "{{ self }}",
    "a cycle": "{{ cycler('a', 'b') }}",
    "a namespace": "{% set x = namespace(a=1) %}",
    "an inclusion": "{% include 'x' %}",
    "an extension": "{% extends 'x' %}",
    "an import": "{% import 'x' as x %}",
    "a macro": "{% macro x() %}{% endmacro %}",
    "a choice": "{{ reference if reference else closing }}",
    "a comparison with another field": "{% if reference == closing %}x{% endif %}",
    "a text within a text": "{{ reference.text }}",
    "a list as a text": "{{ matters }}",
    "a text as a list": "{% for x in reference %}{{ x }}{% endfor %}",
    "an item outside of its loop": "{{ matter.text }}",
    "a field of another list": "{% for m in matters %}{{ m.sentence }}{% endfor %}",
    "a filtered loop": "{% for m in matters if m.text %}x{% endfor %}",
    "two names of an item": "{% for a, b in matters %}x{% endfor %}",
}


@pytest.mark.parametrize("kind", MORE_THAN_FIELDS)
def test_what_is_more_than_a_field_is_refused_where_it_stands(pack: Path, kind: str) -> None:
    field = MORE_THAN_FIELDS[kind]
    said = refusal(edited(pack, lambda document: document.add_paragraph(f"Seen: {field}")))
    assert said.startswith("letters/note-verbale.docx: in the text, “Seen: {")
    assert any(told in said for told in ("there is no field", "only show fields", "is no list",
                                         "cannot be shown"))  # fmt: skip


@pytest.mark.parametrize(
    "field",
    ["{{ unit }}", "{% if salutation %}x{% else %}y{% endif %}",
     "{% if not salutation %}x{% endif %}",
     "{% for m in matters %}{{ loop.index }}. {{ m.text }}{% endfor %}",
     "{% if form == 'Note' or matters %}x{% endif %}", "{# a note #}"],
)  # fmt: skip
def test_fields_lists_and_conditions_can_be_written(pack: Path, field: str) -> None:
    assert draft(edited(pack, lambda document: document.add_paragraph(field)))


def test_it_is_told_in_which_part_it_stands(pack: Path) -> None:
    def into_header(document: Word) -> None:
        document.sections[0].header.add_paragraph("{{ 1/0 }}")

    assert "in a page header, “{{ 1/0 }}”: " in refusal(edited(pack, into_header))


def test_a_condition_over_two_paragraphs_is_told_before_a_letter_is_drafted(pack: Path) -> None:
    def over_two(document: Word) -> None:
        document.add_paragraph("{% if salutation %}Dear")
        document.add_paragraph("{%p endif %}")

    said = refusal(edited(pack, over_two))
    assert "begins in one paragraph and ends in another" in said


@pytest.mark.parametrize("form", ["note-verbale", "letter", "basis"])
def test_lint_tells_what_is_wrong_with_every_template(pack: Path, form: str) -> None:
    assert list(wrong_with_templates(pack)) == []
    edited(pack, lambda document: document.add_paragraph("{{ nope }}"), form)
    (problem,) = wrong_with_templates(pack)
    assert str(problem.place) == f"letters/{form}.docx"
    assert "there is no field 'nope'" in problem.what


def test_lint_tells_what_could_not_leave(pack: Path) -> None:
    def linked(document: Word) -> None:
        document.paragraphs[0].runs[0].font.hidden = True

    (problem,) = wrong_with_templates(edited(pack, linked))
    assert "text that a reader would not see" in problem.what
