"""What changed between two days, against records made for it."""

from __future__ import annotations

from datetime import date

from compliance_engine.findings.history import history_of
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.reports.figures.changes import Changes, changes_between
from compliance_engine.reports.figures.measures import Category
from tests.builders import MEMBER, facts_on_record, record, reports, rulebook

SINCE, AS_OF = date(2014, 11, 20), date(2015, 6, 24)


def changed(of: Record) -> Changes:
    facts = {"XXX": facts_on_record(of, AS_OF)}
    with Engine(rulebook(), "plain") as engine:
        history = history_of(of, rulebook(), engine, AS_OF, since=SINCE)
    return changes_between(facts, history, SINCE, AS_OF)


def test_a_report_counts_from_the_day_after_the_last_session_to_the_day_of_this_one() -> None:
    def done(day: str) -> list[tuple[str, str, bool]]:
        found = changed(record(article_7=reports(f"covers: 2013, submitted: {day}"))).done
        return [(one.kind, one.key, one.surely) for one in found]

    assert done("2014-11-20") == []
    assert done("2014-11-21") == [("annual report", "2013", True)]
    assert done("2015-06-24") == [("annual report", "2013", True)]
    assert done("2015-06-25") == []
    assert done("2014-11") == [("annual report", "2013", False)]


def test_a_measure_of_another_category_is_new_with_what_it_was_before() -> None:
    of = record(
        article_9="""
        - {status: in progress, known: 2013-05-01, source: example}
        - {status: legislation adopted, known: 2015-03-01, adopted: 2015-02-01, source: example}
        """
    )
    (found,) = changed(of).measures
    assert (found.before, found.now) == (Category.IN_PROGRESS, Category.LEGISLATION)


def test_matters_raised_told_of_and_closed_are_new() -> None:
    case = """
    cases:
      - id: south-2014
        provisions: [1(1)(a)]
        happened_from: 2014-06-01
        happened_until: 2014-06-30
        alleged: 2014-12-15
        alleged_by: a non-governmental organisation
        actor: government forces
        location: the south
        summary: mines said to have been laid around a post
        status: closed
        history:
          - {date: 2015-02-01, event: update by the State}
          - {date: 2015-06-24, event: closed}
        source: example
    """
    found = changed(record(article_1=case)).cases
    assert [(str(one.when.shown), one.what) for one in found] == [
        ("2014-12-15", "raised"),
        ("2015-02-01", "update"),
        ("2015-06-24", "closed"),
    ]


def test_findings_that_begin_or_end_are_told_and_those_on_records_are_not() -> None:
    found = changed(record(article_7=reports("covers: 2014, submitted: none, known: 2015-06-24")))
    assert found.begun == {"article-7/annual-report-outstanding": ("XXX",)}
    late = changed(record(article_7=reports("covers: 2013, submitted: 2015-01-01")))
    assert late.begun == {"article-7/annual-report-late": ("XXX",)}
    assert late.ended == {"article-7/annual-report-outstanding": ("XXX",)}


def test_a_state_of_which_a_rule_finds_the_same_of_another_year_is_no_change() -> None:
    years = (f"covers: {year}, submitted: none, known: 2015-06-24" for year in (2012, 2013, 2014))
    found = changed(record(article_7=reports(*years)))
    assert "article-7/two-years-silent" not in {**found.begun, **found.ended}


def test_a_standing_is_new_on_its_first_day() -> None:
    of = record(membership="- {instrument: accession, deposited: 2014-12-25, source: example}")
    assert [(str(one.day), one.status) for one in changed(of).standings] == [
        ("2014-12-25", "not yet in force"),
        ("2015-06-01", "party"),
    ]
    assert changed(record(membership=MEMBER)).standings == ()
