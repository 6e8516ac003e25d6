"""``history``: from when until when findings held."""

from __future__ import annotations

import csv
import io

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.acceptance.command_line import WRONG_USAGE, run

PLAIN = ("--engine", "plain")
TODAY = ("--as-of", "2021-06-24", *PLAIN)
GUINEA = "GNQ/article-7/initial-report-outstanding"


def intervals(*arguments: str) -> dict[str, list[dict[str, object]]]:
    """The intervals of each finding, by its id."""
    found = run("history", *arguments, "--format", "json").json["findings"]
    return {one["id"]: one["intervals"] for one in found}


def test_an_initial_report_was_outstanding_from_the_day_after_its_date_to_its_submission() -> None:
    (one,) = intervals("GNQ", *TODAY)[GUINEA]
    assert (one["from"], one["until"]) == ("1999-08-29", "2014-07-07")
    assert [phase["verdict"] for phase in one["phases"]] == ["outstanding"]  # type: ignore[attr-defined]


def test_what_still_holds_has_no_end() -> None:
    (one,) = intervals("TUV", *TODAY)["TUV/article-7/initial-report-outstanding"]
    assert (one["from"], one["until"]) == ("2012-08-29", None)
    assert one["phases"] == [
        {"verdict": "outstanding", "from": "2012-08-29", "until": "2015-06-19"},
        {"verdict": "last known outstanding", "from": "2015-06-19", "until": None},
    ]


def test_the_day_before_a_report_came_is_the_last_on_which_it_was_outstanding() -> None:
    for day, until in (("2014-07-06", None), ("2014-07-07", "2014-07-07")):
        (one,) = intervals("GNQ", "--as-of", day, *PLAIN)[GUINEA]
        assert one["until"] == until


def test_what_came_to_an_end_before_the_first_day_looked_at_is_left_out() -> None:
    assert GUINEA in intervals("GNQ", "--since", "2014-07-06", *TODAY)
    assert GUINEA not in intervals("GNQ", "--since", "2014-07-07", *TODAY)
    (one,) = intervals("GNQ", "--since", "2010-01-01", *TODAY)[GUINEA]
    assert one["from"] == "2010-01-01"


def test_filters_narrow_it_as_they_narrow_a_check() -> None:
    everything = intervals("GNQ", *TODAY)
    assert set(intervals("GNQ", "--rule", "initial-report-outstanding", *TODAY)) == {GUINEA}
    article_9 = intervals("GNQ", "--article", "9", *TODAY)
    assert article_9
    assert set(article_9) == {one for one in everything if "/article-9/" in one}
    high = intervals("GNQ", "--severity", "high", *TODAY)
    assert GUINEA in high
    assert set(high) < set(everything)
    assert not intervals("GNQ", "--region", "WEOG", *TODAY)
    known = intervals("GNQ", "--verdict", "last known outstanding", *TODAY)
    assert "GNQ/article-7/annual-report-outstanding/2010" in known
    assert GUINEA not in known


def test_what_was_known_by_a_day_alone_can_be_asked_for() -> None:
    (one,) = intervals("GNQ", *TODAY, "--known-at", "2012-01-01")[GUINEA]
    assert one["until"] is None


@pytest.mark.deep
def test_the_history_of_all_states_is_that_of_each() -> None:
    everything = intervals(*TODAY)
    assert len({one[:3] for one in everything}) > 100
    assert {one: found for one, found in everything.items() if one.startswith("TUV/")} == (
        intervals("TUV", *TODAY)
    )


def test_csv_has_a_row_for_each_interval() -> None:
    rows = list(csv.DictReader(io.StringIO(run("history", "GNQ", *TODAY, "--format", "csv").out)))
    (one,) = [row for row in rows if row["id"] == GUINEA]
    assert (one["from"], one["until"]) == ("1999-08-29", "2014-07-07")
    assert len(rows) == sum(len(found) for found in intervals("GNQ", *TODAY).values())


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_its_page(snapshot: SnapshotAssertion, language: str, form: str) -> None:
    ran = run("history", "TUV", *TODAY, "--lang", language, "--format", form)
    assert ran.out == snapshot


def test_without_findings_it_says_so() -> None:
    assert "No findings." in run("history", "TON", "--as-of", "2025-12-01", *PLAIN).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("GNQ", "--since", "2022-01-01", *TODAY), "--since 2022-01-01 comes after --as-of"),
        (("GNQ", "--since", "1998-01-01", *TODAY), "there is nothing to check as of 1998-01-01"),
        (("Atlantis", *TODAY), "is not a State that the engine knows"),
        (("GNQ", "--rule", "no-such", *TODAY), "there is no rule 'no-such'"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: tuple[str, ...], said: str) -> None:
    ran = run("history", *arguments)
    assert ran.code == WRONG_USAGE
    assert said in ran.err
    assert not ran.out
