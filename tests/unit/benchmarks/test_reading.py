"""The reader written by hand, and the rules written by hand on what it reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from benchmarks.inputs import RECORDS, all_facts, concluded
from benchmarks.peers.by_hand import ByHand
from benchmarks.peers.days import When, a_year_after, months_after, when
from benchmarks.peers.reading import read_states
from benchmarks.rules import chosen
from compliance_engine.inference.engine import Engine
from compliance_engine.records.loading import load_records
from tests.builders import rulebook

STATES = ("GNQ", "LTU", "SSD", "TUV", "UKR", "YEM")
"""Among them one that withdrew, one that suspended, one that joined late, and cases."""

DAYS = (date(2004, 2, 29), date(2015, 6, 18), date(2015, 6, 19), date(2026, 11, 26))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_found_by_hand_is_what_the_engine_finds(day: date, tmp_path: Path) -> None:
    for code in STATES:
        copy(RECORDS / f"{code}.yaml", tmp_path)
    rules = chosen(rulebook())
    facts = all_facts(load_records(tmp_path).by_state, rules, day)
    with Engine(rules, "plain") as engine:
        expected = concluded(engine, facts, day)
    assert expected
    assert ByHand().findings(read_states(tmp_path, day), day) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-02-03", date(2016, 2, 3), date(2016, 2, 3)),
        ("by 2016-02", date.min, date(2016, 2, 29)),
    ],
)
def test_a_date_is_the_days_that_it_may_be(text: str, first: date, last: date) -> None:
    assert when(text) == When(first, last)


def test_six_months_after_31_august_is_the_first_of_march() -> None:
    assert months_after(date(2015, 8, 31), 6) == date(2016, 3, 1)
    assert months_after(date(2015, 8, 29), 6) == date(2016, 2, 29)


def test_a_year_after_29_february_is_28_february() -> None:
    day = date(2016, 2, 29).toordinal()
    assert a_year_after(day) == date(2017, 2, 28).toordinal()
    assert a_year_after(day - 1) == date(2017, 2, 28).toordinal()
    assert a_year_after(day + 1) == date(2017, 3, 1).toordinal()
