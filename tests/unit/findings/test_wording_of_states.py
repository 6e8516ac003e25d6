"""That something is a State's; and days as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.findings.wording import Wording
from compliance_engine.records import EXAMPLE, state_of_code

AS_OF = date(2015, 1, 1)


@pytest.mark.parametrize(
    ("code", "whose"),
    [
        ("TUV", "Tuvalu's"),
        ("NER", "the Niger's"),
        ("HND", "Honduras'"),
        ("NLD", "the Kingdom of the Netherlands'"),
        ("CIV", "Côte d'Ivoire's"),
    ],
)
def test_an_english_name_takes_an_apostrophe(code: str, whose: str) -> None:
    assert Wording(EXAMPLE, AS_OF).of_state(state_of_code(code)) == whose


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("fr", date(2012, 3, 1), "1er mars 2012"),
        ("fr", date(2012, 3, 11), "11 mars 2012"),
        ("es", date(2012, 3, 1), "1 de marzo de 2012"),
    ],
)
def test_a_day_is_written_as_the_language_does(language: str, day: date, written: str) -> None:
    assert Wording(EXAMPLE, AS_OF, language).day(day) == written
