"""``rules show`` and docs/rules/: a rule as a page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.shipped import shipped
from scripts.rule_pages import INDEX, TARGET, pages
from tests.acceptance.command_line import CHECKOUT, WRONG_USAGE, run

PACK = shipped("rules") / "apmbc"
RULES = [rule.id for rule in load_rulebook(PACK).rules]
INITIAL = "article-7/initial-report-outstanding"
SILENT = "article-7/two-years-silent"
ANNUAL = "article-7/annual-report-outstanding"
DAY = ("--as-of", "2011-12-02", "--engine", "plain")


def test_a_rule_is_shown_as_a_page(snapshot: SnapshotAssertion) -> None:
    assert run("rules", "show", "no-measures-reported", *DAY).out == snapshot


def test_the_page_tells_what_is_checked_in_words_and_condition_by_condition() -> None:
    out = " ".join(run("rules", "show", INITIAL, *DAY).out.split())
    for text in (
        "Looks, State by State, for a duty: one thing that the State owes once,",
        "what is known of the duty is outstanding or last known outstanding",
        'verdict in ["outstanding", "last known outstanding"] what is known of the duty is',
        "in_force <= duty.due the day of entry into force for the State does not come after",
        "missing data never make a finding",
    ):
        assert text in out


def test_the_page_tells_the_duty_the_doubts_and_the_states() -> None:
    out = " ".join(run("rules", "show", INITIAL, *DAY).out.split())
    for text in (
        "Citation APMBC 7(1) (Transparency measures)",
        "Arises once; due 180 days after entry into force for the State, which is day 0.",
        "Doubt: Some sources count inclusively",
        "{covers: initial, submitted: none, known: 2013-08-28}",
        "Asked as of 31 January 2013, the rule says:",
        "1 March 2012 and 180 days give 28 August 2012",
        "States of which it holds as of 2 December 2011 1 State: Equatorial Guinea.",
    ):
        assert text in out


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_levels_name_each_other(form: str) -> None:
    assert ANNUAL in run("rules", "show", SILENT, *DAY, "--format", form).out
    above = run("rules", "show", ANNUAL, *DAY, "--format", form).out
    assert SILENT in above


def test_the_page_for_machines_has_everything() -> None:
    shown = run(
        "rules", "show", SILENT, "--as-of", "2021-06-24", "--engine", "plain", "--format", "json"
    ).json
    assert shown["rests_on"] == [ANNUAL]
    assert shown["holds"]["as_of"] == "2021-06-24"
    assert [one["kind"] for one in shown["when"]] == ["finding", "finding"]
    assert shown["when"][1]["conditions"][1]["condition"] == "year == finding.year - 1"
    assert {one["shows"] for one in shown["cases"]} >= {"fires", "missing data"}
    assert shown["example"]["message"].startswith("The two latest reports due")


@pytest.fixture(scope="module")
def one_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the record of one State."""
    folder = tmp_path_factory.mktemp("states")
    shutil.copy(shipped("states") / "GNQ.yaml", folder)
    return folder


@pytest.mark.deep(quick=12)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_page_in_every_language(
    rule: str, language: str, one_record: Path
) -> None:
    records = ("--records", one_record, "--engine", "plain")
    ran = run("rules", "show", rule, *DAY, "--lang", language, *records)
    assert (ran.code, ran.err) == (0, "")
    assert rule in ran.out


def test_the_headings_of_a_page_are_in_its_language() -> None:
    out = run("rules", "show", INITIAL, *DAY, "--lang", "fr", "--format", "markdown").out
    headings = re.findall(r"^## (.+)$", out, re.MULTILINE)
    assert headings[:2] == ["Ce qu'elle contrôle", "Pourquoi cette lecture du droit"]
    assert "ce que l'on sait de l'échéance" in out
    assert "What it checks" not in out


def test_what_is_not_verified_cannot_be_overlooked(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(PACK, tmp_path / "rules"))
    path = rules / f"{INITIAL}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("verified: true", "verified: false"), encoding="utf-8")
    out = run("rules", "show", INITIAL, *DAY, "--rules", rules, "--format", "markdown").out
    assert out.count("**NOT CHECKED: this reading of the law") == 2


def test_a_rule_whose_cases_nobody_has_written_has_its_page(
    tmp_path: Path, one_record: Path
) -> None:
    rules = Path(shutil.copytree(PACK, tmp_path / "rules"))
    (rules / f"{INITIAL}.cases.yaml").unlink()
    ran = run("rules", "show", INITIAL, *DAY, "--rules", rules, "--records", one_record)
    assert ran.code == 0
    assert "No worked case shows the rule firing." in ran.out
    assert "None has been written yet." in ran.out


def test_an_unknown_rule_is_told_the_nearest() -> None:
    result = run("rules", "show", "initial-report-outstandin")
    assert result.code == WRONG_USAGE
    assert INITIAL in result.err


def test_the_pages_of_the_rules_are_current() -> None:
    stored = {
        path.relative_to(TARGET).as_posix(): path.read_text(encoding="utf-8")
        for path in TARGET.rglob("*.md")
    }
    remedy = "Run: python scripts/rule_pages.py"
    assert sorted(stored) == sorted(name for name, _ in pages()), remedy
    for name, text in pages():
        assert stored[name] == text, remedy


def test_the_index_links_to_the_page_of_every_rule() -> None:
    index = (TARGET / INDEX).read_text(encoding="utf-8")
    assert sorted(re.findall(r"\]\((.+?)\.md\)", index)) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_links_of_a_page_lead_somewhere(rule: str) -> None:
    path = TARGET / f"{rule}.md"
    for target in re.findall(r"\]\(([^)]+\.md)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).is_file(), target


def test_readme_and_guide_lead_to_the_index() -> None:
    for document in ("README.md", "docs/guide.md"):
        text = (CHECKOUT / document).read_text(encoding="utf-8")
        assert f"rules/{INDEX})" in text, document
