"""Conditions of rules in words, in one language: what each field means and what it must be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compliance_engine.findings import written_day
from compliance_engine.phrases import Phrases
from compliance_engine.rulebook import Pattern, Rule, Rulebook, Type, Verdict
from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    Expression,
    FieldRef,
    Known,
    OneOf,
    Operator,
    Shift,
    Sum,
    Test,
)

DUTY_KIND = "kind"
VERDICT = "verdict"

_ORDERS = {Type.DATE: "date", Type.YEAR: "year"}
"""In which words two values are compared by their order."""


class ConditionWords:
    """Tells the conditions of one rule."""

    def __init__(self, rule: Rule, rulebook: Rulebook, language: str) -> None:
        self._kinds: Mapping[str, str] = {one.name: one.kind for one in rule.logic.when}
        self._duties = {duty.kind: duty.title for duty in rulebook.duties}
        self._language = language
        self._words = Phrases("condition_words", language)
        self._vocabulary = Phrases("vocabulary", language)
        self._verdicts = Phrases("verdicts", language)

    def kind(self, kind: str) -> str:
        """A kind of fact by its name in the language."""
        return self._vocabulary(kind)

    def kind_meaning(self, kind: str) -> str:
        """What facts of a kind are, as it stands within a sentence."""
        meaning = self._vocabulary(f"{kind}.meaning")
        return meaning[0].lower() + meaning[1:]

    def pattern(self, pattern: Pattern) -> str:
        """What a pattern is called: its kind, and the rule's own name for it where there is one."""
        kind = self.kind(pattern.kind)
        if pattern.name == pattern.kind:
            return kind
        return f"{kind} {self._words('quoted', value=pattern.name)}"

    def tests(self, pattern: Pattern) -> str:
        """All conditions of a pattern, one after the other."""
        told = (self.test(test, pattern.kind) for test in pattern.tests)
        return self._words("between tests").join(told)

    def test(self, test: Test, kind: str) -> str:
        """A condition on a fact of a kind."""
        match test:
            case Known():
                key = "not known" if test.negated else "known"
                return self._words(key, what=self._value(test.field, kind))
            case OneOf():
                what = self._value(test.field, kind)
                values = [self._constant(one, test.field) for one in test.values]
                if test.negated:
                    return self._words("none of", what=what, values=", ".join(values))
                return self._words("is", what=what, value=self._either(values))
            case Comparison():
                return self._comparison(test, kind)

    def _comparison(self, test: Comparison, kind: str) -> str:
        what = self._value(test.left, kind)
        value = self._value(test.right, kind, beside=test.left)
        match test.operator:
            case Operator.EQUAL if isinstance(test.right, Constant):
                return self._words("is", what=what, value=value)
            case Operator.EQUAL:
                return self._words("same", what=what, value=value)
            case Operator.UNEQUAL:
                return self._words("is not", what=what, value=value)
            case operator:
                order = _ORDERS.get(test.left.type, "number")
                return self._words(f"{order} {operator}", what=what, value=value)

    def _either(self, values: list[str]) -> str:
        if len(values) == 1:
            return values[0]
        return f"{', '.join(values[:-1])} {self._words('or')} {values[-1]}"

    def _value(self, value: Expression, kind: str, beside: Expression | None = None) -> str:
        match value:
            case FieldRef():
                return self._field(value, kind)
            case AsOf():
                return self._words("as of")
            case Constant():
                return self._constant(value, beside)
            case Shift():
                years = self._words.counted("years", abs(value.years))
                key = "minus" if value.years < 0 else "plus"
                return self._words(key, what=self._value(value.operand, kind), value=years)
            case Sum():
                return self._sum(value, kind)

    def _field(self, field: FieldRef, kind: str) -> str:
        if field.pattern is None:
            return self._vocabulary(f"{kind}.{field.field}")
        of = self._kinds[field.pattern]
        what = self._vocabulary(f"{of}.{field.field}")
        alias = field.pattern != of
        name = self._words("quoted", value=field.pattern) if alias else self.kind(of)
        return self._words("of pattern", what=what, pattern=name)

    def _sum(self, value: Sum, kind: str) -> str:
        left, right = self._value(value.left, kind), self._value(value.right, kind)
        if value.left.type is value.right.type and value.type is not value.left.type:
            unit = "days" if value.left.type is Type.DATE else "years"
            return self._words(f"{unit} between", what=left, value=right)
        if value.left.type is Type.DATE and isinstance(value.right, Constant):
            right = self._words.counted("days", int(str(value.right)))
        return self._words("minus" if value.minus else "plus", what=left, value=right)

    def _constant(self, constant: Constant, beside: Expression | None) -> str:
        match constant.value:
            case bool() as flag:
                return self._words("yes" if flag else "no")
            case date() as day:
                return written_day(day, self._language)
            case str() as text:
                return self._words("quoted", value=self._named(text, beside))
            case number:
                return str(number)

    def _named(self, text: str, beside: Expression | None) -> str:
        """A value as the language calls it: verdicts and duties have names in each."""
        field = beside.field if isinstance(beside, FieldRef) else ""
        if field == VERDICT and text in set(Verdict):
            return self._verdicts(text)
        if field == DUTY_KIND and text in self._duties and self._language != "en":
            return self._duties[text].get(self._language, text)
        return text
