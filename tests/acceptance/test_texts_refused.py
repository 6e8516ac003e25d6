"""What no text may hold is refused where it is typed: in an option, a cell, a name."""

from __future__ import annotations

import io
from pathlib import Path

import click
import pytest
import xlsxwriter

from compliance_engine.cli.main import cli
from compliance_engine.cli.texts import TextType
from compliance_engine.documents.text import first_refused
from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, WRONG_USAGE, run
from tests.acceptance.test_hostile_files import leaves

HOSTILE = {
    "vertical tab": ("First\x0bsecond", "U+000B (a control character)"),
    "escape": ("\x1b]0;x\x07", "U+001B (a control character)"),
    "C1": ("a\x9b31m", "U+009B (a control character)"),
    "override": ("a\u202eb", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "isolate": ("a\u2067b", "U+2067 (RIGHT-TO-LEFT ISOLATE)"),
    "non-character": ("a\ufffeb", "U+FFFE (no character)"),
    "half a character": ("a\udcf4b", "U+DCF4 (half a character)"),
    "line separator": ("a\u2028b", "U+2028 (LINE SEPARATOR)"),
    "carriage return": ("a\rb", "U+000D (a control character)"),
}
KNOWN = ("Path", "Choice", "IntRange", "BoolParamType", "IntParamType", "UnprocessedParamType")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    source = CHECKOUT / "fixtures" / "states" / "CIV.yaml"
    (folder / "CIV.yaml").write_bytes(source.read_bytes())
    return folder


def test_every_option_and_argument_is_of_a_type_that_checks_it() -> None:
    unchecked = [
        f"{' '.join(words)} {one.name}"
        for words, command in leaves(cli)
        for one in command.params
        if isinstance(one.type, click.types.StringParamType)
    ]
    assert not unchecked


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "words",
    [
        ("records", "edit", "CIV", "add-request", "--id", "R-1", "--by", "France", "--made", "2013",
         "--source", "isu", "--what"),
        ("judge", "confirm", "CIV/article-7/initial-report-outstanding", "--by", "x",
         "--until", "2099-01-01", "--source", "y", "--reason"),
        ("waive", "article-7/initial-report-outstanding", "--reason", "x", "--until", "2099-01-01",
         "--by"),
        ("check", "--state"),
        ("explain",),
        ("duties",),
    ],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
def test_an_option_with_such_a_character_is_refused_and_changes_nothing(
    records: Path, kind: str, words: tuple[str, ...]
) -> None:
    text, character = HOSTILE[kind]
    before = (records / "CIV.yaml").read_bytes()
    ran = run(*words, text, "--records", records)
    assert ran.code == WRONG_USAGE
    assert f"is {character}, which no text may hold" in ran.err
    assert first_refused(ran.out + ran.err) is None
    assert [*records.iterdir()] == [records / "CIV.yaml"]
    assert (records / "CIV.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--\x1b]0;x\x07"),
        ("\x1b[2Jcheck",),
        ("check", "--format", "\x1b[2J"),
        ("check", "--as-of", "\u202e2020"),
        ("records", "\x9b31m"),
        ("states", "too", "many\x1b[2J"),
        ("check", "--records", "no\x1b[2Jwhere"),
    ],
    ids=repr,
)
def test_wrong_usage_is_told_without_a_command_to_the_terminal(words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert ran.code == WRONG_USAGE
    assert first_refused(ran.out + ran.err) is None


def test_a_text_of_several_lines_and_languages_is_taken_as_it_is() -> None:
    for text in ("a\nb\tc", "\u200fالنص\u200e", "Côte d'Ivoire", "می\u200cخواهم"):  # noqa: RUF001
        assert TextType().convert(text, None, None) == text


def workbook(path: Path, summary: str, folder: Path) -> None:
    """The workbook of the records, in which the summary of a request is another."""
    assert run("records", "export", "--records", folder, "--csv", path).code == DONE
    sheet = path / "events.csv"
    text = sheet.read_text(encoding="utf-8-sig")
    row = f'CIV,"Côte d\'Ivoire",2013,domestic step,"{summary}",isu,,\r\n'
    sheet.write_bytes((text + row).encode("utf-8-sig"))


@pytest.mark.parametrize("sign", ["\x0b", "\u2028", "\x0c", "\x85"])
def test_a_sign_of_a_new_line_in_a_cell_is_read_as_one_and_told(
    tmp_path: Path, records: Path, sign: str
) -> None:
    workbook(tmp_path / "csv", f"First{sign}second", records)
    ran = run("records", "import", "--csv", tmp_path / "csv", "--records", records)
    assert "which is read as a line break" in ran.err
    assert first_refused(ran.out + ran.err) is None


@pytest.mark.parametrize("text", ["a\x1b[2J", "a\u202eb", "a\x9bb", "a\ue000"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_cell_with_such_a_character_is_refused_at_its_place(
    tmp_path: Path, records: Path, text: str, form: str
) -> None:
    if form == "csv":
        workbook(tmp_path / "csv", text, records)
        ran = run("records", "import", "--csv", tmp_path / "csv", "--records", records)
        place = "events.csv:"
    else:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            book.add_worksheet("Events").write_string(3, 2, text)
        (tmp_path / "book.xlsx").write_bytes(out.getvalue())
        ran = run("records", "import", "--xlsx", tmp_path / "book.xlsx", "--records", records)
        place = "book.xlsx, sheet 'Events', row 4, column C"
    assert ran.code == INVALID_INPUT
    assert place in ran.err
    assert "which no text may hold" in ran.err
    assert first_refused(ran.out + ran.err) is None
