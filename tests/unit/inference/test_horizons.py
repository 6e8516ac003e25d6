"""The days on which a comparison turns, by name: the day before, the day of, the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.inference.horizons import Horizons
from compliance_engine.inference.model import Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.rulebook.conditions import Logic
from tests.unit.inference.writing import row, rule, when

DUE = date(2012, 2, 29)
WITHIN = Span(date(2010, 1, 1), date(2015, 1, 1))
ONE_DAY = timedelta(days=1)


def turning(logic: Logic, *rows: Row, within: Span = WITHIN) -> list[date]:
    return list(Horizons([logic]).turning_days(rows, within))


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        ("as_of > due", [date(2012, 3, 1)]),
        ("as_of <= due", [date(2012, 3, 1)]),
        ("as_of >= due", [date(2012, 2, 29)]),
        ("as_of < due", [date(2012, 2, 29)]),
        ("due < as_of", [date(2012, 3, 1)]),
        ("as_of == due", [date(2012, 2, 29), date(2012, 3, 1)]),
        ("as_of != due", [date(2012, 2, 29), date(2012, 3, 1)]),
        ("as_of > due + 30", [date(2012, 3, 31)]),
        ("as_of - due >= 365", [date(2013, 2, 28)]),
        ("due + years(1) < as_of", [date(2013, 3, 1)]),
        ("due < as_of - years(1)", [date(2013, 3, 1)]),
        ("due <= as_of - years(4)", []),
        ("due - as_of < 30", [date(2012, 1, 31)]),
        ("due - as_of <= 30", [date(2012, 1, 30)]),
        ('as_of >= "2011-05-05"', [date(2011, 5, 5)]),
    ],
)
def test_a_comparison_turns_on_these_days(condition: str, days: list[date]) -> None:
    logic = rule(when("duty", condition))
    duty = row("duty", due=DUE)
    assert turning(logic, duty) == days
    evaluator = PlainEvaluator([logic])
    for day in days:
        before, on = evaluator.matches_on([duty], (day - ONE_DAY, day))
        assert before != on


def test_without_a_value_nothing_turns() -> None:
    assert turning(rule(when("duty", "as_of > due")), row("duty", year=2012)) == []


def test_facts_turn_on_their_first_day_and_the_day_after_their_last() -> None:
    short = row("duty", date(2011, 1, 1), date(2011, 2, 1))
    assert turning(rule(when("duty", "year == 2000")), short) == [
        date(2011, 1, 1),
        date(2011, 2, 1),
    ]


def test_a_comparison_that_turns_outside_of_the_days_of_its_fact_does_not_count() -> None:
    logic = rule(when("duty", "as_of > due"))
    for first, until in ((date(2012, 3, 1), date(2013, 1, 1)), (date(2011, 1, 1), DUE)):
        assert turning(logic, row("duty", first, until, due=DUE)) == [first, until]


def test_before_a_fact_holds_nothing_that_it_says_turns() -> None:
    logic = rule(when("duty", "as_of > due"))
    late = row("duty", date(2013, 1, 1), date(2014, 1, 1), due=date(2010, 6, 1))
    assert turning(logic, late) == [date(2013, 1, 1), date(2014, 1, 1)]


def test_of_facts_in_common_the_days_on_which_all_hold_count() -> None:
    logic = rule(when("duty as one"), when("duty as other", "as_of > one.due", one="duty"))
    early = row("duty", date(2011, 1, 1), date(2011, 6, 1), due=date(2011, 5, 5))
    late = row("duty", date(2011, 5, 1), date(2014, 1, 1), due=date(2013, 5, 5))
    bounds = {date(2011, 1, 1), date(2011, 5, 1), date(2011, 6, 1), date(2014, 1, 1)}
    assert set(turning(logic, early, late)) == bounds | {date(2011, 5, 6), date(2013, 5, 6)}


def test_a_comparison_may_name_a_fact_of_another_kind() -> None:
    logic = rule(when("measure as one"), when("duty", "as_of > one.known", one="measure"))
    assert turning(logic, row("measure", known=DUE), row("duty")) == [date(2012, 3, 1)]
    assert turning(logic, row("measure"), row("duty", due=DUE)) == []


def test_a_rule_turns_where_it_comes_into_effect_and_out_of_it() -> None:
    effect = Span(date(2011, 1, 1), date(2012, 1, 1))
    logic = rule(when("duty", "year == 2012"), in_effect=effect)
    assert turning(logic, row("duty", year=2012)) == [date(2011, 1, 1), date(2012, 1, 1)]


def test_what_blocks_a_rule_turns_too() -> None:
    logic = rule(when("duty", "year == 2012"), unless=[when("duty as late", "as_of > due")])
    assert turning(logic, row("duty", due=DUE)) == [date(2012, 3, 1)]


def test_a_comparison_that_goes_forth_and_back_may_turn_on_any_day() -> None:
    days = Span(date(2012, 2, 27), date(2012, 3, 3))
    logic = rule(when("duty", "as_of - (as_of - years(1)) > 365"))
    found = turning(logic, row("duty", due=DUE), within=days)
    assert found == [days.first + timedelta(days=number) for number in range(1, 5)]


def test_the_first_day_looked_at_is_none_and_neither_is_the_end() -> None:
    logic = rule(when("duty", "as_of >= due"))
    duty = row("duty", due=DUE)
    assert turning(logic, duty, within=Span(DUE, date(2013, 1, 1))) == []
    assert turning(logic, duty, within=Span(date(2012, 1, 1), DUE)) == []
    assert turning(logic, duty, within=Span(DUE - ONE_DAY, DUE + ONE_DAY)) == [DUE]


@pytest.mark.parametrize(
    ("as_of", "last", "until"),
    [
        (date(2012, 1, 1), date(2013, 1, 1), date(2012, 3, 1)),
        (DUE, date(2013, 1, 1), date(2012, 3, 1)),
        (DUE, DUE, date(2012, 3, 1)),
        (date(2012, 3, 1), date(2013, 1, 1), date(2013, 1, 2)),
        (date(2012, 1, 1), date(2012, 1, 5), date(2012, 1, 6)),
    ],
)
def test_what_holds_on_a_day_holds_until_something_turns(
    as_of: date, last: date, until: date
) -> None:
    horizons = Horizons([rule(when("duty", "as_of > due"))])
    assert horizons.holds_until([row("duty", due=DUE)], as_of, last) == until


def test_a_fact_that_begins_later_ends_what_holds_before_it() -> None:
    horizons = Horizons([rule(when("duty", "as_of > due"))])
    later = row("duty", date(2012, 2, 1), due=date(2010, 1, 1))
    assert horizons.holds_until(
        [row("duty", due=DUE), later], date(2012, 1, 1), date(2013, 1, 1)
    ) == (date(2012, 2, 1))


def test_a_fact_that_begins_on_the_day_itself_counts() -> None:
    horizons = Horizons([rule(when("duty", "as_of > due"))])
    duty = row("duty", date(2012, 1, 1), due=DUE)
    assert horizons.holds_until([duty], date(2012, 1, 1), date(2013, 1, 1)) == date(2012, 3, 1)


@pytest.mark.parametrize(
    ("condition", "due", "within", "day"),
    [
        (
            "as_of + years(1) > due",
            date(9999, 6, 1),
            Span(date(9990, 1, 1), date.max),
            date(9998, 6, 2),
        ),
        (
            "as_of + years(1) < due",
            date(9999, 6, 1),
            Span(date(9998, 5, 1), date.max),
            date(9998, 6, 1),
        ),
        (
            "as_of - years(1) >= due",
            date(1, 3, 1),
            Span(date(1, 2, 1), date(2, 6, 1)),
            date(2, 3, 1),
        ),
    ],
)
def test_beyond_the_ends_of_the_calendar_nothing_else_turns(
    condition: str, due: date, within: Span, day: date
) -> None:
    assert turning(rule(when("duty", condition)), row("duty", due=due), within=within) == [day]


def test_there_is_no_last_day_before_the_day_itself() -> None:
    with pytest.raises(ValueError, match=r"^2012-01-01 comes before 2012-01-02$"):
        Horizons([]).holds_until([], date(2012, 1, 2), date(2012, 1, 1))
