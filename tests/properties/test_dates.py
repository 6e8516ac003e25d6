"""Laws of partial dates, of counting, and of spans, for every day of the calendar."""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compliance_engine.dates.counting import (
    AmbiguousSumError,
    Rounding,
    add_days,
    add_months,
    add_years,
    days_between,
    first_day_of_month_after,
)
from compliance_engine.dates.partial import PartialDate, PartialDateError
from compliance_engine.dates.span import FOREVER, Span

ONE_DAY = timedelta(days=1)
PRECISIONS = (len("2013"), len("2013-05"), len("2013-05-31"))

all_days = st.dates()
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
# Ends of months are where counting goes wrong.
month_ends = st.builds(
    lambda first, back: first - timedelta(days=back),
    st.builds(date, st.integers(1900, 2100), st.integers(1, 12), st.just(1)),
    st.integers(0, 4),
)
awkward_days = st.one_of(days, month_ends)
months = st.integers(-600, 600)
roundings = st.sampled_from([Rounding.EARLIER, Rounding.LATER])
told = st.builds(lambda day, length: str(day)[:length], all_days, st.sampled_from(PRECISIONS))


def may_be(text: str) -> PartialDate:
    return PartialDate.parse(text)


# --- partial dates


@given(told, st.sampled_from(["", "by "]))
def test_a_partial_date_keeps_the_words_of_its_source(text: str, by: str) -> None:
    assert str(may_be(by + text)) == by + text


@given(told, st.sampled_from(["", "by "]))
def test_what_is_written_for_an_interval_is_read_as_that_interval(text: str, by: str) -> None:
    known = may_be(by + text)
    again = may_be(str(PartialDate.between(known.first, known.last)))
    assert (again.first, again.last) == (known.first, known.last)


@given(told)
def test_a_day_a_month_or_a_year_is_written_in_its_shortest_form(text: str) -> None:
    known = may_be(text)
    assume(not known.open_start)
    assert str(PartialDate.between(known.first, known.last)) == text
    assert PartialDate.between(known.first, known.last) == known


@given(all_days, all_days)
def test_an_interval_that_no_partial_date_has_is_written_with_both_of_its_ends(
    one: date, other: date
) -> None:
    first, last = sorted([one, other])
    written = str(PartialDate.between(first, last))
    try:
        read = may_be(written)
    except PartialDateError:
        assert written == f"{first}/{last}"
    else:
        assert (read.first, read.last) == (first, last)


@given(all_days, st.sampled_from(PRECISIONS))
def test_a_partial_date_holds_the_days_that_begin_with_its_text_and_no_other(
    day: date, length: int
) -> None:
    text = str(day)[:length]
    known = may_be(text)
    assert known.first <= day <= known.last
    assert str(known.first).startswith(text)
    assert str(known.last).startswith(text)
    if known.first > date.min:
        assert not str(known.first - ONE_DAY).startswith(text)
    if known.last < date.max:
        assert not str(known.last + ONE_DAY).startswith(text)


@given(told)
def test_by_a_date_begins_with_the_calendar_and_ends_with_that_date(text: str) -> None:
    known, by = may_be(text), may_be(f"by {text}")
    assert by.first == date.min
    assert by.open_start
    assert by.last == known.last


@given(all_days, all_days)
def test_only_ends_in_order_make_a_partial_date(one: date, other: date) -> None:
    first, last = sorted([one, other])
    known = PartialDate.between(first, last)
    assert known.first <= known.last
    assert known.exact == (first == last)
    if first != last:
        with pytest.raises(ValueError, match="comes after"):
            PartialDate.between(last, first)


@given(all_days)
def test_a_day_known_exactly_is_that_day_alone(day: date) -> None:
    assert PartialDate.of(day) == may_be(day.isoformat())
    assert PartialDate.of(day).exact


@given(st.one_of(st.text(), st.text("by 0123456789-/", max_size=14)))
def test_any_other_text_is_refused_as_no_date(text: str) -> None:
    with suppress(PartialDateError):
        read = may_be(text)
        assert text.isascii()
        assert str(read.last).startswith(text.removeprefix("by "))


