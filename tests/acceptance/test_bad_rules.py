"""What rules get that cannot be used: the place in their file, and what would be right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.acceptance.command_line import BROKEN, CHECKOUT, WRONG_USAGE, run
from tests.acceptance.refusals import problems, refused

DAY = ("--as-of", "2020-06-30")
RULES = CHECKOUT / "rules" / "apmbc"
RULE = "article-9/no-measures-reported.yaml"


def rules_with(tmp_path: Path, written: str, instead: str, file: str = RULE) -> Path:
    """The rules shipped, with one text of one file replaced."""
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns("*.cases.yaml"))
    text = (rules / file).read_text(encoding="utf-8")
    assert written in text
    (rules / file).write_text(text.replace(written, instead, 1), encoding="utf-8")
    return rules


CONDITION = 'status == "none reported"'

BAD_CONDITIONS = {
    "a date compared with a text": 'known == "none reported"',
    "a text compared with a number": "status > 3",
    "a field that is not known": 'statsu == "none reported"',
    "a value that the field never has": 'status == "none reportd"',
    "a pattern that is not known": 'measur.status == "none reported"',
    "two dates added": "known + known > as_of",
    "an operator that is not known": 'status ~ "none reported"',
    "one sign of equality": 'status = "none reported"',
    "or": 'status == "none reported" or status == "in progress"',
    "a call": "status.startswith('none')",
    "code": "__import__('os').system('true')",
    "a bracket not closed": 'status in ["none reported"',
    "nothing": '""',
    "very long": " and ".join(['status == "none reported"'] * 5_000),
    "very deep": "(" * 500 + 'status == "none reported"' + ")" * 500,
}


@pytest.mark.parametrize("condition", BAD_CONDITIONS.values(), ids=BAD_CONDITIONS)
def test_a_condition_that_makes_no_sense_is_refused_at_its_place(
    condition: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    said = problems(run("check", *DAY, "--rules", rules_with(tmp_path, CONDITION, condition)))
    assert said.startswith(RULE)
    assert len(said) < 2_000
    assert said == snapshot


BAD_RULES = {
    "an unknown key": ("severity: medium", "severty: medium"),
    "an unknown severity": ("severity: medium", "severity: grave"),
    "no citation": ("cites: [APMBC 9]", "cites: []"),
    "a citation of nothing": ("cites: [APMBC 9]", "cites: [Article nine]"),
    "a message about a field that is not known": ("{measure.known:on}", "{measure.knowm:on}"),
    "a message about a pattern that is not known": ("{measure.known:on}", "{duty.due:on}"),
    "a message with a gap that is not closed": ("{measure.known:on}", "{measure.known:on"),
    "no message": ("message:\n", "massage:\n"),
    "an impossible day": ("from: 1999-03-01", "from: 1999-02-29"),
    "an unknown kind of fact": ("  measure: status", "  measures: status"),
}


@pytest.mark.parametrize(("written", "instead"), BAD_RULES.values(), ids=BAD_RULES)
def test_a_rule_that_cannot_be_used_is_refused_at_its_place(
    written: str, instead: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    said = problems(run("check", *DAY, "--rules", rules_with(tmp_path, written, instead)))
    assert said.startswith(RULE)
    assert said == snapshot


def test_a_duty_that_follows_one_that_is_not_known_is_refused(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    rules = rules_with(
        tmp_path, "first_after: initial report", "first_after: initial reports",
        "duties/annual-report.yaml",
    )  # fmt: skip
    assert problems(run("check", *DAY, "--rules", rules)) == snapshot


def test_a_folder_of_rules_that_is_missing_or_empty_is_named(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    empty, missing, file = tmp_path / "empty", tmp_path / "missing", tmp_path / "file"
    empty.mkdir()
    file.write_text("", encoding="utf-8")
    said = [
        refused(run("check", "--rules", folder), WRONG_USAGE) for folder in (empty, missing, file)
    ]
    assert [one.replace(str(tmp_path), "FOLDER") for one in said] == snapshot


def test_problems_of_records_and_of_rules_are_shown_together(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, 'status == "none reported"', 'statsu == "none reported"')
    said = problems(run("check", "--records", BROKEN / "key-unknown", "--rules", rules))
    assert "unknown key 'depositd'" in said
    assert "statsu" in said
