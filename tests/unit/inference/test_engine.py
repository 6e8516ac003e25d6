"""What the rules conclude of a State on a day, over both levels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from compliance_engine.inference import Conclusion, Engine, EngineChoice, finding_facts
from compliance_engine.records import Record
from compliance_engine.rulebook import FINDING
from tests.builders import facts_on_record, record, reports, rulebook

OUTSTANDING = "article-7/annual-report-outstanding"
TWO_YEARS = "article-7/two-years-silent"
FIVE_YEARS = "article-7/five-years-silent"
IMPLEMENTING = "article-7/silent-and-implementing"
SEVERAL = "article-8/several-open-matters"
CHOICES: Sequence[EngineChoice] = ("plain", "rete", "both")
DAY = date(2017, 6, 30)

each_engine = pytest.mark.parametrize("choice", CHOICES)


def silent(**sections: str) -> Record:
    """Five due years without a report, as of 30 June 2017."""
    return record(
        article_7=reports("covers: 2012-2016, submitted: none, known: 2018-01-31"), **sections
    )


def concluded(of: Record, choice: EngineChoice, day: date = DAY) -> tuple[Conclusion, ...]:
    with Engine(rulebook(), choice) as engine:
        return engine.conclude(of.state, facts_on_record(of, day), day)


def of_rule(rule: str, among: Sequence[Conclusion]) -> list[Conclusion]:
    return [one for one in among if one.rule.id == rule]


@each_engine
def test_a_rule_of_the_second_level_rests_on_the_conclusions_that_it_matched(
    choice: EngineChoice,
) -> None:
    (five,) = of_rule(FIVE_YEARS, concluded(silent(), choice))
    assert {one.rule.id for one in five.rests_on} == {OUTSTANDING}
    assert [one.key for one in five.rests_on] == ["2016", "2015", "2014", "2013", "2012"]


@each_engine
def test_a_conclusion_with_several_matches_rests_on_all_of_them(choice: EngineChoice) -> None:
    """Every pair of open matters is a match, and all belong to one conclusion."""
    of = silent(
        article_9="- {status: none reported, known: 2015-06-18, source: example}",
        article_1="""
cases:
  - id: first
    provisions: [1(1)(a)]
    happened_from: 2015-01
    happened_until: 2015-02
    alleged: 2015-03-01
    alleged_by: an organization
    actor: armed forces
    location: a place
    summary: what is alleged
    status: open
    source: example
""",
    )
    among = concluded(of, choice)
    (several,) = of_rule(SEVERAL, among)
    rests_on = {one.rule.id for one in several.rests_on}
    articles = {one.rule.article.partition("(")[0] for one in several.rests_on}
    assert articles == {"1", "7", "9"}
    assert rests_on >= {OUTSTANDING, "article-1/case-open", "article-9/no-measures-reported"}
    assert len(several.rests_on) == len({(one.rule.id, one.key) for one in several.rests_on})


@each_engine
def test_several_matches_of_one_subject_are_one_conclusion(choice: EngineChoice) -> None:
    """Articles 3 and 4 are both being implemented: two matches, one conclusion."""
    of = silent(
        article_3="- {mines: 500, known: 2013-06-01, source: example}",
        article_4="{deadline_met: no (outstanding), known: 2018-01-31, source: example}",
    )
    among = concluded(of, choice)
    (implementing,) = of_rule(IMPLEMENTING, among)
    assert [one.key for one in implementing.rests_on] == ["2016", "2015"]
    assert implementing.named["implementation"].fields["article"] == "4"


@each_engine
def test_a_rule_of_the_first_level_rests_on_no_conclusion(choice: EngineChoice) -> None:
    found = of_rule(OUTSTANDING, concluded(silent(), choice))
    assert [one.key for one in found] == ["2012", "2013", "2014", "2015", "2016"]
    assert all(one.rests_on == () for one in found)


@each_engine
def test_what_a_rule_of_the_second_level_concludes_comes_after_all_of_the_first(
    choice: EngineChoice,
) -> None:
    levels = [one.rule.level for one in concluded(silent(), choice)]
    assert levels == sorted(levels)
    assert set(levels) == {1, 2}


@each_engine
def test_what_a_rule_rests_on_it_concluded_itself(choice: EngineChoice) -> None:
    among = concluded(silent(), choice)
    assert all(rested in among for one in among for rested in one.rests_on)


def test_a_conclusion_is_a_fact_of_its_day_alone() -> None:
    found = of_rule(OUTSTANDING, concluded(silent(), "plain"))
    (first, *_) = finding_facts(found, rulebook().kinds, DAY)
    assert first.kind == FINDING
    assert (first.held.first, first.held.until) == (DAY, date(2017, 7, 1))
    assert first.fields["rule"] == OUTSTANDING
    assert first.fields["year"] == 2013
    assert first.fields["article"] == "7"


def test_the_evaluators_agree_on_twenty_five_years_of_silence() -> None:
    of = record(
        membership="- {instrument: accession, deposited: 1998-09-16, source: example}",
        article_7=reports("covers: 1999-2024, submitted: none, known: 2025-12-31"),
    )
    day = date(2025, 6, 30)
    among = concluded(of, "both", day)
    assert len(of_rule(OUTSTANDING, among)) == 26
    (two,), (five,) = of_rule(TWO_YEARS, among), of_rule(FIVE_YEARS, among)
    assert (two.key, five.key) == ("2024", "2024")
