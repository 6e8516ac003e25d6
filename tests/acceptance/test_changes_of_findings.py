"""docs/changes-of-findings.csv tells of every finding on three days, and why what changed did."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache

import pytest

from compliance_engine.records.confidence import Word
from scripts.changes_of_findings import DAYS, TARGET, Change, Reason, resting
from tests.acceptance.command_line import run


@cache
def account() -> dict[str, dict[str, dict[str, str]]]:
    """The lines of the account, by day and finding."""
    lines: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    with TARGET.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            assert line["finding"] not in lines[line["as_of"]], line
            lines[line["as_of"]][line["finding"]] = line
    return lines


@pytest.mark.parametrize("day", DAYS)
def test_every_finding_of_the_day_is_in_the_account_as_it_is(day: str) -> None:
    found = run("check", "--as-of", day, "--format", "json").json["findings"]
    told = {name: line for name, line in account()[day].items() if line["change"] != Change.GONE}
    assert told.keys() == {one["id"] for one in found}
    for one in found:
        line = told[one["id"]]
        assert line["confidence_after"] == resting(one), one["id"]
        if line["change"] != Change.KEPT:
            assert line["message_after"] == one["message"], one["id"]


def test_every_line_has_a_reason_of_the_closed_set_and_says_what_was_and_what_is() -> None:
    assert set(account()) == set(DAYS)
    for lines in account().values():
        for line in lines.values():
            change = Change(line["change"])
            assert Reason(line["reason"]) in Reason
            assert bool(line["message_before"]) == (change in (Change.CHANGED, Change.GONE)), line
            assert bool(line["message_after"]) == (change in (Change.CHANGED, Change.NEW)), line


def test_no_allegation_in_the_account_has_a_word_of_confidence() -> None:
    words = tuple(Word)
    for lines in account().values():
        for name, line in lines.items():
            if line["change"] != Change.GONE and "/article-1/case-" in name:
                assert line["confidence_after"] not in words, line
                assert "reported by" in line["confidence_after"], line
