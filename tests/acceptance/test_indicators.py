"""``rules indicators``: figures of a plan that anyone can count again from the records."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.acceptance.command_line import DONE, WRONG_USAGE, run

OSLO = ("rules", "indicators", "--plan", "oslo", "--as-of", "2021-06-24")


@cache
def oslo(*more: str) -> dict[int, dict[str, Any]]:
    """The indicators of the Oslo Action Plan on the day of the thematic session, by action."""
    counted = run(*OSLO, "--format", "json", *more).json["indicators"]
    return {one["action"]: one for one in counted}


def test_the_indicators_of_the_plan_are_those_of_the_actions_that_are_checked() -> None:
    assert list(oslo()) == [8, 15, 16, 48, 49, 50]


def test_a_figure_is_the_number_of_its_states() -> None:
    for one in oslo().values():
        assert one["number"] == len(one["counted"])
        assert one["of"] == len(one["states"])
        assert set(one["counted"]) | set(one["undetermined"]) <= set(one["states"])
        assert not set(one["counted"]) & set(one["undetermined"])


def test_the_percentages_are_of_all_states_concerned_at_least_and_at_most() -> None:
    one = oslo()[50]
    assert one["percentage"] == round(100 * one["number"] / one["of"], 1)
    most = one["number"] + len(one["undetermined"])
    assert one["percentage_at_most"] == round(100 * most / one["of"], 1)


def test_nothing_is_of_a_hundred_where_no_state_is_concerned() -> None:
    one = oslo()[15]
    assert (one["of"], one["percentage"], one["percentage_at_most"]) == (0, None, None)


def test_reports_on_time_are_those_whose_duty_is_met_on_the_day() -> None:
    calendars = {
        code: run("duties", code, "--as-of", "2021-06-24", "--format", "json").json
        for code in ("HRV", "SRB", "NGA")
    }
    latest = {
        code: next(one for one in lines if one["due"] == "2021-04-30")["verdict"]
        for code, lines in calendars.items()
    }
    assert latest == {"HRV": "met", "SRB": "met", "NGA": "outstanding"}
    assert {"HRV", "SRB"} <= set(oslo()[8]["counted"])
    assert "NGA" not in {*oslo()[8]["counted"], *oslo()[8]["undetermined"]}


def test_article_9_is_asked_of_every_state_bound_on_the_day() -> None:
    listed = run("states", "--as-of", "2021-06-24", "--format", "json").json
    parties = sorted(one["state"] for one in listed if one["status"] == "party")
    assert oslo()[50]["states"] == parties


def test_both_evaluators_alone_count_the_same() -> None:
    assert oslo("--engine", "rete") == oslo("--engine", "plain") == oslo()


def test_the_page_names_the_states_and_says_what_is_undetermined() -> None:
    page = run(*OSLO).out
    assert "Oslo Action Plan 2020-2024: indicators as of 24 June 2021" in page
    assert "Political commitments, not obligations of the Convention." in page
    assert "2 of 164 (1.2 %); 160 undetermined, with which it could be up to 98.8 %." in page
    assert "Counted: Croatia, Serbia" in page
    assert "were not checked against the official document" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Comptés : Croatie, Serbie"), ("es", "Contados: Croacia, Serbia")],
)
def test_the_page_speaks_the_language(language: str, said: str) -> None:
    assert said in run(*OSLO, "--lang", language).out.replace("\u00a0", " ")


def test_the_markdown_has_a_heading_for_each_action() -> None:
    page = run(*OSLO, "--format", "markdown").out
    assert [line for line in page.splitlines() if line.startswith("## Action 49.")]


def test_of_the_present_plan_the_page_says_what_is_not_known() -> None:
    page = run("rules", "indicators", "--plan", "siem-reap-angkor", "--as-of", "2026-11-23").out
    assert "No indicators of this plan are on record." in page
    assert "Not known of this plan" in page
    assert "Actions 17 to 29. Survey, clearance and mine risk education" in page


@pytest.mark.parametrize("day", ["2019-12-31", "2025-01-01"])
def test_a_day_on_which_the_plan_is_not_in_effect_is_refused(day: str) -> None:
    refused = run("rules", "indicators", "--plan", "oslo", "--as-of", day)
    assert refused.code == WRONG_USAGE
    assert "give --as-of a day from 2020-01-01 to 2024-12-31" in refused.err


@pytest.mark.parametrize("day", ["2020-01-01", "2024-12-31"])
def test_the_first_and_the_last_day_of_the_plan_count(day: str) -> None:
    assert run("rules", "indicators", "--plan", "oslo", "--as-of", day).code == DONE


def test_a_plan_that_is_not_there_is_refused_with_the_nearest() -> None:
    refused = run("rules", "indicators", "--plan", "osla", "--as-of", "2021-06-24")
    assert refused.code == WRONG_USAGE
    assert "Did you mean 'oslo'?" in refused.err
