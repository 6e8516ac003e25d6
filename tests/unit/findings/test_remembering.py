"""Evaluations kept from earlier runs: what is believed of them, and what is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from compliance_engine.cache.entries import Cache
from compliance_engine.cache.packing import packed, unpacked
from compliance_engine.findings.evaluating import evaluate
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.remembering import Evaluations
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from tests.builders import record, reports, rulebook

DAY = date(2021, 6, 24)
RECORD = record(article_7=reports("covers: 2019, submitted: none, known: 2021-05-01"))


class Reading:
    """Gives the record, and counts how often it was asked for."""

    times = 0

    def __call__(self) -> Record:
        self.times += 1
        return RECORD


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(rulebook(), "plain") as made:
        yield made


@pytest.fixture(scope="module")
def expected(engine: Engine) -> Evaluation:
    return evaluate(RECORD, rulebook(), engine, DAY)


def asked(folder: Path, engine: Engine, reading: Reading, day: date = DAY) -> Evaluation:
    return Evaluations(rulebook(), engine, Cache(folder)).of(RECORD.state, "one", reading, day)


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_stands_is_known_without_reading_what_is_concluded(
    tmp_path: Path, engine: Engine, expected: Evaluation
) -> None:
    asked(tmp_path, engine, Reading())
    reading = Reading()
    kept = Evaluations(rulebook(), engine, Cache(tmp_path))
    standing = kept.standing(RECORD.state, "one", reading, DAY)
    assert DAY in standing.held
    assert standing.evaluation().conclusions == expected.conclusions
    assert reading.times == 0


def test_on_the_first_day_on_which_something_turns_it_is_concluded_anew(
    tmp_path: Path, engine: Engine
) -> None:
    held = asked(tmp_path, engine, Reading()).held
    assert held.until is not None
    reading = Reading()
    anew = asked(tmp_path, engine, reading, held.until)
    assert reading.times == 1
    assert anew.held.first == held.until


@pytest.mark.parametrize("body", [b"", b"no pickle", packed("another value", {})])
def test_conclusions_that_are_no_evaluation_are_made_anew(
    tmp_path: Path, engine: Engine, expected: Evaluation, body: bytes
) -> None:
    asked(tmp_path, engine, Reading())
    (entry,) = entries(tmp_path)
    name, cache = entry.parent.name + entry.name, Cache(tmp_path)
    content = cache.get(name)
    assert content is not None
    match unpacked(content, {}):
        case (state, held, bytes()):
            cache.put(name, packed((state, held, body), {}))
    reading = Reading()
    assert asked(tmp_path, engine, reading).conclusions == expected.conclusions
    assert reading.times == 1


def test_an_entry_of_another_form_is_made_anew(
    tmp_path: Path, engine: Engine, expected: Evaluation
) -> None:
    asked(tmp_path, engine, Reading())
    (entry,) = entries(tmp_path)
    Cache(tmp_path).put(entry.parent.name + entry.name, packed(expected.held, {}))
    reading = Reading()
    assert asked(tmp_path, engine, reading).conclusions == expected.conclusions
    assert reading.times == 1
