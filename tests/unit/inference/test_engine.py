"""What the rules conclude of a State on a day, over both levels."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.errors import EngineCrashError, EngineCrashWarning, EngineError
from compliance_engine.inference.conclusions import Conclusion, Held, finding_facts
from compliance_engine.inference.engine import Crash, Engine, EngineChoice
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.process import CoreProcess
from compliance_engine.records.model import Record
from compliance_engine.rulebook.conditions import Logic, Pattern
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.parsing import Scope, parse_condition
from compliance_engine.rulebook.vocabulary import FINDING
from tests.builders import facts_on_record, record, reports, rulebook

ONE_DAY = timedelta(days=1)
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


# Over time


def told(conclusions: Sequence[Conclusion]) -> list[object]:
    """What is concluded, whatever the days on which what it rests on holds."""
    return [
        (one.rule.id, one.key, [(rest.rule.id, rest.key) for rest in one.rests_on])
        for one in conclusions
    ]


def reported_at_last() -> Record:
    """Four due years of silence, then a report of the fifth."""
    return record(
        article_7=reports(
            "covers: 2012-2015, submitted: none, known: 2018-01-31",
            "covers: 2016, submitted: 2017-05-10",
        )
    )


def on(held: Sequence[Held], day: date) -> set[tuple[str, str]]:
    """What holds on a day, by rule and key."""
    return {(one.rule.id, one.key) for one in held if day in one.held}


def test_over_time_there_holds_on_each_day_what_is_concluded_on_it() -> None:
    within = Span(date(2016, 12, 1), date(2017, 9, 1))
    of = reported_at_last()
    facts = facts_on_record(of, within.until)
    with Engine(rulebook(), "plain") as engine:
        held = engine.over_time(of.state, facts, within)
        ends = {day for one in held for day in (one.held.first, one.held.until - ONE_DAY)}
        days = sorted(ends | {within.first, date(2017, 4, 30), date(2017, 5, 1)})
        by_day = [
            {(one.rule.id, one.key) for one in engine.conclude(of.state, facts, day)}
            for day in days
        ]
    assert [on(held, day) for day in days] == by_day
    assert date(2017, 5, 1) in {one.held.first for one in held}
    assert len({str(sorted(one)) for one in by_day}) > 2


def test_over_time_the_second_level_holds_where_the_first_does() -> None:
    """On 1 May 2017 the fifth annual report is outstanding: five years silent."""
    of = silent()
    within = Span(date(2017, 4, 25), date(2017, 5, 5))
    with Engine(rulebook(), "plain") as engine:
        held = engine.over_time(of.state, facts_on_record(of, within.until), within)
    (five,) = [one for one in held if one.rule.id == FIVE_YEARS]
    assert five.held == Span(date(2017, 5, 1), within.until)
    (of_first,) = [one for one in held if one.rule.id == OUTSTANDING and one.key == five.key]
    assert of_first.held == five.held


@pytest.mark.parametrize(
    ("as_of", "last", "until"),
    [
        (date(2017, 4, 25), date(2017, 4, 25), date(2017, 4, 26)),
        (date(2017, 4, 25), date(2017, 4, 28), date(2017, 4, 29)),
        (date(2017, 4, 25), date(2017, 4, 30), date(2017, 5, 1)),
        (date(2017, 4, 25), date(2017, 9, 1), date(2017, 5, 1)),
        (date(2017, 4, 30), date(2017, 9, 1), date(2017, 5, 1)),
    ],
)
def test_what_is_concluded_holds_until_a_rule_can_find_something_else(
    as_of: date, last: date, until: date
) -> None:
    of = silent()
    facts = facts_on_record(of, date(2017, 9, 1))
    with Engine(rulebook(), "plain") as engine:
        lasting = engine.conclude_for_long(of.state, facts, as_of, last)
        assert lasting.held == Span(as_of, until)
        assert told(lasting.conclusions) == told(engine.conclude(of.state, facts, as_of))


def with_five_years(logic: Logic) -> Rulebook:
    """The rulebook with another logic of one rule of the second level."""
    whole = rulebook()
    rules = tuple(
        replace(rule, logic=replace(logic, rule=rule.id)) if rule.id == FIVE_YEARS else rule
        for rule in whole.rules
    )
    return replace(whole, rules=rules)


def test_what_the_second_level_alone_can_find_otherwise_ends_it_too() -> None:
    (logic,) = [rule.logic for rule in rulebook().rules if rule.id == FIVE_YEARS]
    end = date(2017, 6, 15)
    rules = with_five_years(replace(logic, in_effect=Span(date(1999, 3, 1), end)))
    of = silent()
    facts = facts_on_record(of, date(2017, 9, 1))
    as_of = date(2017, 6, 10)
    with Engine(rules, "plain") as engine:
        lasting = engine.conclude_for_long(of.state, facts, as_of, date(2017, 9, 1))
        held = engine.over_time(of.state, facts, Span(as_of, date(2017, 7, 1)))
    assert lasting.held == Span(as_of, end)
    assert len(of_rule(FIVE_YEARS, lasting.conclusions)) == 1
    assert [one.held for one in held if one.rule.id == FIVE_YEARS] == [Span(as_of, end)]


def test_what_the_second_level_compares_with_the_day_of_the_check_ends_it_too() -> None:
    """The report on 2016 is due on 30 April 2017, and the day after is 31 May 30 days later."""
    whole = with_five_years(asks("", f'rule == "{OUTSTANDING}" and as_of > due + 30'))
    alone = tuple(rule for rule in whole.rules if rule.level == 1 or rule.id == FIVE_YEARS)
    rules = replace(whole, rules=alone)
    of = silent()
    facts = facts_on_record(of, date(2017, 9, 1))
    as_of, turning = date(2017, 5, 10), date(2017, 5, 31)
    with Engine(rules, "plain") as engine:
        lasting = engine.conclude_for_long(of.state, facts, as_of, date(2017, 9, 1))
        then = engine.conclude(of.state, facts, turning)
    assert lasting.held == Span(as_of, turning)
    keys = [one.key for one in of_rule(FIVE_YEARS, lasting.conclusions)]
    assert [*keys, "2016"] == [one.key for one in of_rule(FIVE_YEARS, then)]


# Further questions


def asks(name: str, condition: str) -> Logic:
    scope = Scope(rulebook().kinds[FINDING], {})
    pattern = Pattern(FINDING, "finding", parse_condition(condition, scope))
    return Logic(name, (pattern,), (), Span(date(1999, 3, 1)))


@each_engine
def test_questions_may_be_asked_of_what_the_first_level_concludes(choice: EngineChoice) -> None:
    questions = [
        asks("silent", f'rule == "{OUTSTANDING}"'),
        asks("silent in 2017", f'rule == "{OUTSTANDING}" and year == 2017'),
        asks("silent in 2018", f'rule == "{OUTSTANDING}" and year == 2018'),
    ]
    of = silent()
    with Engine(rulebook(), choice, questions) as engine:
        answers = engine.answers(of.state, facts_on_record(of, DAY), DAY)
    assert answers == {"silent", "silent in 2017"}


# What goes wrong


@pytest.fixture
def process() -> Iterator[CoreProcess]:
    started = CoreProcess()
    yield started
    started.close()


def closed() -> CoreProcess:
    process = CoreProcess()
    process.close()
    return process


@pytest.mark.parametrize("choice", ["rete", "both"])
def test_a_core_that_has_died_is_told_with_the_state_and_the_rules(choice: EngineChoice) -> None:
    of = silent()
    with (
        Engine(rulebook(), choice, process=closed()) as engine,
        pytest.raises(EngineCrashError) as raised,
    ):
        engine.conclude(of.state, facts_on_record(of, DAY), DAY)
    assert str(raised.value) == (
        "XXX, rule pack apmbc: the inference engine is closed. Nothing of this run may be used. "
        "Run it again; if that does not help, choose --engine plain, and report it with the "
        "record and the rules"
    )
    assert engine.used == choice
    assert engine.crash is None


def test_plain_alone_needs_no_core() -> None:
    of = silent()
    with Engine(rulebook(), "plain", process=closed()) as engine:
        assert engine.conclude(of.state, facts_on_record(of, DAY), DAY)
    assert engine.used == "plain"


def test_rete_alone_asks_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlainEvaluator, "matches_on", lambda *_: pytest.fail("plain was asked"))
    assert concluded(silent(), "rete")


def test_auto_goes_on_with_plain_alone_and_says_so_once() -> None:
    of = silent()
    facts = facts_on_record(of, DAY)
    expected = (
        "XXX, rule pack apmbc: the inference engine is closed. "
        "From this State on, only the plain evaluator was used"
    )
    with Engine(rulebook(), "auto", process=closed()) as engine:
        assert engine.used == "both"
        with pytest.warns(EngineCrashWarning) as warned:
            found = engine.conclude(of.state, facts, DAY)
        assert [str(one.message) for one in warned] == [expected]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert told(engine.conclude("YYY", facts, DAY)) == told(found)
    assert told(found) == told(concluded(of, "plain"))
    assert engine.crash == Crash("XXX", expected.partition(". ")[0])
    assert engine.used == "both, but plain alone from XXX on"


@pytest.mark.parametrize("level", [1, 2])
def test_an_evaluator_that_leaves_a_day_out_is_not_believed(
    level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Levels are asked one after the other; without its last day, one would seem to hold longer."""
    asked: list[Sequence[date]] = []
    whole = PlainEvaluator.matches_on

    def leaves_out(
        self: PlainEvaluator, rows: Sequence[Row], days: Sequence[date]
    ) -> tuple[frozenset[Match], ...]:
        asked.append(days)
        found = whole(self, rows, days)
        return found[:-1] if len(asked) == level else found

    monkeypatch.setattr(PlainEvaluator, "matches_on", leaves_out)
    of = silent()
    facts = facts_on_record(of, DAY)
    with Engine(rulebook(), "plain") as engine, pytest.raises(ValueError, match="zip"):
        engine.over_time(of.state, facts, Span(date(2017, 1, 1), DAY))
    assert len(asked) == level


