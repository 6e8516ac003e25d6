"""`letters draft`: what it writes, what it tells, and what it refuses."""

from __future__ import annotations

import csv
import io
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.letters.drafting import previewing
from compliance_engine.phrases.phrases import LANGUAGES
from tests.acceptance.command_line import (
    CHECKOUT,
    DONE,
    INTERNAL_ERROR,
    INVALID_INPUT,
    WRONG_USAGE,
    Ran,
    run,
)
from tests.unit.letters.desk import plain

SOME = ("BEN", "COL", "FIN", "NGA", "TUV", "YEM")
DAY = "2021-06-24"
RULES = CHECKOUT / "rules" / "apmbc"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The records of a few States."""
    made = tmp_path / "records"
    made.mkdir()
    for code in SOME:
        shutil.copy(CHECKOUT / "fixtures" / "states" / f"{code}.yaml", made)
    return made


@pytest.fixture
def draft(records: Path, tmp_path: Path) -> Any:
    """The command on these records, into a folder of its own."""

    def drafting(*options: str | Path, out: Path | None = None, day: str = DAY) -> Ran:
        return run("letters", "draft", "--no-register", "--records", records, "--as-of", day,
                   "--out", out or tmp_path / "out", *options)  # fmt: skip

    return drafting


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_who_is_written_to_and_who_is_not_and_why(
    draft: Any, language: str, snapshot: SnapshotAssertion
) -> None:
    ran = draft("--lang", language, "--state", "BEN", "--state", "COL", "--state", "FIN",
                day="2026-06-24")  # fmt: skip
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out == snapshot


def test_each_letter_lies_beside_its_basis_an_index_and_a_table_for_mail_merge(
    draft: Any, tmp_path: Path
) -> None:
    assert draft("--state", "Tuvalu", "--state", "BEN").code == DONE
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "BEN-basis-not-for-sending.docx",
        "BEN-note-verbale-fr.docx",
        "TUV-basis-not-for-sending.docx",
        "TUV-note-verbale-en.docx",
        "index.xlsx",
        "mail-merge.csv",
    ]
    merged = (tmp_path / "out" / "mail-merge.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(plain(merged), newline="")))
    assert [row["addressee"] for row in rows] == [
        "Mission permanente du Bénin auprès de l'Office des Nations Unies à Genève",
        "Permanent Mission of Tuvalu to the United Nations Office at Geneva",
    ]
    assert "initial report of Tuvalu, due on 28 August 2012" in rows[1]["body"]


def test_json_tells_the_same(draft: Any) -> None:
    told = draft("--format", "json", "--state", "TUV", "--state", "COL", day="2015-06-24").json
    assert told["schema"] == "compliance-engine/letters-draft/1"
    (letter,) = told["letters"]
    assert letter["state"] == "TUV"
    assert letter["families"][0] == "initial-report-outstanding"
    assert letter["matters"][0] == "TUV/article-7/initial-report-outstanding"
    assert told["not_written"] == [
        {"state": "COL", "matter": None, "guard": "nothing to write",
         "why": "Nothing to write about."}
    ]  # fmt: skip
    assert told["stopped"] == []


def test_csv_lists_the_letters(draft: Any) -> None:
    ran = draft("--format", "csv", "--state", "TUV")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["state"], row["letter"]) == ("TUV", "TUV-note-verbale-en.docx")


def test_the_same_again_gives_the_same_bytes(draft: Any, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for out in (first, second):
        assert draft("--state", "TUV", "--state", "YEM", out=out).code == DONE
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_a_state_whose_draft_is_stopped_keeps_no_other_from_its_letter(
    draft: Any, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(CHECKOUT / "rules" / "apmbc", rules)
    table = rules / "letters" / "languages.yaml"
    table.write_text(table.read_text("utf-8").replace(" NGA,", "", 1), "utf-8")
    ran = draft("--state", "NGA", "--state", "TUV", "--rules", rules)
    assert ran.code == INVALID_INPUT
    assert ran.err.startswith("NGA: is in no language of letters/languages.yaml")
    assert (tmp_path / "out" / "TUV-note-verbale-en.docx").is_file()
    assert not list((tmp_path / "out").glob("NGA*"))


def test_only_one_rule_can_be_written_about(draft: Any) -> None:
    told = draft("--format", "json", "--rule", "initial-report-outstanding").json
    assert [one["families"] for one in told["letters"]] == [["initial-report-outstanding"]]


def test_a_meeting_can_be_recalled(draft: Any) -> None:
    ran = draft("--state", "COL", "--meeting", "19MSP")
    assert ran.code == INVALID_INPUT
    assert "is background knowledge without a source" in ran.err
    assert "in meetings.yaml" in ran.err
    told = draft("--format", "json", "--state", "COL", "--meeting", "20MSP").json
    assert told["letters"][0]["matters"][-1] == "COL/meeting/20MSP"


def test_what_is_resolved_by_the_day_of_the_letter_is_left_out(tmp_path: Path) -> None:
    ran = run("letters", "draft", "--no-register", "--state", "GNQ", "--as-of", "2014-07-06",
              "--dated", "2014-09-08", "--rule", "initial-report-outstanding", "--format", "json",
              "--out", tmp_path / "out")  # fmt: skip
    assert ran.json["letters"] == []
    assert [one["guard"] for one in ran.json["not_written"]] == ["resolved since"]
    assert not (tmp_path / "out").exists()


def test_nothing_is_drafted_when_the_evaluators_disagree(
    draft: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        PlainEvaluator, "matches_on", lambda _, rows, days: tuple(frozenset() for _ in days)
    )
    ran = draft("--state", "TUV", "--no-cache")
    assert ran.code == INTERNAL_ERROR
    assert "the evaluators disagree" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--rule", "initial-report-outstandin"), "Did you mean"),
        (("--family", "report-due"), "no family of letters 'report-due'. Did you mean"),
        (("--meeting", "20MPS"), "there is no meeting '20MPS'. Did you mean"),
        (("--meeting", "18MSP"), "18MSP is over"),
        (("--lang", "ar"), "letters are not there in 'ar' yet"),
        (("--dated", "2021-06-23"), "a letter dated 2021-06-23 cannot tell what is found"),
        (("--as-of", "1998-01-01"), "entered into force"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    draft: Any, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    ran = draft(*options)
    assert ran.code == WRONG_USAGE
    assert told in ran.err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_left_alone(draft: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("kept")
    ran = draft("--state", "TUV")
    assert ran.code == WRONG_USAGE
    assert "has something in it" in ran.err
    assert [path.name for path in out.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_finished_is_not_begun(
    draft: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    write = os.fsync

    def full(descriptor: int) -> None:
        if written:
            raise OSError(28, "No space left on device")
        written.append(descriptor)
        write(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    ran = draft("--state", "TUV")
    assert ran.code == WRONG_USAGE
    assert "No space left on device" in ran.err
    assert written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records"]


def test_a_misspelt_field_of_a_template_is_refused_before_anything_is_written(
    draft: Any, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules)
    path = rules / "letters" / "note-verbale.docx"
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"{{ contact }}", b"{{ contakt }}"))
    path.write_bytes(made.getvalue())
    ran = draft("--rules", rules, "--state", "TUV")
    assert ran.code == INVALID_INPUT
    assert ran.err == (
        "letters/note-verbale.docx: in the text, “{{ contakt }}”: there is no field 'contakt'\n"
        "    Did you mean 'contact'?\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
def test_a_preview_is_the_word_file_as_pdf(draft: Any, tmp_path: Path) -> None:
    assert draft("--state", "TUV", "--preview").code == DONE
    assert (tmp_path / "out" / "TUV-note-verbale-en.pdf").read_bytes().startswith(b"%PDF-")


def test_without_libreoffice_a_preview_is_made_of_the_twin_in_html(
    draft: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as missing:  # its library for text is one of the system's
        pytest.skip(f"WeasyPrint cannot be used here: {missing}")
    monkeypatch.setattr(previewing, "_PROGRAMS", ())
    assert draft("--state", "BEN", "--preview", "--form", "letter").code == DONE
    assert (tmp_path / "out" / "BEN-letter-fr.pdf").read_bytes().startswith(b"%PDF-")


def test_a_rulebook_without_letters_says_so(tmp_path: Path) -> None:
    pack = CHECKOUT / "tests" / "packs" / "cls"
    ran = run("letters", "draft", "--no-register", "--rules", pack / "rules", "--records",
              pack / "states", "--out", tmp_path / "out")  # fmt: skip
    assert ran.code == WRONG_USAGE
    assert "has no letters" in ran.err
