"""``forecast``: what is coming, day by day."""

from __future__ import annotations

import csv
import io

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.acceptance.command_line import WRONG_USAGE, run

PLAIN = ("--engine", "plain")


def coming(*arguments: str) -> list[tuple[str, str, str, str | None, str | None]]:
    """What comes: day, State, change, matter, key."""
    found = run("forecast", *arguments, *PLAIN, "--format", "json").json["coming"]
    return [(one["date"], one["state"], one["change"], one["matter"], one["key"]) for one in found]


def test_tongas_initial_report_falls_due_and_is_then_not_known() -> None:
    assert coming("--state", "TON", "--as-of", "2026-03-01", "--until", "2027-05-01") == [
        ("2026-05-30", "TON", "due", "initial report", None),
        ("2026-05-31", "TON", "not known", "initial report", None),
        ("2026-05-31", "TON", "begins", "article-9/measures-undetermined", None),
        ("2027-04-30", "TON", "due", "annual report", "2026"),
        ("2027-05-01", "TON", "not known", "annual report", "2026"),
    ]


def test_a_withdrawal_that_takes_effect_is_told_and_nothing_falls_due_after_it() -> None:
    found = coming("--state", "FIN", "--as-of", "2025-12-01", "--until", "2026-12-31")
    assert ("2026-01-10", "FIN", "standing", None, "withdrawn") in found
    assert not [one for one in found if one[2] == "due"]


def test_the_day_of_the_check_is_past_and_the_last_day_is_included() -> None:
    tonga = ("--state", "TON", "--as-of")
    assert coming(*tonga, "2026-05-29", "--until", "2026-05-30")
    assert coming(*tonga, "2026-05-30", "--until", "2026-05-31")[0][2] == "not known"
    assert not coming(*tonga, "2026-03-01", "--until", "2026-05-29")


def test_findings_that_begin_and_end_are_those_of_checks_on_the_days() -> None:
    def found(day: str) -> set[str]:
        check = run("check", "--state", "GNQ", "--as-of", day, *PLAIN, "--format", "json").json
        return {one["id"] for one in check["findings"]}

    told = coming("--state", "GNQ", "--as-of", "2014-07-06", "--until", "2014-07-07")
    before, after = found("2014-07-06"), found("2014-07-07")
    for change, ids in (("begins", after - before), ("ends", before - after)):
        of_change = [(matter, key) for _, _, one, matter, key in told if one == change]
        assert {"/".join(filter(None, ("GNQ", *one))) for one in of_change} == ids
        assert ids


def test_filters_narrow_it() -> None:
    year = ("--as-of", "2021-01-01", "--until", "2021-12-31")
    assert {one[1] for one in coming(*year, "--region", "GRULAC")} > {"BRA"}
    assert not [one for one in coming(*year, "--region", "GRULAC") if one[1] == "AFG"]
    assert {one[3] for one in coming(*year, "--article", "7")} >= {"annual report"}
    assert {one[3] for one in coming(*year, "--rule", "case-update-due")} <= {
        "article-1/case-update-due"
    }


def test_csv_has_a_row_for_each() -> None:
    asked = ("--state", "TON", "--as-of", "2026-03-01", "--until", "2026-06-30")
    out = run("forecast", *asked, *PLAIN, "--format", "csv", "--lang", "fr").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["date"] for row in rows] == [one[0] for one in coming(*asked)]
    assert rows[0]["name"] == "Tonga"


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_its_page(snapshot: SnapshotAssertion, language: str, form: str) -> None:
    asked = ("--as-of", "2025-12-20", "--until", "2026-06-30")
    assert run("forecast", *asked, *PLAIN, "--lang", language, "--format", form).out == snapshot


def test_without_a_last_day_it_looks_a_year_ahead() -> None:
    ran = run("forecast", "--state", "TUV", "--as-of", "2024-02-29", *PLAIN)
    assert "Forecast from 1 March 2024 to 28 February 2025" in ran.out


def test_where_nothing_comes_it_says_so() -> None:
    ran = run(
        "forecast", "--state", "TUV", "--as-of", "2021-06-24", "--until", "2021-06-25", *PLAIN
    )
    assert "Nothing is coming." in ran.out


@pytest.mark.parametrize("until", ["2021-06-24", "2021-01-01"])
def test_a_last_day_that_does_not_come_after_the_check_is_refused(until: str) -> None:
    ran = run("forecast", "--as-of", "2021-06-24", "--until", until)
    assert ran.code == WRONG_USAGE
    assert f"--until {until} does not come after 2021-06-24" in ran.err
