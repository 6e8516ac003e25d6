"""``rules lint``: everything wrong with a rulebook at once, each thing with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.command_line import DONE, INVALID_INPUT, WRONG_USAGE, run
from tests.unit.rulebook.linting.packs import FIRST, LAW, SECOND, edit, written


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return written(tmp_path / "rules")


def test_nothing_is_remarked_of_the_rulebook_shipped() -> None:
    ran = run("rules", "lint", "--strict")
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out.endswith(" rules, nothing to remark.\n")


def test_a_sound_rulebook_is_told_to_be_so(pack: Path) -> None:
    ran = run("rules", "lint", "--rules", pack)
    assert (ran.code, ran.out, ran.err) == (DONE, "5 rules, nothing to remark.\n", "")


def test_every_remark_stands_at_its_place_with_what_to_do(pack: Path) -> None:
    edit(pack, LAW, "fr: Inviter.", "fr: Inviter")
    edit(pack, FIRST, "  membership: bound", "  membership as standing: bound")
    ran = run("rules", "lint", "--rules", pack)
    assert ran.code == INVALID_INPUT
    assert ran.err == ""
    assert ran.out == (
        f"{FIRST}:8:3: note: nothing uses the name 'standing'\n"
        "    Write 'membership' alone.\n"
        f"{LAW}:11:32: error: this sentence ends with 'Inviter', without a full stop\n"
        "    Add one.\n"
        "5 rules: 1 error, 1 note.\n"
    )


def test_a_rule_that_cannot_be_read_keeps_nothing_else_from_being_told(pack: Path) -> None:
    edit(pack, FIRST, "severity: high", "severity: hihg")
    edit(pack, LAW, "fr: Inviter.", "fr: Inviter")
    ran = run("rules", "lint", "--rules", pack)
    assert ran.code == INVALID_INPUT
    assert f"{FIRST}:9:11: error: 'hihg' is not a known value of 'severity'" in ran.out
    assert f"{LAW}:11:32: error: " in ran.out


def test_notes_alone_are_no_errors_unless_they_are_to_be(pack: Path) -> None:
    edit(pack, FIRST, "  membership: bound", "  membership as standing: bound")
    assert run("rules", "lint", "--rules", pack).code == DONE
    assert run("rules", "lint", "--rules", pack, "--strict").code == INVALID_INPUT


def test_only_the_rules_that_are_named_are_told_of(pack: Path) -> None:
    edit(pack, LAW, "fr: Inviter.", "fr: Inviter")
    edit(pack, "article-9/law.cases.yaml", "shows: day of", "shows: silent")
    assert run("rules", "lint", "first", "article-7/still", "--rules", pack).code == DONE
    ran = run("rules", "lint", "article-9/law", "--rules", pack)
    assert ran.code == INVALID_INPUT
    assert "article-9/law.cases.yaml:2:3: error: no case shows: day of\n" in ran.out
    assert ran.out.endswith("1 rule: 2 errors, 0 notes.\n")


def test_a_rule_that_cannot_be_read_can_be_named(pack: Path) -> None:
    edit(pack, SECOND, "when:", "whne:")
    ran = run("rules", "lint", "still", "--rules", pack)
    assert ran.code == INVALID_INPUT
    assert "unknown key 'whne'" in ran.out


def test_remarks_are_also_told_to_programs(pack: Path) -> None:
    edit(pack, FIRST, "  membership: bound", "  membership as standing: bound")
    assert run("rules", "lint", "--rules", pack, "--format", "json").json == {
        "rules": 5,
        "errors": 0,
        "notes": 1,
        "remarks": [
            {
                "level": "note",
                "file": FIRST,
                "line": 8,
                "column": 3,
                "what": "nothing uses the name 'standing'",
                "remedy": "Write 'membership' alone.",
            }
        ],
    }


def test_an_unknown_rule_is_told_the_nearest(pack: Path) -> None:
    ran = run("rules", "lint", "article-7/frist", "--rules", pack)
    assert ran.code == WRONG_USAGE
    assert "Did you mean 'article-7/first'" in ran.err


def test_a_folder_without_a_rulebook_is_told_to_be_none(tmp_path: Path) -> None:
    ran = run("rules", "lint", "--rules", tmp_path)
    assert ran.code == WRONG_USAGE
    assert "holds no rulebook" in ran.err
