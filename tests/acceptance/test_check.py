"""``check``: what it finds, in every format, narrowed by every filter."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.records import all_states, state_of_code
from compliance_engine.rulebook import Verdict
from tests.acceptance.command_line import (
    CHECKOUT,
    DONE,
    THRESHOLD_MET,
    WRONG_USAGE,
    run,
    run_apart,
)

DAY = "2019-12-31"
SOME = (
    "AFG", "ALB", "ATG", "AUS", "BHS", "BOL", "CPV", "EST", "GBR", "GNQ", "KHM", "OMN", "SDN",
    "SSD", "TJK", "TUV", "UKR", "YEM",
)  # fmt: skip
"""States of every regional group, with findings under every article and much that is not known."""

NO_MEASURES = "article-9/no-measures-reported"
FORMATS = ("table", "json", "csv", "markdown")
STATES = CHECKOUT / "fixtures" / "states"

Finding = dict[str, Any]


@cache
def everything() -> Any:
    """The check of all States as JSON."""
    return run("check", "--as-of", DAY, "--format", "json").json


@cache
def checked(*arguments: str, states: tuple[str, ...] = SOME) -> Any:
    """The check of some States as JSON."""
    return run(*some(*arguments, "--format", "json", states=states)).json


def some(*arguments: str, states: tuple[str, ...] = SOME) -> list[str]:
    """The command that checks some States, with the evaluator that starts fastest."""
    named = [argument for one in states for argument in ("--state", one)]
    return ["check", "--as-of", DAY, "--engine", "plain", *named, *arguments]


def ids(*arguments: str) -> list[str]:
    return [one["id"] for one in checked(*arguments)["findings"]]


def message_column(table: str) -> str:
    """The words in the column of messages, joined over the lines that they take."""
    return " ".join(" ".join(line[28:131] for line in table.splitlines()).split())


# --- JSON


def test_json_has_the_keys_of_the_contract() -> None:
    check = everything()
    assert {
        "schema", "as_of", "known_at", "engine", "rulebook", "records", "findings",
        "undetermined", "summary",
    } <= set(check)  # fmt: skip
    assert check["schema"] == "compliance-engine/findings/1"
    assert (check["as_of"], check["known_at"], check["engine"]) == (DAY, None, "both")
    assert set(check["rulebook"]) >= {"name", "version", "sha256"}
    assert check["rulebook"]["name"] == "apmbc"
    assert check["records"]["states"] == 166
    for part in (check["rulebook"], check["records"]):
        assert re.fullmatch(r"[0-9a-f]{64}", part["sha256"])


def test_every_finding_has_the_keys_of_the_contract() -> None:
    for finding in everything()["findings"]:
        assert {
            "id", "state", "rule", "article", "severity", "verdict", "due", "days", "known",
            "message", "evidence", "confidence", "judgement",
        } <= set(finding)  # fmt: skip
        assert finding["severity"] in ("low", "medium", "high")
        assert finding["confidence"] in ("verified", "single-source", "background-knowledge")
        assert finding["judgement"] is None
        assert finding["verdict"] is None or finding["verdict"] in set(Verdict)
        for evidence in finding["evidence"]:
            assert {"fact", "fields", "where", "sources"} <= set(evidence)
            assert re.fullmatch(rf"{finding['state']}\.yaml:\d+:\d+", evidence["where"])
            assert evidence["sources"]


def test_every_undetermined_matter_has_the_keys_of_the_contract() -> None:
    for matter in everything()["undetermined"]:
        assert {"state", "duty", "due"} <= set(matter)
        assert matter["due"] is None or matter["due"] <= DAY


def test_the_id_of_a_finding_begins_with_its_state_and_its_rule_and_is_its_own() -> None:
    findings = everything()["findings"]
    assert len({one["id"] for one in findings}) == len(findings)
    for one in findings:
        assert f"{one['id']}/".startswith(f"{one['state']}/{one['rule']}/")


def test_the_summary_counts_what_is_listed() -> None:
    check = everything()
    findings = check["findings"]
    assert check["summary"] == {
        "states": len({one["state"] for one in findings}),
        "findings": len(findings),
        "undetermined": len(check["undetermined"]),
        "by_article": dict(
            sorted(Counter(one["article"].split("(")[0] for one in findings).items())
        ),
        "by_rule": dict(sorted(Counter(one["rule"] for one in findings).items())),
        "by_severity": dict(sorted(Counter(one["severity"] for one in findings).items())),
    }


def test_no_undetermined_matter_is_a_finding_too() -> None:
    found = {
        (one["state"], one["due"], one["article"]) for one in everything()["findings"] if one["due"]
    }
    for one in everything()["undetermined"]:
        assert (one["state"], one["due"], one["article"]) not in found


def test_days_are_counted_from_the_due_date() -> None:
    for one in everything()["findings"]:
        if one["verdict"] in ("outstanding", "last known outstanding"):
            overdue = date.fromisoformat(DAY) - date.fromisoformat(one["due"])
            assert one["days"] == overdue.days > 0


def test_no_message_judges_a_state() -> None:
    said = " ".join(one["message"] + one["remedy"] for one in everything()["findings"]).lower()
    for word in ("violat", "violator", "breach", "fail", "non-complian", "illegal", "guilty", "…"):
        assert word not in said


def test_every_day_in_a_message_is_written_out() -> None:
    dated = [one for one in everything()["findings"] if one["due"]]
    assert dated
    for one in dated:
        assert not re.search(r"\d{4}-\d{2}", one["message"]), one["message"]


# --- the other formats say the same


def test_csv_has_a_row_for_each_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(run(*some("--format", "csv")).out)))
    findings = checked()["findings"]
    assert len(rows) == len(findings)
    for row, finding in zip(rows, findings, strict=True):
        for key in ("id", "state", "rule", "article", "severity", "message", "confidence"):
            assert row[key] == finding[key]
        assert row["name"] == state_of_code(finding["state"]).name
        for key in ("verdict", "due", "days", "known"):
            assert row[key] == ("" if finding[key] is None else str(finding[key]))
        for evidence in finding["evidence"]:
            assert evidence["where"] in row["where"].split()


def test_the_table_has_each_message() -> None:
    messages = [one["message"] for one in checked()["findings"]]
    shown = message_column(run(*some()).out)
    for message, count in Counter(messages).items():
        assert shown.count(message) == count, message


def test_the_table_is_grouped_by_article_then_state_by_name() -> None:
    names = {state.name[:24].strip(): state.name for state in all_states().values()}
    shown: dict[str, list[str]] = {}
    for line in run(*some()).out.splitlines():
        if line.startswith("Article "):
            listed = shown.setdefault(line.split(":")[0], [])
        elif line.startswith(("Notes", "Undetermined")):
            break
        elif (name := line[2:26].strip()) in names:
            listed.append(names[name])
    assert list(shown) == ["Article 1", "Article 7", "Article 9"]
    for listed in shown.values():
        assert listed == sorted(set(listed)) != []


def test_a_name_with_accents_stands_where_a_reader_looks_for_it() -> None:
    arguments = ("--article", "9", "--state", "HRV", "--state", "CIV", "--state", "CYP")
    names = [
        line[2:26].strip() for line in run("check", "--as-of", DAY, *arguments).out.splitlines()
    ]
    order = [name for name in names if name in ("Croatia", "Côte d'Ivoire", "Cyprus")]
    assert order == ["Côte d'Ivoire", "Cyprus"]


def test_markdown_has_a_row_for_each_finding() -> None:
    text = run(*some("--format", "markdown")).out
    tables = re.split(r"\n## (?:Notes|Undetermined)", text)[0]
    rows = [line for line in tables.splitlines() if line.startswith("| ")]
    findings = [line for line in rows if not line.startswith(("| State", "| ---"))]
    assert Counter(line.split(" | ")[1] for line in findings) == Counter(
        one["message"] for one in checked()["findings"]
    )
    assert {line.count(" | ") for line in rows} == {3}


@pytest.mark.parametrize("form", FORMATS)
def test_no_line_ends_with_a_space_and_the_last_one_ends(form: str) -> None:
    out = run(*some("--format", form)).out
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_the_table_of_one_state(snapshot: SnapshotAssertion) -> None:
    assert (
        run("check", "--as-of", "2011-12-02", "--state", "GNQ", "--article", "7(1)").out == snapshot
    )


def test_the_markdown_of_one_state(snapshot: SnapshotAssertion) -> None:
    arguments = ("--as-of", "2012-12-01", "--state", "Tuvalu", "--format", "markdown")
    assert run("check", *arguments).out == snapshot


def test_undetermined_matters_of_one_state(snapshot: SnapshotAssertion) -> None:
    arguments = ("--as-of", DAY, "--state", "GBR", "--verdict", "undetermined")
    assert run("check", *arguments).out == snapshot


def test_nothing_at_all_is_found(snapshot: SnapshotAssertion) -> None:
    assert run("check", "--as-of", "2000-01-01", "--state", "TON").out == snapshot


# --- filters


@pytest.mark.parametrize(
    ("option", "value", "holds"),
    [
        ("--rule", NO_MEASURES, lambda one: one["rule"] == NO_MEASURES),
        ("--rule", "no-measures-reported", lambda one: one["rule"] == NO_MEASURES),
        ("--verdict", "met late", lambda one: one["verdict"] == "met late"),
        ("--article", "7", lambda one: one["article"] in ("7(1)", "7(2)")),
        ("--article", "7(1)", lambda one: one["article"] == "7(1)"),
        ("--severity", "high", lambda one: one["severity"] == "high"),
        ("--region", "WEOG", lambda one: state_of_code(one["state"]).group == "WEOG"),
    ],
)
def test_a_filter_leaves_exactly_what_it_asks_for(
    option: str, value: str, holds: Callable[[Finding], bool]
) -> None:
    wanted = [one["id"] for one in checked()["findings"] if holds(one)]
    assert wanted
    assert ids(option, value) == wanted


def test_filters_combine() -> None:
    filters = [("--article", "7"), ("--severity", "medium"), ("--region", "African"),
               ("--verdict", "last known outstanding")]  # fmt: skip
    each = [set(ids(*one)) for one in filters]
    together = [argument for one in filters for argument in one]
    assert set(ids(*together)) == set.intersection(*each)
    assert ids(*together) == ids(*reversed_pairs(together))
    assert 0 < len(ids(*together)) < min(len(one) for one in each)


def reversed_pairs(arguments: list[str]) -> list[str]:
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    return [argument for pair in reversed(list(pairs)) for argument in pair]


@pytest.mark.parametrize("group", ["African", "Asia-Pacific", "EEG", "GRULAC", "WEOG"])
def test_every_regional_group_can_be_asked_for(group: str) -> None:
    shown = checked("--region", group)
    assert {state_of_code(one["state"]).group for one in shown["undetermined"]} == {group}


def test_only_states_that_are_not_members_of_the_un_are_in_no_regional_group() -> None:
    """The Cook Islands and Niue."""
    groups = {path.stem: state_of_code(path.stem).group for path in STATES.glob("*.yaml")}
    assert [code for code, group in sorted(groups.items()) if not group] == ["COK", "NIU"]


def test_the_verdict_undetermined_lists_what_is_not_known_and_no_finding() -> None:
    shown = checked("--verdict", "undetermined")
    assert shown["findings"] == []
    assert shown["undetermined"] == checked()["undetermined"]


def test_the_undetermined_are_filtered_by_article_and_region() -> None:
    listed = checked()["undetermined"]
    assert checked("--article", "9")["undetermined"] == [
        one for one in listed if one["article"] == "9"
    ]
    assert checked("--region", "EEG")["undetermined"] == [
        one for one in listed if state_of_code(one["state"]).group == "EEG"
    ]
    assert checked("--severity", "high")["undetermined"] == []


def test_the_states_asked_for_are_those_of_the_whole_check() -> None:
    for part in ("findings", "undetermined"):
        assert checked()[part] == [one for one in everything()[part] if one["state"] in SOME]


@pytest.mark.parametrize("given", ["7", "7(1)", "9", "1", "1(1)", "8(2)"])
def test_an_article_or_paragraph_can_be_asked_for(given: str) -> None:
    shown = checked("--article", given)
    for one in (*shown["findings"], *shown["undetermined"]):
        assert one["article"] == given or one["article"].startswith(f"{given}(")


@pytest.mark.parametrize("given", ["12", "7(9)", "1(1)(b)", "seven", "Article 7"])
def test_an_article_under_which_nothing_is_checked_is_refused(given: str) -> None:
    ran = run("check", "--as-of", DAY, "--article", given)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err == (
        f"Error: nothing is checked under '{given}'. "
        "Write 1, 7, 8, 9, or a paragraph of one, such as 7(1)\n"
    )


def test_a_note_is_shown_with_its_state_only() -> None:
    def noted(*filters: str) -> list[str]:
        arguments = ("--as-of", "2025-12-31", "--state", "UKR", "--state", "TON", "--state", "GNQ")
        check = run("check", *arguments, *filters, "--format", "json").json
        return [one["state"] for one in check["notes"]]

    assert noted() == noted("--region", "EEG") == noted("--article", "1") == ["UKR"]
    assert noted("--region", "African") == noted("--rule", "two-years-silent") == []


# --- which States


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("SWZ", ["swz", "Eswatini", "Swaziland", " eswatini "]),
        ("TCD", ["Chad", "Tchad", "tchad"]),
        ("MKD", ["North Macedonia", "Macedonia"]),
        ("CIV", ["Côte d'Ivoire", "CÔTE D'IVOIRE", "Ivory Coast"]),
        ("COD", ["Democratic Republic of the Congo", "Zaire"]),
        ("GBR", ["United Kingdom"]),
    ],
)
def test_a_state_is_known_by_its_names(code: str, names: list[str]) -> None:
    for name in names:
        assert checked(states=(name,)) == checked(states=(code,))


def test_states_are_listed_once_and_in_one_order_however_they_are_given() -> None:
    assert checked(states=("TON", "GNQ", "Tonga")) == checked(states=("GNQ", "TON"))


@pytest.mark.parametrize(
    ("given", "suggested"), [("Cambodja", "Cambodia"), ("GNK", "GNQ"), ("Suden", "Sudan")]
)
def test_an_unknown_state_is_refused_with_what_may_be_meant(given: str, suggested: str) -> None:
    ran = run("check", "--as-of", DAY, "--state", "TON", "--state", given)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err.startswith(
        f"Error: {given!r} is not a State that the engine knows. Did you mean "
    )
    assert f"'{suggested}'" in ran.err


def test_a_code_of_two_letters_is_no_state() -> None:
    ran = run("check", "--state", "GQ")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")


@pytest.mark.parametrize("given", ["USA", "United States of America", "Russian Federation"])
def test_a_state_that_never_joined_has_no_record(given: str) -> None:
    ran = run("check", "--as-of", DAY, "--state", given)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err.startswith("Error: there is no record of ")


def test_the_made_up_state_of_worked_cases_cannot_be_asked_for() -> None:
    assert run("check", "--state", "XXX").code == WRONG_USAGE


# --- other options


@pytest.mark.parametrize("level", ["low", "medium", "high"])
def test_fail_on_changes_nothing_but_the_exit_code(level: str) -> None:
    plain = run("check", "--as-of", DAY, "--state", "GNQ")
    ran = run("check", "--as-of", DAY, "--state", "GNQ", "--fail-on", level)
    assert (ran.stdout, ran.stderr) == (plain.stdout, b"")
    severities = {one["severity"] for one in checked(states=("GNQ",))["findings"]}
    reached = {"low": {"low", "medium", "high"}, "medium": {"medium", "high"}, "high": {"high"}}
    assert ran.code == (THRESHOLD_MET if severities & reached[level] else DONE)


def test_fail_on_looks_at_the_findings_shown_only() -> None:
    arguments = ("check", "--as-of", "2011-12-02", "--state", "GNQ", "--fail-on", "high")
    assert run(*arguments).code == THRESHOLD_MET
    assert run(*arguments, "--severity", "medium").code == DONE
    assert run(*arguments, "--verdict", "undetermined").code == DONE


def test_fail_on_never_counts_what_is_not_known() -> None:
    ran = run(*some("--article", "7", "--fail-on", "low", states=("GBR", "TJK")))
    assert ran.code == DONE
    assert "\nUndetermined\n" in ran.out


def test_known_at_leaves_out_what_became_known_later() -> None:
    """Equatorial Guinea's initial report of 7 July 2014, one day before and on that day."""
    arguments = ("check", "--as-of", "2015-01-01", "--state", "GNQ", "--article", "7(1)")

    def rules(known_at: str) -> list[str]:
        check = run(*arguments, "--format", "json", "--known-at", known_at).json
        assert check["known_at"] == known_at
        return [one["rule"] for one in check["findings"]]

    assert rules("2014-07-06") == ["article-7/initial-report-outstanding"]
    assert rules("2014-07-07") == ["article-7/initial-report-late"]
    assert run(*arguments, "--known-at", "2014-07-06").out.startswith(
        "Findings as of 1 January 2015, with what was known by 6 July 2014\n"
    )


