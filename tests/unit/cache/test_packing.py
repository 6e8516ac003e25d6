"""Values come back as they were, and bytes from elsewhere make nothing but values."""

from __future__ import annotations

import os
import pickle
import subprocess
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from compliance_engine.cache.packing import UnpackingError, packed, unpacked
from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import Span
from compliance_engine.findings.evaluating import evaluate
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.inference.engine import Engine
from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.records.loading import load_records
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.shipped import shipped
from tests.builders import rulebook


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"a": (1, True, "é"), "b": [date(1999, 3, 1), Fraction(1, 3)]},
        Span(date(1999, 3, 1)),
        PartialDate.parse("by 2013-05"),
        Confidence(Word.ONE_PUBLISHER),
    ],
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    assert unpacked(packed(value, {}), {}) == value


def test_the_rulebook_comes_back_as_it_was() -> None:
    back = unpacked(packed(rulebook(), {}), {})
    assert isinstance(back, Rulebook)
    assert back == rulebook()


def test_evaluations_come_back_as_they_were_with_the_rules_at_hand() -> None:
    shared = {rule.id: rule for rule in rulebook().rules}
    records = load_records(shipped("states")).by_state
    found = 0
    with Engine(rulebook(), "plain") as engine:
        for code in ("AFG", "GNQ", "KHM", "UKR", "TUV", "FIN"):
            made = evaluate(records[code], rulebook(), engine, date(2025, 1, 1))
            back = unpacked(packed(made, shared), shared)
            assert isinstance(back, Evaluation)
            assert back == made
            found += len(back.conclusions)
            assert all(one.rule is shared[one.rule.id] for one in back.conclusions)
    assert found


def test_what_is_shared_must_be_at_hand() -> None:
    data = packed(rulebook().rules[0], {"a rule": rulebook().rules[0]})
    with pytest.raises(UnpackingError):
        unpacked(data, {})


class Hostile:
    def __init__(self, run: Callable[..., object], *arguments: object) -> None:
        self._run, self._arguments = run, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._run, self._arguments


@pytest.mark.parametrize(
    "run", [os.system, subprocess.getoutput, eval, exec, Path, print, shipped, Engine, open]
)
def test_bytes_that_ask_for_anything_but_values_are_refused(
    run: Callable[..., object], tmp_path: Path
) -> None:
    made = tmp_path / "made"
    with pytest.raises(UnpackingError, match="not among what is kept"):
        unpacked(pickle.dumps(Hostile(run, f"touch {made}")), {})
    assert not made.exists()


def test_damaged_bytes_are_refused_or_make_values() -> None:
    data = packed([Span(date(1999, 3, 1)), {"a": Confidence(Word.INDEPENDENT, voices=2)}], {})
    chance = Random(0)
    refused = 0
    for _ in range(2_000):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] = chance.randrange(256)
        try:
            unpacked(bytes(damaged[: chance.randrange(len(data) + 1)]), {})
        except UnpackingError:
            refused += 1
    assert refused > 1_000
