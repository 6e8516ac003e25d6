"""Each condition of a rule as a part of a plain sentence."""

from __future__ import annotations

from datetime import date

from babel.lists import format_list

from compliance_engine.dates.counting import add_days
from compliance_engine.dates.span import Span
from compliance_engine.findings.language.field_names import FieldNames
from compliance_engine.findings.language.prose import contracted
from compliance_engine.findings.language.written import written
from compliance_engine.phrases.phrases import Phrases
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
from compliance_engine.rulebook.model import Rule, Rulebook
from compliance_engine.rulebook.vocabulary import Type


class ConditionsInWords:
    """The conditions of one rule, in one language."""

    def __init__(self, rule: Rule, rulebook: Rulebook, language: str) -> None:
        self.names = FieldNames(rule, rulebook, language)
        self._language = language
        self._written = written(language)
        self._phrases = Phrases("conditions", language)

    def test(self, test: Test, own: str) -> str:
        """A test of the pattern `own`."""
        match test:
            case Known():
                key = "not known" if test.negated else "known"
                return self._words(key, field=self.names.field(test.field, own))
            case OneOf():
                values = [self.names.value(test.field, own, one.value) for one in test.values]
                return self._is(test.field, own, values, negated=test.negated)
            case Comparison(left=FieldRef() as ref, right=Constant(value=bool() as wanted)):
                denied = wanted is (test.operator is Operator.UNEQUAL)
                return self.names.field(ref, own, denied=denied)
            case Comparison(left=FieldRef() as ref, right=Constant() as constant) if (
                test.operator in (Operator.EQUAL, Operator.UNEQUAL)
            ):
                value = self.names.value(ref, own, constant.value)
                negated = test.operator is Operator.UNEQUAL
                return self._is(ref, own, [value], negated=negated)
            case Comparison():
                return self._compared(test, own)

    def which(self, test: Test, own: str) -> str:
        """What a test that asks which duty or communication is meant allows."""
        match test:
            case OneOf(negated=False):
                values = [self.names.value(test.field, own, one.value) for one in test.values]
                return self.listed(values, alternatives=True)
            case Comparison(
                left=FieldRef() as ref, operator=Operator.EQUAL, right=Constant(value=value)
            ):
                return self.names.value(ref, own, value)
            case _:
                return self.test(test, own)

    def valued(self, field: str, value: str) -> str:
        """A field with the value that it has."""
        return self._words("is", field=field, value=value)

    def in_effect(self, span: Span) -> str:
        """From when, and up to when, a rule applies."""
        first = self._written.day(span.first)
        if not span.ends:
            return self._words("in effect from", first=first)
        last = self._written.day(add_days(span.until, -1))
        return self._words("in effect until", first=first, last=last)

    def listed(self, parts: list[str], *, alternatives: bool = False) -> str:
        """Parts of a sentence joined by commas and the language's word for and, or for or.

        An alternative that has a comma itself stands in quotation marks.
        """
        if alternatives:
            parts = [self._words("title", title=one) if "," in one else one for one in parts]
        return format_list(parts, "or" if alternatives else "standard", locale=self._language)

    def _words(self, key: str, **parts: str) -> str:
        return contracted(self._phrases(key, **parts), self._language)

    def _is(self, ref: FieldRef, own: str, values: list[str], *, negated: bool) -> str:
        value = self.listed(values, alternatives=True)
        key = "is not" if negated else "is"
        return self._words(key, field=self.names.field(ref, own), value=value)

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
                return self.names.field(expression, own)
            case AsOf():
                return self._words("as_of")
            case Constant(value=date() as day):
                return self._written.day(day)
            case Constant(value=int() as number, type=Type.COUNT):
                return self._written.number(number)
            case Constant(value=value):
                return str(value)
            case Shift(operand=operand, years=years):
                key = "minus" if years < 0 else "plus"
                right = self._phrases.counted("years", abs(years))
                return self._words(key, left=self._expression(operand, own), right=right)
            case Sum():
                return self._sum(expression, own)

    def _sum(self, total: Sum, own: str) -> str:
        left, right = self._expression(total.left, own), self._expression(total.right, own)
        if total.left.type is total.right.type and total.type is not total.left.type:
            unit = "days" if total.left.type is Type.DATE else "years"
            return self._words(f"{unit} between", left=right, right=left)
        if total.type is Type.DATE and isinstance(total.right, Constant):
            right = self._phrases.counted("days", int(str(total.right.value)))
        return self._words("minus" if total.minus else "plus", left=left, right=right)
