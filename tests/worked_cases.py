"""The worked cases of the shipped rules, and what the rulebook finds in their records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import pytest

from compliance_engine.documents.files import read_text
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.findings.cases import cases_path, run_cases
from compliance_engine.findings.checking import check
from compliance_engine.findings.model import Check, Finding
from compliance_engine.inference.engine import EngineChoice
from compliance_engine.records.loading import read_record_data
from compliance_engine.records.model import Record
from compliance_engine.records.statement import EXAMPLE_SOURCE
from compliance_engine.records.states import EXAMPLE
from compliance_engine.rulebook.files import CaseFile, CasesFile
from compliance_engine.rulebook.model import Message, Rule
from compliance_engine.rulebook.templates import Gap
from compliance_engine.shipped import shipped
from tests.builders import engine, rulebook

try:
    import compliance_engine.inference.rete  # noqa: F401
except ImportError:
    ENGINES: tuple[EngineChoice, ...] = ("plain",)
else:
    ENGINES = ("plain", "both")

PACK = shipped("rules") / "apmbc"
RULES = rulebook().rules

OfCase = Callable[[Rule, int], None]
"""A test of a case of a rule, given by its index."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@cache
def cases_file(rule: str) -> CasesFile:
    """The worked cases of a rule; none if nobody has written them."""
    path = cases_path(PACK, rule)
    if not path.exists():
        return CasesFile(cases=())
    name = path.relative_to(PACK).as_posix()
    return validate(CasesFile, parse_yaml(read_text(path, name), name), name)


def each_case(
    wanted: Callable[[CaseFile], bool] = lambda _: True,
) -> Callable[[OfCase], Callable[[Rule], None]]:
    """Makes a test of a case one of a rule: it tells of every wanted case that fails, by name.

    To pytest, a test costs as much as a case does to the engine.
    """
    asked: dict[str, list[int]] = {}
    for rule in RULES:
        cases = cases_file(rule.id).cases
        asked[rule.id] = [index for index, case in enumerate(cases) if wanted(case)]

    def of_each(test: OfCase) -> Callable[[Rule], None]:
        def of_rule(rule: Rule) -> None:
            failed = []
            for index in asked[rule.id]:
                try:
                    test(rule, index)
                except BaseException as error:
                    error.add_note(f"the case '{cases_file(rule.id).cases[index].name}'")
                    if not isinstance(error, AssertionError):
                        raise
                    failed.append(error)
            if failed:
                of = f"{len(failed)} of {len(asked[rule.id])} cases of {rule.id}"
                raise ExceptionGroup(of, failed)

        of_rule.__name__, of_rule.__doc__ = test.__name__, test.__doc__
        having = [rule for rule in RULES if asked[rule.id]]
        return pytest.mark.parametrize("rule", having, ids=lambda rule: rule.id)(of_rule)

    return of_each


def record_of(rule: str, index: int) -> Record:
    """The made-up record of a case."""
    file = cases_file(rule)
    case = file.cases[index]
    written = YamlMap(case.place)
    given: Mapping[str, object] = {
        "state": EXAMPLE.code,
        "sources": {"example": dict(EXAMPLE_SOURCE)},
        **file.common,
        **case.record,
    }
    written.update(given)
    return read_record_data(written, case.place.file)


def complaints(rule: Rule, choice: EngineChoice) -> dict[str, str]:
    """What is wrong with the outcome of the cases of a rule, by their names."""
    results = run_cases(rule, PACK, rulebook(), engine(choice))
    return {one.case.name: one.complaint for one in results if one.complaint is not None}


@cache
def checked(rule: str, index: int) -> Check:
    """All that the rulebook finds in the record of a case."""
    record = record_of(rule, index)
    as_of = cases_file(rule).cases[index].as_of
    return check({record.state: record}, rulebook(), engine("plain"), as_of)


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
