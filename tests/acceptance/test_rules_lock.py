"""``rules lock``: writes what each rule means, all of it or nothing, and tells what differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.command_line import DONE, WRONG_USAGE, run
from tests.acceptance.refusals import problems, refused
from tests.unit.rulebook.packs import FIRST, STILL, edit, written

LOCK = "lock.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return written(tmp_path)


def test_a_lock_is_written_and_holds(pack: Path) -> None:
    ran = run("rules", "lock", "--rules", pack)
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out == "2 rules locked\n  new: article-7/first\n  new: article-7/still\n"
    checked = run("rules", "lock", "--check", "--rules", pack)
    assert (checked.code, checked.out, checked.err) == (
        DONE,
        "2 rules, all as they are locked\n",
        "",
    )


def test_a_lock_leaves_no_other_file_behind(pack: Path) -> None:
    before = sorted(pack.rglob("*"))
    run("rules", "lock", "--rules", pack)
    assert sorted(pack.rglob("*")) == sorted([*before, pack / LOCK])


def test_a_check_writes_nothing(pack: Path) -> None:
    said = problems(run("rules", "lock", "--check", "--rules", pack))
    assert said.startswith("lock.yaml: is missing")
    assert not (pack / LOCK).exists()


def test_a_changed_rule_is_refused_at_its_version_until_that_is_raised(pack: Path) -> None:
    run("rules", "lock", "--rules", pack)
    before = (pack / LOCK).read_bytes()
    edit(pack, FIRST, "severity: high", "severity: low")
    for option in ([], ["--check"]):
        said = problems(run("rules", "lock", *option, "--rules", pack))
        assert said.startswith("article-7/first.yaml:3:10: the rule has changed since its version")
    assert (pack / LOCK).read_bytes() == before
    edit(pack, FIRST, "version: 1", "version: 2")
    assert run("rules", "lock", "--rules", pack).out == (
        "2 rules locked\n  at a higher version: article-7/first\n"
    )


def test_everything_that_differs_is_told_at_once(pack: Path) -> None:
    run("rules", "lock", "--rules", pack)
    edit(pack, FIRST, "severity: high", "severity: low")
    edit(pack, "treaty.yaml", "months_after_deposit: 6", "months_after_deposit: 5")
    (pack / STILL).unlink()
    said = problems(run("rules", "lock", "--rules", pack))
    assert said.count("\n    ") == 3
    for file in (FIRST, LOCK, "treaty.yaml"):
        assert f"{file}:" in said


def test_a_rulebook_that_is_not_valid_is_not_locked(pack: Path) -> None:
    edit(pack, FIRST, "severity: high", "severity: grave")
    assert problems(run("rules", "lock", "--rules", pack)).startswith("article-7/first.yaml")
    assert not (pack / LOCK).exists()


def test_a_folder_without_a_rulebook_is_wrong_usage(tmp_path: Path) -> None:
    assert "holds no rulebook" in refused(run("rules", "lock", "--rules", tmp_path), WRONG_USAGE)


@pytest.mark.parametrize("text", ["", "- x\n", "rules: {}\n", "treaty: *x\n"])
def test_a_lock_that_cannot_be_read_is_not_written_over(pack: Path, text: str) -> None:
    (pack / LOCK).write_text(text, encoding="utf-8")
    for option in ([], ["--check"]):
        said = problems(run("rules", "lock", *option, "--rules", pack))
        assert said.startswith(LOCK)
    assert (pack / LOCK).read_text(encoding="utf-8") == text
