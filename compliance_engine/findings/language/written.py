"""How each language writes days, months, numbers of days, and yes or no.

A first of the month is "1er mars" in French. A day known in part is never made to look more
precise than its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated
from compliance_engine.phrases.numbers import counts_as_one, thousands_marked


@dataclass(frozen=True)
class Written:
    """One language. `day_form`, `first_form` (of a month) and `month_form` put dates together."""

    language: str
    months: tuple[str, ...]
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
    inferred: str
    year_form: str = "{year}"

    def day(self, day: date) -> str:
        """28 August 1999, 1er mars 1999, 1 de marzo de 1999."""
        form = self.first_form if day.day == 1 else self.day_form
        return form.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def date(self, when: date | Dated | PartialDate, *, with_word: bool = False) -> str:
        """A day, month or year, if wanted with the word before it: on 18 June 2015, in 2015.

        After a day that was inferred, it is said that no source states it.
        """
        mark = self.inferred if isinstance(when, Dated) and when.inferred else ""
        return self._date(_partial(when), with_word=with_word) + mark

    def _date(self, when: PartialDate, *, with_word: bool) -> str:
        if when.open_start:
            return self.by.format(self.day(when.last))
        if when.exact:
            text, word = self.day(when.first), self.on_day
        elif len(when.text) == len("2015-06"):
            month = self.months[when.first.month - 1]
            text = self.month_form.format(month=month, year=when.first.year)
            word = self.in_month
        elif len(when.text) == len("2015"):
            text, word = self.year_form.format(year=when.first.year), self.in_month
        else:
            return self.between.format(self.day(when.first), self.day(when.last))
        return word.format(text) if with_word else text

    def number(self, number: int) -> str:
        """A whole number with its thousands marked."""
        return thousands_marked(number, self.language)

    def days(self, number: int) -> str:
        """1 day, 5,427 days."""
        one = counts_as_one(number, self.language)
        return (self.one_day if one else self.several_days).format(self.number(number))


_LANGUAGES = (
    Written(
        language="en",
        inferred=" (inferred: no source states it)",
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        day_form="{day} {month} {year}",
        first_form="{day} {month} {year}",
        month_form="{month} {year}",
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
        inferred=" (déduit\N{NO-BREAK SPACE}: aucune source ne l'indique)",
        months=(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        day_form="{day} {month} {year}",
        first_form="{day}er {month} {year}",
        month_form="{month} {year}",
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
        inferred=" (deducido: ninguna fuente lo indica)",
        months=(
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
        day_form="{day} de {month} de {year}",
        first_form="{day} de {month} de {year}",
        month_form="{month} de {year}",
        on_day="el {}",
        in_month="en {}",
        by="a más tardar el {}",
        between="entre el {} y el {}",
        one_day="{} día",
        several_days="{} días",
        yes="sí",
        no="no",
    ),
    # Letters can be dated in the other languages of the United Nations too: as its texts write
    # dates, in Arabic with both names of a month.
    Written(
        language="ru",
        inferred=" (выведено: ни один источник этого не указывает)",
        months=(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ),
        day_form="{day} {month} {year} года",
        first_form="{day} {month} {year} года",
        month_form="{month} {year}",
        on_day="{}",
        in_month="в течение {} года",
        by="не позднее {}",
        between="в период с {} по {}",  # noqa: RUF001
        one_day="{} день",
        several_days="дней: {}",
        yes="да",
        no="нет",
    ),
    Written(
        language="zh",
        inferred="(推算、无来源载明)",
        months=(
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9",
            "10",
            "11",
            "12",
        ),
        day_form="{year}年{month}月{day}日",
        first_form="{year}年{month}月{day}日",
        month_form="{year}年{month}月",
        year_form="{year}年",
        on_day="在{}",
        in_month="在{}",
        by="不迟于{}",
        between="在{}至{}之间",
        one_day="{}天",
        several_days="{}天",
        yes="是",
        no="否",
    ),
    Written(
        language="ar",
        inferred=" (مستنتج: لا يذكره أي مصدر)",
        months=(
            "كانون الثاني/يناير",
            "شباط/فبراير",
            "آذار/مارس",
            "نيسان/أبريل",
            "أيار/مايو",
            "حزيران/يونيه",
            "تموز/يوليه",
            "آب/أغسطس",
            "أيلول/سبتمبر",
            "تشرين الأول/أكتوبر",
            "تشرين الثاني/نوفمبر",
            "كانون الأول/ديسمبر",
        ),
        day_form="{day} {month} {year}",
        first_form="{day} {month} {year}",
        month_form="{month} {year}",
        on_day="في {}",
        in_month="في {}",
        by="في موعد أقصاه {}",
        between="بين {} و{}",
        one_day="{} يوم",
        several_days="عدد الأيام: {}",
        yes="نعم",
        no="لا",
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
