"""Edge case 51: how findings are shown."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from compliance_engine.findings.checking import check
from compliance_engine.findings.model import Check
from tests.acceptance.command_line import run
from tests.builders import engine, rulebook
from tests.edge_cases.asking import shipped_records

DAYS = ("2011-12-02", "2021-06-24", "2026-11-23")
UNFRIENDLY = re.compile(r"violat|\bfail|\brefus|rogue|\bscore|\brank|\bworst", re.IGNORECASE)

each_day = pytest.mark.parametrize("day", DAYS)


@cache
def everything(day: str) -> Check:
    return check(shipped_records().by_state, rulebook(), engine(), date.fromisoformat(day))


@each_day
def test_51_every_finding_has_its_rule_facts_source_and_confidence(day: str) -> None:
    result = everything(day)
    assert result.findings
    ids = [one.id for one in result.findings]
    assert len(set(ids)) == len(ids)
    for finding in result.findings:
        assert rulebook().rule(finding.rule).cites
        assert finding.evidence
        for evidence in finding.evidence:
            assert evidence.fields
            assert evidence.where
            assert evidence.sources
        assert finding.confidence or finding.said_by
    assert result.as_of == date.fromisoformat(day)


@each_day
def test_51_no_sentence_of_the_engine_is_unfriendly(day: str) -> None:
    """What a record quotes of its sources (place, who raised it) is theirs."""
    for finding in everything(day).findings:
        own = finding.message.partition(" Place: ")[0]
        assert UNFRIENDLY.findall(own + finding.remedy) == []


@each_day
def test_51_what_is_not_known_is_never_a_finding_on_an_obligation(day: str) -> None:
    result = everything(day)
    open_duties = {(one.state, one.matter, one.key) for one in result.undetermined}
    for finding in result.findings:
        if finding.nature != "obligation":
            continue
        about = finding.evidence[0].fields
        assert about.get("verdict") not in ("undetermined", "not yet due", "not owed")
        if finding.evidence[0].fact == "duty":
            assert (finding.state, about["kind"], about["key"]) not in open_duties


def test_51_states_are_listed_by_name_and_never_ranked() -> None:
    shown: Any = run("check", "--as-of", "2021-06-24", "--format", "json").json
    states = list(dict.fromkeys(one["state"] for one in shown["findings"]))
    assert states == sorted(states)
    assert not {"score", "rank", "total"} & shown["findings"][0].keys()
