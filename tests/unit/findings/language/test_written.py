"""Days, months, numbers of days: as English, French and Spanish write them."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.findings.language.written import written, written_day
from compliance_engine.phrases.phrases import LANGUAGES

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("en", date(1999, 3, 1), "1 March 1999"),
        ("fr", date(1999, 3, 1), "1er mars 1999"),
        ("es", date(1999, 3, 1), "1 de marzo de 1999"),
        ("fr", date(1999, 2, 28), "28 février 1999"),
        ("fr", date(1999, 3, 2), "2 mars 1999"),
        ("fr", date(2000, 1, 11), "11 janvier 2000"),
        ("fr", date(2000, 8, 31), "31 août 2000"),
        ("es", date(2000, 2, 29), "29 de febrero de 2000"),
        ("es", date(2000, 8, 31), "31 de agosto de 2000"),
    ],
)
def test_a_day_is_written_out_and_only_the_first_of_a_french_month_is_an_ordinal(
    language: str, day: date, text: str
) -> None:
    assert written_day(day, language) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_its_name_in_small_letters_except_in_english(language: str) -> None:
    of = " de " if language == "es" else " "
    for month, name in enumerate(MONTHS[language].split(), start=1):
        assert written(language).date(PartialDate.parse(f"2015-{month:02}")) == f"{name}{of}2015"
        assert written_day(date(2015, month, 15), language) == f"15{of}{name}{of}2015"


@pytest.mark.parametrize(
    ("language", "when", "plain", "with_word"),
    [
        ("en", "2015-06-18", "18 June 2015", "on 18 June 2015"),
        ("en", "2015-06", "June 2015", "in June 2015"),
        ("en", "2015", "2015", "in 2015"),
        ("en", "by 2015-06-18", "by 18 June 2015", "by 18 June 2015"),
        ("en", "by 2015-06", "by 30 June 2015", "by 30 June 2015"),
        ("fr", "2015-06-18", "18 juin 2015", "le 18 juin 2015"),
        ("fr", "2015-06-01", "1er juin 2015", "le 1er juin 2015"),
        ("fr", "2015-06", "juin 2015", "en juin 2015"),
        ("fr", "2015", "2015", "en 2015"),
        ("fr", "by 2015-06-18", "au plus tard le 18 juin 2015", "au plus tard le 18 juin 2015"),
        ("fr", "by 2015", "au plus tard le 31 décembre 2015", "au plus tard le 31 décembre 2015"),
        ("es", "2015-06-18", "18 de junio de 2015", "el 18 de junio de 2015"),
        ("es", "2015-06", "junio de 2015", "en junio de 2015"),
        ("es", "2015", "2015", "en 2015"),
        ("es", "by 2015-06-18", "a más tardar el 18 de junio de 2015",
         "a más tardar el 18 de junio de 2015"),
    ],
)  # fmt: skip
def test_a_day_known_in_part_is_written_no_more_exactly_than_its_source(
    language: str, when: str, plain: str, with_word: str
) -> None:
    partial = PartialDate.parse(when)
    assert written(language).date(partial) == plain
    assert written(language).date(partial, with_word=True) == with_word


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "between 1 June 2015 and 15 July 2015"),
        ("fr", "entre le 1er juin 2015 et le 15 juillet 2015"),
        ("es", "entre el 1 de junio de 2015 y el 15 de julio de 2015"),
    ],
)
def test_some_day_between_two_is_written_with_both(language: str, text: str) -> None:
    between = PartialDate.between(date(2015, 6, 1), date(2015, 7, 15))
    assert written(language).date(between) == text
    assert written(language).date(between, with_word=True) == text


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 0, "0 days"),
        ("en", 1, "1 day"),
        ("en", 2, "2 days"),
        ("en", 5427, "5,427 days"),
        ("fr", 0, "0 jour"),
        ("fr", 1, "1 jour"),
        ("fr", 2, "2 jours"),
        ("fr", 5427, "5\u202f427 jours"),
        ("es", 0, "0 días"),
        ("es", 1, "1 día"),
        ("es", 2, "2 días"),
        ("es", 5427, "5.427 días"),
    ],
)
def test_days_are_counted_as_the_language_counts(language: str, number: int, text: str) -> None:
    assert written(language).days(number) == text
