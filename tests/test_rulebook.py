"""Every rule of the shipped rulebook against its worked cases, and what holds of all rules."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from compliance_engine.facts.consistency import consistency_problems
from compliance_engine.inference.engine import EngineChoice
from compliance_engine.rulebook.conditions import FieldRef
from compliance_engine.rulebook.files import CaseFile
from compliance_engine.rulebook.model import Rule
from tests.builders import rulebook
from tests.worked_cases import (
    ENGINES,
    RULES,
    cases_file,
    checked,
    complaints,
    each_case,
    each_rule,
    found_in_cases,
    gaps,
    literals,
    record_of,
    texts_of,
    variant_of,
)

KINDS_OF_CASES = get_args(CaseFile.model_fields["shows"].annotation)
FORBIDDEN = re.compile(r"\b(violat|fail|refus|guilt|rogue)", re.IGNORECASE)
OVERDUE = re.compile(r"\boverdue\b", re.IGNORECASE)
DUTY = "duty"


@pytest.mark.parametrize("choice", ENGINES)
@each_rule
def test_the_worked_cases_of_a_rule_come_out_as_the_law_has_it(
    rule: Rule, choice: EngineChoice
) -> None:
    assert complaints(rule, choice) == {}


@each_case()
def test_the_record_of_a_case_is_valid(rule: Rule, index: int) -> None:
    assert list(consistency_problems(record_of(rule.id, index), rulebook().treaty)) == []


@each_case(lambda case: case.shows == "fires")
def test_a_case_that_shows_a_rule_firing_expects_a_finding(rule: Rule, index: int) -> None:
    assert cases_file(rule.id).cases[index].expect == "finding"


@each_case(lambda case: case.expect == "undetermined")
def test_what_a_case_leaves_undetermined_is_of_the_provision_that_its_rule_cites(
    rule: Rule, index: int
) -> None:
    articles = {one.article for one in checked(rule.id, index).undetermined}
    cited = (rule.article, *(citation.provision for citation in rule.cites))
    assert any(article.startswith(cited) for article in articles)


@each_rule
def test_a_rule_has_cases_of_every_kind(rule: Rule) -> None:
    assert set(KINDS_OF_CASES) == {case.shows for case in cases_file(rule.id).cases}


@each_rule
def test_no_two_cases_of_a_rule_share_a_name(rule: Rule) -> None:
    names = [case.name for case in cases_file(rule.id).cases]
    assert sorted(names) == sorted(set(names))


@each_rule
def test_at_least_two_cases_of_a_rule_give_its_exact_words(rule: Rule) -> None:
    assert sum(case.message is not None for case in cases_file(rule.id).cases) >= 2


@each_rule
def test_every_message_of_a_rule_is_reached_by_a_case(rule: Rule) -> None:
    sentences = {finding.message for finding in found_in_cases(rule)}
    reached = [variant_of(sentence, rule.messages) for sentence in sentences]
    unreached = [literals(one) for one in rule.messages if one not in reached]
    assert not unreached


@each_rule
def test_a_rule_cites_a_provision_of_the_convention(rule: Rule) -> None:
    assert rulebook().treaty.abbreviation in {citation.document for citation in rule.cites}


@each_rule
def test_a_rule_speaks_in_the_spirit_of_cooperation(rule: Rule) -> None:
    assert [text for text in texts_of(rule) if FORBIDDEN.search(text)] == []


@each_rule
def test_the_names_of_cases_speak_in_the_spirit_of_cooperation(rule: Rule) -> None:
    names = [case.name for case in cases_file(rule.id).cases]
    assert [name for name in names if FORBIDDEN.search(name)] == []


@each_rule
def test_no_message_calls_anything_overdue(rule: Rule) -> None:
    texts = ["".join(literals(message)) for message in rule.messages]
    assert [text for text in texts if OVERDUE.search(text)] == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.logic.when[0].kind == DUTY], ids=lambda rule: rule.id
)
def test_every_message_on_a_duty_names_its_due_date(rule: Rule) -> None:
    subject = rule.logic.when[0].name
    for message in rule.messages:
        named = [gap.expression for gap in gaps(message) if isinstance(gap.expression, FieldRef)]
        assert (subject, "due") in [(one.pattern, one.field) for one in named]
