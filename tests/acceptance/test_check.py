"""``check``: what it finds, in every format, always in the same bytes."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.records.confidence import Confidence
from compliance_engine.records.states import all_states, state_of_code
from compliance_engine.rulebook.vocabulary import Verdict
from tests.acceptance.checking import DAY, STATES, checked, everything, some
from tests.acceptance.command_line import CHECKOUT, DONE, run, run_apart

FORMATS = ("table", "json", "csv", "markdown")


def message_column(table: str) -> str:
    """The words in the column of messages, joined over the lines that they take."""
    return " ".join(" ".join(line[28:114] for line in table.splitlines()).split())


# --- JSON


def test_json_has_the_keys_of_the_contract() -> None:
    check = everything()
    assert {
        "schema", "as_of", "known_at", "engine", "rulebook", "records", "findings",
        "undetermined", "summary",
    } <= set(check)  # fmt: skip
    assert check["schema"] == "compliance-engine/findings/2"
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
            "message", "evidence", "confidence", "judgement", "said_by", "law_checked",
        } <= set(finding)  # fmt: skip
        assert finding["severity"] in ("low", "medium", "high")
        if finding["said_by"]:
            assert finding["confidence"] is None
        else:
            assert str(Confidence.read(finding["confidence"])) == finding["confidence"]
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


def test_no_finding_says_more_of_an_undetermined_matter_than_that() -> None:
    found = {
        (one["state"], one["due"], one["article"])
        for one in everything()["findings"]
        if one["due"] and one["verdict"] != "undetermined"
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
        for key in ("id", "state", "rule", "article", "severity", "message"):
            assert row[key] == finding[key]
        who = " / ".join(one["text"] for one in finding["said_by"])
        assert row["confidence"] == (finding["confidence"] or who)
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
        elif line.startswith(("Notes", "Undetermined", "To be settled in the records")):
            break
        elif (name := line[2:26].strip()) in names:
            listed.append(names[name])
    assert list(shown) == ["Article 1", "Article 7", "Article 8", "Article 9"]
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
  '{FORMULA}': {{title: A | B, publisher: monitor, date: 2020}}
"""


def test_no_cell_of_the_csv_can_be_taken_for_a_formula(tmp_path: Path) -> None:
    (tmp_path / "TON.yaml").write_text(HOSTILE, encoding="utf-8")
    for command in (("check",), ("duties", "TON"), ("states",)):
        arguments = ("--as-of", DAY, "--format", "csv", "--records", tmp_path)
        rows = list(csv.reader(io.StringIO(run(*command, *arguments).out)))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    rows = list(csv.reader(io.StringIO(run("check", *arguments).out)))
    assert rows[1][rows[0].index("sources")] == f"'{FORMULA}"
