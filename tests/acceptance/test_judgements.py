"""Judgements on findings: how they are made, shown and listed, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.cache.entries import VARIABLE
from compliance_engine.judgement import recording
from compliance_engine.judgement.schema import judgement_schema
from compliance_engine.phrases.phrases import LANGUAGES
from tests.acceptance.command_line import (
    CHECKOUT,
    DONE,
    INVALID_INPUT,
    THRESHOLD_MET,
    WRONG_USAGE,
    run,
)
from tests.acceptance.judgements import DAY, INITIAL, SIGNED, SOURCED, UNTIL, Office
from tests.acceptance.refusals import problems, refused

DETERMINE = ("judge", "resolved", INITIAL)
RULE = "article-7/initial-report-outstanding"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def judged(office: Office) -> Office:
    """With judgements of every standing."""
    office.judge_some()
    return office


def without_judgements(check: Any) -> Any:
    for one in check["findings"]:
        one["judgement"] = None
    return {key: value for key, value in check.items() if key != "judgements"}


# --- pages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_check_shows_what_was_judged(
    judged: Office, form: str, language: str, snapshot: SnapshotAssertion
) -> None:
    article_1_and_7 = ("--severity", "high")
    assert judged.done("check", "--format", form, "--lang", language, *article_1_and_7) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_list_tells_where_each_judgement_stands(
    judged: Office, form: str, language: str, snapshot: SnapshotAssertion
) -> None:
    assert judged.done("judge", "list", "--format", form, "--lang", language) == snapshot


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_list_is_for_programs_too(
    judged: Office, form: str, snapshot: SnapshotAssertion
) -> None:
    assert judged.done("judge", "list", "--format", form) == snapshot


def test_without_judgements_the_list_says_so(office: Office) -> None:
    assert office.done("judge", "list").endswith("\nNo judgements.\n")
    assert json.loads(office.done("judge", "list", "--format", "json"))["judgements"] == []


def test_the_list_is_narrowed_by_state_and_by_what_expires(judged: Office) -> None:
    def listed(*arguments: str) -> list[str]:
        out = judged.done("judge", "list", "--format", "json", *arguments)
        return [one["state"] for one in json.loads(out)["judgements"]]

    assert listed("--state", "Tuvalu") == ["TUV"]
    assert listed("--expiring", "0d") == ["KHM"]
    assert listed("--expiring", "218d") == ["KHM"]
    assert listed("--expiring", "219d") == ["AGO", "GRC", "KHM", "TUV"]
    assert judged.run("judge", "list", "--expiring", "soon").code == WRONG_USAGE


def test_a_judgement_changes_nothing_of_what_is_found(office: Office) -> None:
    def found() -> Any:
        return json.loads(office.done("check", "--format", "json"))

    before = found()
    office.done(*DETERMINE, *SOURCED, *UNTIL)
    after = found()
    assert [one["id"] for one in after["findings"] if one["judgement"]] == [INITIAL]
    assert without_judgements(after) == without_judgements(before)


def test_a_finding_that_was_judged_says_so_to_programs(judged: Office) -> None:
    check = json.loads(judged.done("check", "--format", "json"))
    by_id = {one["id"]: one["judgement"] for one in check["findings"]}
    assert by_id[INITIAL] == {
        "kind": "determination",
        "judgement": "in dialogue",
        "rule": RULE,
        "finding": INITIAL,
        "from": DAY,
        "until": "2027-06-30",
        "by": "A. Analyst",
        "reason": "A draft was announced.",
        "source": "A letter",
        "where": "judgements/TUV.yaml:5:5",
        "changed": [],
    }
    waived = by_id["AGO/article-7/annual-report-outstanding/2014"]
    assert (waived["kind"], waived["finding"], waived["source"]) == ("waiver", None, None)
    assert by_id["GRC/article-1/stockpile-deadline-passed"]["changed"] == ["evidence"]
    counts = check["judgements"]
    assert (counts["determinations"], counts["waivers"]) == (2, 1)
    assert counts["by_judgement"] == {"confirmed": 1, "in dialogue": 1, "waived": 1}
    assert {name: [one["state"] for one in counts[name]] for name in (
        "changed", "expired", "lapsed", "not_yet_in_force", "unused"
    )} == {
        "changed": ["GRC"], "expired": ["KHM"], "lapsed": ["KHM"], "not_yet_in_force": [],
        "unused": ["KHM"],
    }  # fmt: skip


def test_the_csv_of_a_check_names_the_judgement_and_its_last_day(judged: Office) -> None:
    rows = list(csv.DictReader(io.StringIO(judged.done("check", "--format", "csv"))))
    assert {one["id"]: (one["judgement"], one["judged_until"]) for one in rows}[INITIAL] == (
        "in dialogue", "2027-06-30",
    )  # fmt: skip
    assert sum(bool(one["judgement"]) for one in rows) == 3


def test_where_nothing_is_found_none_is_counted_and_what_wants_a_decision_is_told(
    judged: Office,
) -> None:
    nothing = ("check", "--verdict", "not owed")
    page = judged.done(*nothing)
    assert "In force on these findings" not in page
    assert "1 judgement has expired, and its finding still stands." in page
    assert "Judgements" not in judged.done(*nothing, "--state", "AGO")


# --- over time


@pytest.mark.parametrize(
    ("day", "in_force"),
    [("2026-11-22", False), (DAY, True), ("2027-06-30", True), ("2027-07-01", False)],
    ids=["day before", "first day", "last day", "day after"],
)
def test_a_judgement_stands_beside_its_finding_while_it_is_in_force(
    office: Office, day: str, in_force: bool
) -> None:
    office.done(*DETERMINE, *SOURCED, *UNTIL)
    page = office.done("check", "--state", "TUV", day=day)
    assert ("resolved until 30 June 2027" in page) is in_force


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ((*DETERMINE, *SOURCED), DONE),
        (("judge", "not-applicable", INITIAL, *SOURCED), DONE),
        (("waive", INITIAL, *SIGNED), DONE),
        (("judge", "waive", RULE, "TUV", *SIGNED), DONE),
        (("judge", "confirm", INITIAL, *SOURCED), THRESHOLD_MET),
        (("judge", "in-dialogue", INITIAL, *SOURCED), THRESHOLD_MET),
    ],
    ids=lambda part: part[1] if isinstance(part, tuple) else str(part),
)
def test_only_what_needs_no_follow_up_is_left_out_of_fail_on(
    office: Office, command: tuple[str, ...], code: int
) -> None:
    asked = ("check", "--state", "TUV", "--fail-on", "high")
    assert office.run(*asked).code == THRESHOLD_MET
    office.done(*command, *UNTIL)
    assert office.run(*asked).code == code
    assert office.run(*asked, day="2027-07-01").code == THRESHOLD_MET


def test_what_changed_since_counts_again(office: Office) -> None:
    office.done(*DETERMINE, *SOURCED, *UNTIL)
    record = office.records / "TUV.yaml"
    text = record.read_text(encoding="utf-8")
    later = text.replace("known: 2015-06-18", "known: 2015-06-19")
    of_that_day = later.replace("    date: 2015-06-18\n", "    date: 2015-06-19\n")
    assert later not in (text, of_that_day)
    record.write_text(of_that_day, encoding="utf-8")
    assert office.run("check", "--state", "TUV", "--fail-on", "high").code == THRESHOLD_MET


# --- what is refused


@pytest.mark.parametrize(
    "command",
    [
        ("judge", "confirm", "TUV/article-7/initial-report-outstandin", *SOURCED, *UNTIL),
        ("judge", "confirm", "TUW/article-7/initial-report-outstanding", *SOURCED, *UNTIL),
        ("judge", "confirm", "AGO/article-7/initial-report-outstanding", *SOURCED, *UNTIL),
        ("judge", "confirm", INITIAL, *SOURCED, "--until", "2026-11-22"),
        ("judge", "confirm", INITIAL, *SOURCED, *UNTIL, "--on", "2026-11-24"),
        ("judge", "confirm", INITIAL, *SIGNED, *UNTIL),
        ("judge", "confirm", INITIAL, *SOURCED),
        ("judge", "confirm", INITIAL, *SOURCED, *UNTIL, "--by", " "),
        ("judge", "confirm", INITIAL, *SOURCED, *UNTIL, "--reason", "It violated Article 7"),
        ("waive", RULE, *SIGNED, *UNTIL),
        ("waive", "initial-report-outstandin", "TUV", *SIGNED, *UNTIL),
        ("waive", INITIAL, *SIGNED, *UNTIL, "--from", "2027-07-01"),
        ("waive", "AUS/article-7/period-ambiguous/2017", *SIGNED, *UNTIL),
        ("judge", "confirmed", INITIAL),
    ],
    ids=lambda command: " ".join(command)[:70],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    office: Office, command: tuple[str, ...], snapshot: SnapshotAssertion
) -> None:
    assert refused(office.run(*command), WRONG_USAGE) == snapshot
    assert not office.file().parent.exists()


def test_a_second_judgement_in_force_needs_replace(office: Office) -> None:
    office.done(*DETERMINE, *SOURCED, *UNTIL)
    said = refused(office.run("waive", INITIAL, *SIGNED, *UNTIL), WRONG_USAGE)
    assert "is determined as resolved from 2026-11-23 to 2027-06-30" in said
    office.done("waive", INITIAL, *SIGNED, *UNTIL, "--replace")
    assert "determinations" not in office.file().read_text(encoding="utf-8")


def test_a_waiver_of_a_rule_that_finds_nothing_yet_is_written_with_a_note(office: Office) -> None:
    ran = office.run("waive", "article-9/no-measures-reported", "TUV", *SIGNED, *UNTIL)
    assert ran.code == DONE
    assert ran.err == "Note: article-9/no-measures-reported finds nothing of TUV on 2026-11-23.\n"
    assert office.file().exists()


def test_the_records_of_an_installed_program_are_not_written_to(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "inside_installed_package", lambda folder: True)
    said = refused(office.run(*DETERMINE, *SOURCED, *UNTIL), WRONG_USAGE)
    assert "Copy them to a folder of your own and name it with --records" in said
    assert not office.file().exists()


# --- broken files


BROKEN = "state: TUV\nwaivers:\n  - {rule: article-7/annual-report-outstandin, until: 2026}\n"


@pytest.mark.parametrize(
    "command",
    [("check",), ("judge", "list"), ("states",), (*DETERMINE, *SOURCED, *UNTIL)],
    ids=lambda command: " ".join(command)[:20],
)
def test_a_broken_file_stops_every_command(office: Office, command: tuple[str, ...]) -> None:
    office.write(BROKEN)
    said = problems(run(*command, "--records", office.records, "--as-of", DAY))
    assert "judgements/TUV.yaml:3:5: the key 'from' is missing" in said


def test_problems_of_records_rules_and_judgements_are_told_together(
    office: Office, tmp_path: Path
) -> None:
    office.write(BROKEN)
    (office.records / "AGO.yaml").write_text("state: AGO\n", encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "treaty.yaml").write_text("name: broken\n", encoding="utf-8")
    files = {
        line.split(":")[0]
        for line in problems(office.run("check", "--rules", rules)).splitlines()
        if not line.startswith(" ")
    }
    assert files == {"AGO.yaml", "judgements/TUV.yaml", "treaty.yaml"}
    good_rules = problems(office.run("check"))
    assert "AGO.yaml:" in good_rules
    assert "judgements/TUV.yaml:3:" in good_rules


def test_validate_reads_judgements_too(office: Office, tmp_path: Path) -> None:
    office.write(BROKEN)
    assert run("records", "validate", "--records", office.records).code == INVALID_INPUT
    other = tmp_path / "other"
    other.mkdir()
    validate = ("records", "validate", "--records", office.records, "--judgements")
    assert run(*validate, other).code == DONE
    assert "there is no folder" in run(*validate, tmp_path / "none").err


# --- another folder, the cache, former names


def test_judgements_in_another_folder_are_shown_where_it_is_named(
    office: Office, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere"
    office.done(*DETERMINE, *SOURCED, *UNTIL, "--judgements", other)
    assert (other / "TUV.yaml").exists()
    assert not office.file().parent.exists()
    shown = "resolved until 30 June 2027"
    assert shown not in office.done("check", "--state", "TUV")
    assert shown in office.done("check", "--state", "TUV", "--judgements", other)


@pytest.mark.parametrize("named", [False, True], ids=["beside the records", "elsewhere"])
def test_the_cache_never_hides_a_judgement(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    where: tuple[str | Path, ...] = ("--judgements", folder) if named else ()
    asked = ("check", "--state", "TUV", *where)
    before = office.done(*asked)
    office.done(*DETERMINE, *SOURCED, *UNTIL, *where)
    after = office.done(*asked)
    assert after != before
    assert after == office.done(*asked) == office.done(*asked, "--no-cache")
    file = folder / "TUV.yaml" if named else office.file()
    file.unlink()
    assert office.done(*asked) == before


def test_a_judgement_under_the_former_name_of_a_rule_goes_on(
    office: Office, tmp_path: Path
) -> None:
    office.done(*DETERMINE, *SOURCED, *UNTIL)
    rules = Path(shutil.copytree(CHECKOUT / "rules" / "apmbc", tmp_path / "rules"))
    new = "article-7/first-report-outstanding"
    for end in (".yaml", ".cases.yaml"):
        (rules / f"{RULE}{end}").rename(rules / f"{new}{end}")
    with (rules / f"{new}.yaml").open("a", encoding="utf-8") as file:
        file.write(f"formerly: [{RULE}]\n")
    for path in [*rules.glob("*/*.yaml"), rules / "clauses.yaml"]:
        text = path.read_text(encoding="utf-8")
        if path.name != f"{new.partition('/')[2]}.yaml" and RULE in text:
            path.write_text(text.replace(RULE, new), encoding="utf-8")
    check = json.loads(office.done("check", "--format", "json", "--rules", rules))
    on = {one["id"]: one["judgement"] for one in check["findings"] if one["judgement"]}
    assert on.keys() == {f"TUV/{new}"}
    assert on[f"TUV/{new}"]["changed"] == []
    assert new in office.done("explain", INITIAL, "--rules", rules, "--format", "json")
    assert (
        len(office.done("check", "--rule", RULE, "--rules", rules, "--format", "csv").splitlines())
        == 2
    )


# --- help and documents


def test_the_schema_for_editors_is_current() -> None:
    written = CHECKOUT / "fixtures" / "judgement.schema.json"
    assert written.read_text(encoding="utf-8") == judgement_schema()