def test_before_anything_was_known_nothing_is_found() -> None:
    check = checked("--known-at", "1990-01-01")
    assert (check["findings"], check["undetermined"], check["notes"]) == ([], [], [])


def test_the_day_of_the_check_is_today_unless_it_is_given() -> None:
    before = datetime.now(UTC).date().isoformat()
    shown = run("check", "--state", "TON", "--engine", "plain", "--format", "json").json["as_of"]
    assert before <= shown <= datetime.now(UTC).date().isoformat()


def test_all_engines_give_the_same_but_for_their_names() -> None:
    both, rete, plain = (checked("--engine", name) for name in ("both", "rete", "plain"))
    assert [one["engine"] for one in (both, rete, plain)] == ["both", "rete", "plain"]
    assert {**rete, "engine": "both"} == {**plain, "engine": "both"} == both


@pytest.mark.parametrize("option", ["--format", "--engine", "--verdict", "--severity", "--region"])
def test_a_choice_that_is_not_offered_is_refused_with_those_that_are(option: str) -> None:
    ran = run("check", option, "pdf")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "'pdf' is not one of " in ran.err


def test_an_unknown_rule_is_refused_with_what_may_be_meant() -> None:
    ran = run("check", "--rule", "article-7/initial-report-outstandig")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err.startswith(
        "Error: there is no rule 'article-7/initial-report-outstandig'. "
        "Did you mean 'article-7/initial-report-outstanding'"
    )


