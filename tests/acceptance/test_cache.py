"""The cache saves time and changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from compliance_engine.cache.entries import VARIABLE
from compliance_engine.findings.checking import told
from compliance_engine.records.folder import RecordFolder
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import DONE, INVALID_INPUT, THRESHOLD_MET, Ran, run

STATES = ("AFG", "GNQ", "KHM", "TUV", "UKR")
COMMANDS = (
    ("check", "--format", "json"),
    ("check", "--state", "TUV"),
    ("check", "--known-at", "2015-06-18", "--lang", "fr"),
    ("history", "TUV"),
    ("forecast", "--until", "2022-01-01"),
    ("states",),
    ("duties", "UKR", "--working"),
    ("explain", "TUV", "article-7/initial-report-outstanding"),
    ("rules", "show", "article-1/case-open"),
    ("rules", "indicators", "--plan", "oslo"),
)
AS_OF = ("--as-of", "2021-06-24")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the records of a few States."""
    made = tmp_path / "records"
    made.mkdir()
    for code in STATES:
        shutil.copy(shipped("states") / f"{code}.yaml", made)
    return made


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of their own for what is kept."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def evaluated(*arguments: str | Path) -> tuple[Ran, set[str]]:
    """What a command gave, and of which States it read the records."""
    read: set[str] = set()
    reading = RecordFolder.read

    def noted(records: RecordFolder, code: str) -> Record:
        read.add(code)
        return reading(records, code)

    with (
        patch("tests.acceptance.command_line._read", noted),
        patch.dict("tests.acceptance.command_line._records", clear=True),
    ):
        return run(*arguments), read


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_gives_the_same_bytes_with_and_without_it(
    folder: Path, command: tuple[str, ...]
) -> None:
    asked: tuple[str | Path, ...] = (*command, "--records", folder, *AS_OF)
    without = run(*asked, "--no-cache")
    assert without.code == DONE
    first, read = evaluated(*asked)
    again, read_again = evaluated(*asked)
    assert first == again == without
    assert read
    assert not read_again


def test_without_it_nothing_is_kept(folder: Path, cache: Path) -> None:
    run("check", "--records", folder, *AS_OF, "--no-cache")
    assert not cache.exists()


def test_the_exit_code_is_kept_with_the_page(folder: Path) -> None:
    asked = ("check", "--records", folder, *AS_OF, "--fail-on", "low")
    assert run(*asked).code == run(*asked).code == THRESHOLD_MET


def test_a_changed_record_is_read_anew_and_no_other(folder: Path) -> None:
    asked = ("check", "--records", folder, "--format", "json", *AS_OF)
    before, _ = evaluated(*asked)
    tuvalu = folder / "TUV.yaml"
    text = tuvalu.read_text()
    tuvalu.write_text(text.replace("submitted: none", "submitted: 2012-08-01", 1))
    after, read = evaluated(*asked)
    assert read == {"TUV"}
    assert after != before
    assert after == run(*asked, "--no-cache")
    tuvalu.write_text(text)
    restored, read = evaluated(*asked)
    assert restored == before
    assert not read


def test_on_another_day_only_what_may_have_changed_is_evaluated(folder: Path) -> None:
    days = ("2021-06-24", "2021-06-25", "2021-07-01", "2022-05-01")
    read = []
    for day in days:
        asked = ("check", "--records", folder, "--format", "json", "--as-of", day)
        found, anew = evaluated(*asked)
        assert found == run(*asked, "--no-cache")
        read.append(anew)
    assert read[0] == set(STATES)
    assert read[1] == set()
    assert read[3] == set(STATES), "a report fell due on 30 April"


def test_a_broken_record_is_an_error_whatever_is_kept(folder: Path) -> None:
    asked = ("check", "--records", folder, *AS_OF)
    assert run(*asked).code == DONE
    (folder / "TUV.yaml").write_text("state: TUV\nmembership: 1\n")
    for _ in range(2):
        found = run(*asked, "--state", "GNQ")
        assert found.code == INVALID_INPUT
        assert "TUV.yaml:2:13" in found.err
        assert not found.out


def test_what_is_damaged_or_foreign_is_ignored(folder: Path, cache: Path) -> None:
    asked = ("check", "--records", folder, "--format", "json", *AS_OF)
    good = run(*asked)
    chance = Random(7)
    for _ in range(3):
        for path in sorted(one for one in cache.rglob("*") if one.is_file()):
            data = bytearray(path.read_bytes())
            match chance.randrange(4):
                case 0:
                    data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
                case 1:
                    data = data[: chance.randrange(len(data))]
                case 2:
                    data = bytearray(chance.randbytes(200))
                case _:
                    pass
            path.write_bytes(data)
        assert run(*asked) == good


def test_a_cache_that_cannot_be_written_is_no_obstacle(folder: Path, cache: Path) -> None:
    cache.write_text("a file, not a folder")
    asked = ("check", "--records", folder, *AS_OF)
    assert run(*asked) == run(*asked, "--no-cache")


def test_an_answer_is_not_kept_if_a_record_changed_while_it_was_made(folder: Path) -> None:
    asked = ("check", "--records", folder, *AS_OF)
    tuvalu = folder / "TUV.yaml"
    text = tuvalu.read_text()
    with patch("compliance_engine.cli.rendering.check.CheckWords.title", lambda *_: "changed"):
        changing = patch(
            "compliance_engine.findings.checking.told",
            side_effect=lambda *given, **options: (
                tuvalu.write_text(f"{text}# read and changed\n"),
                told(*given, **options),
            )[1],
        )
        with changing:
            assert "changed" in run(*asked).out
    tuvalu.write_text(text)
    assert run(*asked).out.startswith("Findings as of 24 June 2021")
