"""Every form that a condition may have, and what it means."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    FieldRef,
    Known,
    OneOf,
    Operator,
    Shift,
    Sum,
    Test,
    references,
)
from compliance_engine.rulebook.parsing import (
    MAX_NUMBER,
    Scope,
    parse_condition,
    parse_expression,
)
from compliance_engine.rulebook.syntax import MAX_DEPTH, MAX_LENGTH
from compliance_engine.rulebook.vocabulary import Type
from tests.unit.rulebook.scope import EARLIER, REPORT, SCOPE, refusal

KIND = FieldRef(None, "kind", Type.TEXT)
DUE = FieldRef(None, "due", Type.DATE)
KNOWN = FieldRef(None, "known", Type.DATE)
YEAR = FieldRef(None, "year", Type.YEAR)
DAYS = FieldRef(None, "days_late", Type.COUNT)
LATE = FieldRef(None, "late", Type.FLAG)
BEFORE_YEAR = FieldRef("before", "year", Type.YEAR)
BOUND = FieldRef("membership", "bound", Type.FLAG)


def text(value: str) -> Constant:
    return Constant(value, Type.TEXT)


def number(value: int) -> Constant:
    return Constant(value, Type.COUNT)


def year(value: int) -> Constant:
    return Constant(value, Type.YEAR)


def day(value: date) -> Constant:
    return Constant(value, Type.DATE)


def flag(value: bool) -> Constant:
    return Constant(value, Type.FLAG)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('kind == "initial report"', Comparison(KIND, Operator.EQUAL, text("initial report"))),
        ("kind == 'annual report'", Comparison(KIND, Operator.EQUAL, text("annual report"))),
        ('"annual report" == kind', Comparison(text("annual report"), Operator.EQUAL, KIND)),
        ('kind != "annual report"', Comparison(KIND, Operator.UNEQUAL, text("annual report"))),
        ("year < 2010", Comparison(YEAR, Operator.LESS, year(2010))),
        ("year <= 2010", Comparison(YEAR, Operator.AT_MOST, year(2010))),
        ("year > 2010", Comparison(YEAR, Operator.MORE, year(2010))),
        ("year >= 2010", Comparison(YEAR, Operator.AT_LEAST, year(2010))),
        ("2010 <= year", Comparison(year(2010), Operator.AT_MOST, YEAR)),
        ("days_late > 0", Comparison(DAYS, Operator.MORE, number(0))),
        ("due <= as_of", Comparison(DUE, Operator.AT_MOST, AsOf())),
        ('due < "2020-02-29"', Comparison(DUE, Operator.LESS, day(date(2020, 2, 29)))),
        ('"2020-02-29" < due', Comparison(day(date(2020, 2, 29)), Operator.LESS, DUE)),
        ('as_of >= "2020-02-29"', Comparison(AsOf(), Operator.AT_LEAST, day(date(2020, 2, 29)))),
        ("year == before.year", Comparison(YEAR, Operator.EQUAL, BEFORE_YEAR)),
        (
            "before.year == year - 1",
            Comparison(BEFORE_YEAR, Operator.EQUAL, Sum(YEAR, number(1), True, Type.YEAR)),
        ),
        (
            "year - before.year == 1",
            Comparison(Sum(YEAR, BEFORE_YEAR, True, Type.COUNT), Operator.EQUAL, number(1)),
        ),
        (
            "as_of - due > 365",
            Comparison(Sum(AsOf(), DUE, True, Type.COUNT), Operator.MORE, number(365)),
        ),
        (
            "due + 30 < as_of",
            Comparison(Sum(DUE, number(30), False, Type.DATE), Operator.LESS, AsOf()),
        ),
        (
            "due + days_late == known",
            Comparison(Sum(DUE, DAYS, False, Type.DATE), Operator.EQUAL, KNOWN),
        ),
        (
            "days_late - 1 <= 180",
            Comparison(Sum(DAYS, number(1), True, Type.COUNT), Operator.AT_MOST, number(180)),
        ),
        ("due + years(2) <= as_of", Comparison(Shift(DUE, 2), Operator.AT_MOST, AsOf())),
        ("due > as_of - years(1)", Comparison(DUE, Operator.MORE, Shift(AsOf(), -1))),
        (
            "due + years(1) - 1 < known",
            Comparison(Sum(Shift(DUE, 1), number(1), True, Type.DATE), Operator.LESS, KNOWN),
        ),
        ("late", Comparison(LATE, Operator.EQUAL, flag(True))),
        ("not late", Comparison(LATE, Operator.EQUAL, flag(False))),
        ("late == true", Comparison(LATE, Operator.EQUAL, flag(True))),
        ("late != false", Comparison(LATE, Operator.UNEQUAL, flag(False))),
        ("late == membership.bound", Comparison(LATE, Operator.EQUAL, BOUND)),
        ("membership.bound", Comparison(BOUND, Operator.EQUAL, flag(True))),
        ("not membership.bound", Comparison(BOUND, Operator.EQUAL, flag(False))),
        ("known(due)", Known(DUE, False)),
        ("not known(due)", Known(DUE, True)),
        ("known(before.year)", Known(BEFORE_YEAR, False)),
        ("known(known)", Known(KNOWN, False)),
        ('kind in ["initial report"]', OneOf(KIND, (text("initial report"),), False)),
        (
            'kind not in ["initial report", "annual report"]',
            OneOf(KIND, (text("initial report"), text("annual report")), True),
        ),
        ("year in [2010, 2012]", OneOf(YEAR, (year(2010), year(2012)), False)),
        ("before.year in [2010]", OneOf(BEFORE_YEAR, (year(2010),), False)),
        ('due in ["2020-01-31"]', OneOf(DUE, (day(date(2020, 1, 31)),), False)),
        ("days_late in [0]", OneOf(DAYS, (number(0),), False)),
        (f"days_late < {MAX_NUMBER}", Comparison(DAYS, Operator.LESS, number(MAX_NUMBER))),
        ("(late)", Comparison(LATE, Operator.EQUAL, flag(True))),
        ("not (known(due))", Known(DUE, True)),
        ("  year == 2010  ", Comparison(YEAR, Operator.EQUAL, year(2010))),
    ],
)
def test_each_form_means_what_it_says(written: str, meant: Test) -> None:
    assert parse_condition(written, SCOPE) == (meant,)


def test_tests_joined_by_and_must_all_hold() -> None:
    assert parse_condition("late and known(due) and year == 2010", SCOPE) == (
        Comparison(LATE, Operator.EQUAL, flag(True)),
        Known(DUE, False),
        Comparison(YEAR, Operator.EQUAL, year(2010)),
    )


def test_a_condition_may_be_broken_into_lines() -> None:
    broken = parse_condition('kind == "annual report"\n  and\n  year > 2010\n', SCOPE)
    assert broken == parse_condition('kind == "annual report" and year > 2010', SCOPE)


def test_the_words_of_the_language_can_be_part_of_a_text() -> None:
    (found,) = parse_condition('key == "known(due) or lambda: 1 # not"', SCOPE)
    assert found == Comparison(
        FieldRef(None, "key", Type.TEXT), Operator.EQUAL, text("known(due) or lambda: 1 # not")
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("year - (due - known) == 2000", "year - (due - known) == 2000"),
        ("as_of - (due + years(1)) > 5", "as_of - (due + years(1)) > 5"),
        ("(as_of - due) - 5 > 1", "as_of - due - 5 > 1"),
        ("due - years(3) < as_of", "due - years(3) < as_of"),
        ("key == 'say \"no\"'", 'key == "say \\"no\\""'),
        ("key == 'a\\\\b\\nc'", 'key == "a\\\\b\\nc"'),
        ("key == 'é😀'", 'key == "é😀"'),
        ("due - years(0) < as_of", "due + years(0) < as_of"),
        ("late", "late == true"),
        ("year   in[2010,2011]", "year in [2010, 2011]"),
        ("not   known( due )", "not known(due)"),
    ],
)
def test_a_condition_is_printed_so_that_it_can_be_read_again(written: str, read_as: str) -> None:
    (found,) = parse_condition(written, SCOPE)
    assert str(found) == read_as
    assert parse_condition(str(found), SCOPE) == (found,)


def test_the_fields_that_a_test_names_are_known() -> None:
    def named(written: str) -> list[str]:
        return [str(ref) for test in parse_condition(written, SCOPE) for ref in references(test)]

    assert named("due + days_late < before.due + years(1)") == ["due", "days_late", "before.due"]
    assert named("as_of - due > 5") == ["due"]
    assert named("year in [2010] and not known(before.due)") == ["year", "before.due"]
    assert named('as_of > "2020-01-01"') == []


def test_a_message_may_show_what_a_condition_may_not_compare() -> None:
    in_messages = Scope(None, EARLIER)
    assert parse_expression("before.words", in_messages) == FieldRef("before", "words", Type.TEXT)
    assert refusal("before.words == key").what == "'words' is only for messages"
    assert refusal("known(words)").what == "'words' is only for messages"


def test_the_longest_condition_allowed_is_read_and_one_character_more_is_not() -> None:
    longest = "late".ljust(MAX_LENGTH)
    assert len(parse_condition(longest, SCOPE)) == 1
    assert refusal(longest + " ").what == f"is longer than {MAX_LENGTH} characters"


def test_many_tests_in_a_row_are_not_deep() -> None:
    assert len(parse_condition(" and ".join(["late"] * 200), SCOPE)) == 200


def test_a_sum_may_be_as_deep_as_the_limit_and_no_deeper() -> None:
    def chain(terms: int) -> str:
        return "days_late == days_late" + " + days_late" * terms

    deepest = max(terms for terms in range(MAX_DEPTH) if _allowed(chain(terms)))
    (found,) = parse_condition(chain(deepest), SCOPE)
    assert str(found) == chain(deepest)
    assert deepest > MAX_DEPTH // 2
    assert refusal(chain(deepest + 1)).what == f"is nested more than {MAX_DEPTH} levels deep"


def _allowed(written: str) -> bool:
    try:
        parse_condition(written, Scope(REPORT, EARLIER))
    except ValueError:
        return False
    return True
