"""The duties of Articles 4 and 5 and of found stock in a State's calendar, and their verdicts."""

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated, Fact
from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import facts, on, record, verdict

STOCKPILE = "destruction of stockpiled mines"
AREAS = "clearance of mined areas"
FOUND = "destruction of stock found later"
TODAY = date(2026, 11, 23)

JOINED = "- {{instrument: accession, deposited: {deposited}, source: example}}"
REJOINED = """
- instrument: ratification
  deposited: 2001-03-05
  source: example
  withdrawal: {notified: 2010-01-10, effective: 2010-07-10, source: example}
- {instrument: accession, deposited: 2014-02-20, source: example}
"""
"""Bound from 1 September 2001 to 9 July 2010, and again from 1 August 2014."""


def stockpile(more: str = "mines_destroyed: 500", met: str = "not stated") -> str:
    return f"deadline_met: {met}\nsource: example\n{more}"


def areas(more: str = "", latest: str = "2022-03-01", *decisions: str) -> str:
    return f"""
clearance:
  original_deadline: 2022-03-01
  latest_deadline_known: {latest}
  state_of_play: as the sources have it
  source: example
  {more}
{"extensions:" if decisions else ""}
{"".join(decisions)}
"""


def decision(deadline: str, decided: str) -> str:
    return (
        f"  - {{deadline: {deadline}, decided_at: a meeting, decided: {decided}, "
        "decision: granted, source: example}\n"
    )


def found(*entries: str) -> str:
    listed = "\n".join(f"  - {{{one}, source: example}}" for one in entries)
    return stockpile(f"completed: 2014-05-20\nfound_later:\n{listed}")


def due(kind: str, day: date, **sections: str) -> list[str]:
    """The due dates of a duty in view on a day."""
    return sorted(str(fact.fields["due"]) for fact in of_kind(kind, day, **sections))


def of_kind(kind: str, day: date, **sections: str) -> list[Fact]:
    listed = on(day, facts(record(**sections), "duty", day))
    return [fact for fact in listed if fact.fields["kind"] == kind]


# --- Article 4


@pytest.mark.parametrize(
    ("deposited", "expected"),
    [
        ("1998-09-16", "2003-03-01"),  # in force on 1 March 1999
        ("2003-09-12", "2008-03-01"),  # 1 March 2004: Serbia, Greece, Turkey
        ("2006-10-23", "2011-04-01"),  # 1 April 2007: Montenegro
        ("2005-12-27", "2010-06-01"),  # 1 June 2006: Ukraine
    ],
)
def test_a_stockpile_is_due_on_the_day_of_entry_into_force_four_years_later(
    deposited: str, expected: str
) -> None:
    joined = JOINED.format(deposited=deposited)
    assert due(STOCKPILE, TODAY, membership=joined, article_4=stockpile()) == [expected]


def test_a_stockpile_is_in_the_calendar_only_where_the_record_speaks_of_one() -> None:
    assert due(STOCKPILE, TODAY) == []
    assert due(STOCKPILE, TODAY, article_4=stockpile("")) == []
    assert due(STOCKPILE, TODAY, article_4=stockpile("completed: 2014")) == ["2016-03-01"]


def test_a_stockpile_destroyed_before_entry_into_force_is_met_from_the_beginning() -> None:
    early = record(article_4=stockpile("completed: 1999-02"))
    assert verdict(early, STOCKPILE, date(2012, 3, 1)) == Verdict.MET


def test_a_stockpile_destroyed_a_day_after_its_date_is_one_day_late() -> None:
    late = record(article_4=stockpile("completed: 2016-03-02"))
    assert verdict(late, STOCKPILE, date(2016, 3, 1)) == Verdict.NOT_YET_DUE
    assert verdict(late, STOCKPILE, date(2016, 3, 2)) == Verdict.MET_LATE
    (fact,) = of_kind(STOCKPILE, TODAY, article_4=stockpile("completed: 2016-03-02"))
    assert fact.fields["days_late"] == 1


def test_a_stockpile_belongs_to_the_membership_in_which_it_was_destroyed() -> None:
    again = record(membership=REJOINED, article_4=stockpile("completed: 2004-05-20"))
    assert verdict(again, STOCKPILE, TODAY, "") == Verdict.MET
    assert verdict(again, STOCKPILE, TODAY, "2014-08-01") == Verdict.UNDETERMINED


# --- Article 5


