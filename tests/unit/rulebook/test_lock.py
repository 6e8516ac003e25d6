"""The lock lets a rule change only with a new version, and remembers the rules that there were."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.lock import lock_problems
from compliance_engine.rulebook.locking import Locked, write_lock
from tests.unit.rulebook.packs import FIRST, ONCE_FILE, STILL, YEARLY_FILE, edit, written

LOCK = "lock.yaml"
RETIRED = """
retired:
  article-7/still:
    version: 1
    date: 2026-01-31
    reason: It said the same as the first.
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The small rulebook, locked."""
    written(tmp_path)
    locked(tmp_path)
    return tmp_path


def locked(pack: Path) -> Locked:
    return write_lock(pack, load_rulebook(pack))


def said(pack: Path) -> list[str]:
    """In what the rulebook and its lock differ, each on one line."""
    found = lock_problems(pack, load_rulebook(pack))
    return [str(problem).replace("\n    ", " | ") for problem in found]


def refused(pack: Path) -> list[str]:
    """Why the rulebook is not locked; the lock stays as it was."""
    before = (pack / LOCK).read_bytes()
    with pytest.raises(InvalidInputError) as raised:
        locked(pack)
    assert (pack / LOCK).read_bytes() == before
    return [str(problem).replace("\n    ", " | ") for problem in raised.value.problems]


def append(pack: Path, file: str, text: str) -> None:
    path = pack / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_rulebook_that_was_just_locked_agrees_with_its_lock(pack: Path) -> None:
    assert said(pack) == []


def test_a_rulebook_without_a_lock_is_told_how_to_make_one(pack: Path) -> None:
    (pack / LOCK).unlink()
    assert said(pack) == [
        "lock.yaml: is missing: nothing tells whether a rule has changed since its version was "
        "given | Write it: compliance-engine rules lock"
    ]


def test_locking_again_changes_nothing(pack: Path) -> None:
    before = (pack / LOCK).read_bytes()
    assert locked(pack) == Locked(2, (), (), ())
    assert (pack / LOCK).read_bytes() == before


def test_layout_can_change_freely(pack: Path) -> None:
    append(pack, FIRST, "# a remark\n")
    append(pack, ONCE_FILE, "# a remark\n")
    assert said(pack) == []


def test_a_rule_that_changed_needs_a_new_version(pack: Path) -> None:
    edit(pack, FIRST, "severity: high", "severity: low")
    expected = [
        "article-7/first.yaml:3:10: the rule has changed since its version 1 was locked "
        "| Write version: 2, and then: compliance-engine rules lock"
    ]
    assert said(pack) == expected
    assert refused(pack) == expected


def test_a_rule_with_a_new_version_waits_for_its_lock(pack: Path) -> None:
    edit(pack, FIRST, "severity: high", "severity: low")
    edit(pack, FIRST, "version: 1", "version: 2")
    assert said(pack) == [
        "article-7/first.yaml:3:10: version 2 is not locked yet "
        "| Lock it: compliance-engine rules lock"
    ]
    assert locked(pack) == Locked(2, (), ("article-7/first",), ())
    assert said(pack) == []


def test_a_version_does_not_go_down(pack: Path) -> None:
    edit(pack, FIRST, "version: 1", "version: 3")
    locked(pack)
    edit(pack, FIRST, "version: 3", "version: 2")
    expected = [
        "article-7/first.yaml:3:10: version 2 is lower than the one locked, 3 | Write version: 4"
    ]
    assert said(pack) == expected
    assert refused(pack) == expected


def test_a_new_rule_is_added(pack: Path) -> None:
    text = (pack / FIRST).read_text(encoding="utf-8")
    (pack / "article-7" / "other.yaml").write_text(text, encoding="utf-8")
    assert said(pack) == [
        "article-7/other.yaml:3:10: version 1 is not locked yet "
        "| Lock it: compliance-engine rules lock"
    ]
    assert locked(pack) == Locked(3, ("article-7/other",), (), ())
    assert said(pack) == []


def test_a_locked_rule_does_not_vanish(pack: Path) -> None:
    (pack / STILL).unlink()
    [problem] = refused(pack)
    assert [problem] == said(pack)
    assert problem.startswith(
        "lock.yaml:14:5: the rule article-7/still is locked, but there is no such rule "
        "| Bring it back, or add it under 'retired', with version: 1"
    )


def test_a_rule_is_retired_with_its_version_the_date_and_the_reason(pack: Path) -> None:
    (pack / STILL).unlink()
    append(pack, LOCK, RETIRED)
    [problem] = said(pack)
    assert "the rule article-7/still is retired, but still locked" in problem
    assert locked(pack) == Locked(1, (), (), ("article-7/still",))
    assert said(pack) == []
    assert "reason: It said the same as the first." in (pack / LOCK).read_text(encoding="utf-8")


def test_the_id_of_a_retired_rule_is_not_used_again(pack: Path) -> None:
    append(pack, LOCK, RETIRED)
    expected = [
        "article-7/still.yaml: the id article-7/still is retired since 2026-01-31 | Give the rule "
        "another id, so that findings of the two are never confused."
    ]
    assert said(pack) == expected
    assert refused(pack) == expected


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ONCE_FILE, "days: 180", "days: 181"),
        (YEARLY_FILE, "on: 30 April", "on: 31 May"),
        ("treaty.yaml", "months_after_deposit: 6", "months_after_deposit: 7"),
    ],
)
def test_duties_and_the_treaty_file_change_with_a_new_version_of_the_rulebook(
    pack: Path, file: str, old: str, new: str
) -> None:
    edit(pack, file, old, new)
    expected = [
        f"treaty.yaml:4:10: {file} changed since version 1.0.0 was locked "
        "| Raise the version in treaty.yaml, and then: compliance-engine rules lock"
    ]
    assert said(pack) == expected
    assert refused(pack) == expected
    edit(pack, "treaty.yaml", "version: 1.0.0", "version: 1.0.1")
    assert said(pack) == [
        "treaty.yaml:4:10: version 1.0.1 is not locked yet | Lock it: compliance-engine rules lock"
    ]
    locked(pack)
    assert said(pack) == []


def test_a_duty_that_vanishes_needs_a_new_version_of_the_rulebook(pack: Path) -> None:
    (pack / YEARLY_FILE).unlink()
    edit(pack, FIRST, 'kind == "yearly report" and ', "")
    edit(pack, FIRST, "version: 1", "version: 2")
    [problem] = refused(pack)
    assert problem.startswith("treaty.yaml:4:10: duties/yearly-report.yaml changed since version")


def test_a_new_duty_is_added(pack: Path) -> None:
    text = (pack / ONCE_FILE).read_text(encoding="utf-8")
    text = text.replace("kind: first report", "kind: other report")
    (pack / "duties" / "other.yaml").write_text(text, encoding="utf-8")
    assert said(pack) == [
        "duties/other.yaml: the duty is not locked yet | Lock it: compliance-engine rules lock"
    ]
    locked(pack)
    assert said(pack) == []


@pytest.mark.parametrize(
    ("lower", "higher"), [("1.9.0", "1.10.0"), ("0.1.0", "1"), ("1.0", "1.0.1")]
)
def test_the_version_of_the_rulebook_does_not_go_down(pack: Path, lower: str, higher: str) -> None:
    edit(pack, "treaty.yaml", "version: 1.0.0", f'version: "{higher}"')
    (pack / LOCK).unlink()
    locked(pack)
    edit(pack, "treaty.yaml", f'version: "{higher}"', f'version: "{lower}"')
    assert refused(pack) == [
        f"treaty.yaml:4:10: version {lower} is lower than the one locked, {higher} "
        f"| Write a version higher than {higher}."
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("rules:", "rulez:", "unknown key 'rulez'"),
        ("version: 1\n", "version: 0\n", "'version' must be"),
        ("    version: 1\n", "", "the key 'version' is missing"),
    ],
)
def test_a_lock_that_cannot_be_read_is_told_at_its_place(
    pack: Path, old: str, new: str, expected: str
) -> None:
    text = (pack / LOCK).read_text(encoding="utf-8")
    assert old in text
    (pack / LOCK).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = said(pack)
    assert any(problem.startswith("lock.yaml:") and expected in problem for problem in found)
    assert refused(pack) == found


def test_all_that_differs_is_told_together(pack: Path) -> None:
    edit(pack, FIRST, "severity: high", "severity: low")
    edit(pack, ONCE_FILE, "days: 180", "days: 181")
    (pack / STILL).unlink()
    assert [problem.split(": ")[0] for problem in said(pack)] == [
        "article-7/first.yaml:3:10",
        "lock.yaml:14:5",
        "treaty.yaml:4:10",
    ]
