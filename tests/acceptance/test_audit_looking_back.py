"""``audit log``, ``show``, ``diff``, ``finding`` and ``replay``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compliance_engine.shipped import shipped
from tests.acceptance.auditing import FIRST, TUVALU, Audit, by_kind
from tests.acceptance.command_line import DONE, THRESHOLD_MET, WRONG_USAGE
from tests.acceptance.test_audit_run import submit


@pytest.fixture
def week(audit_on_each: Audit) -> Audit:
    """Three nights; before the second, a report arrives."""
    audit_on_each.ran("2021-06-24")
    submit(audit_on_each)
    audit_on_each.ran("2021-06-25")
    audit_on_each.ran("2021-06-26")
    return audit_on_each


def test_a_run_is_shown_as_it_was_told(audit_on_each: Audit) -> None:
    first = audit_on_each.run(FIRST, "--format", "json")
    submit(audit_on_each)
    second = audit_on_each.run("2021-06-25", "--format", "json")
    assert audit_on_each.ask("show", "1", "--format", "json").out == first.out
    assert audit_on_each.ask("show", "last", "--format", "json").out == second.out


def test_a_difference_is_that_of_the_runs_between(week: Audit) -> None:
    of_run = week.ask("show", "2", "--format", "json").json["transitions"]
    assert week.ask("diff", "1", "3", "--format", "json").json["transitions"] == of_run
    assert "Nothing differs." in week.ask("diff", "2", "3").out


def test_a_difference_can_be_asked_backwards(week: Audit) -> None:
    forth = by_kind(week.ask("diff", "1", "2", "--format", "json").json)
    back = by_kind(week.ask("diff", "2", "1", "--format", "json").json)
    assert forth["new"] == back["resolved"]
    assert forth["resolved"] == back["new"]


def test_runs_are_named_by_day_and_by_meeting(audit: Audit) -> None:
    audit.ran("2020-11-15")
    audit.ran("2020-11-16")
    audit.ran("2021-11-15")
    for given, number in (
        ("18MSP", 2), ("19msp", 3), ("2020-11-15", 1), ("2021-06-30", 2), ("last", 3), ("2", 2),
    ):  # fmt: skip
        assert audit.ask("show", given, "--format", "json").json["number"] == number, given


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("4", "there is no run 4; the runs are 1 to 3"),
        ("0", "there is no run 0"),
        ("2021-06-23", "no run is as of 2021-06-23, or before; the first one is as of 2021-06-24"),
        ("3RC", "no run is as of 3RC, which opened on 2014-06-23"),
        ("yesterday", "'yesterday' names no run"),
    ],
)
def test_a_run_that_is_not_there_is_refused(week: Audit, given: str, said: str) -> None:
    ran = week.ask("show", given)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert said in ran.err


def test_the_life_of_a_finding_ends_with_its_reason(week: Audit) -> None:
    page = week.ask("finding", TUVALU).out
    assert "First seen in run 1, as of 24 June 2021." in page
    assert "It no longer stands." in page
    assert "a report or statement received: met late, 20 June 2021" in page


def test_a_finding_that_there_never_was_is_refused_with_the_nearest(week: Audit) -> None:
    ran = week.ask("finding", f"{TUVALU[:-1]}x")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert f"Did you mean '{TUVALU}'" in ran.err


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("run", ["1", "2", "3"])
@pytest.mark.parametrize("engine", ["plain", "both"])
def test_a_replay_gives_the_same_bytes_whatever_the_files_are_today(
    week: Audit, run: str, engine: str
) -> None:
    for path in week.records.iterdir():
        path.unlink()
    ran = week.ask("replay", run, "--engine", engine)
    assert (ran.code, ran.err) == (DONE, "")
    assert f"Run {run} gives the same again, byte for byte" in ran.out


def test_a_replay_of_a_night_with_a_broken_record_is_the_same_too(audit: Audit) -> None:
    audit.ran()
    audit.spoil("TUV")
    audit.run("2021-06-25")
    assert audit.ask("replay", "2", "--engine", "plain").code == DONE


def test_a_replay_with_another_rulebook_tells_what_differs(audit: Audit, tmp_path: Path) -> None:
    audit.ran()
    rules = shutil.copytree(shipped("rules") / "apmbc", tmp_path / "rules")
    rule = rules / "article-7" / "initial-report-outstanding.yaml"
    rule.write_text(rule.read_text().replace("severity: high", "severity: medium"))
    ran = audit.ask("replay", "1", "--rules", rules, "--engine", "plain")
    assert ran.code == THRESHOLD_MET
    assert "Run 1 does not give the same bytes again." in ran.out
    assert "It was made with another rulebook" in ran.out
    assert "severity: high, now medium" in ran.out


def test_a_store_without_a_run_says_how_to_begin(audit: Audit) -> None:
    for command in (("log",), ("show", "1"), ("verify",), ("finding", TUVALU), ("replay", "1")):
        ran = audit.ask(*command)
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert "Begin with: compliance-engine audit run" in ran.err
    assert not Path(audit.store).exists()
