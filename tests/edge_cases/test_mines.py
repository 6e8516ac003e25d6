"""Edge cases 41, 44 and 48: non-State armed groups, stock found later, missed deadlines."""

from __future__ import annotations

from datetime import date

from compliance_engine.records.model import Record
from tests.builders import MEMBER, record
from tests.edge_cases.asking import CASE_OPEN, duties, found, real, rules, the

PREVENT = "article-9/prevent-and-suppress"
STOCK_PASSED = "article-1/stockpile-deadline-passed"
CLEARANCE_PASSED = "article-1/clearance-deadline-passed"
FOUND_STOCK = "article-1/newly-found-stock"
WITHIN_SIX_MONTHS = "commitments/oslo-15-newly-found-stock"
STOCKS, AREAS = "destruction of stockpiled mines", "clearance of mined areas"


def due(of: Record, kind: str, day: date) -> list[tuple[date, str]]:
    return [(one[1], one[2]) for one in duties(of, day) if one[0] == kind]


def test_41_use_by_a_non_state_group_is_a_question_under_article_9_and_no_matter_of_article_1() -> (
    None
):
    of = record(
        article_1="""
cases:
  - id: north
    provisions: [1(1)(a)]
    happened_from: 2014-06-01
    happened_until: 2014-06-30
    alleged_by: a non-governmental organisation
    actor: an armed group
    actor_kind: non-State armed group
    location: the north
    summary: mines said to have been laid
    status: open
    source: example
"""
    )
    assert rules(of, date(2015, 1, 1)) == {PREVENT}
    finding = the(PREVENT, of, date(2015, 1, 1))
    assert finding.article == "9"
    assert "not attributed to Example State" in finding.message


def stock_found(more: str, found_on: str = "2006-11") -> Record:
    return record(
        membership=MEMBER.replace("2011-09-13", "1998-09-01"),
        article_4=f"""
deadline_met: yes
completed: 2002-04
found_later: [{{found: {found_on}{more}, source: example}}]
source: example
""",
    )


def test_44_stock_found_after_the_deadline_is_no_matter_under_article_1_1() -> None:
    of = stock_found(", destroyed: 2007-12")
    assert FOUND_STOCK in rules(of, date(2007, 1, 1))
    assert CASE_OPEN not in rules(of, date(2007, 1, 1))
    assert the(FOUND_STOCK, of, date(2007, 1, 1)).article == "1(2)"
    assert found(of, date(2008, 1, 1)) == ()


def test_44_the_six_months_are_a_commitment_of_the_oslo_plan_and_of_no_time_before_it() -> None:
    before = stock_found(", destroyed: 2007-12")
    assert WITHIN_SIX_MONTHS not in rules(before, date(2007, 11, 30))
    during = stock_found(", destroyed: none, known: 2021-12-31", found_on="2021-01-10")
    assert WITHIN_SIX_MONTHS not in rules(during, date(2021, 7, 10))
    assert WITHIN_SIX_MONTHS in rules(during, date(2021, 7, 11))
    assert the(WITHIN_SIX_MONTHS, during, date(2021, 7, 11)).nature == "commitment"


def test_48_a_missed_deadline_is_listed_under_article_1_2_and_apart_from_article_1_1() -> None:
    of = record(article_4="{deadline_met: no (outstanding), known: 2017-06-01, source: example}")
    assert due(of, STOCKS, date(2016, 3, 1)) == [(date(2016, 3, 1), "not yet due")]
    assert STOCK_PASSED not in rules(of, date(2016, 3, 1))
    finding = the(STOCK_PASSED, of, date(2016, 3, 2))
    assert (finding.article, finding.days) == ("1(2)", 1)
    assert CASE_OPEN not in rules(of, date(2016, 3, 2))


def test_48_greece_and_ukraine_alone_have_stocks_after_their_deadline() -> None:
    for code in ("GRC", "UKR"):
        assert STOCK_PASSED in rules(real(code), date(2026, 11, 23))
    assert STOCK_PASSED not in rules(real("CAN"), date(2026, 11, 23))


def test_48_an_extension_moves_the_deadline_and_none_known_leaves_it_undetermined() -> None:
    thailand = due(real("THA"), AREAS, date(2010, 1, 1))
    assert thailand[-1] == (date(2018, 11, 1), "not yet due")
    oman = due(real("OMN"), AREAS, date(2026, 11, 23))
    assert oman[-1] == (date(2025, 2, 1), "undetermined")
    assert CLEARANCE_PASSED not in rules(real("OMN"), date(2026, 11, 23))
