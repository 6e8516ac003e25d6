"""What a night sees of States: one bad record is a failure of its State alone."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.audit.night import night_of
from compliance_engine.errors import EngineError, InvalidInputError, Place, Problem
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from tests.builders import record, reports, rulebook

DAY = date(2021, 6, 24)
ON_RECORD = record(article_7=reports("covers: initial, submitted: none, known: 2021-06-01"))


def test_a_record_that_cannot_be_used_stops_no_other() -> None:
    def read(code: str) -> Record:
        if code == "XXX":
            return ON_RECORD
        raise InvalidInputError([Problem(Place(f"{code}.yaml", 2, 1), "is broken")])

    with Engine(rulebook(), "plain") as engine:
        night = night_of(["AAA", "XXX", "ZZZ"], read, rulebook(), engine, DAY)
    assert [one.state for one in night.failures] == ["AAA", "ZZZ"]
    assert night.failures[0].problems == ("AAA.yaml:2:1: is broken",)
    assert "XXX/article-7/initial-report-outstanding" in night.items


def test_a_record_under_the_name_of_another_state_is_a_failure() -> None:
    with Engine(rulebook(), "plain") as engine:
        night = night_of(["YYY"], lambda _: ON_RECORD, rulebook(), engine, DAY)
    assert [one.state for one in night.failures] == ["YYY"]
    assert not night.items


def test_what_cannot_be_told_apart_later_is_never_kept() -> None:
    with Engine(rulebook(), "plain") as engine, pytest.raises(EngineError, match="two findings"):
        night_of(["XXX", "XXX"], lambda _: ON_RECORD, rulebook(), engine, DAY)


def test_the_same_night_has_the_same_digest_and_another_record_another() -> None:
    with Engine(rulebook(), "plain") as engine:
        nights = [
            night_of(["XXX"], lambda _, made=made: made, rulebook(), engine, DAY)  # type: ignore[misc]
            for made in (ON_RECORD, ON_RECORD, record())
        ]
    assert nights[0].result_sha256 == nights[1].result_sha256 != nights[2].result_sha256
