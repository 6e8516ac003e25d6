"""What the register of clauses and the lock say of the rules; once, as the linter tells it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import copytree

import pytest

from compliance_engine.rulebook.linting.linter import lint
from compliance_engine.rulebook.linting.pack import open_pack
from compliance_engine.rulebook.linting.registers import registers
from compliance_engine.rulebook.linting.remark import Level, Remark
from compliance_engine.shipped import shipped
from tests.unit.rulebook.linting.packs import edit

RULE = "article-9/no-measures-reported.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(copytree(shipped("rules") / "apmbc", tmp_path / "apmbc"))


def told(pack: Path) -> list[tuple[Level, str]]:
    return in_short(registers(open_pack(pack)))


def in_short(remarks: Iterable[Remark]) -> list[tuple[Level, str]]:
    return [(one.level, str(one.problem).partition("\n")[0]) for one in remarks]


@pytest.mark.deep
def test_a_rule_that_changed_without_a_new_version_is_an_error(pack: Path) -> None:
    edit(pack, RULE, "severity: medium", "severity: high")
    assert in_short(lint(pack).remarks) == [
        (Level.ERROR, f"{RULE}:6:10: the rule has changed since its version 1 was locked")
    ]


def test_a_rule_with_a_new_version_that_is_not_locked_yet_is_a_note(pack: Path) -> None:
    edit(pack, RULE, "severity: medium", "severity: high")
    edit(pack, RULE, "version: 1", "version: 2")
    ((level, what),) = told(pack)
    assert level is Level.NOTE
    assert what.startswith(f"{RULE}:6:10: ")


def test_a_rule_that_no_clause_names_is_an_error(pack: Path) -> None:
    edit(pack, "clauses.yaml", "      - article-9/no-measures-reported\n", "")
    assert told(pack) == [
        (
            Level.ERROR,
            f"{RULE}:5:9: cites APMBC 9, but clauses.yaml does not name "
            "article-9/no-measures-reported there",
        )
    ]


def test_a_rulebook_without_a_register_and_a_lock_has_none_to_agree_with(pack: Path) -> None:
    (pack / "clauses.yaml").unlink()
    (pack / "lock.yaml").unlink()
    assert told(pack) == []


def test_a_rulebook_that_cannot_be_read_is_not_compared_with_them(pack: Path) -> None:
    edit(pack, RULE, "severity: medium", "severity: middling")
    assert [what for _, what in told(pack) if "locked" in what or "clauses.yaml" in what] == []


def test_a_lock_that_cannot_be_read_is_an_error(pack: Path) -> None:
    (pack / "lock.yaml").write_text("rules: 3\n", encoding="utf-8")
    assert {level for level, _ in told(pack)} == {Level.ERROR}
