"""Each condition of a rule as a plain sentence, and what it saw."""

from __future__ import annotations

from datetime import date

from babel.lists import format_list

from compliance_engine.dates import Span, add_days
from compliance_engine.facts import Dated, FactValue
from compliance_engine.findings.field_names import FieldNames
from compliance_engine.findings.steps import Exists, InEffect, NoneMatches, Step
from compliance_engine.findings.wording import Wording
from compliance_engine.phrases import Phrases
from compliance_engine.rulebook import Type
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


class ConditionsInWords:
    """The conditions of one rule, in the language of a `Wording`."""

    def __init__(self, names: FieldNames, wording: Wording) -> None:
        self._names = names
        self._wording = wording
        self._words = Phrases("conditions", wording.language)

    def asked(self, step: Step) -> str:
        """What a step asks, as a part of a sentence."""
        match step.asked:
            case Exists(pattern=pattern, key=key, alike=alike):
                thing = self._names.any(pattern.kind)
                which = [self.which(test, step.pattern) for test in alike] + ([key] if key else [])
                if which:
                    return self._words("exists with", thing=thing, which=", ".join(which))
                return self._words("exists", thing=thing)
            case NoneMatches(pattern=pattern):
                conditions = [self.test(test, pattern.name) for test in pattern.tests]
                return self._words("none", conditions=self.listed(conditions))
            case InEffect(span=span):
                return self._in_effect(span)
            case test:
                return self.test(test, step.pattern)

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
        return self.listed([self._named(ref, value, step.pattern) for ref, value in values])

    def listed(self, parts: list[str], *, alternatives: bool = False) -> str:
        """Parts of a sentence joined by commas and the language's word for and, or for or.

        An alternative that has a comma itself stands in quotation marks.
        """
        locale = self._wording.language
        if alternatives:
            parts = [self._words("title", title=one) if "," in one else one for one in parts]
        return format_list(parts, "or" if alternatives else "standard", locale=locale)

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
        return self._words("is", field=self._names.field(ref, own), value=said)

    def which(self, test: Test, own: str) -> str:
        """What a test that asks which duty or communication is meant allows."""
        match test:
            case OneOf(negated=False):
                values = [self._names.value(test.field, own, one.value) for one in test.values]
                return self.listed(values, alternatives=True)
            case Comparison(
                left=FieldRef() as ref, operator=Operator.EQUAL, right=Constant(value=value)
            ):
                return self._names.value(ref, own, value)
            case _:
                return self.test(test, own)

    def _in_effect(self, span: Span) -> str:
        first = self._wording.day(span.first)
        if not span.ends:
            return self._words("in effect from", first=first)
        return self._words(
            "in effect until", first=first, last=self._wording.day(add_days(span.until, -1))
        )

    def test(self, test: Test, own: str) -> str:
        """A test of the pattern `own`, as a part of a sentence."""
        match test:
            case Known():
                key = "not known" if test.negated else "known"
                return self._words(key, field=self._names.field(test.field, own))
            case OneOf():
                values = [self._names.value(test.field, own, one.value) for one in test.values]
                return self._is(test.field, own, values, negated=test.negated)
            case Comparison(left=FieldRef() as ref, right=Constant(value=bool() as wanted)):
                denied = wanted is (test.operator is Operator.UNEQUAL)
                return self._names.field(ref, own, denied=denied)
            case Comparison(left=FieldRef() as ref, right=Constant() as constant) if (
                test.operator in (Operator.EQUAL, Operator.UNEQUAL)
            ):
                value = self._names.value(ref, own, constant.value)
                negated = test.operator is Operator.UNEQUAL
                return self._is(ref, own, [value], negated=negated)
            case Comparison():
                return self._compared(test, own)

    def _is(self, ref: FieldRef, own: str, values: list[str], *, negated: bool) -> str:
        value = self.listed(values, alternatives=True)
        key = "is not" if negated else "is"
        return self._words(key, field=self._names.field(ref, own), value=value)

    def _compared(self, test: Comparison, own: str) -> str:
        key = str(test.operator)
        if test.operator not in (Operator.EQUAL, Operator.UNEQUAL):
            key += " of counts" if test.left.type is Type.COUNT else " of days"
        return self._words(
            key, left=self._expression(test.left, own), right=self._expression(test.right, own)
        )

    def _expression(self, expression: Expression, own: str) -> str:
        match expression:
            case FieldRef():
                return self._names.field(expression, own)
            case AsOf():
                return self._words("as_of")
            case Constant(value=date() as day):
                return self._wording.day(day)
            case Constant(value=int() as number, type=Type.COUNT):
                return self._wording.number(number)
            case Constant(value=value):
                return str(value)
            case Shift(operand=operand, years=years):
                key = "minus" if years < 0 else "plus"
                right = self._words.counted("years", abs(years))
                return self._words(key, left=self._expression(operand, own), right=right)
            case Sum():
                return self._sum(expression, own)

    def _sum(self, total: Sum, own: str) -> str:
        left, right = self._expression(total.left, own), self._expression(total.right, own)
        if total.left.type is Type.DATE and total.right.type is Type.DATE:
            return self._words("days between", left=right, right=left)
        if total.type is Type.DATE and isinstance(total.right, Constant):
            right = self._words.counted("days", int(str(total.right.value)))
        return self._words("minus" if total.minus else "plus", left=left, right=right)
