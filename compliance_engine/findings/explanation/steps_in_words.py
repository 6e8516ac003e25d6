"""The steps of an explanation as plain sentences: what each asks, and what it saw."""

from __future__ import annotations

from datetime import date

from compliance_engine.facts.model import Dated, FactValue
from compliance_engine.findings.explanation.steps import Exists, InEffect, NoneMatches, Step
from compliance_engine.findings.language.conditions import ConditionsInWords
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.conditions import Comparison, Constant, FieldRef, Operator
from compliance_engine.rulebook.model import Rule, Rulebook


class StepsInWords:
    """The steps of the explanation of one rule, in one language."""

    def __init__(self, rule: Rule, rulebook: Rulebook, language: str) -> None:
        self._conditions = ConditionsInWords(rule, rulebook, language)
        self._names = self._conditions.names
        self._words = Phrases("steps", language)

    def asked(self, step: Step) -> str:
        """What a step asks, as a part of a sentence."""
        match step.asked:
            case Exists(pattern=pattern, key=key, alike=alike):
                thing = self._names.any(pattern.kind)
                which = [self._conditions.which(test, step.pattern) for test in alike]
                which += [key] if key else []
                if which:
                    return self._words("exists with", thing=thing, which=", ".join(which))
                return self._words("exists", thing=thing)
            case NoneMatches(pattern=pattern):
                conditions = [self._conditions.test(test, pattern.name) for test in pattern.tests]
                return self._words("none", conditions=self._conditions.listed(conditions))
            case InEffect(span=span):
                return self._conditions.in_effect(span)
            case test:
                return self._conditions.test(test, step.pattern)

    def seen(self, step: Step) -> str:
        """What it saw, where the sentence does not say so already."""
        match step.asked:
            case Exists():
                return self._words("here nothing")
            case InEffect():
                return ""
            case NoneMatches() if step.fact is None:
                return self._words("here no such")
            case Comparison(left=FieldRef() as ref, right=Constant(value=bool())):
                value = step.value(ref)
                told = value is None or not step.holds
                return self._names.value(ref, step.pattern, value) if told else ""
            case Comparison(operator=Operator.EQUAL, right=Constant()) if step.holds:
                return ""
        values = [(ref, step.value(ref)) for ref in step.named]
        if len(values) == 1 and not isinstance(values[0][1], date | Dated):
            return self._here(values[0][0], values[0][1], step.pattern)
        named = [self._named(ref, value, step.pattern) for ref, value in values]
        return self._conditions.listed(named)

    def titles(self, rules: tuple[str, ...]) -> str:
        """The titles of rules, one of which is meant."""
        titles = [self._names.title_of_rule(rule) for rule in rules]
        return self._conditions.listed(titles, alternatives=True)

    def _here(self, ref: FieldRef, value: FactValue | None, own: str) -> str:
        match value:
            case None:
                return self._words("here not known")
            case bool():
                return self._names.value(ref, own, value)
            case _:
                return self._words("here", value=self._names.value(ref, own, value))

    def _named(self, ref: FieldRef, value: FactValue | None, own: str) -> str:
        said = self._names.value(ref, own, value)
        if isinstance(value, bool):
            return said
        return self._conditions.valued(self._names.field(ref, own), said)
