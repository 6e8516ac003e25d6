"""Sentences of the rulebook with their gaps filled, in one language.

Dates, numbers and State names read as that language writes them; a day known in part is never
made to look more precise than its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from compliance_engine.dates.counting import Rounding, add_days, add_years
from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated, Fact, FactValue, Working
from compliance_engine.findings.language.prose import (
    capitalised,
    continued,
    name_in_prose,
    possessive,
)
from compliance_engine.findings.language.resting import saying_in_words
from compliance_engine.findings.language.written import written
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State
from compliance_engine.rulebook.conditions import AsOf, Constant, Expression, FieldRef, Shift, Sum
from compliance_engine.rulebook.templates import Gap, Reading, Texts
from compliance_engine.rulebook.vocabulary import Type

_HIGH_MARKS = re.compile(r"(?<=«) | (?=[:;?!»])")
_NO_BREAK_SPACE = "\u00a0"
NO_CLAUSES: Mapping[str, str] = MappingProxyType({})


class Wording:
    """Fills sentences in one language, for one State and the day of one check.

    The State is None for sentences that are about no State.
    """

    def __init__(self, state: State | None, as_of: date, language: str = "en") -> None:
        self._state = state
        self._as_of = as_of
        self._language = language
        self._words = written(language)

    @property
    def language(self) -> str:
        """The language of its sentences."""
        return self._language

    def of_facts(self, texts: Texts, named: Mapping[str, Fact]) -> str:
        """A sentence about facts, by the names that its rule gives them."""
        return self.sentence(texts, {name: fact.fields for name, fact in named.items()})

    def of_working(self, working: Working) -> str:
        """One step of a calculation."""
        return self.sentence(working.texts, working.values)

    def sentence(
        self,
        texts: Texts,
        values: Mapping[str, Mapping[str, FactValue]],
        clauses: Mapping[str, str] = NO_CLAUSES,
    ) -> str:
        """The sentence with its gaps filled; its first letter is a capital."""
        return capitalised(self.clause(texts, values, clauses))

    def clause(
        self,
        texts: Texts,
        values: Mapping[str, Mapping[str, FactValue]],
        clauses: Mapping[str, str] = NO_CLAUSES,
    ) -> str:
        """A part of a sentence with its gaps filled, with `clauses` for those that name them."""
        filled = ""
        for part in texts[self._language].parts:
            if isinstance(part, str):
                said: str | State = self._literal(part)
            else:
                said = clauses.get(part.filled_by) or self._gap(part, values)
            if isinstance(said, State):
                filled = continued(filled, said, self._language)
            else:
                filled += said
        return filled

    def text(self, text: Mapping[str, str]) -> str:
        """A text without gaps in the language."""
        return text[self._language]

    def day(self, day: date) -> str:
        """A day written out."""
        return self._words.day(day)

    def date(self, when: date | Dated | PartialDate, *, with_word: bool = False) -> str:
        """A day, month or year written out, if wanted with the word before it."""
        return self._words.date(when, with_word=with_word)

    def number(self, number: int) -> str:
        """A whole number with its thousands marked."""
        return self._words.number(number)

    def days(self, number: int) -> str:
        """A number of days: 1 day, 5,427 days."""
        return self._words.days(number)

    def saying(self, saying: Saying) -> str:
        """Who says what is alleged or asked of the State. It must be one State's wording."""
        assert self._state is not None
        return saying_in_words(saying, self._state, self._language)

    def state(self, state: State) -> str:
        """A State's name with its article, as it stands within a sentence."""
        return name_in_prose(state, self._language)

    def _literal(self, text: str) -> str:
        """A text of the rulebook; French keeps its high marks on the line of what they mark."""
        return _HIGH_MARKS.sub(_NO_BREAK_SPACE, text) if self._language == "fr" else text

    def _gap(self, gap: Gap, values: Mapping[str, Mapping[str, FactValue]]) -> str | State:
        """What fills a gap; a State is named by the words before it."""
        if gap.expression is None:
            if self._state is None:
                return "…"
            whose = gap.reading is Reading.OF and self._language == "en"
            return possessive(self._state) if whose else self._state
        value = self._value(gap.expression, values)
        match value, gap.reading:
            case None, _:
                return "…"
            case State(), _:
                return value
            case Saying(), _:
                return self.saying(value)
            case ((date() | Dated()), reading):
                return self.date(value, with_word=reading is Reading.ON)
            case int(), Reading.DAYS:
                return self.days(value)
            case bool(), _:
                return self._words.yes if value else self._words.no
            case int(), _:
                is_year = gap.expression.type is Type.YEAR
                return str(value) if is_year else self.number(value)
            case _:
                return str(value)

    def _value(
        self, expression: Expression, values: Mapping[str, Mapping[str, FactValue]]
    ) -> FactValue | None:
        match expression:
            case FieldRef(pattern=str() as pattern, field=field):
                return values.get(pattern, {}).get(field)
            case AsOf():
                return self._as_of
            case Constant(value=value):
                return value
            case Shift():
                day = _day(self._value(expression.operand, values))
                return None if day is None else add_years(day, expression.years, Rounding.EARLIER)
            case Sum():
                left = self._value(expression.left, values)
                right = self._value(expression.right, values)
                return _sum(left, right, expression.minus)
            case _:
                return None


def _sum(left: FactValue | None, right: FactValue | None, minus: bool) -> FactValue | None:
    day, other = _day(left), _day(right)
    if day is not None and other is not None:
        return (day - other).days
    if not isinstance(right, int):
        return None
    if day is not None:
        return add_days(day, -right if minus else right)
    return left + (-right if minus else right) if isinstance(left, int) else None


def _day(value: FactValue | None) -> date | None:
    return value.day if isinstance(value, Dated) else value if isinstance(value, date) else None
