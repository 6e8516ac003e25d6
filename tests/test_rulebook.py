"""Every rule of the shipped rulebook against its worked cases, and what holds of all rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import get_args

import pytest

from compliance_engine.documents import YamlMap, parse_yaml, read_text, validate
from compliance_engine.facts.consistency import consistency_problems
from compliance_engine.findings import Check, Finding, cases_path, check, run_cases
from compliance_engine.inference import Engine, EngineChoice
from compliance_engine.records import EXAMPLE, Record
from compliance_engine.records.loading import read_record_data
from compliance_engine.rulebook import CaseFile, CasesFile, Gap, Message, Rule
from compliance_engine.rulebook.conditions import FieldRef
from compliance_engine.shipped import shipped
from tests.builders import rulebook

try:
    import compliance_engine.inference.rete  # noqa: F401
except ImportError:
    ENGINES: tuple[EngineChoice, ...] = ("plain",)
else:
    ENGINES = ("plain", "both")

PACK = shipped("rules") / "apmbc"
RULES = rulebook().rules
KINDS_OF_CASES = get_args(CaseFile.model_fields["shows"].annotation)
FORBIDDEN = re.compile(r"\b(violat|fail|refus|guilt|rogue)", re.IGNORECASE)
OVERDUE = re.compile(r"\boverdue\b", re.IGNORECASE)
DUTY = "duty"

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@cache
def cases_file(rule: str) -> CasesFile:
    """The worked cases of a rule; none if nobody has written them."""
    path = cases_path(PACK, rule)
    if not path.exists():
        return CasesFile(cases=())
    name = path.relative_to(PACK).as_posix()
    return validate(CasesFile, parse_yaml(read_text(path, name), name), name)


def each_case(wanted: Callable[[CaseFile], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Runs a test for every case that is wanted, under the name of its rule and its own."""
    cases = [
        pytest.param(rule, index, id=f"{rule.id}: {case.name}")
        for rule in RULES
        for index, case in enumerate(cases_file(rule.id).cases)
        if wanted(case)
    ]
    return pytest.mark.parametrize(("rule", "index"), cases)


def record_of(rule: str, index: int) -> Record:
    """The made-up record of a case."""
    file = cases_file(rule)
    case = file.cases[index]
    written = YamlMap(case.place)
    given: Mapping[str, object] = {
        "state": EXAMPLE.code,
        "sources": {"example": {"title": "A made-up source"}},
        **file.common,
        **case.record,
    }
    written.update(given)
    return read_record_data(written, case.place.file)


@cache
def complaints(rule: str, choice: EngineChoice) -> tuple[str | None, ...]:
    """What is wrong with the outcome of each case of a rule."""
    with Engine(rulebook(), choice) as engine:
        results = run_cases(rulebook().rule(rule), PACK, rulebook(), engine)
        return tuple(one.complaint for one in results)


@cache
def checked(rule: str, index: int) -> Check:
    """All that the rulebook finds in the record of a case."""
    record = record_of(rule, index)
    as_of = cases_file(rule).cases[index].as_of
    with Engine(rulebook(), "plain") as engine:
        return check({record.state: record}, rulebook(), engine, as_of)


def found_in_cases(rule: Rule) -> Iterator[Finding]:
    """Every finding of a rule in its own cases."""
    for index, _ in enumerate(cases_file(rule.id).cases):
        yield from (one for one in checked(rule.id, index).findings if one.rule == rule.id)


def literals(message: Message) -> list[str]:
    return [part for part in message.texts["en"].parts if isinstance(part, str)]


def gaps(message: Message) -> list[Gap]:
    return [part for part in message.texts["en"].parts if isinstance(part, Gap)]


def variant_of(sentence: str, messages: Iterable[Message]) -> Message:
    """The message that a sentence was written from: of those that fit, the most specific."""

    def fits(message: Message) -> bool:
        parts = message.texts["en"].parts
        pattern = "".join(re.escape(one) if isinstance(one, str) else ".+" for one in parts)
        return re.fullmatch(pattern, sentence) is not None

    fitting = [message for message in messages if fits(message)]
    return max(fitting, key=lambda message: sum(map(len, literals(message))))


def texts_of(rule: Rule) -> list[str]:
    """All that a rule says in words, in every language."""
    templates = [text for message in rule.messages for text in message.texts.values()]
    templates += rule.remedy.values()
    sentences = ["".join(one for one in text.parts if isinstance(one, str)) for text in templates]
    return [*rule.title.values(), *sentences, rule.rationale]


@pytest.mark.parametrize("choice", ENGINES)
@each_case()
def test_a_worked_case_comes_out_as_the_law_has_it(
    rule: Rule, index: int, choice: EngineChoice
) -> None:
    assert complaints(rule.id, choice)[index] is None


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
