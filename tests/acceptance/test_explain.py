"""``explain``: why a rule finds something of a State, or which condition fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.records.loading import load_records
from tests.acceptance.command_line import CHECKOUT, DONE, WRONG_USAGE, run, run_apart

DAY = "2015-01-01"
OUTSTANDING = "article-7/initial-report-outstanding"
LATE = "article-7/initial-report-late"
RULES = sorted(
    path.relative_to(CHECKOUT / "rules" / "apmbc").with_suffix("").as_posix()
    for path in (CHECKOUT / "rules" / "apmbc").glob("article-*/*.yaml")
    if not path.name.endswith(".cases.yaml")
)
STATES = CHECKOUT / "fixtures" / "states"


def explained(*arguments: str | Path, day: str = DAY) -> list[dict[str, Any]]:
    listed = run("explain", *arguments, "--as-of", day, "--format", "json").json
    assert isinstance(listed, list)
    return listed


def findings(state: str, day: str = DAY) -> list[dict[str, Any]]:
    found = run("check", "--state", state, "--as-of", day, "--format", "json").json["findings"]
    assert isinstance(found, list)
    return found


def test_json_says_what_was_asked_and_what_was_seen() -> None:
    (one,) = explained("GNQ", LATE)
    assert {
        "state", "rule", "as_of", "holds", "finding", "message", "conditions", "facts", "rationale",
    } <= set(one)  # fmt: skip
    assert (one["state"], one["rule"], one["as_of"], one["holds"]) == ("GNQ", LATE, DAY, True)
    for condition in one["conditions"]:
        assert set(condition) >= {"pattern", "condition", "holds", "values"}
    for fact in one["facts"]:
        assert set(fact) >= {"fact", "fields", "places", "sources", "working"}


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize(
    ("state", "day"),
    [("GNQ", "2011-12-02"), ("GNQ", DAY), ("KHM", "2025-12-31"), ("UKR", "2025-12-31"),
     ("CPV", "2019-12-18"), ("AFG", "2020-06-30")],
)  # fmt: skip
def test_every_finding_is_explained_by_its_id(state: str, day: str) -> None:
    found = findings(state, day)
    assert found
    for finding in found:
        (one,) = explained(finding["id"], day=day)
        assert (one["finding"], one["message"]) == (finding["id"], finding["message"])
        assert one["rests_on"] == finding["rests_on"]
        assert all(condition["holds"] for condition in one["conditions"])
        places = {place for evidence in finding["evidence"] for place in evidence["places"]}
        assert {place for fact in one["facts"] for place in fact["places"]} == places


def test_a_state_and_a_rule_give_every_finding_of_the_rule() -> None:
    rule = "article-1/case-open"
    found = [one["id"] for one in findings("KHM", "2025-12-31") if one["rule"] == rule]
    assert len(found) > 1
    assert [one["finding"] for one in explained("KHM", rule, day="2025-12-31")] == found


def test_places_and_sources_are_those_of_the_record() -> None:
    record = load_records(STATES).by_state["GNQ"]
    (one,) = explained("GNQ", LATE)
    lines = (STATES / "GNQ.yaml").read_text(encoding="utf-8").splitlines()
    duty = one["facts"][0]
    assert set(duty["sources"]) <= set(record.sources)
    where = [lines[int(place.split(":")[1]) - 1].strip() for place in duty["places"]]
    assert where == ["- instrument: accession", "- covers: initial"]


def test_a_rule_that_does_not_hold_ends_with_the_first_condition_that_fails() -> None:
    (one,) = explained("GNQ", OUTSTANDING)
    assert (one["holds"], one["finding"], one["message"], one["rests_on"]) == (
        False,
        None,
        None,
        [],
    )
    *before, last = one["conditions"]
    assert [condition["holds"] for condition in before] == [True]
    assert (
        last
        | {
            "pattern": "duty",
            "condition": 'verdict in ["outstanding", "last known outstanding"]',
            "holds": False,
            "values": {"verdict": "met late"},
        }
        == last
    )


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("state", ["AFG", "GNQ", "TON", "UKR"])
def test_every_rule_is_explained_for_a_state_whether_it_holds_or_not(state: str) -> None:
    day = "2026-03-01"
    found = {one["rule"] for one in findings(state, day)}
    for rule in RULES:
        explanations = explained(state, rule, day=day)
        assert {one["holds"] for one in explanations} == {rule in found}
        for one in explanations:
            failed = [step for step in one["conditions"] if not step["holds"]]
            assert failed == ([] if one["holds"] else one["conditions"][-1:])


@pytest.mark.parametrize(
    ("state", "rule", "day", "condition", "values"),
    [
        # The State is not bound yet, or not any more.
        ("TON", OUTSTANDING, "2025-07-01", "there is a duty", {}),
        ("FIN", LATE, "2026-01-10", "bound == true", {"bound": False}),
        # Nothing is known: the verdict says so.
        ("TJK", "article-7/annual-report-outstanding", "2020-06-30",
         'verdict in ["outstanding", "last known outstanding"]', {"verdict": "undetermined"}),
        # There is no case on record at all.
        ("AFG", "article-1/case-open", "2020-06-30", "there is a case", {}),
        # Nothing of the first level to rest on.
        ("GBR", "article-7/two-years-silent", "2019-12-31", "there is a finding", {}),
    ],
)  # fmt: skip
def test_what_fails_first(
    state: str, rule: str, day: str, condition: str, values: dict[str, str]
) -> None:
    (one,) = explained(state, rule, day=day)
    assert not one["holds"]
    last = one["conditions"][-1]
    assert (last["condition"], last["values"]) == (condition, values)


def test_what_stands_against_a_finding_is_shown_with_its_line() -> None:
    """Afghanistan has reported on 2014 since: what it missed for 2010 is listed apart."""
    (one,) = explained("AFG/article-7/annual-report-outstanding/2010", day="2020-01-01")
    last = one["conditions"][-1]
    assert (last["pattern"], last["holds"], last["values"]["year"]) == ("later", False, 2015)
    lines = (STATES / "AFG.yaml").read_text(encoding="utf-8").splitlines()
    against = one["facts"][-1]["places"][-1]
    assert lines[int(against.split(":")[1]) - 1].strip() == "- covers: 2014"


def test_an_id_whose_last_part_is_nothing_on_record_finds_nothing() -> None:
    (one,) = explained("GNQ/article-7/annual-report-outstanding/2099")
    assert not one["holds"]
    assert one["conditions"][-1]["condition"] == "there is a duty 2099"


def test_an_id_that_held_once_says_why_it_does_not_now() -> None:
    key = "article-7/annual-report-outstanding/2013"
    (one,) = explained(f"TUV/{key}", day="2014-04-30")
    assert one["conditions"][-1]["values"] == {"verdict": "not yet due"}


@pytest.mark.parametrize(
    "asked",
    [
        ("GNQ", LATE),
        ("gnq", "initial-report-late"),
        ("Equatorial Guinea", LATE),
        ("Guinée équatoriale", "initial-report-late"),
        (f"GNQ/{LATE}",),
        ("gnq/initial-report-late",),
    ],
)
def test_states_and_rules_may_be_named_in_several_ways(asked: tuple[str, ...]) -> None:
    assert explained(*asked) == explained("GNQ", LATE)


def page(*arguments: str) -> str:
    """A page as it is read, its lines joined."""
    return " ".join(run("explain", *arguments).out.split())


def test_tuvalu_is_told_in_words_that_can_be_read_aloud() -> None:
    assert (
        "Tuvalu's initial report was due on 28 August 2012: the Convention entered into force for "
        "it on 1 March 2012 (Article 17(2): deposit 13 September 2011), and Article 7(1) gives 180 "
        "days. As last known on 18 June 2015 it had not been submitted (source: ICBL fact sheet on "
        "transparency reporting, 18 June 2015)."
    ) in page("TUV", OUTSTANDING, "--as-of", "2015-06-24")


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (f"TUV/{OUTSTANDING}", "2015-06-24"),
        (f"GNQ/{OUTSTANDING}", DAY),
        ("YEM/article-1/case-open", "2020-06-30"),
        ("FIN/article-7/annual-report-outstanding", "2026-05-01"),
        ("TON/article-7/annual-report-outstanding", "2026-11-23"),
        ("CPV/article-7/two-years-silent", "2019-12-18"),
        ("KHM/article-8/clarification-unanswered", "2025-09-01"),
        ("AFG/article-7/annual-report-outstanding/2010", "2020-01-01"),
    ],
)
def test_the_page_of_an_explanation(asked: str, day: str, snapshot: SnapshotAssertion) -> None:
    assert run("explain", asked, "--as-of", day).out == snapshot


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_page_in_another_language(language: str, snapshot: SnapshotAssertion) -> None:
    told = explained("TON", "annual-report-outstanding", "--lang", language, day="2026-11-23")
    assert (told[0]["summary"], told[0]["why_not"]) == snapshot


def test_the_page_opens_with_what_is_told_and_ends_with_the_reading_of_the_law() -> None:
    out = run("explain", "TUV", OUTSTANDING, "--as-of", "2015-06-24").out
    order = ["Tuvalu's initial report", "What the record says", "Conditions", "Working", "Why the"]
    places = [out.index(heading) for heading in order]
    assert places == sorted(places)


def test_conditions_are_shown_as_the_rule_writes_them_if_that_is_asked() -> None:
    raw = 'duty: kind == "initial report"'
    assert raw not in page("TUV", OUTSTANDING, "--as-of", DAY)
    assert raw in page("TUV", OUTSTANDING, "--as-of", DAY, "--conditions")


@pytest.mark.parametrize(
    ("state", "rule", "day", "first", "certain"),
    [
        ("TON", "annual-report-outstanding", "2026-11-23", "2027-05-01", False),
        ("TON", OUTSTANDING, "2025-11-30", "2025-12-01", True),
        ("UKR", "case-update-due", "2017-12-01", "2018-03-01", True),
        ("GNQ", LATE, "2012-01-01", "2014-07-07", True),
        ("GNQ", OUTSTANDING, DAY, None, False),
        ("FIN", LATE, "2026-05-01", None, False),
        ("GBR", "two-years-silent", "2019-12-31", None, False),
    ],
)
def test_why_not_says_from_when(
    state: str, rule: str, day: str, first: str | None, certain: bool
) -> None:
    (one,) = explained(state, rule, day=day)
    assert set(one["why_not"]) == {"failing", "now", "needed", "from", "certain"}
    assert one["why_not"]["needed"]
    assert (one["why_not"]["from"], one["why_not"]["certain"]) == (first, certain)


def test_a_certain_day_is_the_first_on_which_the_rule_holds() -> None:
    (one,) = explained("UKR/article-1/case-update-due/A1-010", day="2017-12-01")
    assert one["why_not"]["needed"][-1].endswith("from 1 March 2018, and with it the rule.")
    days = ("2018-02-28", "2018-03-01")
    held = [explained("UKR/article-1/case-update-due/A1-010", day=day)[0]["holds"] for day in days]
    assert held == [False, True]


def test_nothing_is_told_of_why_not_where_the_rule_holds() -> None:
    (one,) = explained("GNQ", LATE)
    assert one["why_not"] is None
    assert len(one["summary"]) == 2


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_each_condition_is_told_in_the_language_beside_its_raw_form(language: str) -> None:
    (one,) = explained("GNQ", LATE, "--lang", language)
    assert one["language"] == language
    for condition in one["conditions"]:
        assert condition["asked"]
        assert condition["asked"] != condition["condition"]


def test_days_in_an_explanation_are_written_out_as_far_as_they_are_known() -> None:
    told = page("UKR/article-1/case-update-due/A1-010", "--as-of", "2017-12-01")
    assert "the State's last known update on the matter is February 2017" in told


def test_all_engines_explain_alike() -> None:
    (both, rete, plain) = (
        explained("CPV", "two-years-silent", "--engine", name, day="2019-12-18")
        for name in ("both", "rete", "plain")
    )
    assert both == rete == plain
    assert both[0]["holds"]


def test_known_at_leaves_out_what_became_known_later() -> None:
    (before,) = explained("GNQ", LATE, "--known-at", "2014-07-06")
    (after,) = explained("GNQ", LATE, "--known-at", "2014-07-07")
    assert (before["holds"], after["holds"]) == (False, True)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("GNQ",), "explain needs a State and a rule, or the id of a finding"),
        (("GNQ", "late"), "there is no rule 'late'. Rules: article-1/case-open, "),
        (("GNQ", "initial-report-latte"), "Did you mean"),
        (("GNQ/article-7/initial-report-latte",), f"Did you mean '{LATE}'"),
        (("GNK", LATE), "'GNK' is not a State that the engine knows. Write its"),
        ((f"GNK/{LATE}",), "'GNK' is not a State that the engine knows. Write its"),
        (("USA", LATE), "there is no record of USA"),
        (("",), "explain needs a State and a rule"),
        (("/",), "explain needs a State and a rule"),
        (("", LATE), "'' is not a State"),
    ],
)  # fmt: skip
def test_what_cannot_be_explained_is_refused(asked: tuple[str, ...], said: str) -> None:
    ran = run("explain", *asked)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert said in ran.err


def test_something_to_explain_must_be_given() -> None:
    ran = run("explain")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "Missing argument 'WHAT'" in ran.err


@pytest.mark.parametrize("form", ["table", "json"])
def test_no_line_ends_with_a_space_and_the_last_one_ends(form: str) -> None:
    for asked in (("GNQ", OUTSTANDING), ("GNQ", LATE)):
        ran = run("explain", *asked, "--as-of", DAY, "--format", form)
        assert ran.code == DONE
        assert ran.out.endswith("\n")
        assert not ran.out.endswith("\n\n")
        assert [line for line in ran.out.splitlines() if line != line.rstrip()] == []


def test_a_process_of_its_own_gives_the_same_bytes(tmp_path: Path) -> None:
    arguments = ("explain", "GNQ", "annual-report-outstanding", "--as-of", "2011-12-02")
    apart = run_apart(*arguments, folder=tmp_path, environment={"PYTHONHASHSEED": "11"})
    assert apart.stdout == run(*arguments).stdout
