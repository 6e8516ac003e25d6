"""``rules``: the rulebook as a list, a rule as a page, and its worked cases."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from compliance_engine.shipped import shipped
from tests.acceptance.command_line import DONE, INVALID_INPUT, WRONG_USAGE, run

INITIAL = "article-7/initial-report-outstanding"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(copytree(shipped("rules") / "apmbc", tmp_path / "apmbc"))


def test_the_list_names_every_rule_with_what_it_cites() -> None:
    listed = run("rules", "list", "--format", "json").json
    files = [
        path.relative_to(shipped("rules") / "apmbc").with_suffix("").as_posix()
        for path in (shipped("rules") / "apmbc").glob("article-*/*.yaml")
        if not path.name.endswith(".cases.yaml")
    ]
    assert sorted(one["id"] for one in listed) == sorted(files)
    assert all(one["cites"] and one["severity"] and one["title"] for one in listed)


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_every_form_of_the_list_names_every_rule(form: str) -> None:
    out = run("rules", "list", "--format", form).out
    assert all(one["id"] in out for one in run("rules", "list", "--format", "json").json)


def test_a_rule_is_shown_as_a_page_with_the_states_of_which_it_holds() -> None:
    out = run("rules", "show", "initial-report-outstanding", "--as-of", "2011-12-02").out
    for text in (
        "Initial transparency report outstanding",
        f"{INITIAL}, version 1; cites APMBC 7(1); severity high",
        'duty          kind == "initial report" and verdict in ["outstanding", "last known',
        "The initial report, due {duty.due}, had not been submitted as of {as_of}.",
        "Doubt: Some sources count inclusively",
        "On the due date itself nothing is outstanding yet",
        "States of which it holds as of 2 December 2011 (1)",
        "Equatorial Guinea",
    ):
        assert text in out


def test_the_worked_cases_of_one_rule_pass() -> None:
    result = run("rules", "test", INITIAL, "--engine", "plain")
    *cases, summary = result.out.splitlines()
    assert result.code == DONE
    assert all(line.startswith(f"ok     {INITIAL} [") for line in cases)
    assert summary == f"{len(cases)} passed, 0 failed"


def test_a_case_that_comes_out_otherwise_is_told_at_its_place(pack: Path) -> None:
    path = pack / f"{INITIAL}.cases.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("expect: nothing", "expect: finding", 1), encoding="utf-8")
    result = run("rules", "test", INITIAL, "--rules", str(pack), "--engine", "plain")
    assert result.code == INVALID_INPUT
    assert "1 failed" in result.out
    assert f"{INITIAL}.cases.yaml:" in result.err
    assert "expected a finding, but found nothing" in result.err


def test_a_rule_without_cases_of_a_kind_is_told_which(pack: Path) -> None:
    path = pack / f"{INITIAL}.cases.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("shows: day before", "shows: silent"), encoding="utf-8")
    result = run("rules", "test", INITIAL, "--rules", str(pack), "--engine", "plain")
    assert result.code == INVALID_INPUT
    assert "no case shows: day before" in result.err


def test_a_rule_without_worked_cases_is_told(pack: Path) -> None:
    (pack / f"{INITIAL}.cases.yaml").unlink()
    result = run("rules", "test", INITIAL, "--rules", str(pack), "--engine", "plain")
    assert result.code == INVALID_INPUT
    assert f"{INITIAL}.cases.yaml: cannot be read" in result.err


def test_an_unknown_rule_is_told_the_nearest() -> None:
    result = run("rules", "show", "initial-report-outstandin")
    assert result.code == WRONG_USAGE
    assert INITIAL in result.err
