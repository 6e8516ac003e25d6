"""The days of a membership: bound on the first, no longer on the last bound."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.span import FOREVER, Span

BOUND = Span(date(2004, 7, 1), date(2025, 12, 27))


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2004, 6, 30), False),
        (date(2004, 7, 1), True),
        (date(2004, 7, 2), True),
        (date(2025, 12, 26), True),
        (date(2025, 12, 27), False),
        (date(2025, 12, 28), False),
    ],
)
def test_a_withdrawal_ends_the_membership_on_the_day_of_its_effect(day: date, inside: bool) -> None:
    assert (day in BOUND) is inside


def test_a_state_that_joins_again_on_the_day_it_left_is_never_twice_a_member() -> None:
    assert not BOUND.overlaps(Span(date(2025, 12, 27)))
    assert BOUND.overlaps(Span(date(2025, 12, 26)))


def test_a_span_ends_only_if_something_ends_it() -> None:
    assert BOUND.ends
    assert not Span(date(2004, 7, 1)).ends
    assert Span(date(2004, 7, 1)).until == FOREVER


@pytest.mark.parametrize("until", [date(2004, 7, 1), date(2004, 6, 30)])
def test_a_span_without_a_day_is_refused(until: date) -> None:
    with pytest.raises(ValueError, match=f"at least one day: 2004-07-01 until {until}"):
        Span(date(2004, 7, 1), until)


def test_spans_are_ordered_by_their_first_day() -> None:
    earlier, later = Span(date(2000, 1, 1)), Span(date(2000, 1, 2), date(2000, 1, 3))
    assert sorted([later, earlier]) == [earlier, later]


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (Span(date(1999, 3, 1)), BOUND),
        (Span(date(2010, 1, 1), date(2011, 1, 1)), Span(date(2010, 1, 1), date(2011, 1, 1))),
        (Span(date(1999, 3, 1), date(2004, 7, 2)), Span(date(2004, 7, 1), date(2004, 7, 2))),
        (Span(date(2025, 12, 26)), Span(date(2025, 12, 26), date(2025, 12, 27))),
    ],
)
def test_the_days_that_two_spans_share_are_in_both(other: Span, shared: Span) -> None:
    assert BOUND.shared_with(other) == shared
    assert other.shared_with(BOUND) == shared


@pytest.mark.parametrize(
    "other", [Span(date(2025, 12, 27)), Span(date(1999, 3, 1), date(2004, 7, 1))]
)
def test_spans_that_only_touch_share_no_day(other: Span) -> None:
    assert BOUND.shared_with(other) is None
    assert other.shared_with(BOUND) is None
