"""When a condition holds, before and after a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.facts.building import facts_of
from compliance_engine.facts.model import Fact
from compliance_engine.findings.explanation.steps import Exists, NoneMatches, Step
from compliance_engine.findings.explanation.turning import OverTime, Turning, horizon
from compliance_engine.rulebook.conditions import Pattern
from compliance_engine.rulebook.parsing import Scope, parse_condition
from tests.builders import on, record, rulebook

AS_OF = date(2015, 1, 1)
DUE = date(2012, 8, 28)
STATE = record()
FACTS = facts_of(STATE, rulebook(), horizon(AS_OF))
DUTY = rulebook().kinds["duty"]


def initial(day: date) -> Fact:
    """The initial report on a day."""
    return next(one for one in on(day, list(FACTS)) if one.fields.get("kind") == "initial report")


def turning(condition: str, as_of: date) -> Turning:
    """When a condition on the initial report holds, about the day."""
    (test,) = parse_condition(condition, Scope(DUTY, {}))
    step = Step("duty", test, False, initial(as_of))
    return OverTime(FACTS, rulebook().kinds, as_of).turning(step)


@pytest.mark.parametrize(
    ("condition", "first"),
    [
        ("due < as_of", date(2012, 8, 29)),
        ("due <= as_of", DUE),
        ("as_of == due", DUE),
        ("as_of - due > 400", DUE + timedelta(days=401)),
        ("due + 30 < as_of", DUE + timedelta(days=31)),
        ("due + years(1) < as_of", date(2013, 8, 29)),
        ("as_of - years(1) >= due", date(2013, 8, 28)),
        ('verdict != "not yet due"', date(2012, 8, 29)),
        ('verdict == "met"', None),
        ("known(submitted)", None),
    ],
)
def test_a_condition_turns_on_its_first_day(condition: str, first: date | None) -> None:
    assert turning(condition, date(2012, 8, 1)) == Turning(None, first)


@pytest.mark.parametrize(
    ("condition", "before"),
    [
        ("as_of <= due", Span(date(2012, 3, 1), date(2012, 8, 29))),
        ("as_of == due", Span(DUE, date(2012, 8, 29))),
        ('verdict == "not yet due"', Span(date(2012, 3, 1), date(2012, 8, 29))),
    ],
)
def test_the_last_time_in_which_it_held_is_found(condition: str, before: Span) -> None:
    assert turning(condition, AS_OF) == Turning(before, None)


def test_a_comparison_with_29_february_turns_as_the_engine_counts_years() -> None:
    """29 February and a year give 28 February, so that 1 March is the first day after it."""
    fields = {**initial(DUE).fields, "due": date(2012, 2, 29)}
    leap = Fact("duty", fields, Span(date(2012, 1, 1)), initial(DUE).basis)
    (test,) = parse_condition("due + years(1) < as_of", Scope(DUTY, {}))
    over_time = OverTime([leap], rulebook().kinds, date(2012, 6, 1))
    assert over_time.turning(Step("duty", test, False, leap)).first == date(2013, 3, 1)


def test_that_nothing_matches_ends_with_the_first_of_several_that_turns() -> None:
    """Of two duties, the one that is asked about turns later than the other."""
    tests = parse_condition('kind == "annual report" and due < as_of', Scope(DUTY, {}))
    step = Step("later", NoneMatches(Pattern("duty", "later", tests)), True)
    spans = OverTime(FACTS, rulebook().kinds, date(2012, 8, 1))._spans(step)
    assert next(iter(spans)).until == date(2013, 5, 1)


def test_that_something_is_on_record_is_true_from_its_first_day() -> None:
    step = Step("duty", Exists(Pattern("duty", "duty", ()), "2013"), False)
    over_time = OverTime(FACTS, rulebook().kinds, date(2012, 8, 1))
    assert over_time.turning(step).first == date(2013, 5, 1)


def test_nothing_is_promised_beyond_the_horizon() -> None:
    assert turning("due + years(30) < as_of", date(2012, 8, 1)) == Turning(None, None)
