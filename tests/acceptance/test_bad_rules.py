"""What rules get that cannot be used: the place in their file, and what would be right.

Each typical mistake is made in a copy of the rules shipped, in one file at a time.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.acceptance.command_line import BROKEN, CHECKOUT, INVALID_INPUT, WRONG_USAGE, run
from tests.acceptance.refusals import problems, refused

DAY = ("--as-of", "2020-06-30")
RULES = CHECKOUT / "rules" / "apmbc"
RULE = "article-9/no-measures-reported.yaml"
SILENT = "article-7/two-years-silent.yaml"
INITIAL = "article-7/initial-report-outstanding.yaml"
ANNUAL_DUTY = "duties/annual-report.yaml"

PROGRAMMERS_WORDS = re.compile(r"\b(token|scalar|syntax|parse|parsing|literal|flow|str|int)\b")

Edit = tuple[str, str, str]
"""A file, a text that stands in it, and what is written instead."""


def in_rule(written: str, instead: str) -> Edit:
    return RULE, written, instead


def condition(instead: str) -> Edit:
    return in_rule('measure: status == "none reported"', f"measure: {instead}")


MISTAKES_IN_CONDITIONS = {
    "a field misspelt": condition('statsu == "none reported"'),
    "a value misspelt": condition('status == "none reportd"'),
    "a pattern misspelt": (INITIAL, "in_force <= duty.due", "in_force <= dutty.due"),
    "a field of an earlier pattern misspelt": (INITIAL, "<= duty.due", "<= duty.deu"),
    "a field that is only for messages": condition('law == "Act No. 7"'),
    "one sign of equality": condition('status = "none reported"'),
    "an operator that is not known": condition('status ~ "none reported"'),
    "the sign for at least reversed": (INITIAL, "in_force <= duty.due", "in_force =< duty.due"),
    "a date compared with a text": condition('known == "none reported"'),
    "a date compared with a number": condition("known > 2015"),
    "a text compared with a number": condition("status > 3"),
    "a yes or no compared with a text": in_rule(
        "membership: bound", 'membership: bound == "yes"'
    ),
    "a text of one word without quotes": (INITIAL, 'verdict in ["outstanding", "last known '
        'outstanding"]', "verdict == outstanding"),
    "a text of two words without quotes": condition("status == none reported"),
    "a day without quotes": condition('status == "none reported" and known < 2015-06-18'),
    "quotes of a word processor": condition("status == “none reported”"),
    "a quote not closed": condition('status == "none reported'),
    "a bracket not closed": condition('status in ["none reported"'),
    "a list in round brackets": condition('status in ("none reported", "in progress")'),
    "or": condition('status == "none reported" or status == "in progress"'),
    "AND in capitals": condition('status == "none reported" AND penal_sanctions == "no"'),
    "and at the end": condition('status == "none reported" and'),
    "two dates added": condition("known + known > as_of"),
    "a chained comparison": (INITIAL, "in_force <= duty.due", "in_force <= duty.due <= as_of"),
    "an empty condition": condition('""'),
    "no condition": condition(""),
    "a call": condition("status.startswith('none')"),
    "code": condition("__import__('os').system('true')"),
    "a text without its inner quotes": condition('"status == none reported"'),
    "very long": condition(" and ".join(['status == "none reported"'] * 5_000)),
    "very deep": condition("(" * 500 + 'status == "none reported"' + ")" * 500),
}  # fmt: skip

MISTAKES_IN_RULES = {
    "a key misspelt": in_rule("severity: medium", "severty: medium"),
    "a key left out": in_rule("severity: medium\n", ""),
    "a key twice": in_rule("severity: medium", "severity: medium\nseverity: low"),
    "a severity that is not known": in_rule("severity: medium", "severity: grave"),
    "a nature that is not known": in_rule("version: 1", "version: 1\nnature: obligatory"),
    "version 0": in_rule("version: 1", "version: 0"),
    "a version in quotes": in_rule("version: 1", 'version: "1"'),
    "verified answered with yes": in_rule("verified: true", "verified: yes"),
    "nothing cited": in_rule("cites: [APMBC 9]", "cites: []"),
    "a citation without brackets": in_rule("cites: [APMBC 9]", "cites: APMBC 9"),
    "a citation of nothing": in_rule("cites: [APMBC 9]", "cites: [Article nine]"),
    "a day that does not exist": in_rule("from: 1999-03-01", "from: 1999-02-29"),
    "a day as people write it": in_rule("from: 1999-03-01", "from: 1 March 1999"),
    "an end before the beginning": in_rule(
        "{from: 1999-03-01}", "{from: 1999-03-01, until: 1998-01-01}"
    ),
    "a kind of fact misspelt": in_rule("  measure: status", "  measures: status"),
    "no pattern": (SILENT, "when:\n", "when: {}\nwhat:\n"),
    "a pattern named twice": (SILENT, "finding as before:", "finding as finding:"),
    "a pattern with a name of two words": (SILENT, "as before:", "as the one before:"),
    "two patterns under one item of unless": (
        SILENT,
        "severity: high",
        "    membership: bound\nseverity: high",
    ),
    "an earlier pattern that comes later": (
        SILENT,
        '  finding: rule == "article-7/annual-report-outstanding"\n',
        '  finding: rule == "article-7/annual-report-outstanding" and year == before.year + 1\n',
    ),
    "a rule of the first level misspelt": (
        SILENT,
        '  finding: rule == "article-7/annual-report-outstanding"\n',
        '  finding: rule == "article-7/anual-report-outstanding"\n',
    ),
    "a gap that names an unknown field": in_rule("{measure.known:on}", "{measure.knowm:on}"),
    "a gap that names an unknown pattern": in_rule("{measure.known:on}", "{duty.due:on}"),
    "a gap that names no pattern": in_rule("{measure.known:on}", "{known:on}"),
    "a gap read in an unknown way": in_rule("{measure.known:on}", "{measure.known:in}"),
    "an empty gap": in_rule("{measure.known:on}", "{}"),
    "a gap not closed": in_rule("{measure.known:on}", "{measure.known:on"),
    "a lone brace": in_rule("{measure.known:on}", "measure.known}"),
    "no message": in_rule("message:\n", "massage:\n"),
    "a last message with a condition": in_rule(
        "  - en:", "  - if: known(measure.known)\n    en:"
    ),
    "a message in an unknown language": in_rule("  - en:", "  - de: Nichts.\n    en:"),
}  # fmt: skip

MISTAKES_IN_YAML = {
    "a tab": in_rule("  measure:", "\tmeasure:"),
    "a line indented too little": in_rule("  membership: bound", " membership: bound"),
    "a line indented too far": in_rule("severity: medium", "  severity: medium"),
    "no space after a colon": in_rule("severity: medium", "severity:medium"),
    "a colon in a text": in_rule("No national implementation measures reported\n",
                                 "Measures: none reported\n"),
    "quotes in quotes": in_rule('"No national implementation measures had',
                                '"No "national implementation" measures had'),
    "a YAML quote not closed": in_rule('{measure.known:on}."', "{measure.known:on}."),
    "a YAML bracket not closed": in_rule("cites: [APMBC 9]", "cites: [APMBC 9"),
    "a brace not closed": in_rule("{from: 1999-03-01}", "{from: 1999-03-01"),
    "a dash among keys": in_rule("severity: medium", "- severity: medium"),
    "two documents": in_rule("severity: medium", "---\nseverity: medium"),
    "an alias": in_rule("severity: medium", "severity: *medium"),
}  # fmt: skip


def rules_with(tmp_path: Path, file: str, written: str, instead: str) -> Path:
    """The rules shipped, with one text of one file replaced."""
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns("*.cases.yaml"))
    text = (rules / file).read_text(encoding="utf-8")
    assert written in text
    (rules / file).write_text(text.replace(written, instead, 1), encoding="utf-8")
    return rules


MISTAKES = {**MISTAKES_IN_CONDITIONS, **MISTAKES_IN_RULES, **MISTAKES_IN_YAML}


@pytest.mark.deep(quick=15)
@pytest.mark.parametrize(("file", "written", "instead"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_rule_is_told_at_its_place_with_what_to_do(
    file: str, written: str, instead: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    said = problems(run("check", *DAY, "--rules", rules_with(tmp_path, file, written, instead)))
    told = said.rstrip("\n").splitlines()
    assert len(said) < 2_000
    assert not PROGRAMMERS_WORDS.search(said)
    assert all(line.startswith(f"{file}:") for line in told[::2]), "each at its line and column"
    assert all(line.startswith("    ") for line in told[1::2]), "each with its remedy"
    assert said == snapshot


def a_rule_with_the_wrong_ending(rules: Path) -> None:
    (rules / RULE).rename(rules / RULE.replace(".yaml", ".yml"))


def a_rule_beside_the_treaty(rules: Path) -> None:
    (rules / RULE).rename(rules / "no-measures-reported.yaml")


def cases_of_a_rule_that_does_not_exist(rules: Path) -> None:
    name = "article-9/no-measures-reportd.cases.yaml"
    (rules / name).write_text("cases: []\n", encoding="utf-8")


def an_empty_file(rules: Path) -> None:
    (rules / RULE).write_text("", encoding="utf-8")


def a_file_of_a_word_processor(rules: Path) -> None:
    (rules / RULE).write_bytes("title: “Mesures”\n".encode("cp1252"))


MISTAKES_WITH_FILES: tuple[Callable[[Path], None], ...] = (
    a_rule_with_the_wrong_ending,
    a_rule_beside_the_treaty,
    cases_of_a_rule_that_does_not_exist,
    an_empty_file,
    a_file_of_a_word_processor,
)


@pytest.mark.parametrize("mistake", MISTAKES_WITH_FILES, ids=lambda one: one.__name__)
def test_a_mistake_with_a_file_is_told_with_what_to_do(
    mistake: Callable[[Path], None], tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    rules = Path(shutil.copytree(RULES, tmp_path / "rules"))
    for path in rules.rglob("*.cases.yaml"):
        path.unlink()
    mistake(rules)
    said = refused(run("check", *DAY, "--rules", rules), INVALID_INPUT)
    assert all(line.startswith("    ") for line in said.splitlines()[1::2]), "with its remedy"
    assert said == snapshot


def test_a_duty_that_follows_one_that_is_not_known_is_refused(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    rules = rules_with(
        tmp_path, ANNUAL_DUTY, "first_after: initial report", "first_after: initial reports"
    )
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
    rules = rules_with(tmp_path, *condition('statsu == "none reported"'))
    said = problems(run("check", "--records", BROKEN / "key-unknown", "--rules", rules))
    assert "unknown key 'depositd'" in said
    assert "statsu" in said