def test_a_fact_that_the_core_cannot_be_given_is_told_with_the_state() -> None:
    of = silent()
    (duty, *_) = [one for one in facts_on_record(of, DAY) if one.kind == "duty"]
    odd = replace(duty, fields={**duty.fields, "year": 2**70})
    with Engine(rulebook(), "rete") as engine, pytest.raises(EngineError) as raised:
        engine.conclude("XXX", [odd], duty.held.first)
    assert type(raised.value) is EngineError
    assert str(raised.value) == f"XXX: duty.year is {2**70}, which is too large"


def test_an_engine_leaves_the_process_that_it_was_given_to_others(process: CoreProcess) -> None:
    of = silent()
    found = []
    for _ in range(2):
        with Engine(rulebook(), "both", process=process) as engine:
            found.append(engine.conclude(of.state, facts_on_record(of, DAY), DAY))
        assert process.close.alive
    assert found[0] == found[1] != ()


def test_an_engine_ends_its_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[CoreProcess] = []

    class Noted(CoreProcess):
        def __init__(self) -> None:
            super().__init__()
            started.append(self)

    monkeypatch.setattr("compliance_engine.inference.process.CoreProcess", Noted)
    of = silent()
    with Engine(rulebook(), "both") as engine:
        assert engine.conclude(of.state, facts_on_record(of, DAY), DAY)
        assert [one.close.alive for one in started] == [True]
    assert [one.close.alive for one in started] == [False]
