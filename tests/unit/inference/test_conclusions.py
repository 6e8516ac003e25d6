"""From matches to conclusions, and from conclusions to the facts of the second level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.facts.model import Basis, Fact
from compliance_engine.inference.conclusions import (
    Conclusion,
    Grouped,
    finding_fact,
    finding_facts,
    grouped,
)
from compliance_engine.inference.model import Match
from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.vocabulary import FINDING
from tests.builders import facts_on_record, record, reports, rulebook

OUTSTANDING = "article-7/annual-report-outstanding"
DAY = date(2017, 6, 30)
RULES = {rule.id: rule for rule in rulebook().rules}
KIND = rulebook().kinds[FINDING]


def basis(line: int) -> Basis:
    return Basis(Place("XXX.yaml", line, 1), ("example",), Confidence(Word.INDEPENDENT, voices=2))


def fact(key: str, *lines: int) -> Fact:
    return Fact("duty", {"key": key}, Span(DAY), tuple(map(basis, lines)))


def outstanding() -> Rule:
    return RULES[OUTSTANDING]


def test_matches_of_a_rule_with_one_subject_are_one() -> None:
    found = [
        Match("b", (0, 4)),
        Match("a", (1, 2)),
        Match("b", (0, 3)),
        Match("a", (0, 2)),
        Match("b", (0, 5)),
    ]
    assert grouped(found) == (
        Grouped("a", (0, 2), ()),
        Grouped("a", (1, 2), ()),
        Grouped("b", (0, 3), (0, 4, 0, 5)),
    )


def test_it_rests_once_on_each_conclusion_that_a_match_found_in_the_order_found() -> None:
    known = [fact(str(number)) for number in range(5)]
    lower = {number: Conclusion(outstanding(), (known[number],)) for number in range(1, len(known))}
    found = Grouped(OUTSTANDING, (0, 3), (0, 2, 0, 3, 0, 1))
    concluded = found.concluded(RULES, known, lower)
    assert concluded == Conclusion(
        outstanding(), (known[0], known[3]), (lower[3], lower[2], lower[1])
    )
    assert concluded.key == "0"


def test_a_conclusion_as_a_fact_says_what_the_rule_is_and_of_which_duty() -> None:
    of = record(article_7=reports("covers: 2012, submitted: none, known: 2018-01-31"))
    (duty,) = [
        one
        for one in facts_on_record(of, DAY)
        if one.kind == "duty"
        and one.fields["kind"] == "annual report"
        and one.fields["key"] == "2012"
        and DAY in one.held
    ]
    held = Span(DAY, date(2017, 9, 1))
    found = finding_fact(Conclusion(outstanding(), (duty,)), held, KIND)
    rule = outstanding()
    assert found.kind == FINDING
    assert found.held == held
    assert found.basis == duty.basis
    assert found.working == duty.working
    assert found.fields["key"] == "2012"
    assert found.fields["rule"] == OUTSTANDING
    assert found.fields["article"] == "7"
    assert found.fields["nature"] == rule.nature
    assert found.fields["follows_up"] is (rule.follow_up is not None)
    assert found.fields["year"] == duty.fields["year"]
    assert set(found.fields) <= set(KIND.fields)


def test_the_article_is_told_without_its_paragraphs() -> None:
    told = {
        rule.article: finding_fact(Conclusion(rule, (fact("one"),)), Span(DAY), KIND).fields
        for rule in RULES.values()
    }
    assert {article: fields["article"] for article, fields in told.items()} == {
        article: article.split("(")[0] for article in told
    }
    assert any(article.count("(") > 1 for article in told)


def test_whether_a_rule_is_followed_up_is_told() -> None:
    said = {
        finding_fact(Conclusion(rule, (fact("one"),)), Span(DAY), KIND).fields["follows_up"]
        for rule in (
            replace(outstanding(), follow_up=None),
            next(rule for rule in RULES.values() if rule.follow_up is not None),
        )
    }
    assert said == {True, False}


def test_the_fact_rests_once_on_each_statement_that_its_facts_rest_on() -> None:
    conclusion = Conclusion(outstanding(), (fact("one", 3, 5), fact("two", 5, 4)))
    found = finding_fact(conclusion, Span(DAY), KIND)
    assert found.basis == (basis(3), basis(5), basis(4))


def test_conclusions_are_facts_of_their_day_alone_in_their_order() -> None:
    conclusions = [Conclusion(outstanding(), (fact(key),)) for key in ("2014", "2012")]
    found = finding_facts(conclusions, rulebook().kinds, DAY)
    assert [one.fields["key"] for one in found] == ["2014", "2012"]
    assert {one.held for one in found} == {Span(DAY, date(2017, 7, 1))}


def test_facts_go_by_the_names_of_their_patterns() -> None:
    rule = next(rule for rule in RULES.values() if len(rule.logic.when) == 2)
    facts = (fact("one"), fact("two"))
    names = [pattern.name for pattern in rule.logic.when]
    assert Conclusion(rule, facts).named == dict(zip(names, facts, strict=True))