def test_areas_are_due_ten_years_after_entry_into_force_and_extended_as_decided() -> None:
    section = areas("", "2027-03-01", decision("2027-03-01", "2021-11-19"))
    assert due(AREAS, date(2021, 11, 18), article_5=section) == ["2022-03-01"]
    assert due(AREAS, date(2021, 11, 19), article_5=section) == ["2027-03-01"]
    (fact,) = of_kind(AREAS, TODAY, article_5=section)
    assert fact.fields["extended"] is True
    assert fact.fields["verdict"] == Verdict.NOT_YET_DUE


def test_areas_are_in_the_calendar_only_where_the_record_speaks_of_them() -> None:
    assert due(AREAS, TODAY) == []
    assert due(AREAS, TODAY, article_5="{}") == []


def test_a_lapse_is_never_read_into_a_later_decision() -> None:
    later = areas("", "2027-03-01", decision("2027-03-01", "2023-11-24"))
    of = record(article_5=later)
    assert verdict(of, AREAS, date(2023, 11, 23)) == Verdict.UNDETERMINED
    assert verdict(of, AREAS, date(2023, 11, 24)) == Verdict.NOT_YET_DUE


def test_a_lapse_that_a_source_states_lasts_until_the_decision() -> None:
    stated = areas("not_extended: 2023-06-20", "2027-03-01", decision("2027-03-01", "2023-11-24"))
    of = record(article_5=stated)
    assert verdict(of, AREAS, date(2022, 3, 2)) == Verdict.OUTSTANDING
    assert verdict(of, AREAS, date(2023, 11, 23)) == Verdict.LAST_KNOWN_OUTSTANDING
    assert verdict(of, AREAS, date(2023, 11, 24)) == Verdict.NOT_YET_DUE


def test_a_statement_on_an_extended_date_says_nothing_of_the_lapse_before_it() -> None:
    stated = areas("not_extended: 2025-09-10", "2025-03-01", decision("2025-03-01", "2023-11-24"))
    of = record(article_5=stated)
    assert verdict(of, AREAS, date(2023, 1, 1)) == Verdict.UNDETERMINED
    assert verdict(of, AREAS, date(2025, 3, 2)) == Verdict.OUTSTANDING


def test_a_completion_before_a_later_decision_meets_the_earlier_date_only() -> None:
    """Guinea-Bissau, Mauritania and Nigeria declared completion, and asked for time again."""
    section = areas("completed: 2021-05-20", "2027-03-01", decision("2027-03-01", "2023-11-24"))
    of = record(article_5=section)
    assert verdict(of, AREAS, date(2023, 11, 23)) == Verdict.MET
    assert verdict(of, AREAS, date(2023, 11, 24)) == Verdict.NOT_YET_DUE
    assert verdict(of, AREAS, date(2027, 3, 2)) == Verdict.UNDETERMINED


def test_areas_cleared_after_a_date_are_not_called_late() -> None:
    of = record(article_5=areas("completed: 2022-12-05"))
    assert verdict(of, AREAS, date(2022, 12, 4)) == Verdict.UNDETERMINED
    assert verdict(of, AREAS, date(2022, 12, 5)) == Verdict.MET_TIMELINESS_UNKNOWN


def test_areas_cleared_before_entry_into_force_are_met_from_the_beginning() -> None:
    of = record(article_5=areas("completed: 2011-05"))
    assert verdict(of, AREAS, date(2012, 3, 1)) == Verdict.MET


def test_the_working_tells_how_a_later_date_was_set() -> None:
    (decided,) = of_kind(
        AREAS, TODAY, article_5=areas("", "2027-03-01", decision("2027-03-01", "2021-11-19"))
    )
    (told,) = of_kind(AREAS, TODAY, article_5=areas("", "2027-03-01"))
    assert "decided_at" in decided.working[-1].values["working"]
    assert "decided_at" not in told.working[-1].values["working"]
    assert str(told.working[-1].values["working"]["ordinary_due"]) == "2022-03-01"
    assert decided.working[-1].texts is not told.working[-1].texts


# --- stock found later (Oslo Action Plan, action 15)


def test_a_found_stock_is_due_six_months_after_it_was_found() -> None:
    assert due(FOUND, TODAY, article_4=found("found: 2021-05-10")) == ["2021-11-10"]


def test_six_months_that_end_on_a_day_that_does_not_exist_end_on_the_first_of_the_next() -> None:
    assert due(FOUND, TODAY, article_4=found("found: 2020-08-31")) == ["2021-03-01"]


