"""``check``: what it can be asked for, by filters, States and days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from compliance_engine.records.states import state_of_code
from tests.acceptance.checking import DAY, SOME, STATES, checked, everything, ids, some
from tests.acceptance.command_line import DONE, THRESHOLD_MET, WRONG_USAGE, run

NO_MEASURES = "article-9/no-measures-reported"

Finding = dict[str, Any]


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
        "Write 1, 4, 5, 7, 8, 9, Oslo Action Plan, or a paragraph of an article, such as 7(1)\n"
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
    ("given", "suggested"),
    [("Cambodja", "Cambodia (KHM)"), ("Equatorial Ginea", "Equatorial Guinea (GNQ)")],
)
def test_an_unknown_state_is_refused_with_what_may_be_meant(given: str, suggested: str) -> None:
    ran = run("check", "--as-of", DAY, "--state", "TON", "--state", given)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err.startswith(
        f"Error: {given!r} is not a State that the engine knows. Did you mean {suggested}?"
    )


@pytest.mark.parametrize("given", ["GNK", "Suden", "Kosovo", "Netherlands Antilles", "Tongo"])
def test_what_may_be_several_states_or_is_none_suggests_none(given: str) -> None:
    ran = run("check", "--as-of", DAY, "--state", given)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err.startswith(f"Error: {given!r} is not a State that the engine knows")
    assert "Did you mean" not in ran.err


@pytest.mark.parametrize("given", ["GQ", "gnq", "Eq. Guinea", "Guinée\u00a0équatoriale*"])
def test_a_state_is_chosen_by_any_of_its_names(given: str) -> None:
    assert checked(states=(given,)) == checked(states=("GNQ",))


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


def test_the_undetermined_are_listed_as_csv_when_they_alone_are_asked_for() -> None:
    out = run(*some("--verdict", "undetermined", "--format", "csv")).out
    header, *rows = out.splitlines()
    assert header == "state,name,matter,article,key,due,sources_disagree"
    listed = checked("--verdict", "undetermined")["undetermined"]
    assert len(rows) == len(listed) > 0
