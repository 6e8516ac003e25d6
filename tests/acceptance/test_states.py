"""``states``: every State and its membership on a day."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.records.states import state_of_code
from tests.acceptance.command_line import CHECKOUT, DONE, WRONG_USAGE, run, run_apart

DAY = "2026-03-01"
ON_RECORD = sorted(path.stem for path in (CHECKOUT / "fixtures" / "states").glob("*.yaml"))


def standings(day: str, *arguments: str) -> list[dict[str, Any]]:
    listed = run("states", "--as-of", day, "--format", "json", *arguments).json
    assert isinstance(listed, list)
    return listed


def standing(state: str, day: str) -> tuple[str, str | None, str | None]:
    """A State's status, entry into force and end on a day."""
    (one,) = standings(day, "--state", state)
    return one["status"], one["in_force"], one["until"]


def test_json_has_the_keys_of_the_contract() -> None:
    for one in standings(DAY):
        assert set(one) >= {"state", "name", "status", "in_force", "until"}
        assert one["name"] == state_of_code(one["state"]).name
        for day in (one["in_force"], one["until"]):
            assert day is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)


def test_every_state_on_record_is_listed_once_in_the_order_of_codes() -> None:
    assert [one["state"] for one in standings(DAY)] == ON_RECORD
    assert len(ON_RECORD) == 166


@pytest.mark.parametrize("day", ["1999-03-01", "1999-09-01", "2013-05-31", "2025-09-01", DAY])
def test_a_standing_says_no_more_than_its_status_allows(day: str) -> None:
    for one in standings(day):
        match one["status"]:
            case "party":
                assert one["in_force"] <= day
                assert one["until"] is None or one["until"] > day
                assert one["by"]
            case "not yet in force":
                assert one["in_force"] > day
                assert one["until"] is None
            case "signatory" | "not a party":
                assert (one["in_force"], one["until"], one["by"]) == (None, None, [])
            case "withdrawn":
                assert one["in_force"] < one["until"] <= day
                assert "20(3)" in one["by"]
            case other:
                pytest.fail(f"an unknown status: {other}")


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        # Tonga acceded on 25 June 2025.
        ("TON", "2025-06-24", ("not a party", None, None)),
        ("TON", "2025-06-25", ("not yet in force", "2025-12-01", None)),
        ("TON", "2025-11-30", ("not yet in force", "2025-12-01", None)),
        ("TON", "2025-12-01", ("party", "2025-12-01", None)),
        # The Marshall Islands signed on 4 December 1997 and ratified on 12 March 2025.
        ("MHL", "2025-03-11", ("signatory", None, None)),
        ("MHL", "2025-03-12", ("not yet in force", "2025-09-01", None)),
        ("MHL", "2025-09-01", ("party", "2025-09-01", None)),
        # Botswana deposited on the first of a month: 1 March 2000.
        ("BWA", "2000-08-31", ("not yet in force", "2000-09-01", None)),
        ("BWA", "2000-09-01", ("party", "2000-09-01", None)),
        # Canada deposited on 3 December 1997, long before the Convention entered into force.
        ("CAN", "1999-03-01", ("party", "1999-03-01", None)),
        # Guinea deposited in October 1998, after the fortieth instrument.
        ("GIN", "1999-03-31", ("not yet in force", "1999-04-01", None)),
        ("GIN", "1999-04-01", ("party", "1999-04-01", None)),
    ],
)
def test_boundary_days(state: str, day: str, expected: tuple[str, str | None, str | None]) -> None:
    assert standing(state, day) == expected


def test_other_formats_say_the_same() -> None:
    listed = standings(DAY)
    rows = list(csv.DictReader(io.StringIO(run("states", "--as-of", DAY, "--format", "csv").out)))
    assert [
        {key: row[key] or None for key in ("state", "name", "status", "in_force", "until")}
        for row in rows
    ] == [
        {key: one[key] for key in ("state", "name", "status", "in_force", "until")}
        for one in listed
    ]
    markdown = run("states", "--as-of", DAY, "--format", "markdown").out.splitlines()
    names = [line.split(" | ")[0].removeprefix("| ") for line in markdown if line.startswith("| ")]
    assert Counter(names[2:]) == Counter(one["name"] for one in listed)
    table = run("states", "--as-of", DAY).out
    counts = Counter(one["status"] for one in listed)
    assert table.splitlines()[1] == ", ".join(f"{name}: {n}" for name, n in sorted(counts.items()))


def test_the_table_of_some_states(snapshot: SnapshotAssertion) -> None:
    some = [
        argument for code in ("EST", "GNQ", "MHL", "SSD", "UKR") for argument in ("--state", code)
    ]
    assert run("states", "--as-of", "2025-08-15", *some).out == snapshot


def test_the_markdown_of_some_states(snapshot: SnapshotAssertion) -> None:
    arguments = ("--state", "Tonga", "--state", "Finland", "--format", "markdown")
    assert run("states", "--as-of", "2026-01-10", *arguments).out == snapshot


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_no_line_ends_with_a_space_and_the_last_one_ends(form: str) -> None:
    out = run("states", "--as-of", DAY, "--format", form).out
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize(
    ("day", "parties", "in_favour", "quorum"),
    [
        ("1999-03-01", 45, 15, 23),
        ("2025-12-26", 166, 56, 84),
        # Estonia, Latvia and Lithuania are no longer bound.
        ("2025-12-27", 163, 55, 82),
        # Finland and Poland.
        ("2026-01-10", 162, 54, 82),
        ("2026-02-20", 161, 54, 81),
    ],
)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_what_a_special_meeting_would_take_is_told_of_all_states_parties_on_the_day(
    form: str, day: str, parties: int, in_favour: int, quorum: int
) -> None:
    out = run("states", "--as-of", day, "--state", "Tonga", "--format", form).out
    last = " ".join(out.split("\n\n")[-1].split())
    assert last == (
        f"With {parties} States Parties on record, the Secretary-General convenes a Special "
        f"Meeting that has been proposed if at least {in_favour} of them favour it within 14 days "
        f"of the communication of the proposal; its quorum is {quorum} (Article 8(5))."
    )


def test_states_can_be_chosen_by_name_or_code() -> None:
    chosen = standings(DAY, "--state", "estonia", "--state", "AFG")
    assert chosen == [one for one in standings(DAY) if one["state"] in ("AFG", "EST")]


def test_a_notice_of_withdrawal_that_was_not_known_yet_is_left_out() -> None:
    known = standings("2025-12-27", "--state", "EST", "--known-at", "2025-06-27")
    unknown = standings("2025-12-27", "--state", "EST", "--known-at", "2025-06-26")
    assert [one["status"] for one in (*known, *unknown)] == ["withdrawn", "party"]


def test_an_unknown_state_and_one_without_a_record_are_refused() -> None:
    for given, said in (
        ("Estoniia", "Did you mean Estonia (EST)?"),
        ("USA", "there is no record of USA"),
    ):
        ran = run("states", "--state", given)
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert said in ran.err


def test_the_day_before_the_convention_entered_into_force_is_refused() -> None:
    ran = run("states", "--as-of", "1999-02-28")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err == (
        "Error: the Anti-Personnel Mine Ban Convention entered into force on 1999-03-01; "
        "there is nothing to check as of 1999-02-28\n"
    )
    assert run("states", "--as-of", "1999-03-01").code == DONE


def test_a_process_of_its_own_gives_the_same_bytes() -> None:
    arguments = ("states", "--as-of", DAY, "--format", "csv")
    assert (
        run_apart(*arguments, environment={"PYTHONHASHSEED": "7"}).stdout == run(*arguments).stdout
    )
