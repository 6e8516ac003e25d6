"""What the files of a rulebook are, by their names alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.rulebook.names import is_rule, rule_ids
from compliance_engine.shipped import shipped
from tests.builders import rulebook


def test_the_ids_found_by_names_are_those_of_the_rulebook() -> None:
    found = [*rule_ids(shipped("rules") / "apmbc")]
    assert sorted(found) == sorted(rule.id for rule in rulebook().rules)


def test_a_rule_that_cannot_be_read_has_its_id_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "article-9").mkdir()
    (tmp_path / "article-9" / "broken.yaml").write_bytes(b"\xff")
    (tmp_path / "article-9" / "broken.cases.yaml").write_bytes(b"\xff")
    assert [*rule_ids(tmp_path)] == ["article-9/broken"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("article-9/bill-pending.yaml", True),
        ("article-9/bill-pending.cases.yaml", False),
        ("treaty.yaml", False),
        ("duties/annual-report.yaml", False),
        ("plans/oslo.yaml", False),
        ("letters/families/reports-due.yaml", False),
    ],
)
def test_a_rule_stands_in_a_folder_of_its_own(name: str, expected: bool) -> None:
    assert is_rule(name) is expected
