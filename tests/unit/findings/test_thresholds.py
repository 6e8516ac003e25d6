"""What a special meeting of the States Parties would take, by their number on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from compliance_engine.findings.standing import Standing
from compliance_engine.findings.thresholds import Thresholds, special_meeting, thresholds
from compliance_engine.records.states import EXAMPLE
from compliance_engine.rulebook.treaty import SpecialMeetingRule
from tests.builders import rulebook

DAY = date(2026, 3, 1)


def law() -> SpecialMeetingRule:
    found = rulebook().treaty.special_meeting
    assert found is not None
    return found


def listed(numbers: Mapping[str, int]) -> list[Standing]:
    """So many States of each standing."""
    return [
        Standing(EXAMPLE, status, None, None, (), (), ())
        for status, number in numbers.items()
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    ("parties", "in_favour", "quorum"),
    [
        (161, 54, 81),
        (162, 54, 82),  # a third of 162 is 54 exactly; half of it is no majority
        (163, 55, 82),
        (166, 56, 84),
        (3, 1, 2),
        (2, 1, 2),
        (1, 1, 1),
    ],
)
def test_one_third_is_rounded_up_and_half_is_exceeded(
    parties: int, in_favour: int, quorum: int
) -> None:
    assert thresholds(law(), parties) == Thresholds(parties, in_favour, quorum)


def test_the_shares_are_those_of_the_treaty() -> None:
    stricter = replace(law(), in_favour_at_least=Fraction(1, 2), quorum_more_than=Fraction(2, 3))
    assert thresholds(stricter, 162) == Thresholds(162, 81, 109)


def test_only_states_bound_on_the_day_are_counted() -> None:
    of = listed({"party": 161, "withdrawn": 5, "signatory": 1, "not yet in force": 1})
    assert special_meeting(of, rulebook(), DAY) == (
        "With 161 States Parties on record, the Secretary-General convenes a Special Meeting that "
        "has been proposed if at least 54 of them favour it within 14 days of the communication "
        "of the proposal; its quorum is 81 (Article 8(5))."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Avec 166 États parties selon les dossiers, le Secrétaire général convoque une"),
        ("es", "Con 166 Estados partes según los expedientes, el Secretario General convoca una"),
    ],
)
def test_the_numbers_are_given_in_the_language_asked_for(language: str, said: str) -> None:
    sentence = special_meeting(listed({"party": 166}), rulebook(), DAY, language)
    assert sentence is not None
    assert sentence.startswith(said)
    assert " 56 " in sentence
    assert " 84 " in sentence
    assert "…" not in sentence


def test_without_a_state_party_there_is_nothing_to_convene() -> None:
    assert special_meeting(listed({"signatory": 2}), rulebook(), DAY) is None


def test_a_treaty_without_special_meetings_says_nothing_of_them() -> None:
    treaty = replace(rulebook().treaty, special_meeting=None)
    other = replace(rulebook(), treaty=treaty)
    assert special_meeting(listed({"party": 161}), other, DAY) is None
