"""Due dates, and which duties a State has."""

from datetime import date

from compliance_engine.facts.model import Fact
from tests.builders import facts, on, record

MEMBER = "- {{instrument: accession, deposited: {deposited}, source: example}}"


def calendar(deposited: str, day: date) -> list[tuple[str, str, str]]:
    """The duties in view on a day: what, due, verdict."""
    of = record(membership=MEMBER.format(deposited=deposited))
    listed = sorted(on(day, facts(of, "duty", day)), key=_due)
    return [
        (str(fact.fields["kind"]), str(fact.fields["due"]), str(fact.fields["verdict"]))
        for fact in listed
    ]


def _due(fact: Fact) -> tuple[str, str]:
    return str(fact.fields["due"]), str(fact.fields["kind"])


def test_a_first_30_april_before_the_initial_report_is_due_is_not_owed() -> None:
    """Tonga: entry into force 1 December 2025."""
    assert calendar("2025-06-25", date(2026, 11, 23)) == [
        ("annual report", "2026-04-30", "not owed"),
        ("initial report", "2026-05-30", "undetermined"),
        ("annual report", "2027-04-30", "not yet due"),
    ]


def test_a_30_april_on_which_the_initial_report_is_due_is_one_filing() -> None:
    """Cabo Verde: entry into force 1 November 2001."""
    assert calendar("2001-05-14", date(2003, 1, 1)) == [
        ("annual report", "2002-04-30", "not owed"),
        ("initial report", "2002-04-30", "undetermined"),
        ("annual report", "2003-04-30", "not yet due"),
    ]


def test_the_first_annual_report_may_cover_a_year_of_few_months() -> None:
    """Marshall Islands: entry into force 1 September 2025."""
    assert calendar("2025-03-12", date(2026, 3, 1)) == [
        ("initial report", "2026-02-28", "undetermined"),
        ("annual report", "2026-04-30", "not yet due"),
    ]


def test_a_30_april_before_a_year_in_which_the_state_was_bound_is_not_mentioned() -> None:
    """Entry into force 1 March 1999: 30 April 1999 would cover 1998."""
    assert calendar("1998-09-16", date(1999, 12, 31)) == [
        ("initial report", "1999-08-28", "undetermined"),
        ("annual report", "2000-04-30", "not yet due"),
    ]


def test_exactly_one_annual_report_is_still_to_come() -> None:
    for day in (date(2013, 4, 30), date(2013, 5, 1), date(2014, 1, 1), date(2020, 4, 29)):
        pending = [one for one in calendar("2011-09-13", day) if one[2] == "not yet due"]
        assert len(pending) == 1
        assert pending[0][1] >= day.isoformat()


def test_facts_made_for_a_later_day_are_the_same_on_an_earlier_one() -> None:
    of = record()
    day = date(2016, 2, 29)
    soon, late = facts(of, "duty", day), facts(of, "duty", date(2030, 1, 1))
    assert [fact.fields for fact in on(day, soon)] == [fact.fields for fact in on(day, late)]