def test_of_a_stock_found_in_some_month_the_date_is_an_estimate() -> None:
    (fact,) = of_kind(FOUND, TODAY, article_4=found("found: 2021-05"))
    assert (str(fact.fields["due"]), fact.fields["due_estimated"]) == ("2021-12-01", True)
    (fact,) = of_kind(FOUND, TODAY, article_4=found("found: 2021-05-10"))
    assert fact.fields["due_estimated"] is False


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-31", []),
        ("2020-01-01", ["2020-07-01"]),
        ("2024-12-31", ["2025-07-01"]),
        ("2025-01-01", []),
    ],
)
def test_the_commitment_counts_for_what_is_found_while_the_plan_is_in_effect(
    day: str, expected: list[str]
) -> None:
    assert due(FOUND, TODAY, article_4=found(f"found: {day}")) == expected


def test_a_found_stock_is_in_view_from_its_discovery_and_judged_like_any_duty() -> None:
    section = found("found: 2021-05-10, destroyed: 2022-01-10")
    of = record(article_4=section)
    assert verdict(of, FOUND, date(2021, 5, 9)) is None
    assert verdict(of, FOUND, date(2021, 11, 10)) == Verdict.NOT_YET_DUE
    assert verdict(of, FOUND, date(2021, 11, 11)) == Verdict.OUTSTANDING
    assert verdict(of, FOUND, date(2022, 1, 10)) == Verdict.MET_LATE


def test_two_found_stocks_are_two_duties() -> None:
    two = found("found: 2021-05-10", "found: 2022-02-01")
    assert due(FOUND, TODAY, article_4=two) == ["2021-11-10", "2022-08-01"]


def test_a_commitment_is_no_obligation() -> None:
    (fact,) = of_kind(FOUND, TODAY, article_4=found("found: 2021-05-10"))
    assert fact.fields["nature"] == "commitment"
    (fact,) = of_kind(STOCKPILE, TODAY, article_4=stockpile())
    assert fact.fields["nature"] == "obligation"


def test_a_date_set_after_the_state_has_withdrawn_is_not_owed() -> None:
    of = record(
        membership="""
- instrument: accession
  deposited: 2010-09-13
  withdrawal: {notified: 2023-04-30, armed_conflict: no, source: example}
  source: example
""",
        article_5="""
clearance:
  original_deadline: 2021-03-01
  latest_deadline_known: 2026-03-01
  state_of_play: deadline running
  source: example
extensions:
  - {deadline: 2026-03-01, decided_at: 21MSP, decided: 2023-11, decision: granted, source: example}
""",
    )
    assert verdict(of, "clearance of mined areas", date(2023, 11, 1)) == "not owed"


def test_what_is_said_of_one_membership_says_nothing_of_another() -> None:
    """Bound from 2000 to 2010, with a date in 2004, and again from 2015 on."""
    of = record(
        membership="""
- instrument: accession
  deposited: 1999-09-13
  source: example
  withdrawal: {notified: 2009-07-01, armed_conflict: no, source: example}
- {instrument: accession, deposited: 2014-09-13, source: example}
""",
        article_4="{deadline_met: no (outstanding), known: 2020-01-31, source: example}",
    )
    stockpiled = "destruction of stockpiled mines"
    assert verdict(of, stockpiled, date(2005, 1, 1), "") == Verdict.UNDETERMINED
    assert verdict(of, stockpiled, date(2020, 1, 31), "2015-03-01") == Verdict.OUTSTANDING


def test_each_stock_found_gives_a_duty_of_its_own_that_tells_when_it_arose() -> None:
    """A stock found before the plan was in effect gives none, and hides none that came after."""
    of = record(
        article_4="""
deadline_met: not stated
source: example
found_later:
  - {found: 2019-12-31, source: example}
  - {found: 2021-03, source: example}
  - {found: 2020-03-05, source: example}
"""
    )
    told = {
        (one.fields["key"], one.fields["due"], one.fields["due_estimated"], one.fields["arose"])
        for one in facts(of, "duty")
        if one.fields["kind"] == "destruction of stock found later"
    }
    months, exact = PartialDate.parse("2021-03"), PartialDate.parse("2020-03-05")
    assert told == {
        ("2021-03", date(2021, 10, 1), True, Dated.latest(months)),
        ("2020-03-05", date(2020, 9, 5), False, Dated.latest(exact)),
    }
