from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import Choice, Linear, Place, Present
from compliance_engine.inference.cases import MAX_CASES, Case, cases
from compliance_engine.rulebook.conditions import Operator
from tests.unit.inference.writing import rule, when

DUTY, BLOCKER = 1, 2


def year_of(case: Case) -> bool | None:
    """Whether a case asks for the duty's year, asks for its absence, or neither."""
    asked = [atom for atom in case.when[0].atoms if isinstance(atom, Present)]
    years = [not atom.negated for atom in asked if atom.place == Place(DUTY, "year")]
    return years[0] if years else None


def test_a_plain_rule_is_one_case() -> None:
    (case,) = cases(rule(when("duty", 'kind == "annual report" and year > 2010')))
    assert len(case.when) == 1
    assert case.unless == ()


def test_the_span_in_effect_is_asked_of_the_trigger() -> None:
    first, until = date(1999, 3, 1), date(2020, 1, 1)
    (case,) = cases(rule(when("duty"), in_effect=Span(first, until)))
    assert [
        (atom.operator, atom.constant) for atom in case.trigger if isinstance(atom, Linear)
    ] == [
        (Operator.AT_LEAST, first.toordinal()),
        (Operator.LESS, until.toordinal()),
    ]


def test_a_choice_of_the_facts_found_is_a_case_for_each_value() -> None:
    found = cases(
        rule(
            when("duty", 'verdict in ["met", "met late"]'),
            when("measure", 'status in ["none", "some", "all"]', duty="duty"),
        )
    )
    chosen = {
        tuple(
            atom.values[0]
            for clause in case.when
            for atom in clause.atoms
            if isinstance(atom, Choice)
        )
        for case in found
    }
    assert len(found) == len(chosen) == 6
    assert ("met late", "some") in chosen


def test_a_choice_of_the_blocking_fact_is_several_that_block() -> None:
    (case,) = cases(rule(when("duty"), unless=[when("measure", 'status in ["none", "some"]')]))
    assert len(case.unless) == 2


def test_a_value_that_a_blocking_pattern_compares_with_is_there_or_nothing_blocks() -> None:
    blocker = when("duty as after", "year > duty.year", duty="duty")
    there, missing = cases(rule(when("duty"), unless=[blocker]))
    assert year_of(there) is True
    assert len(there.unless) == 1
    assert year_of(missing) is False
    assert missing.unless == ()


def test_no_case_is_made_for_a_value_that_is_asked_for_anyway() -> None:
    blocker = when("duty as after", "year > duty.year", duty="duty")
    (case,) = cases(rule(when("duty", "year != 2010"), unless=[blocker]))
    assert len(case.unless) == 1


def test_two_blocking_patterns_share_the_question_whether_a_value_is_there() -> None:
    blockers = [
        when("duty as after", "year > duty.year", duty="duty"),
        when("duty as before", "year < duty.year", duty="duty"),
    ]
    there, missing = cases(rule(when("duty"), unless=blockers))
    assert len(there.unless) == 2
    assert missing.unless == ()


def test_a_test_that_says_nothing_of_the_blocking_fact_is_decided_beforehand() -> None:
    blocker = when("measure", 'known < as_of and duty.kind == "annual report"', duty="duty")
    annual, other, unknown = cases(rule(when("duty"), unless=[blocker]))
    kind = Place(DUTY, "kind")
    assert Choice(kind, ("annual report",)) in annual.when[0].atoms
    assert len(annual.unless) == 1
    assert all(
        atom.place.slot == BLOCKER for atom in annual.unless[0].atoms if isinstance(atom, Present)
    )
    assert Choice(kind, ("annual report",), negated=True) in other.when[0].atoms
    assert Present(kind, negated=True) in unknown.when[0].atoms
    assert other.unless == unknown.unless == ()


def test_a_test_of_an_earlier_fact_alone_is_made_where_that_fact_is_found() -> None:
    (case,) = cases(
        rule(when("duty"), when("measure", 'duty.verdict == "met" and known(status)', duty="duty"))
    )
    assert Choice(Place(DUTY, "verdict"), ("met",)) in case.when[0].atoms
    assert case.when[1].atoms == (Present(Place(2, "status")),)


def test_a_rule_that_contradicts_itself_has_no_case() -> None:
    assert cases(rule(when("duty", "days - days > 0"))) == ()
    assert cases(rule(when("duty", "known(due) and not known(due)"))) == ()


def test_a_blocking_pattern_that_contradicts_itself_blocks_nothing() -> None:
    found = cases(rule(when("duty"), unless=[when("duty as other", "days - days > 0")]))
    assert all(case.unless == () for case in found)


def test_a_rule_may_look_for_nothing_but_an_absence() -> None:
    (case,) = cases(rule(unless=[when("measure")]))
    assert case.when == ()
    assert len(case.unless) == 1


def test_two_patterns_of_one_name_are_refused() -> None:
    with pytest.raises(EngineError, match="same name"):
        cases(rule(when("duty"), when("duty")))


def test_too_many_cases_are_refused_with_the_name_of_the_rule() -> None:
    years = ", ".join(str(year) for year in range(2000, 2011))
    patterns = [when(f"duty as d{number}", f"year in [{years}]") for number in range(3)]
    with pytest.raises(EngineError, match=r"silent: falls into more than 1000 cases"):
        cases(rule(*patterns, name="silent"))


def test_as_many_cases_as_that_are_not_too_many() -> None:
    years = ", ".join(str(year) for year in range(2000, 2010))
    patterns = [when(f"duty as d{number}", f"year in [{years}]") for number in range(3)]
    assert len(cases(rule(*patterns))) == MAX_CASES


def test_too_many_blocking_patterns_are_refused_before_they_are_written_out() -> None:
    years = ", ".join(str(year) for year in range(2000, 2100))
    blocker = when("duty as d", f"year in [{years}] and period in [{years}]")
    with pytest.raises(EngineError, match="more than 1000 cases"):
        cases(rule(unless=[blocker]))
