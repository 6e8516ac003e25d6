"""``audit run``: what is new, changed, resolved, reopened, on SQLite and on PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.auditing import FIRST, TUVALU, Audit, by_kind
from tests.acceptance.command_line import (
    DONE,
    INVALID_INPUT,
    THRESHOLD_MET,
    WRONG_USAGE,
    run,
)
from tests.processes import environment_of_a_process

INITIAL = "    - covers: initial\n      submitted: none\n      known: 2015-06-18\n"
SUBMITTED = "    - covers: initial\n      submitted: 2021-06-20\n"
DISAGREES = "      names_this_state: true\n"
AGREES = "      names_this_state: false\n"


def submit(audit: Audit) -> None:
    """Tuvalu's initial report arrives."""
    audit.edit("TUV", INITIAL, SUBMITTED)


def test_the_first_run_finds_everything_new(audit_on_each: Audit) -> None:
    told = audit_on_each.ran()
    listed = run(
        "check", "--as-of", FIRST, "--records", audit_on_each.records, "--format", "json",
        "--engine", "plain",
    ).json  # fmt: skip
    assert by_kind(told) == {"new": sorted(one["id"] for one in listed["findings"])}
    assert len(by_kind(told, "matter")["undetermined"]) == len(listed["undetermined"])
    assert (told["number"], told["compared_with"]) == (1, None)
    assert told["findings"] == len(listed["findings"])


def test_a_night_on_which_nothing_changed_says_so_and_is_in_the_log(audit_on_each: Audit) -> None:
    audit_on_each.ran()
    second = audit_on_each.run("2021-06-25")
    assert (second.code, second.err) == (DONE, "")
    assert "Nothing has changed since run 1 of 24 June 2021." in second.out
    runs = audit_on_each.ask("log", "--format", "json").json["runs"]
    assert [one["number"] for one in runs] == [2, 1]
    assert set(runs[0]["transitions"].values()) == {0}


def test_a_report_that_arrived_resolves_its_finding(audit_on_each: Audit) -> None:
    audit_on_each.ran()
    submit(audit_on_each)
    told = audit_on_each.ran("2021-06-25")
    (resolved,) = [one for one in told["transitions"] if one["id"] == TUVALU]
    assert resolved["change"] == "resolved"
    assert resolved["reason"] == {"by": "met", "verdict": "met late", "submitted": "2021-06-20"}
    assert resolved["before"]["verdict"] == "last known outstanding"
    assert resolved["after"] is None
    assert "TUV/article-7/initial-report-late" in by_kind(told)["new"]


def test_what_was_resolved_and_is_found_again_is_reopened(audit_on_each: Audit) -> None:
    audit_on_each.ran()
    submit(audit_on_each)
    audit_on_each.ran("2021-06-25")
    audit_on_each.edit("TUV", SUBMITTED, INITIAL)
    assert TUVALU in by_kind(audit_on_each.ran("2021-06-26"))["reopened"]
    life = audit_on_each.ask("finding", TUVALU, "--format", "json").json
    assert [one["change"] for one in life["transitions"]] == ["new", "resolved", "reopened"]
    assert life["stands"]


def test_a_corrected_date_changes_a_finding_and_not_its_identity(audit: Audit) -> None:
    audit.ran()
    audit.edit("TUV", "known: 2015-06-18", "known: 2016-01-31")
    told = audit.ran("2021-06-25")
    (changed,) = [one for one in told["transitions"] if one["id"] == TUVALU]
    assert changed["change"] == "changed"
    assert {"known", "evidence"} <= set(changed["fields"])
    page = audit.ask("show", "2").out
    assert "last known: 2015-06-18, now 2016-01-31" in page


def test_lines_that_moved_in_a_record_change_nothing(audit: Audit) -> None:
    audit.ran()
    audit.edit("TUV", "state: TUV\n", "# a remark\n# and another\nstate: TUV\n")
    ran = audit.run("2021-06-25")
    assert "No finding has changed since run 1 of 24 June 2021, although files" in ran.out
    assert audit.ask("replay", "2", "--engine", "plain").code == DONE


def test_a_broken_record_keeps_what_was_last_found_and_stops_no_other(
    audit_on_each: Audit,
) -> None:
    audit_on_each.ran()
    before = audit_on_each.spoil("TUV")
    audit_on_each.edit("GNQ", "submitted: 2014-07-07", "submitted: 2014-07-08")
    ran = audit_on_each.run("2021-06-25")
    assert ran.code == INVALID_INPUT
    assert "TUV.yaml:2:13" in ran.err
    assert ran.out.splitlines()[2].startswith("1 record could not be used.")
    assert "Kept as last known: 5 findings." in ran.out
    assert "Changed" in ran.out
    shown = audit_on_each.ask("show", "last", "--format", "json").json
    assert shown["outcome"] == "incomplete"
    assert TUVALU in shown["stale"]["TUV"]
    assert not any(one["state"] == "TUV" for one in shown["transitions"])
    assert audit_on_each.ask("finding", TUVALU, "--format", "json").json["stale"]
    audit_on_each.mend("TUV", before)
    mended = audit_on_each.run("2021-06-26", "--format", "json")
    assert (mended.code, mended.json["transitions"]) == (DONE, [])


