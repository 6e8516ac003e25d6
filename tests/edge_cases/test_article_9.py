"""Edge cases 35 to 40: national implementation measures."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.records.model import Record
from tests.builders import record
from tests.edge_cases.asking import checked, found, real, rules, shipped_records, the

NONE_REPORTED = "article-9/no-measures-reported"
IN_PROGRESS = "article-9/legislation-in-progress"
EXISTING_LAW = "article-9/existing-law-penal-sanctions"
DAY = date(2020, 1, 1)


def reporting(*measures: str) -> Record:
    """A State Party since 1 March 2012 of whose measures this is said."""
    return record(article_9="\n".join(f"- {{{one}, source: example}}" for one in measures))


def unknown_of(of: Record, day: date) -> set[str]:
    return {one.article for one in checked(of, day).undetermined}


@pytest.mark.parametrize(
    "measure",
    [
        "status: none reported, known: 2010-06-01",
        "status: in progress, known: 2010-06-01",
        "status: existing law considered sufficient, known: 2010-06-01",
    ],
)
def test_35_measures_have_no_date_and_nothing_is_said_of_them_before_entry_into_force(
    measure: str,
) -> None:
    of = reporting(measure)
    assert found(of, date(2012, 2, 29)) == ()
    (finding,) = found(of, date(2012, 3, 1))
    assert (finding.article, finding.due, finding.days, finding.verdict) == ("9", None, None, None)
    assert "overdue" not in finding.message


def test_36_existing_law_considered_sufficient_is_a_category_of_its_own() -> None:
    claimed = reporting("status: existing law considered sufficient, known: 2015-06-01")
    finding = the(EXISTING_LAW, claimed, DAY)
    assert rules(claimed, DAY) == {EXISTING_LAW}
    assert finding.severity == "low"
    assert finding.message.startswith("Example State considered its existing law sufficient")
    cited = reporting(
        "status: existing law considered sufficient, known: 2015-06-01, penal_sanctions: 'yes'"
    )
    assert EXISTING_LAW not in rules(cited, DAY)


def test_37_a_bill_is_progress_and_not_law() -> None:
    assert IN_PROGRESS in rules(reporting("status: in progress, known: 2018-06-01"), DAY)
    adopted = reporting(
        "status: in progress, known: 2018-06-01",
        "status: legislation in force, known: 2019, adopted: 2018-11-05, penal_sanctions: 'yes'",
    )
    assert IN_PROGRESS in rules(adopted, date(2018, 11, 4))
    assert IN_PROGRESS not in rules(adopted, date(2018, 11, 5))


def test_37_law_older_than_entry_into_force_counts() -> None:
    old = reporting(
        "status: legislation in force, known: 2015, adopted: 1995, penal_sanctions: 'yes'"
    )
    assert found(old, date(2012, 3, 1)) == ()
    assert unknown_of(old, date(2012, 3, 1)) == set()
    belgium = real("BEL")
    assert belgium.article_9[0].adopted is not None
    assert unknown_of(belgium, date(2005, 1, 1)) & {"9"} == set()


def test_38_law_reported_once_is_carried_forward() -> None:
    once = reporting(
        "status: legislation in force, known: 2013-04-20, penal_sanctions: 'yes'",
        "status: none reported, known: 2016-04-20",
        "status: not known, known: 2018-04-20",
    )
    for day in (date(2013, 4, 20), date(2016, 5, 1), DAY):
        assert found(once, day) == ()
        assert "9" not in unknown_of(once, day)


def test_39_a_state_of_which_nothing_is_said_is_undetermined_and_not_without_measures() -> None:
    nothing_said = record()
    assert found(nothing_said, DAY) == ()
    assert "9" in unknown_of(nothing_said, DAY)
    south_sudan = real("SSD")
    assert NONE_REPORTED in rules(south_sudan, DAY)
    assert "9" not in unknown_of(south_sudan, DAY)
    assert NONE_REPORTED not in rules(south_sudan, date(2013, 1, 1))
    assert "9" in unknown_of(south_sudan, date(2013, 1, 1))


def test_40_every_category_is_kept_with_the_source_that_gave_it() -> None:
    records = shipped_records().by_state
    measures = [one for of in records.values() for one in of.article_9]
    assert len(measures) > 100
    assert all(one.source for one in measures)
    finding = the(NONE_REPORTED, real("BWA"), date(2026, 11, 23))
    assert finding.evidence[0].sources == ("isu", "monitor-2023")
