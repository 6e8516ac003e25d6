from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.errors import EngineError
from compliance_engine.inference import rete
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.rete import ReteEvaluator
from compliance_engine.rulebook.conditions import Logic
from tests.unit.inference import chance, reference
from tests.unit.inference.test_core import HEADER, Said
from tests.unit.inference.writing import ALWAYS, KINDS, process, row, rule, when

DAY = date(2012, 2, 29)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)


def matches(logic: Logic, rows: Sequence[Row], as_of: date = DAY) -> set[tuple[int, ...]]:
    """The rows of every match of a rule; the reference must find the same."""
    with ReteEvaluator([logic], KINDS, process()) as evaluator:
        found = evaluator.matches(rows, as_of)
    assert found == reference.matches([logic], rows, as_of)
    assert all(match.rule == logic.rule for match in found)
    return {match.rows for match in found}


@pytest.mark.parametrize("at_once", [1, 4, 1_000])
def test_each_of_several_days_has_an_answer_of_its_own(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many facts and days the core is given at a time."""
    monkeypatch.setattr(rete, "AT_ONCE", at_once)
    rows = [row("duty", DAY, AFTER)]
    with ReteEvaluator([rule(when("duty"))], KINDS, process()) as evaluator:
        found = evaluator.matches_on(rows, (BEFORE, DAY, AFTER))
    assert [len(on_day) for on_day in found] == [0, 1, 0]


# What a test of one fact means


@pytest.mark.parametrize(
    "condition",
    [
        "year == 2010",
        "year != 2010",
        "year in [2010]",
        "year not in [2010]",
        "year >= 0",
        "year + days > 0",
        "days - grace <= 0",
        "days != grace - 2000",
        "year - year == 0",
        "due != as_of",
        "due + years(1) != as_of",
        'verdict != "met"',
        'verdict not in ["met"]',
        "verdict != kind",
        "not estimated",
        "estimated != disputed",
    ],
)
def test_a_field_without_a_value_never_matches(condition: str) -> None:
    assert matches(rule(when("duty", condition)), [row("duty")]) == set()


def test_only_known_asks_about_absence() -> None:
    rows = [row("duty", due=DAY), row("duty", year=2010), row("duty")]
    assert matches(rule(when("duty", "known(due)")), rows) == {(0,)}
    assert matches(rule(when("duty", "not known(due)")), rows) == {(1,), (2,)}
    assert matches(rule(when("duty", "not known(due) and known(year)")), rows) == {(1,)}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("days == 1", {1}),
        ("days != 1", {0, 2}),
        ("days < 1", {0}),
        ("days <= 1", {0, 1}),
        ("days > 1", {2}),
        ("days >= 1", {1, 2}),
        ("1 > days", {0}),
        ("days in [0, 2, 7]", {0, 2}),
        ("days not in [0, 7]", {1, 2}),
        ("days + days == 2", {1}),
        ("days + days + days != 3", {0, 2}),
        ("days - grace == 0", {1}),
        ("grace - days > 0", {0}),
        ("days + grace + grace < 4", {0, 1}),
        ("1 - days < days - grace", {2}),
    ],
)
def test_numbers_are_compared_and_added(condition: str, expected: set[int]) -> None:
    rows = [row("duty", days=days, grace=1) for days in (0, 1, 2)]
    assert matches(rule(when("duty", condition)), rows) == {(index,) for index in expected}


def test_the_largest_numbers_are_compared_exactly() -> None:
    most = 2**62 - 1
    rows = [row("duty", days=days, grace=most) for days in (most, most - 1, -(2**62), 0)]
    assert matches(rule(when("duty", "days == grace")), rows) == {(0,)}
    assert matches(rule(when("duty", "days - 1 < grace - 1")), rows) == {(1,), (2,), (3,)}
    assert matches(rule(when("duty", "0 - days >= grace")), rows) == {(2,)}


def test_numbers_that_a_sum_would_take_out_of_64_bits_are_an_error() -> None:
    logic = rule(when("duty", "days + days + days + grace > 0"))
    with (
        ReteEvaluator([logic], KINDS, process()) as evaluator,
        pytest.raises(EngineError, match="too large"),
    ):
        evaluator.matches([row("duty", days=2**61, grace=1)], DAY)


def test_days_are_whole_days() -> None:
    rows = [row("duty", due=BEFORE), row("duty", due=DAY), row("duty", due=AFTER)]
    assert matches(rule(when("duty", "due < as_of")), rows) == {(0,)}
    assert matches(rule(when("duty", "due <= as_of")), rows) == {(0,), (1,)}
    assert matches(rule(when("duty", "as_of - due < 1")), rows) == {(1,), (2,)}
    assert matches(rule(when("duty", 'due == "2012-02-29"')), rows) == {(1,)}


@pytest.mark.parametrize(
    ("due", "holds"),
    [
        (date(2011, 2, 28), True),
        (date(2011, 3, 1), False),
        (date(2008, 2, 29), True),
        (date(2012, 2, 29), False),
    ],
)
def test_29_february_moved_by_years_gives_28_february(due: date, holds: bool) -> None:
    moved = rule(when("duty", 'due + years(1) <= "2012-02-28"'))
    assert bool(matches(moved, [row("duty", due=due)])) is holds
    from_today = rule(when("duty", "due <= as_of - years(1)"))
    assert bool(matches(from_today, [row("duty", due=due)], DAY)) is holds


@pytest.mark.parametrize(
    ("day", "condition"),
    [
        (date(1, 1, 1), 'due - years(1) < "2012-01-01"'),
        (date(1, 1, 1), 'due - years(1) != "2012-01-01"'),
        (date(9999, 12, 30), 'due + years(1) > "2012-01-01"'),
    ],
)
def test_a_date_moved_out_of_the_calendar_is_no_value(day: date, condition: str) -> None:
    logic, rows = rule(when("duty", condition)), [row("duty", due=day)]
    with ReteEvaluator([logic], KINDS) as rete:
        assert not rete.matches(rows, DAY)
    assert not PlainEvaluator([logic]).matches(rows, DAY)


@pytest.mark.parametrize(
    ("day", "condition"),
    [(date(1, 1, 1), "due < as_of - years(1)"), (date(9999, 12, 30), "due < as_of + years(1)")],
)
def test_a_day_of_the_check_moved_out_of_the_calendar_is_an_error(
    day: date, condition: str
) -> None:
    with (
        ReteEvaluator([rule(when("duty", condition))], KINDS, process()) as evaluator,
        pytest.raises(EngineError, match="leaves the calendar"),
    ):
        evaluator.matches([row("duty", due=DAY)], day)


TEXTS = ["a", "ab", "a b", "a!", 'a"', "a\\", "a\\b", "", "1", "true", "null", "é", "e\u0301"]
TEXTS += [
    "😀",
    "a\n",
    "a\0",
    "Guinea",
    "Guinea Bissau",
    "x" * 999,
    "x" * 998,
    "{",
    "]",
    "'",
    '"kind":1',
]


def test_texts_are_equal_only_to_themselves() -> None:
    rows = [row("duty", verdict=text) for text in TEXTS]
    for index, text in enumerate(TEXTS):
        written = '"' + text.encode("unicode_escape").decode().replace('"', '\\"') + '"'
        assert matches(rule(when("duty", f"verdict == {written}")), rows) == {(index,)}
        assert len(matches(rule(when("duty", f"verdict != {written}")), rows)) == len(TEXTS) - 1


def test_texts_of_two_facts_are_equal_only_if_they_are_the_same() -> None:
    rows = [row("duty", verdict=text) for text in TEXTS]
    same = rule(when("duty"), when("duty as other", "verdict == duty.verdict", duty="duty"))
    assert matches(same, rows) == {(index, index) for index in range(len(TEXTS))}
    differing = rule(when("duty"), when("duty as other", "verdict != duty.verdict", duty="duty"))
    assert len(matches(differing, rows)) == len(TEXTS) * (len(TEXTS) - 1)


def test_two_texts_of_one_fact_are_compared() -> None:
    rows = [row("duty", verdict=one, kind=other) for one in TEXTS for other in TEXTS]
    same = {(index * len(TEXTS) + index,) for index in range(len(TEXTS))}
    assert matches(rule(when("duty", "verdict == kind")), rows) == same
    assert len(matches(rule(when("duty", "verdict != kind")), rows)) == len(rows) - len(TEXTS)


def test_flags_are_compared_with_values_and_with_each_other() -> None:
    rows = [
        row("duty", estimated=one, disputed=other)
        for one in (True, False)
        for other in (True, False)
    ]
    assert matches(rule(when("duty", "estimated and not disputed")), rows) == {(1,)}
    assert matches(rule(when("duty", "estimated == disputed")), rows) == {(0,), (3,)}
    assert matches(rule(when("duty", "estimated != disputed")), rows) == {(1,), (2,)}


# Several facts


def test_patterns_are_joined_by_sums_and_by_equality() -> None:
    rows = [row("duty", year=year) for year in (2009, 2010, 2012, 2013)]
    follows = rule(when("duty"), when("duty as next", "year == duty.year + 1", duty="duty"))
    assert matches(follows, rows) == {(0, 1), (2, 3)}
    later = rule(when("duty"), when("duty as later", "duty.year + 2 < year", duty="duty"))
    assert matches(later, rows) == {(0, 2), (0, 3), (1, 3)}


def test_an_equality_may_have_two_fields_of_each_fact() -> None:
    rows = [row("duty", days=days, grace=grace) for days, grace in ((1, 2), (5, 4), (3, 0), (0, 0))]
    sums = rule(
        when("duty"),
        when("duty as other", "days - grace == duty.grace - duty.days", duty="duty"),
    )
    assert matches(sums, rows) == {(0, 1), (1, 0), (3, 3)}
    doubled = rule(when("duty"), when("duty as other", "days + days == duty.days", duty="duty"))
    assert matches(doubled, rows) == {(3, 3)}


def test_one_fact_may_match_several_patterns() -> None:
    assert matches(rule(when("duty"), when("duty as other")), [row("duty")]) == {(0, 0)}
    rows = [row("duty"), row("duty")]
    assert len(matches(rule(*(when(f"duty as d{n}") for n in range(4))), rows)) == 16


def test_a_rule_may_look_for_fourteen_facts_and_no_more() -> None:
    patterns = [when(f"duty as d{number}", "year == 2010") for number in range(15)]
    assert matches(rule(*patterns[:14]), [row("duty", year=2010)]) == {(0,) * 14}
    with pytest.raises(EngineError, match=r"silent: looks for more than 14"):
        ReteEvaluator([rule(*patterns, name="silent")], KINDS)


def test_indices_are_those_of_the_rows_given() -> None:
    rows = [row("measure"), row("duty", year=1), row("measure"), row("duty", year=2)]
    assert matches(rule(when("duty", "year > 1"), when("measure")), rows) == {(3, 0), (3, 2)}


def test_equal_rows_are_two_rows() -> None:
    assert matches(rule(when("duty")), [row("duty", year=1), row("duty", year=1)]) == {(0,), (1,)}


def test_several_ways_to_one_match_are_one_match() -> None:
    logic = rule(when("duty", "days in [1, 2] and days in [2, 1]"), unless=[when("measure")])
    assert matches(logic, [row("duty", days=1)]) == {(0,)}


def test_a_test_of_an_earlier_fact_alone_is_a_test() -> None:
    logic = rule(when("duty"), when("measure", "duty.year > 2010", duty="duty"))
    rows = [row("measure"), row("duty", year=2010), row("duty", year=2011), row("duty")]
    assert matches(logic, rows) == {(2, 0)}


# Time


def test_a_fact_holds_from_its_first_day_until_the_day_before_its_last() -> None:
    rows = [row("duty", BEFORE, DAY), row("duty", DAY, AFTER), row("duty", AFTER, date.max)]
    assert matches(rule(when("duty")), rows) == {(1,)}
    assert matches(rule(when("duty")), rows, BEFORE) == {(0,)}
    assert matches(rule(when("duty")), rows, AFTER) == {(2,)}


def test_a_fact_that_does_not_hold_on_the_day_blocks_nothing() -> None:
    logic = rule(when("duty"), unless=[when("measure")])
    assert matches(logic, [row("duty"), row("measure", AFTER)]) == {(0,)}
    assert matches(logic, [row("duty"), row("measure", date.min, DAY)]) == {(0,)}
    assert matches(logic, [row("duty"), row("measure", DAY, AFTER)]) == set()


@pytest.mark.parametrize(("day", "holds"), [(BEFORE, False), (DAY, True), (AFTER, False)])
def test_a_rule_holds_only_while_it_is_in_effect(day: date, holds: bool) -> None:
    logic = rule(when("duty"), in_effect=Span(DAY, AFTER))
    assert bool(matches(logic, [row("duty")], day)) is holds


def test_no_rule_holds_on_the_last_day_of_the_calendar() -> None:
    assert matches(rule(when("duty"), in_effect=ALWAYS), [row("duty")], date.max) == set()


# The evaluator


def test_rules_do_not_disturb_each_other() -> None:
    logics = [
        rule(
            when("duty", f"year == {year}"),
            unless=[when("duty as other", f"year > {year}")],
            name=str(year),
        )
        for year in range(2000, 2200)
    ]
    rows = [row("duty", year=year) for year in (2005, 2100, 2150)]
    with ReteEvaluator(logics, KINDS, process()) as evaluator:
        assert evaluator.matches(rows, DAY) == {Match("2150", (2,))}
        assert evaluator.matches(rows[:2], DAY) == {Match("2100", (1,))}


def test_rules_in_effect_at_many_different_times_do_not_disturb_each_other() -> None:
    spans = [Span(DAY - timedelta(number), AFTER + timedelta(number)) for number in range(100)]
    logics = [
        rule(when("duty"), in_effect=span, name=str(number)) for number, span in enumerate(spans)
    ]
    with ReteEvaluator(logics, KINDS, process()) as evaluator:
        assert len(evaluator.matches([row("duty")], DAY)) == 100
        assert len(evaluator.matches([row("duty")], DAY + timedelta(60))) == 40


def test_an_evaluator_without_rules_finds_nothing_but_checks_the_facts() -> None:
    with ReteEvaluator([], KINDS, process()) as evaluator:
        assert evaluator.matches([row("duty")], DAY) == frozenset()
        with pytest.raises(EngineError):
            evaluator.matches([row("dutty")], DAY)


def test_a_fact_that_cannot_be_trusted_stops_the_run_and_not_the_next_one() -> None:
    with ReteEvaluator([rule(when("duty", "days > 0"))], KINDS, process()) as evaluator:
        for _ in range(3):
            with pytest.raises(EngineError, match=r"duty\.days"):
                evaluator.matches([row("duty", days=1), row("duty", days=True)], DAY)
            assert evaluator.matches([row("duty", days=1)], DAY) == {Match("rule", (0,))}


def test_a_fact_that_holds_on_none_of_the_days_is_not_looked_at() -> None:
    facts = [row("dutty", date.min, DAY), row("duty"), row("dutty", AFTER)]
    with ReteEvaluator([rule(when("duty"))], KINDS, process()) as evaluator:
        assert evaluator.matches(facts, DAY) == {Match("rule", (1,))}
        for day in (BEFORE, AFTER):
            with pytest.raises(EngineError, match="'dutty'"):
                evaluator.matches(facts, day)


def test_a_closed_evaluator_is_an_error() -> None:
    evaluator = ReteEvaluator([rule(when("duty"))], KINDS, process())
    evaluator.close()
    evaluator.close()
    with pytest.raises(EngineError, match=r"^the evaluator is closed$"):
        evaluator.matches([], DAY)


def test_an_evaluator_can_be_shared_by_threads() -> None:
    logic = rule(when("duty"), when("duty as next", "year == duty.year + 1", duty="duty"))
    with ReteEvaluator([logic], KINDS, process()) as evaluator, ThreadPoolExecutor(8) as threads:

        def count(size: int) -> int:
            return len(evaluator.matches([row("duty", year=year) for year in range(size)], DAY))

        sizes = [size % 7 for size in range(400)]
        assert list(threads.map(count, sizes)) == [max(size - 1, 0) for size in sizes]


def test_a_rule_that_the_core_cannot_be_given_is_an_error_that_names_it() -> None:
    patterns = [when("duty", f"year > {year}") for year in range(2000, 2061)]
    blocked = rule(unless=patterns, name="silent")
    with pytest.raises(EngineError, match="silent: compares one fact with too many patterns"):
        ReteEvaluator([blocked], KINDS)


def test_a_match_with_facts_of_another_kind_is_an_error() -> None:
    """The first fact is a measure; a rule that looks for duties cannot have found it."""
    match = '{"r0": [{"t": {"id": 3}, "p1": {"id": 1}}]}'
    done = '{"__done__": [{"t": {"id": 3}}]}'
    said = Said(f"[{HEADER}, {match}, {done}]")
    evaluator = ReteEvaluator([rule(when("duty"), name="silent")], KINDS, said)
    with pytest.raises(EngineError) as raised:
        evaluator.matches([row("measure"), row("duty")], DAY)
    assert str(raised.value) == (
        "the core answered with facts of other kinds than silent looks for"
    )


# Several days at once


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("block", range(8))
def test_several_days_at_once_are_the_same_as_each_in_a_session_of_its_own(block: int) -> None:
    compared = found = 0
    for seed in range(block * 125, (block + 1) * 125):
        logics = chance.rules(f"days {seed}")
        with ReteEvaluator(logics, chance.KINDS, process()) as evaluator:
            for number in range(2):
                rows, _ = chance.facts(f"days {seed} {number}")
                days = chance.days(seed)
                together = evaluator.matches_on(rows, days)
                apart = tuple(evaluator.matches(rows, day) for day in days)
                assert together == apart, f"days {seed} {number} on {days}: {logics}"
                assert together == tuple(reference.matches(logics, rows, day) for day in days)
                compared += len(days)
                found += sum(map(len, together))
    assert compared > 500
    assert found > 300
