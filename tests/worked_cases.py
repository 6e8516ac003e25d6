"""The worked cases of the shipped rules, and what the rulebook finds in their records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import pytest

from compliance_engine.documents import YamlMap, parse_yaml, read_text, validate
from compliance_engine.findings import Check, Finding, cases_path, check, run_cases
from compliance_engine.inference import Engine, EngineChoice
from compliance_engine.records import EXAMPLE, Record
from compliance_engine.records.loading import read_record_data
from compliance_engine.rulebook import CaseFile, CasesFile, Gap, Message, Rule
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
