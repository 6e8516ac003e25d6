"""The dates of a yearly duty: the first, the last, and why some are not owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance_engine.facts.membership import bound_intervals
from compliance_engine.facts.model import Fact
from compliance_engine.facts.yearly import facts_of_years
from compliance_engine.rulebook.model import Duty, Yearly
from compliance_engine.rulebook.templates import Texts
from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import facts, record, rulebook

ANNUAL = "annual report"


def yearly() -> tuple[Duty, Yearly]:
    duty = rulebook().duty(ANNUAL)
    assert isinstance(duty.recurrence, Yearly)
    return duty, duty.recurrence


def years(membership: str, through: date) -> list[Fact]:
    of = facts(record(membership=membership), "duty", through)
    return [one for one in of if one.fields["kind"] == ANNUAL]


def why(fact: Fact) -> Texts:
    return fact.working[-1].texts


def joining(day: str) -> str:
    """An entry into force on a day, which depositary practice gives."""
    return f"""
- instrument: succession
  deposited: {day}
  in_force: {day}
  in_force_reason: depositary practice
  source: example
"""


def test_the_date_on_which_the_initial_report_is_due_is_not_owed_for_a_year() -> None:
    """Entry into force 1 November 2001: 180 days later is 30 April 2002."""
    first, second = years(
        "- {instrument: accession, deposited: 2001-05-14, source: example}", date(2003, 4, 30)
    )[:2]
    assert (first.fields["key"], first.fields["verdict"]) == ("2001", Verdict.NOT_OWED)
    assert why(first) is yearly()[1].explain_coincides
    assert first.held.first == date(2001, 11, 1)
    assert (second.fields["key"], second.fields["verdict"]) == ("2002", Verdict.NOT_YET_DUE)
    assert why(second) is yearly()[0].explain


def test_a_date_before_the_initial_report_is_due_is_not_owed() -> None:
    """Entry into force 1 December 2001: 180 days later is 30 May 2002."""
    first = years(
        "- {instrument: accession, deposited: 2001-06-14, source: example}", date(2003, 4, 30)
    )[0]
    assert (first.fields["key"], first.fields["verdict"]) == ("2001", Verdict.NOT_OWED)
    assert why(first) is yearly()[1].explain_before_first


def leaving(day: str) -> list[Fact]:
    """What is owed from a year on in which a State leaves."""
    membership = f"""
- instrument: accession
  deposited: 2004-05-12
  source: example
  withdrawal: {{notified: 2013-10-01, effective: {day}, source: example}}
"""
    return [one for one in years(membership, date(2018, 1, 1)) if str(one.fields["key"]) >= "2013"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "2014-04-30",
            [("2013", Verdict.NOT_YET_DUE), ("2013", Verdict.NOT_OWED)],
        ),
        (
            "2014-05-01",
            [("2013", Verdict.NOT_YET_DUE), ("2013", Verdict.UNDETERMINED)],
        ),
        (
            "2014-05-02",
            [
                ("2013", Verdict.NOT_YET_DUE),
                ("2013", Verdict.UNDETERMINED),
                ("2014", Verdict.NOT_OWED),
            ],
        ),
    ],
)
def test_a_state_that_leaves_owes_no_report_that_is_due_from_that_day_on(
    day: str, told: list[tuple[str, Verdict]]
) -> None:
    assert [(one.fields["key"], one.fields["verdict"]) for one in leaving(day)] == told


def test_that_a_state_has_left_is_why_it_does_not_owe_the_report() -> None:
    *_, last = leaving("2014-04-30")
    assert why(last) is yearly()[1].explain_not_bound


@pytest.mark.parametrize(
    ("in_force", "first_due", "period"),
    [
        ("2012-04-29", date(2012, 4, 30), 2011),
        ("2012-04-30", date(2012, 4, 30), 2011),
        ("2012-05-01", date(2013, 4, 30), 2012),
    ],
)
def test_a_yearly_duty_that_comes_after_no_other_begins_on_the_first_date_while_bound(
    in_force: str, first_due: date, period: int
) -> None:
    of = record(membership=joining(in_force))
    (interval,) = bound_intervals(of, rulebook().treaty)
    duty, recurrence = yearly()
    found = facts_of_years(
        of,
        duty,
        replace(recurrence, first_after=None),
        interval,
        before=None,
        through=date(2014, 1, 1),
    )
    first = next(found)
    assert (first.fields["due"], first.fields["period"]) == (first_due, period)
    assert first.fields["verdict"] == Verdict.NOT_YET_DUE
