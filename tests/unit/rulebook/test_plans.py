"""Action plans: what is read of them, and what is wrong with them or with those that cite them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.rulebook.loading import load_rulebook
from tests.builders import rulebook
from tests.unit.rulebook.packs import edit, problems, written

PLAN = """\
name: Harbour Plan
title: {en: Harbour Plan 2020-2024}
adopted: {on: 2019-11, at: 2RC}
in_effect: {from: 2020-01-01, until: 2025-01-01}
verified: true
actions:
  - number: 3
    to: 5
    gist: {en: Report more often}
    verified: true
    rules: [article-7/first]
indicators:
  - action: 4
    title: {en: States that reported}
    verified: true
    of:
      membership: bound
      duty: kind == "yearly report" and year > 2019
    unless:
      - duty as later: kind == "yearly report" and year > duty.year
    counted:
      duty: verdict == "met"
    undetermined:
      duty: verdict == "undetermined"
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = written(tmp_path)
    (folder / "plans").mkdir()
    (folder / "plans" / "harbour.yaml").write_text(PLAN, encoding="utf-8")
    rule = folder / "article-7" / "first.yaml"
    text = rule.read_text(encoding="utf-8")
    text = text.replace("cites: [EXC 7(1)]", "cites: [EXC 7(1), Harbour Plan 4]")
    rule.write_text(text, encoding="utf-8")
    return folder


def test_a_plan_keeps_its_days_its_actions_and_its_indicators(pack: Path) -> None:
    (plan,) = load_rulebook(pack).plans
    assert (plan.name, plan.title) == ("harbour", "Harbour Plan")
    assert plan.in_effect == Span(date(2020, 1, 1), date(2025, 1, 1))
    assert [(one.number, one.last, one.rules) for one in plan.actions] == [
        (3, 5, ("article-7/first",))
    ]
    (indicator,) = plan.indicators
    assert [pattern.name for pattern in indicator.of.when] == ["membership", "duty"]
    assert [pattern.name for pattern in indicator.of.unless] == ["later"]
    assert indicator.counted.in_effect == plan.in_effect


def test_what_is_counted_narrows_the_patterns_of_those_concerned(pack: Path) -> None:
    (plan,) = load_rulebook(pack).plans
    (indicator,) = plan.indicators
    of, counted = indicator.of.when[1], indicator.counted.when[1]
    assert counted.tests[: len(of.tests)] == of.tests
    assert [str(test) for test in counted.tests[len(of.tests) :]] == ['verdict == "met"']
    assert indicator.counted.when[0] == indicator.of.when[0]


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        (
            "plans/harbour.yaml",
            "  - action: 4",
            "  - action: 6",
            "plans/harbour.yaml:13:5: the plan has no action 6",
        ),
        (
            "plans/harbour.yaml",
            'duty: verdict == "met"',
            'dutty: verdict == "met"',
            "plans/harbour.yaml:22:7: 'dutty' is no pattern of 'of'",
        ),
        (
            "plans/harbour.yaml",
            'verdict == "undetermined"',
            'verdct == "undetermined"',
            "plans/harbour.yaml:24:13: a duty has no field 'verdct'",
        ),
        (
            "plans/harbour.yaml",
            "rules: [article-7/first]",
            "rules: [article-7/first, article-7/frist]",
            "plans/harbour.yaml:7:5: action 3 names 'article-7/frist', which is no rule",
        ),
        (
            "plans/harbour.yaml",
            "until: 2025-01-01",
            "until: 2020-01-01",
            "plans/harbour.yaml:4:12: the plan ends before it begins",
        ),
        (
            "plans/harbour.yaml",
            "    verified: true\n    rules",
            "    verified: false\n    rules",
            "article-7/first.yaml:4:11: is marked as verified, but Harbour Plan 4 is not",
        ),
        (
            "article-7/first.yaml",
            "Harbour Plan 4",
            "Harbour Plan 6",
            "article-7/first.yaml:2:8: cites Harbour Plan 6, but the plan's file has no such "
            "action",
        ),
        (
            "plans/harbour.yaml",
            "    rules: [article-7/first]\n",
            "",
            "article-7/first.yaml:2:8: cites Harbour Plan 4, but the plan's file does not name "
            "article-7/first there",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(
    pack: Path, name: str, before: str, after: str, told: str
) -> None:
    edit(pack, name, before, after)
    assert told in [one[: len(told)] for one in problems(pack)]


def test_actions_stand_in_the_order_of_their_numbers(pack: Path) -> None:
    more = "actions:\n  - {number: 7, gist: {en: Later}, verified: true}\n"
    edit(pack, "plans/harbour.yaml", "actions:\n", more)
    assert "action 3 stands after action 7" in problems(pack)[0]


def test_every_shipped_commitment_cites_an_action_and_every_action_checked_names_its_rule() -> None:
    cited = {
        (str(cite).rpartition(" ")[0], int(str(cite).rpartition(" ")[2]), rule.id)
        for rule in rulebook().rules
        for cite in rule.cites
        if cite.document != rulebook().treaty.abbreviation
    }
    named = {
        (plan.title, action.number, rule)
        for plan in rulebook().plans
        for action in plan.actions
        for rule in action.rules
    }
    assert cited == named
    assert {rule for _, _, rule in cited} == {
        rule.id for rule in rulebook().rules if rule.nature == "commitment"
    }


def test_a_shipped_rule_of_a_plan_is_in_effect_within_the_days_of_the_plan() -> None:
    days = {plan.title: plan.in_effect for plan in rulebook().plans}
    commitments = [rule for rule in rulebook().rules if rule.nature == "commitment"]
    assert commitments
    for rule in commitments:
        plan = days[rule.cites[0].document]
        assert plan.first <= rule.logic.in_effect.first
        assert rule.logic.in_effect.until <= plan.until


def test_what_is_not_known_of_the_present_plan_is_said() -> None:
    plan = next(one for one in rulebook().plans if one.name == "siem-reap-angkor")
    assert plan.in_effect == Span(date(2025, 1, 1), date(2030, 1, 1))
    assert plan.unknown
    assert not plan.indicators
