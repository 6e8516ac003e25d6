from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import (
    AS_OF,
    TRIGGER,
    Atom,
    Choice,
    Fixed,
    Linear,
    Place,
    Present,
    Same,
    home,
    negation,
)
from compliance_engine.inference.terms import atoms
from compliance_engine.rulebook.conditions import (
    Comparison,
    Constant,
    FieldRef,
    OneOf,
    Operator,
    Shift,
    Sum,
)
from compliance_engine.rulebook.vocabulary import Type
from tests.unit.inference.writing import when

OWN, EARLIER = 2, 1


def place(field: str, slot: int = OWN, years: int = 0) -> Place:
    return Place(slot, field, years)


def of(condition: str) -> list[Atom]:
    """The atoms of a condition on a duty that comes after another one, called `earlier`."""
    (test,) = when("duty", condition, earlier="duty").tests
    return list(atoms(test, OWN, {"earlier": EARLIER}))


def last(condition: str) -> Atom:
    return of(condition)[-1]


def test_a_number_beside_a_field_is_the_sum_of_one_term() -> None:
    assert of("year >= 2010") == [
        Present(place("year")),
        Linear(((place("year"), 1),), Operator.AT_LEAST, 2010),
    ]


def test_a_field_on_the_right_is_the_same_comparison_mirrored() -> None:
    assert last("2010 <= year") == last("year >= 2010")


def test_days_are_counted_as_ordinals() -> None:
    day = date(2012, 2, 29).toordinal()
    assert last('due < "2012-02-29"') == Linear(((place("due"), 1),), Operator.LESS, day)


def test_constants_of_both_sides_are_added_up() -> None:
    assert last("days + 3 <= earlier.days + 10") == Linear(
        ((place("days", EARLIER), 1), (place("days"), -1)), Operator.AT_LEAST, -7
    )


def test_terms_of_both_sides_are_collected_with_a_positive_one_first() -> None:
    assert last("due + 30 < as_of - earlier.days") == Linear(
        ((place(AS_OF, TRIGGER), 1), (place("days", EARLIER), -1), (place("due"), -1)),
        Operator.MORE,
        30,
    )


def test_what_is_added_twice_counts_twice() -> None:
    assert last("days + days > 7") == Linear(((place("days"), 2),), Operator.MORE, 7)


def test_a_field_that_cancels_out_must_still_have_a_value() -> None:
    assert of("days - days == 0") == [Present(place("days")), Fixed(True)]
    assert of("days - days > 0") == [Present(place("days")), Fixed(False)]


def test_the_day_of_the_check_is_always_there() -> None:
    assert of('as_of > "2011-12-02"') == [
        Linear(((place(AS_OF, TRIGGER), 1),), Operator.MORE, date(2011, 12, 2).toordinal())
    ]


def test_a_date_moved_by_years_is_a_property_of_its_own() -> None:
    assert of("due + years(1) < as_of - years(2)") == [
        Present(place("due", years=1)),
        Linear(((place(AS_OF, TRIGGER, -2), 1), (place("due", years=1), -1)), Operator.MORE, 0),
    ]
    assert place("due", years=1).name != place("due").name
    assert place(AS_OF, TRIGGER, -2).name == "asof-2"


def test_a_text_is_a_choice_of_one() -> None:
    assert of('verdict == "met"') == [
        Present(place("verdict")),
        Choice(place("verdict"), ("met",)),
    ]
    assert last('verdict != "met"') == Choice(place("verdict"), ("met",), negated=True)


def test_a_flag_alone_is_a_choice_of_one() -> None:
    assert last("estimated") == Choice(place("estimated"), (True,))
    assert last("not earlier.estimated") == Choice(place("estimated", EARLIER), (False,))


def test_two_texts_are_the_same_or_not() -> None:
    assert of("kind == earlier.verdict") == [
        Present(place("kind")),
        Present(place("verdict", EARLIER)),
        Same(place("kind"), place("verdict", EARLIER)),
    ]
    assert last("kind != earlier.verdict") == Same(
        place("kind"), place("verdict", EARLIER), negated=True
    )


def test_a_text_compared_with_itself_only_needs_to_be_there() -> None:
    assert of("kind == kind")[-1] == Fixed(True)
    assert of("kind != kind")[-1] == Fixed(False)


