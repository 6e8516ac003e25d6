"""The rules on the page: what each cites and asks, why it reads the law so, and where it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance_engine.findings.explanation.steps import NoneMatches, Step
from compliance_engine.findings.explanation.steps_in_words import StepsInWords
from compliance_engine.reports.page.gathering import Gathered
from compliance_engine.reports.page.texts import Lexicon, Text
from compliance_engine.rulebook.model import Rule, Rulebook


@dataclass(frozen=True)
class ShownRule:
    """A rule; `rationale` and `doubt` are its author's notes, in English."""

    id: str
    title: Text
    cites: str
    asks: tuple[Text, ...]
    rationale: str
    doubt: str | None
    states: tuple[Gathered, ...]


def rules_shown(
    rulebook: Rulebook, states: Sequence[Gathered], lexicon: Lexicon
) -> tuple[ShownRule, ...]:
    """Every rule, in the order of the rulebook, with the States on which it finds something."""
    in_words = {
        language: {rule.id: StepsInWords(rule, rulebook, language) for rule in rulebook.rules}
        for language in lexicon.languages
    }
    return tuple(_shown(rule, states, lexicon, in_words) for rule in rulebook.rules)


def _shown(
    rule: Rule,
    states: Sequence[Gathered],
    lexicon: Lexicon,
    in_words: Mapping[str, Mapping[str, StepsInWords]],
) -> ShownRule:
    steps = [Step(one.name, test, True) for one in rule.logic.when for test in one.tests]
    steps += [Step(one.name, NoneMatches(one), True) for one in rule.logic.unless]
    return ShownRule(
        rule.id,
        lexicon.of(lambda language: rule.title[language]),
        ", ".join(map(str, rule.cites)),
        tuple(
            lexicon.of(lambda language, step=step: in_words[language][rule.id].asked(step))  # type: ignore[misc]
            for step in steps
        ),
        rule.rationale.strip(),
        rule.doubt.strip() if rule.doubt else None,
        tuple(
            one for one in states if any(told.finding.rule == rule.id for told in one.findings[0])
        ),
    )
