"""What must not be found: patterns that block a match."""

from __future__ import annotations

import pytest

from tests.unit.inference.test_rete import BEFORE, DAY, matches
from tests.unit.inference.writing import row, rule, when


def test_a_blocking_fact_blocks_wherever_it_stands() -> None:
    logic = rule(when("duty"), unless=[when("measure", "known > duty.due", duty="duty")])
    duties = [row("duty", due=BEFORE), row("duty", due=DAY)]
    blocker = row("measure", known=DAY)
    assert matches(logic, [blocker, *duties]) == {(2,)}
    assert matches(logic, [duties[0], blocker, duties[1]]) == {(2,)}
    assert matches(logic, [*duties, blocker]) == {(1,)}
    assert matches(logic, duties) == {(0,), (1,)}


def test_any_of_several_blocking_patterns_blocks() -> None:
    logic = rule(
        when("duty"),
        unless=[when("measure", 'status in ["a", "b"]'), when("duty as other", "year == 0")],
    )
    assert matches(logic, [row("duty"), row("measure", status="c")]) == {(0,)}
    assert matches(logic, [row("duty"), row("measure", status="b")]) == set()
    assert matches(logic, [row("duty"), row("duty", year=0)]) == set()


def test_a_blocking_pattern_may_name_every_fact_found() -> None:
    logic = rule(
        when("duty"),
        when("duty as later", "year > duty.year", duty="duty"),
        unless=[
            when(
                "duty as between",
                "year > duty.year and year < later.year",
                duty="duty",
                later="duty",
            )
        ],
    )
    rows = [row("duty", year=year) for year in (3, 1, 7)]
    assert matches(logic, rows) == {(1, 0), (0, 2)}


def test_a_blocking_pattern_that_compares_with_a_missing_value_does_not_block() -> None:
    logic = rule(when("duty"), unless=[when("duty as other", "year >= duty.year", duty="duty")])
    assert matches(logic, [row("duty"), row("duty", year=1)]) == {(0,)}


@pytest.mark.parametrize(
    ("condition", "blocks"),
    [
        ('duty.kind == "a"', {"a"}),
        ('duty.kind != "a"', {"b"}),
        ('duty.kind in ["a", "b"]', {"a", "b"}),
        ('duty.kind not in ["a", "c"]', {"b"}),
        ("known(duty.kind)", {"a", "b"}),
        ("not known(duty.kind)", {None}),
        ("duty.kind == duty.kind", {"a", "b"}),
        ('as_of > "2012-02-28"', {"a", "b", None}),
        ('as_of < "2012-02-28"', set()),
        ("duty.due == as_of and duty.year > 2000", {"b"}),
    ],
)
def test_a_blocking_pattern_may_test_only_the_facts_found(
    condition: str, blocks: set[str | None]
) -> None:
    logic = rule(when("duty"), unless=[when("measure", condition, duty="duty")])
    rows = {
        "a": row("duty", kind="a", due=DAY),
        "b": row("duty", kind="b", due=DAY, year=2010),
        None: row("duty", year=2010),
    }
    free = {(index,) for index, kind in enumerate(rows) if kind not in blocks}
    assert matches(logic, [*rows.values(), row("measure")]) == free
    assert matches(logic, [*rows.values()]) == {(0,), (1,), (2,)}


def test_a_rule_may_ask_for_an_absence_alone() -> None:
    logic = rule(unless=[when("measure", 'status == "some"')])
    assert matches(logic, []) == {()}
    assert matches(logic, [row("measure", status="none")]) == {()}
    assert matches(logic, [row("measure", status="some")]) == set()


def test_a_rule_without_any_pattern_always_holds() -> None:
    assert matches(rule(), []) == {()}


def test_a_blocking_pattern_may_have_the_name_of_a_fact_found() -> None:
    logic = rule(when("duty"), unless=[when("duty", "year > duty.year", duty="duty")])
    assert matches(logic, [row("duty", year=1), row("duty", year=2)]) == {(1,)}
