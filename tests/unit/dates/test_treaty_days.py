"""The days of the Convention that sources state, one by one."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.counting import (
    Rounding,
    add_days,
    add_months,
    add_years,
    days_between,
    first_day_of_month_after,
)

SATURDAY, SUNDAY = 5, 6


@pytest.mark.parametrize(
    ("deposited", "in_force"),
    [
        pytest.param(date(1999, 1, 14), date(1999, 7, 1), id="Australia"),
        pytest.param(date(1999, 7, 28), date(2000, 1, 1), id="Cambodia"),
        pytest.param(date(2000, 2, 29), date(2000, 8, 1), id="Albania, on 29 February"),
        pytest.param(date(2000, 3, 1), date(2000, 9, 1), id="Botswana, on the first of a month"),
        pytest.param(date(2005, 12, 27), date(2006, 6, 1), id="Ukraine"),
        pytest.param(date(2025, 3, 12), date(2025, 9, 1), id="Marshall Islands"),
        pytest.param(date(2025, 6, 25), date(2025, 12, 1), id="Tonga"),
        pytest.param(date(1998, 9, 16), date(1999, 3, 1), id="the fortieth instrument"),
    ],
)
def test_the_convention_enters_into_force_on_the_first_day_of_the_sixth_month_after_the_deposit(
    deposited: date, in_force: date
) -> None:
    assert first_day_of_month_after(deposited, 6) == in_force


@pytest.mark.parametrize(
    ("deposited", "in_force"),
    [
        (date(2000, 2, 28), date(2000, 8, 1)),
        (date(2000, 2, 29), date(2000, 8, 1)),
        (date(2000, 3, 1), date(2000, 9, 1)),
        (date(2000, 3, 31), date(2000, 9, 1)),
        (date(2000, 6, 30), date(2000, 12, 1)),
        (date(2000, 7, 1), date(2001, 1, 1)),
        (date(2000, 8, 31), date(2001, 2, 1)),
    ],
)
def test_one_day_more_counts_only_where_the_month_changes(deposited: date, in_force: date) -> None:
    assert first_day_of_month_after(deposited, 6) == in_force


@pytest.mark.parametrize("rounding", Rounding)
@pytest.mark.parametrize(
    ("received", "effective"),
    [
        pytest.param(date(2025, 6, 27), date(2025, 12, 27), id="Estonia, Latvia and Lithuania"),
        pytest.param(date(2025, 7, 10), date(2026, 1, 10), id="Finland"),
        pytest.param(date(2025, 8, 20), date(2026, 2, 20), id="Poland"),
    ],
)
def test_a_withdrawal_takes_effect_on_the_same_day_of_the_month_six_months_later(
    received: date, effective: date, rounding: Rounding
) -> None:
    assert add_months(received, 6, rounding) == effective


@pytest.mark.parametrize(
    ("received", "last_day_of_month", "first_of_next"),
    [
        (date(2025, 8, 28), date(2026, 2, 28), date(2026, 2, 28)),
        (date(2025, 8, 29), date(2026, 2, 28), date(2026, 3, 1)),
        (date(2025, 8, 31), date(2026, 2, 28), date(2026, 3, 1)),
        (date(2023, 8, 29), date(2024, 2, 29), date(2024, 2, 29)),
        (date(2023, 8, 31), date(2024, 2, 29), date(2024, 3, 1)),
        (date(2025, 3, 31), date(2025, 9, 30), date(2025, 10, 1)),
        (date(2025, 5, 31), date(2025, 11, 30), date(2025, 12, 1)),
        (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1)),
    ],
)
def test_six_months_after_a_day_that_the_sixth_month_lacks_depends_on_the_rounding(
    received: date, last_day_of_month: date, first_of_next: date
) -> None:
    assert add_months(received, 6, Rounding.EARLIER) == last_day_of_month
    assert add_months(received, 6, Rounding.LATER) == first_of_next


@pytest.mark.parametrize(
    ("in_force", "due"),
    [
        pytest.param(date(1999, 3, 1), date(1999, 8, 28), id="Equatorial Guinea"),
        pytest.param(date(2001, 11, 1), date(2002, 4, 30), id="Cabo Verde, on a 30 April"),
        pytest.param(date(2011, 7, 9), date(2012, 1, 5), id="South Sudan"),
        pytest.param(date(2012, 3, 1), date(2012, 8, 28), id="Tuvalu, in a leap year"),
        pytest.param(date(2015, 2, 1), date(2015, 7, 31), id="Oman"),
        pytest.param(date(2018, 6, 1), date(2018, 11, 28), id="Palestine"),
        pytest.param(date(2025, 9, 1), date(2026, 2, 28), id="Marshall Islands"),
        pytest.param(date(2025, 12, 1), date(2026, 5, 30), id="Tonga"),
    ],
)
def test_180_days_are_counted_from_entry_into_force_as_day_0(in_force: date, due: date) -> None:
    assert add_days(in_force, 180) == due
    assert days_between(in_force, due) == 180


def test_28_days_after_a_request_for_clarification_are_counted_from_its_receipt() -> None:
    assert add_days(date(2025, 7, 24), 28) == date(2025, 8, 21)


def test_the_initial_report_of_equatorial_guinea_came_5427_days_after_its_due_date() -> None:
    assert days_between(date(1999, 8, 28), date(2014, 7, 7)) == 5427


def test_30_april_stays_30_april_on_a_saturday_or_a_sunday() -> None:
    due = [add_years(date(2000, 4, 30), number, Rounding.REFUSE) for number in range(29)]
    assert {(day.month, day.day) for day in due} == {(4, 30)}
    assert [day.year for day in due if day.weekday() in (SATURDAY, SUNDAY)] == [
        *(2000, 2005, 2006, 2011, 2016, 2017, 2022, 2023, 2028),
    ]
    assert date(2028, 4, 30).weekday() == SUNDAY


@pytest.mark.parametrize(
    ("in_force", "years", "deadline"),
    [
        pytest.param(date(1999, 3, 1), 4, date(2003, 3, 1), id="stockpiles, the first States"),
        pytest.param(date(2004, 3, 1), 4, date(2008, 3, 1), id="stockpiles, Serbia"),
        pytest.param(date(2007, 4, 1), 4, date(2011, 4, 1), id="stockpiles, Montenegro"),
        pytest.param(date(2006, 6, 1), 10, date(2016, 6, 1), id="clearance, Ukraine"),
        pytest.param(date(2011, 7, 9), 10, date(2021, 7, 9), id="clearance, South Sudan"),
    ],
)
def test_deadlines_in_years_fall_on_the_same_day_of_the_year(
    in_force: date, years: int, deadline: date
) -> None:
    assert add_years(in_force, years, Rounding.REFUSE) == deadline
