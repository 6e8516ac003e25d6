from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from compliance_engine.errors import EngineError
from compliance_engine.inference.model import Row, Scalar
from compliance_engine.inference.schema import (
    MAX_BYTES,
    MAX_NUMBER,
    MAX_ROWS,
    Schema,
    check_rules,
)
from compliance_engine.rulebook.conditions import Comparison, Constant, FieldRef, Operator, Pattern
from compliance_engine.rulebook.vocabulary import Type, Verdict
from tests.unit.inference.writing import KINDS, row, rule, when


def check(*rows: Row, limit: int = MAX_NUMBER) -> None:
    Schema(KINDS, limit).check(rows)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", MAX_NUMBER - 1),
        ("days", -MAX_NUMBER),
        ("year", 0),
        ("due", 1),
        ("due", date.max.toordinal()),
        ("verdict", ""),
        ("verdict", Verdict.MET),
        ("verdict", "x" * (MAX_BYTES - 1)),
        ("verdict", 'é"\\\n\0😀'),
        ("estimated", True),
        ("estimated", False),
    ],
)
def test_what_the_core_can_hold_is_accepted(field: str, value: Scalar) -> None:
    check(row("duty", **{field: value}))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("days", MAX_NUMBER, "too large"),
        ("days", -MAX_NUMBER - 1, "too large"),
        ("days", True, "not a number"),
        ("days", "1", "not a number"),
        ("days", 1.0, "not a number"),
        ("days", None, "not a number"),
        ("year", "2010", "not a calendar year"),
        ("due", 0, "no day of the calendar"),
        ("due", date.max.toordinal() + 1, "no day of the calendar"),
        ("due", date(2012, 2, 29), "not a date"),
        ("due", "2012-02-29", "not a date"),
        ("verdict", 1, "not a text"),
        ("verdict", True, "not a text"),
        ("verdict", "x" * MAX_BYTES, "bytes"),
        ("verdict", "é" * (MAX_BYTES // 2), "bytes"),
        ("verdict", "\ud800", "surrogate"),
        ("estimated", 1, "not a yes or no"),
        ("estimated", "true", "not a yes or no"),
    ],
)
def test_what_it_cannot_hold_or_would_mistake_is_an_error(field: str, value: Any, why: str) -> None:
    with pytest.raises(EngineError, match=rf"duty\.{field} is .*{why}") as caught:
        check(Row("duty", {field: cast("Scalar", value)}, 1, 2))
    assert repr(value)[:40] in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("days", MAX_NUMBER, f"duty.days is {MAX_NUMBER}, which is too large"),
        ("days", -MAX_NUMBER - 1, f"duty.days is {-MAX_NUMBER - 1}, which is too large"),
        ("due", 0, "duty.due is 0, which is no day of the calendar"),
        ("due", -MAX_NUMBER, f"duty.due is {-MAX_NUMBER}, which is no day of the calendar"),
        ("due", MAX_NUMBER, f"duty.due is {MAX_NUMBER}, which is too large"),
        ("due", None, "duty.due is None, which is not a date"),
        ("estimated", 1, "duty.estimated is 1, which is not a yes or no"),
        ("verdict", 1, "duty.verdict is 1, which is not a text"),
        ("days", "x" * 58, f"duty.days is '{'x' * 58}', which is not a number"),
        ("days", "x" * 59, f"duty.days is '{'x' * 59}…, which is not a number"),
        (
            "verdict",
            "x" * MAX_BYTES,
            f"duty.verdict is '{'x' * 59}…, which is not shorter than {MAX_BYTES} bytes, "
            "or has half of a surrogate pair",
        ),
        ("dew", 1, "duty.dew: a duty has no such field"),
    ],
)
def test_what_is_told_of_a_value(field: str, value: Any, told: str) -> None:
    with pytest.raises(EngineError) as caught:
        check(Row("duty", {field: cast("Scalar", value)}, 1, 2))
    assert str(caught.value) == told


def test_a_long_value_is_not_shown_whole() -> None:
    with pytest.raises(EngineError) as caught:
        check(row("duty", verdict="x" * 100_000))
    assert len(str(caught.value)) < 200


def test_numbers_are_smaller_where_rules_add_up_many() -> None:
    check(row("duty", days=99), limit=100)
    with pytest.raises(EngineError, match=r"duty\.days is 100, which is too large"):
        check(row("duty", days=100), limit=100)


def test_a_kind_or_field_that_there_is_not_is_an_error() -> None:
    with pytest.raises(EngineError, match="'dutty'"):
        check(row("dutty"))
    with pytest.raises(EngineError, match=r"duty\.verdit"):
        check(row("duty", verdit="met"))


@pytest.mark.parametrize(
    ("first", "until", "told"),
    [
        (MAX_NUMBER, 1, f"first of a duty is {MAX_NUMBER}, which is too large"),
        (-MAX_NUMBER - 1, 1, f"first of a duty is {-MAX_NUMBER - 1}, which is too large"),
        (1, MAX_NUMBER, f"until of a duty is {MAX_NUMBER}, which is too large"),
        (1, "2", "until of a duty is '2', which is not a number"),
        ("1", "2", "first of a duty is '1', which is not a number"),
        (True, 2, "first of a duty is True, which is not a number"),
        (1, True, "until of a duty is True, which is not a number"),
    ],
)
def test_the_days_of_a_fact_are_whole_numbers(first: Any, until: Any, told: str) -> None:
    with pytest.raises(EngineError) as caught:
        check(Row("duty", {}, first, until))
    assert str(caught.value) == told


def test_days_outside_of_the_calendar_harm_nothing() -> None:
    check(Row("duty", {}, -MAX_NUMBER, MAX_NUMBER - 1), Row("duty", {}, 2, 1))


def test_more_facts_than_there_are_safe_ids_are_an_error() -> None:
    schema = Schema(KINDS, MAX_NUMBER)
    schema.check([row("duty")] * MAX_ROWS)
    with pytest.raises(EngineError, match="more than 100000"):
        schema.check([row("duty")] * (MAX_ROWS + 1))


def test_a_rule_on_known_fields_is_accepted() -> None:
    check_rules([rule(when("duty", "due < as_of and year > 2000"))], KINDS)


@pytest.mark.parametrize(
    "ref",
    [
        FieldRef(None, "dew", Type.DATE),
        FieldRef("duty", "dew", Type.DATE),
        FieldRef("dutty", "due", Type.DATE),
        FieldRef(None, "due", Type.COUNT),
        FieldRef(None, "words", Type.TEXT),
    ],
)
def test_a_rule_on_a_field_that_there_is_not_or_of_another_type_is_an_error(
    ref: FieldRef,
) -> None:
    test = Comparison(ref, Operator.EQUAL, Constant(1, ref.type))
    with pytest.raises(EngineError, match=rf"silent: '{ref}'"):
        check_rules([rule(when("duty"), Pattern("duty", "other", (test,)), name="silent")], KINDS)


def test_a_rule_on_a_kind_that_there_is_not_is_an_error() -> None:
    with pytest.raises(EngineError, match="silent: there are no facts of the kind 'dutty'"):
        check_rules([rule(Pattern("dutty", "duty", ()), name="silent")], KINDS)


def test_a_kind_with_the_name_of_one_of_the_core_s_own_is_an_error() -> None:
    with pytest.raises(EngineError, match="'__go__' is no kind of facts"):
        check_rules([], {**KINDS, "__go__": KINDS["duty"]})