spans_of_days = st.builds(
    lambda first, length: PartialDate.between(first, first + timedelta(days=length)),
    days,
    st.integers(0, 40),
)
near = st.integers(-50, 50)


@given(spans_of_days, near)
def test_surely_by_and_surely_after_say_what_holds_of_every_possible_day(
    known: PartialDate, offset: int
) -> None:
    day = known.first + timedelta(days=offset)
    possible = [
        known.first + timedelta(days=step) for step in range((known.last - known.first).days + 1)
    ]
    assert known.surely_by(day) == all(one <= day for one in possible)
    assert known.surely_after(day) == all(one > day for one in possible)
    assert not (known.surely_by(day) and known.surely_after(day))


@given(spans_of_days, near, st.integers(0, 50))
def test_what_is_sure_stays_sure_as_the_day_moves_on(
    known: PartialDate, offset: int, later: int
) -> None:
    day = known.first + timedelta(days=offset)
    assert known.surely_by(day) <= known.surely_by(day + timedelta(days=later))
    assert known.surely_after(day) <= known.surely_after(day - timedelta(days=later))


@given(spans_of_days)
def test_sureness_turns_at_the_ends_of_the_interval(known: PartialDate) -> None:
    assert known.surely_by(known.last)
    assert not known.surely_by(known.last - ONE_DAY)
    assert known.surely_after(known.first - ONE_DAY)
    assert not known.surely_after(known.first)


# --- counting


@given(days, st.integers(-10_000, 10_000))
def test_days_added_can_be_taken_away_and_counted(day: date, number: int) -> None:
    moved = add_days(day, number)
    assert add_days(moved, -number) == day
    assert days_between(day, moved) == number
    assert days_between(moved, day) == -number


def month_after(day: date, number: int) -> tuple[int, int]:
    """Year and month of `number` months after, counted one by one."""
    year, month = day.year, day.month
    for _ in range(abs(number)):
        month += 1 if number > 0 else -1
        if month in (0, 13):
            year, month = (year + 1, 1) if month == 13 else (year - 1, 12)
    return year, month


@given(awkward_days, months)
def test_a_sum_of_months_is_refused_exactly_where_that_month_lacks_the_day(
    day: date, number: int
) -> None:
    year, month = month_after(day, number)
    if day.day > monthrange(year, month)[1]:
        with pytest.raises(AmbiguousSumError, match="names no day"):
            add_months(day, number, Rounding.REFUSE)
    else:
        assert add_months(day, number, Rounding.REFUSE) == date(year, month, day.day)


@given(awkward_days, months)
def test_the_two_roundings_are_one_day_apart_where_the_sum_is_ambiguous_and_else_the_same(
    day: date, number: int
) -> None:
    earlier = add_months(day, number, Rounding.EARLIER)
    later = add_months(day, number, Rounding.LATER)
    try:
        exact = add_months(day, number, Rounding.REFUSE)
    except AmbiguousSumError:
        assert days_between(earlier, later) == 1
        assert later.day == 1
        assert (earlier.year, earlier.month) == month_after(day, number)
    else:
        assert earlier == later == exact


@given(awkward_days, months)
def test_months_added_without_rounding_can_be_taken_away(day: date, number: int) -> None:
    try:
        moved = add_months(day, number, Rounding.REFUSE)
    except AmbiguousSumError:
        assume(False)
    assert add_months(moved, -number, Rounding.REFUSE) == day


@given(awkward_days, months, months)
def test_months_add_up_where_every_month_has_the_day(day: date, one: int, other: int) -> None:
    day = day.replace(day=min(day.day, 28))
    at_once = add_months(day, one + other, Rounding.REFUSE)
    assert add_months(add_months(day, one, Rounding.REFUSE), other, Rounding.REFUSE) == at_once


@given(awkward_days, months, st.integers(1, 600), roundings)
def test_more_months_give_a_later_day(
    day: date, number: int, more: int, rounding: Rounding
) -> None:
    assert add_months(day, number, rounding) < add_months(day, number + more, rounding)


@given(awkward_days, st.integers(0, 400), months, roundings)
def test_a_later_day_never_gives_an_earlier_sum(
    day: date, later: int, number: int, rounding: Rounding
) -> None:
    after = day + timedelta(days=later)
    assert add_months(day, number, rounding) <= add_months(after, number, rounding)


