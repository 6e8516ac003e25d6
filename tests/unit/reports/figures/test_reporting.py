"""Annual and initial reports in figures, against counts made by hand on made-up records."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.reports.figures.regions import by_group
from compliance_engine.reports.figures.reporting import (
    ReportingYear,
    initial_reports,
    reporting_years,
    silence,
)
from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import facts_on_record, record, reports, rulebook

AS_OF = date(2014, 6, 30)

# Entry into force 1 March 2012; initial report due 28 August 2012, annual reports 30 April 2013
# and 2014. The initial report stands where a test is not about it.
RECORDS = {
    "AAA": record(article_7=reports("covers: 2012, submitted: 2013-04-30")),
    "BBB": record(article_7=reports("covers: 2012, submitted: 2013-05-01")),
    "CCC": record(article_7=reports("covers: 2012, submitted: 2013")),
    "DDD": record(article_7=reports("covers: 2012, submitted: none, known: 2014-06-30")),
    "EEE": record(article_7=reports("covers: 2012, submitted: none, known: 2014-06-29")),
    "FFF": record(),
    "GGG": record(membership="- {instrument: accession, deposited: 2013-12-31, source: example}"),
    "HHH": record(
        membership="""
        - instrument: accession
          deposited: 2011-09-13
          source: example
          withdrawal: {notified: 2013-09-10, effective: 2014-03-10, source: example}
        """,
        article_7=reports("covers: 2012, submitted: 2013-03-01"),
    ),
}


def years(as_of: date = AS_OF) -> dict[int, ReportingYear]:
    facts = {code: facts_on_record(one, as_of) for code, one in RECORDS.items()}
    return {one.period: one for one in reporting_years(facts, rulebook(), as_of)}


def test_each_state_that_owes_a_report_counts_once_under_what_is_known_of_it() -> None:
    assert years()[2012].by_verdict == {
        Verdict.MET: ("AAA", "HHH"),
        Verdict.MET_LATE: ("BBB",),
        Verdict.MET_TIMELINESS_UNKNOWN: ("CCC",),
        Verdict.OUTSTANDING: ("DDD",),
        Verdict.LAST_KNOWN_OUTSTANDING: ("EEE",),
        Verdict.UNDETERMINED: ("FFF",),
    }


def test_the_rate_is_of_the_states_that_owed_the_report_of_the_year() -> None:
    assert years()[2012].owed == ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "HHH")
    # withdrawn before 30 April 2014; in force for GGG only from 1 June 2014 on
    assert years()[2013].owed == ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")


def test_on_time_are_at_least_those_known_to_be_and_at_most_those_that_may_be() -> None:
    on_time = years()[2012].on_time
    assert (on_time.counted, on_time.unknown) == (("AAA", "HHH"), ("CCC", "FFF"))
    assert on_time.least == pytest.approx(100 * 2 / 7)
    assert on_time.most == pytest.approx(100 * 4 / 7)


def test_a_report_last_known_as_outstanding_may_have_been_submitted_since() -> None:
    submitted = years()[2012].submitted
    assert (submitted.counted, submitted.unknown) == (("AAA", "BBB", "CCC", "HHH"), ("EEE", "FFF"))
    outstanding = years()[2012].outstanding
    assert (outstanding.counted, outstanding.unknown) == (("DDD",), ("EEE", "FFF"))


@pytest.mark.parametrize(("as_of", "latest"), [(date(2014, 4, 30), 2012), (date(2014, 5, 1), 2013)])
def test_a_year_is_counted_from_the_day_after_its_due_date(as_of: date, latest: int) -> None:
    assert max(years(as_of)) == latest


def test_a_late_report_is_late_only_from_its_day_on() -> None:
    before, after = years(date(2013, 4, 30)), years(date(2013, 5, 1))
    assert before == {}
    assert after[2012].by_verdict[Verdict.MET_LATE] == ("BBB",)
    assert after[2012].by_verdict[Verdict.UNDETERMINED] == ("CCC", "FFF")


def test_a_share_of_no_states_has_no_percentage() -> None:
    nobody = years()[2012].among(())
    assert nobody.owed == ()
    assert (nobody.on_time.least, nobody.on_time.most) == (None, None)


def test_among_some_states_only_these_count() -> None:
    some = years()[2012].among({"AAA", "FFF"})
    assert some.owed == ("AAA", "FFF")
    assert (some.on_time.least, some.on_time.most) == (50.0, 100.0)


def test_silent_are_those_found_and_not_known_those_that_may_be() -> None:
    share = silence(tuple(years().values()), 2, {"DDD"})
    assert share.of == ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
    assert (share.counted, share.unknown) == (("DDD",), ("EEE", "FFF"))


def test_with_one_due_year_nobody_is_silent_for_two() -> None:
    share = silence(tuple(years(date(2014, 4, 30)).values()), 2, ())
    assert (share.of, share.least) == ((), None)


def test_initial_reports_listed_are_those_of_states_parties_not_known_to_be_submitted() -> None:
    one = "covers: initial, submitted:"
    records = {
        "AAA": record(article_7=reports(f"{one} 2012-08-28")),
        "BBB": record(article_7=reports(f"{one} none, known: 2014-06-30")),
        "CCC": record(article_7=reports(f"{one} none, known: 2013-06-30")),
        "DDD": record(),
        "EEE": RECORDS["GGG"],
        "HHH": RECORDS["HHH"],
    }
    facts = {code: facts_on_record(each, AS_OF) for code, each in records.items()}
    found = initial_reports(facts, rulebook(), AS_OF)
    assert [(each.state, each.verdict, each.known and str(each.known.shown)) for each in found] == [
        ("BBB", Verdict.OUTSTANDING, "2014-06-30"),
        ("CCC", Verdict.LAST_KNOWN_OUTSTANDING, "2013-06-30"),
        ("DDD", Verdict.UNDETERMINED, None),
    ]
    assert {each.due for each in found} == {date(2012, 8, 28)}


def test_states_stand_in_their_regional_groups_and_two_in_none() -> None:
    assert by_group(["TUV", "NIU", "FRA", "AFG", "COK"]) == {
        "Asia-Pacific": ("AFG", "TUV"),
        "WEOG": ("FRA",),
        "": ("COK", "NIU"),
    }
