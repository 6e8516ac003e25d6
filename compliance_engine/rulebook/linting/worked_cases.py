"""The worked cases of each rule: kinds that are missing, names, days, and words not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from compliance_engine.errors import Place
from compliance_engine.rulebook.files import CaseFile, CasesFile
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.placed import PlacedMessage, PlacedRule
from compliance_engine.rulebook.linting.remark import Remark, error, note
from compliance_engine.rulebook.linting.worded import ENGLISH
from compliance_engine.rulebook.names import CASES, SUFFIX
from compliance_engine.rulebook.templates import Template

KINDS: tuple[str, ...] = get_args(CaseFile.model_fields["shows"].annotation)
"""What the worked cases of a rule must show, each at least once."""


def worked_cases(pack: Pack) -> Iterator[Remark]:
    """What is wrong with the worked cases of the rules of a rulebook."""
    for rule in pack.read.rules:
        name = rule.id + CASES
        cases = pack.cases.get(name)
        if name not in pack.files and not any(one.place.file == name for one in pack.problems):
            what = f"the rule {rule.id} has no worked cases"
            yield error(Place(rule.id + SUFFIX), what, f"Write some in {name}.")
        elif cases is not None:
            yield from _kinds(cases)
            yield from _names(cases)
            yield from _kind_and_outcome(cases)
            placed = pack.rules.get(rule.id + SUFFIX)
            if placed is not None:
                yield from _days(cases, placed)
                yield from _messages(cases, placed)


def _kinds(cases: CasesFile) -> Iterator[Remark]:
    shown = {case.shows for case in cases.cases}
    missing = [kind for kind in KINDS if kind not in shown]
    if missing:
        what = f"no case shows: {', '.join(missing)}"
        remedy = "Add a case for each; 'shows' says which kind a case is of."
        yield error(cases.place_of("cases"), what, remedy)


def _names(cases: CasesFile) -> Iterator[Remark]:
    first: dict[str, Place] = {}
    for case in cases.cases:
        place = case.place_of("name")
        if case.name in first:
            what = f"another case, on line {first[case.name].line}, has the same name"
            yield error(place, what, "Say in the name what sets this case apart.")
        first.setdefault(case.name, place)


def _kind_and_outcome(cases: CasesFile) -> Iterator[Remark]:
    for case in cases.cases:
        if case.shows == "fires" and case.expect != "finding":
            yield error(
                case.place_of("expect"),
                f"this case shows the rule firing, but expects '{case.expect}'",
                "Write 'expect: finding', or correct 'shows'.",
            )


def _days(cases: CasesFile, rule: PlacedRule) -> Iterator[Remark]:
    span = rule.rule.logic.in_effect
    for case in cases.cases:
        if case.expect == "finding" and case.as_of not in span:
            yield error(
                case.place_of("as_of"),
                f"a finding is expected on {case.as_of}, when the rule is not in effect",
                "Correct the day, or 'in_effect' of the rule.",
            )


def _messages(cases: CasesFile, rule: PlacedRule) -> Iterator[Remark]:
    """Messages whose words no case gives."""
    given = [case.message for case in cases.cases if case.message is not None]
    shown = [best for sentence in given if (best := _written_from(sentence, rule.messages))]
    for message in rule.messages:
        if message not in shown:
            what = "no worked case shows the words of this message"
            yield note(message.place, what, "Give them as 'message' in a case that it is said of.")


def _written_from(sentence: str, messages: Sequence[PlacedMessage]) -> PlacedMessage | None:
    """The message that a sentence was written from: of those that fit, the most specific."""
    fitting = [
        message
        for message in messages
        if ENGLISH in message.texts and _fits(message.texts[ENGLISH], sentence)
    ]
    return max(fitting, key=lambda one: _literal(one.texts[ENGLISH]), default=None)


def _fits(template: Template, sentence: str) -> bool:
    """Whether filling the gaps can give the sentence; its first letter is a capital."""
    parts = [re.escape(one) if isinstance(one, str) else ".+" for one in template.parts]
    pattern = re.compile("".join(parts), re.DOTALL | re.IGNORECASE)
    return pattern.fullmatch(sentence) is not None


def _literal(template: Template) -> int:
    return sum(len(part) for part in template.parts if isinstance(part, str))