@given(awkward_days, st.integers(-80, 80), roundings)
def test_twelve_months_are_a_year(day: date, years: int, rounding: Rounding) -> None:
    assert add_years(day, years, rounding) == add_months(day, 12 * years, rounding)


@given(awkward_days, st.integers(-80, 80))
def test_only_29_february_has_years_in_which_it_is_missing(day: date, years: int) -> None:
    try:
        moved = add_years(day, years, Rounding.REFUSE)
    except AmbiguousSumError:
        assert (day.month, day.day) == (2, 29)
    else:
        assert moved == day.replace(year=day.year + years)


@given(awkward_days, st.integers(1, 30))
def test_the_first_day_of_the_nth_month_after_is_the_nth_first_of_a_month_that_follows(
    day: date, number: int
) -> None:
    found = first_day_of_month_after(day, number)
    assert found.day == 1
    assert found > day
    between = (day + timedelta(days=step) for step in range(1, days_between(day, found) + 1))
    assert sum(one.day == 1 for one in between) == number


@given(awkward_days, months)
def test_the_day_of_the_month_plays_no_part_in_a_count_of_months(day: date, number: int) -> None:
    length = monthrange(day.year, day.month)[1]
    found = {first_day_of_month_after(day.replace(day=one), number) for one in range(1, length + 1)}
    assert found == {date(*month_after(day, number), 1)}


@given(awkward_days, months, months)
def test_counts_of_months_add_up(day: date, one: int, other: int) -> None:
    at_once = first_day_of_month_after(day, one + other)
    assert first_day_of_month_after(first_day_of_month_after(day, one), other) == at_once


@given(all_days, st.integers(-(10**12), 10**12), st.sampled_from(Rounding))
def test_a_sum_of_months_lies_in_the_calendar_or_is_an_overflow(
    day: date, number: int, rounding: Rounding
) -> None:
    month = day.year * 12 + day.month - 1 + number
    inside = 12 <= month < 10_000 * 12
    try:
        found = add_months(day, number, rounding)
    except AmbiguousSumError:
        assert inside
        assert rounding is Rounding.REFUSE
    except OverflowError:
        assert not inside
    else:
        assert inside
        assert found.year in (month // 12, (month + 1) // 12)


# --- spans

START = date(2012, 2, 20)
positions = st.integers(0, 15)


def span(one: int, other: int) -> Span:
    first, until = sorted([one, other])
    return Span(START + timedelta(days=first), START + timedelta(days=until + 1))


def members(of: Span) -> set[date]:
    """The days of a span, one by one."""
    return {START + timedelta(days=step) for step in range(-2, 20)} & {
        of.first + timedelta(days=step) for step in range(days_between(of.first, of.until))
    }


small_spans = st.builds(span, positions, positions)


@given(small_spans, st.integers(-2, 19))
def test_a_span_holds_its_first_day_and_not_its_last_bound(one: Span, step: int) -> None:
    day = START + timedelta(days=step)
    assert (day in one) == (day in members(one))
    assert one.first in one
    assert one.until not in one


@given(small_spans, small_spans)
def test_two_spans_overlap_where_they_share_a_day(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(members(one) & members(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(small_spans, positions)
def test_spans_that_meet_do_not_overlap(one: Span, length: int) -> None:
    following = Span(one.until, one.until + timedelta(days=length + 1))
    assert not one.overlaps(following)
    assert not following.overlaps(one)
    assert one.overlaps(Span(one.until - ONE_DAY, following.until))


@given(days, st.integers(-50, 50))
def test_no_span_is_empty(first: date, length: int) -> None:
    until = first + timedelta(days=length)
    if length <= 0:
        with pytest.raises(ValueError, match="at least one day"):
            Span(first, until)
    else:
        assert first in Span(first, until)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_a_span_that_nothing_ends_holds_every_later_day_of_the_calendar(first: date) -> None:
    endless = Span(first)
    assert not endless.ends
    assert endless.until == FOREVER
    assert date(9999, 12, 30) in endless
    assert Span(first, first + ONE_DAY).ends == (first + ONE_DAY != FOREVER)
