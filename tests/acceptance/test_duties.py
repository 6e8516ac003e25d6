"""``duties STATE``: one State's calendar."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.rulebook.vocabulary import Verdict
from tests.acceptance.command_line import CHECKOUT, WRONG_USAGE, run, run_apart

DAY = "2020-06-30"
ON_RECORD = sorted(path.stem for path in (CHECKOUT / "fixtures" / "states").glob("*.yaml"))

REJOINED = """\
state: TON
membership:
  - instrument: accession
    deposited: 2001-03-05
    source: example
    withdrawal: {notified: 2010-01-10, effective: 2010-07-10, armed_conflict: "no", source: example}
  - {instrument: accession, deposited: 2014-02-20, source: example}
sources:
  example: {title: A made-up source, publisher: monitor, date: 2020}
"""
"""Bound from 1 September 2001 to 9 July 2010, and again from 1 August 2014."""


def calendar(state: str, *arguments: str | Path, day: str = DAY) -> list[dict[str, Any]]:
    listed = run("duties", state, "--as-of", day, "--format", "json", *arguments).json
    assert isinstance(listed, list)
    return listed


@cache
def calendars() -> dict[str, list[dict[str, Any]]]:
    """The calendar of every State on record."""
    return {state: calendar(state) for state in ON_RECORD}


def lines(state: str, *arguments: str | Path, day: str = DAY) -> list[tuple[str, str, str]]:
    return [
        (one["duty"], one["due"], one["verdict"]) for one in calendar(state, *arguments, day=day)
    ]


@pytest.mark.parametrize("state", ["AFG", "CPV", "GNQ", "KHM", "POL", "UKR"])
def test_json_has_the_keys_of_the_contract(state: str) -> None:
    for line in calendar(state, day="2025-12-31"):
        assert set(line) >= {"duty", "period", "due", "verdict", "working"}
        assert line["verdict"] in set(Verdict)
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", line["due"])
        assert line["working"]
        assert all(isinstance(step, str) and step.endswith(".") for step in line["working"])
        assert line["doubt"] is None or line["doubt"] == line["doubt"].strip()


@pytest.mark.deep
def test_every_state_on_record_has_a_calendar_in_the_order_of_due_dates() -> None:
    for listed in calendars().values():
        assert [one["due"] for one in listed] == sorted(one["due"] for one in listed)
        keys = [(one["duty"], one["period"], one["due"]) for one in listed]
        assert len(set(keys)) == len(keys)


def test_every_annual_report_is_due_on_30_april_of_the_year_after_the_one_it_covers() -> None:
    for listed in calendars().values():
        for line in listed:
            if line["duty"] == "annual report":
                assert line["due"] == f"{int(line['period']) + 1}-04-30"


def test_nothing_is_late_outstanding_or_unknown_before_the_day_after_it_is_due() -> None:
    for state in ("AFG", "GNQ", "KHM", "TUV"):
        for day in ("2015-04-29", "2015-04-30"):
            (last,) = [one for one in calendar(state, day=day) if one["due"] == "2015-04-30"]
            assert last["verdict"] in ("not yet due", "met")
        (last,) = [one for one in calendar(state, day="2015-05-01") if one["due"] == "2015-04-30"]
        assert last["verdict"] != "not yet due"


def test_other_formats_have_the_same_lines() -> None:
    listed = calendar("AFG")
    rows = list(
        csv.DictReader(io.StringIO(run("duties", "AFG", "--as-of", DAY, "--format", "csv").out))
    )
    for row, line in zip(rows, listed, strict=True):
        for key in ("duty", "period", "due", "verdict", "submitted", "days_late", "known"):
            assert row[key] == ("" if line[key] is None else str(line[key]))
    markdown = run("duties", "AFG", "--as-of", DAY, "--format", "markdown").out
    assert len([line for line in markdown.splitlines() if line.startswith("| ")]) == len(listed) + 2
    for line in listed:
        assert f" | {line['verdict']}" in markdown


def test_the_table_of_a_state(snapshot: SnapshotAssertion) -> None:
    assert run("duties", "Afghanistan", "--as-of", DAY).out == snapshot


def test_the_table_with_its_working(snapshot: SnapshotAssertion) -> None:
    assert run("duties", "TON", "--as-of", "2026-06-01", "--working").out == snapshot


def test_the_table_of_a_state_that_has_withdrawn(snapshot: SnapshotAssertion) -> None:
    out = run("duties", "POL", "--as-of", "2026-05-01").out
    assert [
        line for line in out.splitlines() if not line.startswith("30 April 20") or "2026" in line
    ] == (snapshot)


def test_a_state_without_duties_says_so(snapshot: SnapshotAssertion) -> None:
    assert run("duties", "TON", "--as-of", "2020-01-01").out == snapshot


def test_a_request_for_clarification_is_answered_within_28_days() -> None:
    """Thailand's request is dated to August 2025: the latest possible day, and an estimate."""
    (line,) = [one for one in calendar("KHM", day="2025-12-31") if "clarification" in one["duty"]]
    assert (line["due"], line["verdict"], line["article"]) == ("2025-09-28", "undetermined", "8(2)")
    assert "an estimate" in line["working"][-1]


