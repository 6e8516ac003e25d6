"""``rules``: the rulebook as a list, a rule as a page, and its worked cases."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from compliance_engine.shipped import shipped
from tests.acceptance.command_line import DONE, INVALID_INPUT, run

INITIAL = "article-7/initial-report-outstanding"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(copytree(shipped("rules") / "apmbc", tmp_path / "apmbc"))


def test_the_list_names_every_rule_with_what_it_cites() -> None:
    listed = run("rules", "list", "--format", "json").json
    files = [
        path.relative_to(shipped("rules") / "apmbc").with_suffix("").as_posix()
        for folder in ("article-*", "commitments", "follow-up")
        for path in (shipped("rules") / "apmbc").glob(f"{folder}/*.yaml")
        if not path.name.endswith(".cases.yaml")
    ]
    assert sorted(one["id"] for one in listed) == sorted(files)
    assert all(one["cites"] and one["severity"] and one["title"] for one in listed)


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_every_form_of_the_list_names_every_rule(form: str) -> None:
    out = run("rules", "list", "--format", form).out
    assert all(one["id"] in out for one in run("rules", "list", "--format", "json").json)


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