def test_a_record_that_is_gone_resolves_nothing(audit: Audit) -> None:
    audit.ran()
    (audit.records / "TUV.yaml").unlink()
    ran = audit.run("2021-06-25", "--format", "json")
    assert ran.code == INVALID_INPUT
    assert "TUV.yaml: is no longer in the folder of records" in ran.err
    assert audit.ask("show", "2", "--format", "json").json["transitions"] == []


def test_a_record_with_another_ending_is_not_passed_over(audit: Audit) -> None:
    audit.ran()
    (audit.records / "TUV.yaml").rename(audit.records / "TUV.yml")
    ran = audit.run("2021-06-25")
    assert ran.code == INVALID_INPUT
    assert "TUV.yml: is not read" in ran.err
    assert audit.ask("show", "2", "--format", "json").json["transitions"] == []


def test_records_that_were_never_good_are_told_too(audit: Audit) -> None:
    audit.spoil("TUV")
    ran = audit.run()
    assert ran.code == INVALID_INPUT
    assert "Kept as last known: 0 findings." in ran.out
    assert audit.ask("log").out.splitlines()[3].split()[6] == "incomplete"


def test_a_rulebook_that_cannot_be_read_leaves_no_run(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "treaty.yaml").write_text("name: 1\n")
    ran = audit.run(FIRST, "--rules", tmp_path / "rules")
    assert ran.code == INVALID_INPUT
    assert audit.ask("log").code == WRONG_USAGE


@pytest.mark.parametrize(
    ("level", "first", "second"),
    [
        ("high", THRESHOLD_MET, THRESHOLD_MET),
        ("new:high", THRESHOLD_MET, DONE),
        ("new:low", THRESHOLD_MET, DONE),
    ],
)
def test_a_threshold_counts_all_or_only_what_is_new(
    audit: Audit, level: str, first: int, second: int
) -> None:
    assert audit.run(FIRST, "--fail-on", level).code == first
    assert audit.run("2021-06-25", "--fail-on", level).code == second


def test_a_threshold_that_is_none_is_refused(audit: Audit) -> None:
    for given in ("grave", "old:high", ":high", "new:"):
        assert audit.run(FIRST, "--fail-on", given).code == WRONG_USAGE


def test_an_audit_does_not_go_back_in_time(audit: Audit) -> None:
    audit.ran()
    earlier = ("--as-of", "2021-06-23", "--engine", "plain", "--records", audit.records)
    ran = audit.ask("run", *earlier)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "run 1 was as of 2021-06-24, and --as-of 2021-06-23 lies before it" in ran.err
    assert audit.run(FIRST).code == DONE


def test_another_run_of_the_same_day_is_a_run_of_its_own(audit: Audit) -> None:
    audit.ran()
    assert audit.ran()["number"] == 2


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_page_speaks_every_language(audit: Audit, form: str, language: str) -> None:
    audit.ran()
    submit(audit)
    audit.edit("TUV", "covers: 2012-2014", "covers: 2012-2013")
    audit.edit("GNQ", "status: none reported", "status: in progress")
    audit.ran("2021-06-25")
    spoken = ("--format", form, "--lang", language)
    for asked in (
        ("show", "2"), ("diff", "1", "2"), ("log",), ("finding", TUVALU),
    ):  # fmt: skip
        ran = audit.ask(*asked, *spoken)
        assert (ran.code, ran.err) == (DONE, "")
        assert ran.out.endswith("\n")
        assert "{" not in ran.out or form == "json"
        assert [line for line in ran.out.splitlines() if line != line.rstrip()] == []
    said = {"en": "Resolved", "fr": "Résolu", "es": "Resuelto"}
    if form in ("table", "markdown"):
        assert said[language] in audit.ask("show", "2", *spoken).out


def test_the_same_inputs_give_the_same_bytes(audit: Audit, tmp_path: Path) -> None:
    other = Audit(audit.records, str(tmp_path / "other.sqlite"))
    assert audit.run(FIRST, "--format", "json") == other.run(FIRST, "--format", "json")


def test_a_check_imports_nothing_of_the_store() -> None:
    program = (
        "import sys\n"
        "from compliance_engine.cli.main import main\n"
        f"sys.argv = ['compliance-engine', 'check', '--as-of', '{FIRST}', '--state', 'TUV', "
        "'--engine', 'plain']\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n    assert leaving.code == 0\n"
        "stored = {'sqlalchemy', 'alembic', 'sqlite3'}\n"
        "print(sorted(stored & {name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment_of_a_process(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr == "[]\n"