# --- the same bytes


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few records, written in the opposite order of their names."""
    folder = tmp_path_factory.mktemp("few")
    for name in ("UKR", "TON", "KHM", "GNQ", "AFG"):
        shutil.copyfile(STATES / f"{name}.yaml", folder / f"{name}.yaml")
    return folder


def test_the_same_inputs_give_the_same_bytes(few: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    for name in ("AFG", "GNQ", "KHM", "TON", "UKR"):
        shutil.copyfile(few / f"{name}.yaml", again / f"{name}.yaml")
    arguments = ("check", "--as-of", DAY, "--format", "json", "--records")
    first = run_apart(*arguments, few, folder=CHECKOUT, environment={"PYTHONHASHSEED": "1"})
    second = run_apart(
        *arguments,
        again,
        folder=tmp_path,
        environment={
            "PYTHONHASHSEED": "2",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "COLUMNS": "40",
        },
    )
    assert (first.code, first.err) == (DONE, "")
    assert first.stdout == second.stdout
    assert first.stdout == run(*arguments, few).stdout


@pytest.mark.parametrize("form", FORMATS)
def test_output_does_not_depend_on_the_order_in_which_states_are_named(form: str) -> None:
    one, other = (
        run("check", "--as-of", DAY, "--format", form, "--state", first, "--state", second)
        for first, second in (("UKR", "AFG"), ("AFG", "UKR"))
    )
    assert one.stdout == other.stdout


def test_a_changed_record_changes_the_digest(few: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(few, changed)
    with (changed / "TON.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")

    def digest(folder: Path) -> str:
        arguments = ("--as-of", DAY, "--state", "TON", "--format", "json", "--records", folder)
        return str(run("check", *arguments).json["records"]["sha256"])

    assert digest(changed) != digest(few)


# --- hostile cells

FORMULA = '=HYPERLINK("http://example.org","x")'

HOSTILE = f"""\
state: TON
membership:
  - {{instrument: accession, deposited: 2011-09-13, source: '{FORMULA}'}}
article_7:
  reports:
    - {{covers: initial, submitted: 2013-01-05, source: '{FORMULA}'}}
sources:
  '{FORMULA}': {{title: A | B}}
"""


def test_no_cell_of_the_csv_can_be_taken_for_a_formula(tmp_path: Path) -> None:
    (tmp_path / "TON.yaml").write_text(HOSTILE, encoding="utf-8")
    for command in (("check",), ("duties", "TON"), ("states",)):
        arguments = ("--as-of", DAY, "--format", "csv", "--records", tmp_path)
        rows = list(csv.reader(io.StringIO(run(*command, *arguments).out)))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    rows = list(csv.reader(io.StringIO(run("check", *arguments).out)))
    assert rows[1][-1] == f"'{FORMULA}"
