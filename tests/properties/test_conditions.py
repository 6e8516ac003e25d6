"""Laws of the condition language: what is printed is read as what it was; any text is safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given, reject
from hypothesis import strategies as st

from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    Expression,
    FieldRef,
    Known,
    OneOf,
    Operator,
    Shift,
    Sum,
    Test,
)
from compliance_engine.rulebook.parsing import MAX_NUMBER, parse_condition
from compliance_engine.rulebook.syntax import ConditionError
from compliance_engine.rulebook.templates import Gap, Reading, parse_template
from compliance_engine.rulebook.vocabulary import FactKind, Type
from tests.unit.rulebook.scope import EARLIER, REPORT, SCOPE

PATTERNS: list[tuple[str | None, FactKind]] = [(None, REPORT), *EARLIER.items()]
ORDERED = (Type.DATE, Type.YEAR, Type.COUNT)
FIELDS: Mapping[Type, st.SearchStrategy[FieldRef]] = {
    type_: st.sampled_from(
        [
            FieldRef(pattern, name, type_)
            for pattern, kind in PATTERNS
            for name, field in kind.fields.items()
            if field.type is type_ and field.matchable
        ]
    )
    for type_ in Type
}
VALUES = {name: field.values for name, field in REPORT.fields.items() if field.values}

small = st.integers(0, 400)
counts = st.builds(Constant, st.one_of(small, st.just(MAX_NUMBER)), st.just(Type.COUNT))
years = st.builds(Constant, st.integers(0, 3000), st.just(Type.YEAR))
dates = st.builds(Constant, st.dates(), st.just(Type.DATE))
flags = st.builds(Constant, st.booleans(), st.just(Type.FLAG))
texts = st.builds(
    Constant, st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.just(Type.TEXT)
)
moments: st.SearchStrategy[FieldRef | AsOf] = st.one_of(FIELDS[Type.DATE], st.builds(AsOf))
steps = st.integers(-100, 100)


@st.composite
def expressions(draw: st.DrawFn, of: Type, depth: int) -> Expression:
    """A value that names a field, or the day of the check, and is no plain constant."""
    plain: st.SearchStrategy[Expression] = FIELDS[of]
    if of is Type.DATE:
        plain = st.one_of(moments, st.builds(Shift, moments, steps))
    if depth == 0 or draw(st.booleans()):
        return draw(plain)
    if of is Type.COUNT and draw(st.booleans()):
        between = draw(st.sampled_from([Type.DATE, Type.YEAR, Type.COUNT]))
        left = draw(expressions(between, depth - 1))
        return Sum(left, draw(expressions(between, depth - 1)), True, Type.COUNT)
    left = draw(expressions(of, depth - 1))
    right = draw(st.one_of(counts, expressions(Type.COUNT, depth - 1)))
    return Sum(left, right, draw(st.booleans()), of)


def constants(beside: Expression) -> st.SearchStrategy[Constant]:
    """What an expression can be compared with."""
    if isinstance(beside, FieldRef) and beside.field in VALUES:
        values = [Constant(value, Type.TEXT) for value in VALUES[beside.field]]
        return st.sampled_from(values)
    known = {Type.DATE: dates, Type.YEAR: years, Type.COUNT: counts, Type.FLAG: flags}
    return known.get(beside.type, texts)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    of = draw(st.sampled_from(Type))
    ordered = of in ORDERED
    operators = list(Operator) if ordered else [Operator.EQUAL, Operator.UNEQUAL]
    operator = draw(st.sampled_from(operators))
    one: Expression = draw(expressions(of, 3) if ordered else FIELDS[of])
    other: Expression = draw(
        st.one_of(constants(one), expressions(of, 3) if ordered else FIELDS[of])
    )
    if draw(st.booleans()):
        one, other = other, one
    return Comparison(one, operator, other)


@st.composite
def lists_of_values(draw: st.DrawFn) -> OneOf:
    field = draw(st.one_of(*FIELDS.values()))
    values = draw(st.lists(constants(field), min_size=1, max_size=4))
    return OneOf(field, tuple(values), draw(st.booleans()))


single_tests: st.SearchStrategy[Test] = st.one_of(
    comparisons(),
    lists_of_values(),
    st.builds(Known, st.one_of(*FIELDS.values()), st.booleans()),
)


@given(st.lists(single_tests, min_size=1, max_size=4).map(tuple))
def test_a_printed_condition_is_read_as_what_it_was(condition: tuple[Test, ...]) -> None:
    printed = " and ".join(str(test) for test in condition)
    assert parse_condition(printed, SCOPE) == condition


@given(single_tests, st.sampled_from([" ", "\n", "\n    ", "   "]))
def test_space_and_brackets_around_a_test_change_nothing(test: Test, space: str) -> None:
    assert parse_condition(f"{space}({space}{test}{space}){space}", SCOPE) == (test,)


@given(
    st.sampled_from(Type).flatmap(lambda of: expressions(of, 2) if of in ORDERED else FIELDS[of])
)
def test_a_printed_value_fills_the_gap_of_a_text(value: Expression) -> None:
    named = in_messages(value)
    try:
        filled = parse_template("{" + str(named) + "}", EARLIER)
    except ConditionError as error:
        if "more than a century away" not in error.what:
            raise
        reject()
    assert filled.parts == (Gap(named),)
    reading = {Type.DATE: Reading.ON, Type.COUNT: Reading.DAYS}.get(value.type)
    if reading:
        filled = parse_template(f"a {{{named}:{reading}}} b", EARLIER)
        assert filled.parts == ("a ", Gap(named, reading), " b")


def in_messages(value: Expression) -> Expression:
    """The same value where every field is named with its pattern."""
    match value:
        case FieldRef(pattern=None):
            return replace(value, pattern="before")
        case Shift(operand=FieldRef(pattern=None) as operand):
            return replace(value, operand=replace(operand, pattern="before"))
        case Sum():
            return replace(value, left=in_messages(value.left), right=in_messages(value.right))
        case _:
            return value


words = st.lists(
    st.sampled_from(
        [
            *("late", "due", "year", "kind", "before.year", "membership.bound", "as_of", "known"),
            *("(", ")", "[", "]", "==", "!=", "<", ">=", "in", "not", "and", "or", "is", "+", "-"),
            *('"annual report"', '"2020-01-31"', "2010", "7", "true", "years(1)", "years(", ","),
            *(".", "{", "}", "*", "lambda", ":", ":=", "if", "else", "#", "\\", "é", "None", "f''"),
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(max_size=60), words))
def test_any_text_is_a_condition_that_can_be_printed_or_an_error_with_a_place(text: str) -> None:
    try:
        condition = parse_condition(text, SCOPE)
    except ConditionError as error:
        place, what = error.column, error.what
    else:
        printed = " and ".join(str(test) for test in condition)
        assert parse_condition(printed, SCOPE) == condition
        return
    assert what
    assert 1 <= place <= len(text) + 2


@given(st.one_of(st.text(max_size=60), words.map(lambda text: "{" + text + "}")))
def test_any_text_is_a_sentence_or_an_error_with_a_place(text: str) -> None:
    try:
        parts = parse_template(text, EARLIER).parts
    except ConditionError as error:
        place = error.column
    else:
        literal = "".join(part for part in parts if isinstance(part, str))
        assert ("{" in text) == any(isinstance(part, Gap) for part in parts)
        assert "{" in text or literal == text
        return
    assert "{" in text or "}" in text
    assert 1 <= place <= len(text) + 2


@given(st.dates(), st.sampled_from(Operator))
def test_a_day_in_quotes_is_read_as_that_day(day: date, operator: Operator) -> None:
    (found,) = parse_condition(f'due {operator} "{day}"', SCOPE)
    assert isinstance(found, Comparison)
    assert found.right == Constant(day, Type.DATE)
