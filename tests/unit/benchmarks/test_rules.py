"""The rules that are measured."""

from __future__ import annotations

from datetime import date

from benchmarks.inputs import concluded
from benchmarks.rules import COPY, RULES, chosen, enlarged, original
from compliance_engine.inference.engine import Engine
from tests.builders import facts_on_record, record, reports, rulebook

DAY = date(2017, 6, 30)
SILENT = record(article_7=reports("covers: 2012-2016, submitted: none, known: 2018-01-31"))


def test_the_rules_chosen_are_rules_of_the_rulebook() -> None:
    assert sorted(rule.id for rule in chosen(rulebook()).rules) == sorted(RULES)


def test_a_copy_of_a_rule_finds_what_the_rule_finds_on_both_levels() -> None:
    real = rulebook()
    twice = enlarged(real, 2 * len(real.rules))
    facts = {"XXX": facts_on_record(SILENT, DAY)}
    with Engine(real, "plain") as engine:
        expected = concluded(engine, facts, DAY)
    with Engine(twice) as engine:
        found = concluded(engine, facts, DAY)
    assert "article-7/five-years-silent" in {rule for _, rule, _ in expected}
    assert len(found) == 2 * len(expected)
    assert {(state, original(rule), key) for state, rule, key in found} == expected


def test_a_copy_shares_no_pattern_with_its_rule() -> None:
    real = rulebook()
    of_copy: dict[str, set[object]] = {}
    for rule in enlarged(real, 3 * len(real.rules)).rules:
        patterns = of_copy.setdefault(rule.id.partition(COPY)[2], set())
        patterns |= {(one.kind, one.tests) for one in (*rule.logic.when, *rule.logic.unless)}
    assert set(of_copy) >= {"", "1", "2"}
    assert len(set().union(*of_copy.values())) == sum(map(len, of_copy.values()))


def test_the_rulebook_has_as_many_rules_as_asked_for() -> None:
    large = enlarged(rulebook(), 300)
    assert len({rule.id for rule in large.rules}) == 300
