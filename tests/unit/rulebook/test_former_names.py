"""A rule that gets another id keeps its former ones, and no other rule takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.findings.naming import subject_of
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.lock import lock_problems
from compliance_engine.rulebook.locking import Locked, write_lock
from tests.unit.rulebook.packs import FIRST, STILL, edit, problems, written

NEW = "article-7/renamed.yaml"
LOCK = "lock.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The small rulebook, locked."""
    write_lock(written(tmp_path), load_rulebook(tmp_path))
    return tmp_path


def rename(pack: Path, formerly: str = "[article-7/still]") -> None:
    """Gives the second rule another id."""
    text = (pack / STILL).read_text(encoding="utf-8")
    (pack / STILL).unlink()
    (pack / NEW).write_text(f"{text}formerly: {formerly}\n", encoding="utf-8")


def lock(pack: Path) -> Locked:
    return write_lock(pack, load_rulebook(pack))


def said(pack: Path) -> list[str]:
    return [str(one).replace("\n    ", " | ") for one in lock_problems(pack, load_rulebook(pack))]


def test_an_id_under_a_former_name_finds_its_rule(pack: Path) -> None:
    rename(pack)
    book = load_rulebook(pack)
    assert book.renamed == {"article-7/still": "article-7/renamed"}
    rules = [one.id for one in book.rules]
    subject = subject_of("GNQ/article-7/still/2010", rules, book.renamed)
    assert subject == ("GNQ", "article-7/renamed", "2010")
    assert subject_of("GNQ/article-7/stillness", rules, book.renamed) is None
    assert subject_of("GNQ", rules, book.renamed) is None


@pytest.mark.parametrize(
    ("formerly", "what"),
    [
        ("[article-7/first]", "'article-7/first' is the id of a rule that there is"),
        ("[article-7/still]", "'article-7/still' is the id of a rule that there is"),
        ("[still]", "'still' cannot have been the id of a rule"),
        ("[article-7/old, article-7/old]", "'article-7/old' is a former name of article-7/still"),
    ],
)
def test_a_former_name_is_an_id_that_no_rule_has(pack: Path, formerly: str, what: str) -> None:
    edit(pack, STILL, "severity: low", f"severity: low\nformerly: {formerly}")
    [problem] = problems(pack)
    assert problem.startswith(f"{STILL}:")
    assert what in problem


def test_no_two_rules_have_one_former_name(pack: Path) -> None:
    for rule, severity in ((FIRST, "high"), (STILL, "low")):
        edit(pack, rule, f"severity: {severity}", f"severity: {severity}\nformerly: [a/b]")
    [problem] = problems(pack)
    assert "'a/b' is a former name of article-7/first already" in problem


def test_a_renamed_rule_waits_for_its_lock_and_keeps_its_version(pack: Path) -> None:
    rename(pack)
    assert said(pack) == [
        f"{NEW}:3:10: version 1 is not locked yet | Lock it: compliance-engine rules lock"
    ]
    assert lock(pack) == Locked(2, (), (), (), ("article-7/renamed",))
    assert said(pack) == []
    assert "formerly: [article-7/still]" in (pack / LOCK).read_text(encoding="utf-8")


def test_a_renamed_rule_that_changed_too_needs_a_new_version(pack: Path) -> None:
    rename(pack)
    edit(pack, NEW, "severity: low", "severity: high")
    [problem] = said(pack)[:1]
    assert "the rule has changed since its version 1 was locked" in problem
    with pytest.raises(InvalidInputError):
        lock(pack)


def test_a_rule_that_goes_without_a_word_may_have_been_renamed(pack: Path) -> None:
    (pack / STILL).unlink()
    [problem] = said(pack)
    assert problem.endswith("If it has another id now, name it there under 'formerly'.")


def test_a_former_name_that_is_locked_is_not_dropped(pack: Path) -> None:
    rename(pack)
    lock(pack)
    edit(pack, NEW, "formerly: [article-7/still]\n", "")
    [problem] = [one for one in said(pack) if one.startswith(LOCK)]
    assert "article-7/still is locked as a former name of article-7/renamed" in problem
    with pytest.raises(InvalidInputError):
        lock(pack)


def test_a_former_name_added_later_waits_for_the_lock(pack: Path) -> None:
    edit(pack, STILL, "severity: low", "severity: low\nformerly: [article-7/older]")
    assert said(pack) == [
        f"{STILL}: its former names are not locked yet | Lock it: compliance-engine rules lock"
    ]
    lock(pack)
    assert said(pack) == []


def test_a_name_is_not_both_retired_and_a_former_one(pack: Path) -> None:
    rename(pack)
    lock(pack)
    with (pack / LOCK).open("a", encoding="utf-8") as file:
        file.write("retired:\n  article-7/still: {version: 1, date: 2026-01-31, reason: Merged.}\n")
    [problem] = said(pack)
    assert "article-7/still is retired, and a former name of article-7/renamed" in problem