def test_a_list_names_each_value_once() -> None:
    assert of("year in [2010, 2011, 2010]") == [
        Present(place("year")),
        Choice(place("year"), (2010, 2011)),
    ]
    assert last('due not in ["2012-02-29"]') == Choice(
        place("due"), (date(2012, 2, 29).toordinal(),), negated=True
    )


def test_an_empty_list_holds_for_nothing_and_not_in_it_for_all() -> None:
    year = FieldRef(None, "year", Type.YEAR)
    assert list(atoms(OneOf(year, (), negated=False), OWN, {}))[-1] == Fixed(False)
    assert list(atoms(OneOf(year, (), negated=True), OWN, {}))[-1] == Fixed(True)


def test_known_asks_for_presence_alone() -> None:
    assert of("known(due)") == [Present(place("due"))]
    assert of("not known(earlier.due)") == [Present(place("due", EARLIER), negated=True)]


def test_an_atom_is_at_home_where_its_last_fact_is_found() -> None:
    assert home(last("year > earlier.year")) == OWN
    assert home(last("earlier.due < as_of")) == EARLIER
    assert home(last('as_of > "2011-12-02"')) == TRIGGER
    assert home(Fixed(True)) == TRIGGER


@pytest.mark.parametrize(
    ("condition", "opposite"),
    [
        ("year == 2010", "year != 2010"),
        ("year < 2010", "year >= 2010"),
        ("year <= 2010", "year > 2010"),
        ("year in [2010, 2011]", "year not in [2010, 2011]"),
        ("kind == earlier.kind", "kind != earlier.kind"),
        ("known(year)", "not known(year)"),
    ],
)
def test_the_negation_of_a_test_is_its_opposite(condition: str, opposite: str) -> None:
    assert negation(last(condition)) == last(opposite)
    assert negation(last(opposite)) == last(condition)


KIND = FieldRef(None, "kind", Type.TEXT)
DAYS = FieldRef(None, "days", Type.COUNT)
FIXED = Constant(date(2012, 1, 1), Type.DATE)


@pytest.mark.parametrize(
    ("test", "why"),
    [
        (
            Comparison(KIND, Operator.LESS, Constant("b", Type.TEXT)),
            "'kind < \"b\"' cannot be decided: a text has no order",
        ),
        (
            Comparison(KIND, Operator.EQUAL, Constant(1, Type.COUNT)),
            "'kind == 1' compares a text with a number",
        ),
        (
            Comparison(Sum(KIND, KIND, False, Type.TEXT), Operator.EQUAL, KIND),
            "'kind + kind == kind' cannot be decided: it adds up what is no number",
        ),
        (
            Comparison(Shift(FIXED, 1), Operator.EQUAL, FieldRef(None, "due", Type.DATE)),  # type: ignore[arg-type]
            "'\"2012-01-01\" + years(1)' is neither a field nor a day",
        ),
        (Comparison(KIND, Operator.EQUAL, Constant(1, Type.TEXT)), "is not a text"),
        (Comparison(DAYS, Operator.EQUAL, Constant(True, Type.COUNT)), "is not a number, a year"),
        (Comparison(DAYS, Operator.EQUAL, Constant("1", Type.COUNT)), "is not a number, a year"),
        (OneOf(DAYS, (Constant("1", Type.TEXT),), negated=False), "and cannot be"),
        (OneOf(DAYS, (Constant(True, Type.FLAG),), negated=True), "and cannot be"),
    ],
)
def test_what_the_core_would_take_for_another_type_is_refused(
    test: Comparison | OneOf, why: str
) -> None:
    with pytest.raises(EngineError) as raised:
        list(atoms(test, OWN, {}))
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("operator", "other", "holds"),
    [
        (Operator.EQUAL, "a", True),
        (Operator.EQUAL, "b", False),
        (Operator.UNEQUAL, "a", False),
        (Operator.UNEQUAL, "b", True),
    ],
)
def test_of_two_texts_that_are_given_the_answer_is_known(
    operator: Operator, other: str, holds: bool
) -> None:
    test = Comparison(Constant("a", Type.TEXT), operator, Constant(other, Type.TEXT))
    assert list(atoms(test, OWN, {})) == [Fixed(holds)]


def test_a_name_of_no_earlier_pattern_is_refused() -> None:
    (test,) = when("duty", "year == later.year", later="duty").tests
    with pytest.raises(EngineError, match=r"later\.year.*no pattern"):
        list(atoms(test, OWN, {"earlier": EARLIER}))
