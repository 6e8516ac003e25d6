"""How each language writes days, months, numbers of days, and yes or no.

A first of the month is "1er mars" in French. A day known in part is never made to look more
precise than its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from compliance_engine.dates import PartialDate
from compliance_engine.facts import Dated


@dataclass(frozen=True)
class Written:
    """One language. `day_form`, `first_form` (of a month) and `month_form` are date patterns."""

    language: str
    day_form: str
    first_form: str
    month_form: str
    on_day: str
    in_month: str
    by: str
    between: str
    one_day: str
    several_days: str
    yes: str
    no: str

    def day(self, day: date) -> str:
        """28 August 1999, 1er mars 1999, 1 de marzo de 1999."""
        form = self.first_form if day.day == 1 else self.day_form
        return str(format_date(day, form, locale=self.language))

    def date(self, when: date | Dated | PartialDate, *, with_word: bool = False) -> str:
        """A day, month or year, if wanted with the word before it: on 18 June 2015, in 2015."""
        when = _partial(when)
        if when.open_start:
            return self.by.format(self.day(when.last))
        if when.exact:
            text, word = self.day(when.first), self.on_day
        elif len(when.text) == len("2015-06"):
            text = str(format_date(when.first, self.month_form, locale=self.language))
            word = self.in_month
        elif len(when.text) == len("2015"):
            text, word = str(when.first.year), self.in_month
        else:
            return self.between.format(self.day(when.first), self.day(when.last))
        return word.format(text) if with_word else text

    def number(self, number: int) -> str:
        """A whole number with its thousands marked."""
        return str(format_decimal(number, locale=self.language))

    def days(self, number: int) -> str:
        """1 day, 5,427 days."""
        one = Locale(self.language).plural_form(number) == "one"
        return (self.one_day if one else self.several_days).format(self.number(number))


_LANGUAGES = (
    Written(
        language="en",
        day_form="d MMMM y",
        first_form="d MMMM y",
        month_form="MMMM y",
        on_day="on {}",
        in_month="in {}",
        by="by {}",
        between="between {} and {}",
        one_day="{} day",
        several_days="{} days",
        yes="yes",
        no="no",
    ),
    Written(
        language="fr",
        day_form="d MMMM y",
        first_form="d'er' MMMM y",
        month_form="MMMM y",
        on_day="le {}",
        in_month="en {}",
        by="au plus tard le {}",
        between="entre le {} et le {}",
        one_day="{} jour",
        several_days="{} jours",
        yes="oui",
        no="non",
    ),
    Written(
        language="es",
        day_form="d 'de' MMMM 'de' y",
        first_form="d 'de' MMMM 'de' y",
        month_form="MMMM 'de' y",
        on_day="el {}",
        in_month="en {}",
        by="a más tardar el {}",
        between="entre el {} y el {}",
        one_day="{} día",
        several_days="{} días",
        yes="sí",
        no="no",
    ),
)
_BY_LANGUAGE = {one.language: one for one in _LANGUAGES}


def _partial(when: date | Dated | PartialDate) -> PartialDate:
    match when:
        case Dated():
            return when.shown
        case PartialDate():
            return when
        case _:
            return PartialDate.of(when)


def written(language: str) -> Written:
    """How a language writes. Raises KeyError for one in which the engine does not speak."""
    return _BY_LANGUAGE[language]


def written_day(day: date, language: str = "en") -> str:
    """A day written out in a language."""
    return written(language).day(day)
