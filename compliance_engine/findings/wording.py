"""Sentences of the rulebook with their gaps filled, in one language.

Dates, numbers and State names read as that language writes them; a day known in part is never
made to look more precise than its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from babel.dates import format_date
from babel.numbers import format_decimal

from compliance_engine.dates import PartialDate, Rounding, add_days, add_years
from compliance_engine.facts import Dated, Fact, FactValue, Working
from compliance_engine.records import State
from compliance_engine.rulebook import Gap, Reading, Texts, Type
from compliance_engine.rulebook.conditions import AsOf, Constant, Expression, FieldRef, Shift, Sum

_INVERTED = re.compile(r"(?P<name>.+) \((?P<form>.+) of(?P<the> the)?\)")
_WITH_ARTICLE = re.compile(
    r"(Central|Congo$|Cook|Democratic|Dominican|Gambia$|Holy|Marshall|Niger$|Philippines$|"
    r"Republic|Russian|Solomon|State of|Sudan$|Syrian|United|Bahamas$|Comoros$|Maldives$)"
)


@dataclass(frozen=True)
class _Words:
    """How a language joins a date or a number of days to a sentence."""

    on_day: str
    in_month: str
    by: str
    between: str
    one_day: str
    days: str


_WORDS = {
    "en": _Words("on {}", "in {}", "by {}", "between {} and {}", "1 day", "{} days"),
    "fr": _Words(
        "le {}", "en {}", "au plus tard le {}", "entre le {} et le {}", "1 jour", "{} jours"
    ),
    "es": _Words("el {}", "en {}", "a más tardar el {}", "entre el {} y el {}", "1 día", "{} días"),
}

_DAYS = {"es": "d 'de' MMMM 'de' y"}
_MONTHS = {"es": "MMMM 'de' y"}
_FIRST_IN_FRENCH = "1er"
NO_CLAUSES: Mapping[str, str] = MappingProxyType({})


def written_day(day: date, language: str = "en") -> str:
    """A day written out: 28 August 1999."""
    written = str(format_date(day, _DAYS.get(language, "d MMMM y"), locale=language))
    if language == "fr" and day.day == 1:
        return written.replace("1", _FIRST_IN_FRENCH, 1)
    return written


def possessive(name: str) -> str:
    """An English name with its apostrophe."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def capital(text: str) -> str:
    """The text with a capital as its first letter."""
    return text[:1].upper() + text[1:]


class Wording:
    """Fills sentences in one language, for one State and the day of one check."""

    def __init__(self, state: State, as_of: date, language: str = "en") -> None:
        self._state = state
        self._as_of = as_of
        self._language = language
        self._words = _WORDS[language]

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
        return capital(self.clause(texts, values, clauses))

    def clause(
        self,
        texts: Texts,
        values: Mapping[str, Mapping[str, FactValue]],
        clauses: Mapping[str, str] = NO_CLAUSES,
    ) -> str:
        """A part of a sentence with its gaps filled, with `clauses` for those that name them.

        A text that is not in the language is given in English, and marked as such.
        """
        if self._language not in texts:
            english = Wording(self._state, self._as_of).sentence(texts, values, clauses)
            return f"[en] {english}"
        return "".join(
            part if isinstance(part, str) else self._gap(part, values, clauses)
            for part in texts[self._language].parts
        )

    def text(self, text: Mapping[str, str]) -> str:
        """A text without gaps in the language, or in English, and marked as such."""
        given = text.get(self._language)
        return given if given is not None else f"[en] {text['en']}"

    def day(self, day: date) -> str:
        """A day written out: 28 August 1999."""
        return written_day(day, self._language)

    def date(self, when: date | Dated | PartialDate, *, with_word: bool = False) -> str:
        """A day, month or year written out, if wanted with the word before it."""
        partial = _partial(when)
        if partial.open_start:
            return self._words.by.format(self.day(partial.last))
        if partial.exact:
            text, word = self.day(partial.first), self._words.on_day
        elif len(partial.text) == len("2015-06"):
            text = str(
                format_date(
                    partial.first, _MONTHS.get(self._language, "MMMM y"), locale=self._language
                )
            )
            word = self._words.in_month
        elif len(partial.text) == len("2015"):
            text, word = str(partial.first.year), self._words.in_month
        else:
            return self._words.between.format(self.day(partial.first), self.day(partial.last))
        return word.format(text) if with_word else text

    def number(self, number: int) -> str:
        """A whole number with its thousands marked."""
        return str(format_decimal(number, locale=self._language))

    def days(self, number: int) -> str:
        """A number of days: 1 day, 5,427 days."""
        return self._words.one_day if number == 1 else self._words.days.format(self.number(number))

    def state(self, state: State) -> str:
        """A State's name as it stands within a sentence."""
        name = state.names[self._language]
        return _in_english_sentence(name) if self._language == "en" else name

    def of_state(self, state: State) -> str:
        """In English, that something is a State's: Tuvalu's, Honduras'; elsewhere its name."""
        name = self.state(state)
        return possessive(name) if self._language == "en" else name

    def _gap(
        self,
        gap: Gap,
        values: Mapping[str, Mapping[str, FactValue]],
        clauses: Mapping[str, str],
    ) -> str:
        if gap.filled_by in clauses:
            return clauses[gap.filled_by]
        if gap.expression is None:
            whose = gap.reading is Reading.OF
            return self.of_state(self._state) if whose else self.state(self._state)
        value = self._value(gap.expression, values)
        match value, gap.reading:
            case None, _:
                return "…"
            case State(), _:
                return self.state(value)
            case ((date() | Dated()), reading):
                return self.date(value, with_word=reading is Reading.ON)
            case int(), Reading.DAYS:
                return self.days(value)
            case bool(), _:
                return str(value).lower()
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


def _partial(when: date | Dated | PartialDate) -> PartialDate:
    match when:
        case Dated():
            return when.shown
        case PartialDate():
            return when
        case _:
            return PartialDate.of(when)


def _in_english_sentence(name: str) -> str:
    """UNTERM's short name as English prose has it: the Niger, the Kingdom of the Netherlands."""
    if inverted := _INVERTED.fullmatch(name):
        the = "the " if inverted["the"] else ""
        return f"the {inverted['form']} of {the}{inverted['name']}"
    return f"the {name}" if _WITH_ARTICLE.match(name) else name