def test_a_state_that_joins_again_owes_again_and_the_table_shows_both_times(tmp_path: Path) -> None:
    (tmp_path / "TON.yaml").write_text(REJOINED, encoding="utf-8")
    records = ("--records", tmp_path)
    initial = [one for one in lines("TON", *records) if one[0] == "initial report"]
    assert [due for _, due, _ in initial] == ["2002-02-28", "2015-01-28"]
    owed = {due[:4] for duty, due, verdict in lines("TON", *records) if verdict == "undetermined"}
    assert "2010" in owed  # 30 April 2010 came before the withdrawal took effect
    assert not {"2011", "2012", "2013", "2014"} & owed
    out = " ".join(run("duties", "TON", "--as-of", DAY, *records).out.split())
    assert "entered into force for Tonga on 1 September 2001" in out
    assert "entered into force for Tonga on 1 August 2014" in out


def test_known_at_leaves_out_what_became_known_later() -> None:
    def initial(known_at: str) -> str:
        listed = lines("GNQ", "--known-at", known_at, day="2015-01-01")
        (verdict,) = [verdict for duty, _, verdict in listed if duty == "initial report"]
        return verdict

    assert initial("2009-12-31") == "undetermined"
    assert initial("2010-12-02") == "last known outstanding"
    assert initial("2014-07-07") == "met late"


@pytest.mark.parametrize("given", ["KHM", "khm", "Cambodia", "Cambodge", "Camboya"])
def test_the_state_may_be_named_or_given_by_its_code(given: str) -> None:
    assert (
        run("duties", given, "--as-of", DAY).stdout == run("duties", "KHM", "--as-of", DAY).stdout
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Cambodja", "Did you mean Cambodia (KHM)"),
        ("USA", "no record of USA"),
        ("", "'' is not a State"),
    ],
)
def test_a_state_that_cannot_be_shown_is_refused(given: str, said: str) -> None:
    ran = run("duties", given)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert said in ran.err


def test_the_state_must_be_given() -> None:
    ran = run("duties")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "Missing argument 'STATE'" in ran.err


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_no_line_ends_with_a_space_and_the_last_one_ends(form: str) -> None:
    for more in ((), ("--working",)):
        out = run("duties", "UKR", "--as-of", DAY, "--format", form, *more).out
        assert out.endswith("\n")
        assert not out.endswith("\n\n")
        assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_a_process_of_its_own_gives_the_same_bytes(tmp_path: Path) -> None:
    arguments = ("duties", "UKR", "--as-of", DAY, "--working")
    apart = run_apart(
        *arguments, folder=tmp_path, environment={"PYTHONHASHSEED": "3", "COLUMNS": "60"}
    )
    assert apart.stdout == run(*arguments).stdout
