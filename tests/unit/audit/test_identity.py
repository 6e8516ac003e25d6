"""Ids under present names, and which corrected day leaves a finding the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from compliance_engine.audit.comparing import Kind, compare
from compliance_engine.audit.identity import corrected, present_id
from compliance_engine.audit.items import Item
from compliance_engine.audit.making import finding_of_item
from compliance_engine.audit.night import night_of
from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Fact
from compliance_engine.findings.checking import check
from compliance_engine.inference.engine import Engine
from compliance_engine.judgement.remembering import said_by
from compliance_engine.records.folder import RecordFolder
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.builders import rulebook

RENAMED = {"article-7/old": "article-7/new"}
DAY = date(2024, 1, 1)
STATES = ("ERI", "GNQ", "GRC", "KHM", "TUV", "UKR")


@pytest.mark.parametrize(
    ("name", "present"),
    [
        ("TUV/article-7/old", "TUV/article-7/new"),
        ("TUV/article-7/old/2012", "TUV/article-7/new/2012"),
        ("TUV/judged/article-7/old/*", "TUV/judged/article-7/new/*"),
        ("TUV/article-7/older", "TUV/article-7/older"),
        ("TUV/article-7/another/2012", "TUV/article-7/another/2012"),
        ("TUV/undetermined/annual report/2012", "TUV/undetermined/annual report/2012"),
    ],
)
def test_an_id_is_told_under_the_present_name_of_its_rule(name: str, present: str) -> None:
    assert present_id(name, RENAMED) == present
    assert present_id(name, {}) == name


def request(key: str, kind: str = "duty") -> Item:
    """A finding on a request, or on something else that a day tells apart."""
    return Item(
        {
            "about": "finding",
            "id": f"TUV/article-8/request/{key}",
            "state": "TUV",
            "rule": "article-8/request",
            "rests_on": [],
            "evidence": [{"fact": kind, "fields": {"key": key}, "sources": []}],
        }
    )


def facts(*keys: str) -> Any:
    """The facts of the new day, each with one of these keys."""
    held = Span(DAY, DAY + timedelta(days=1))
    return lambda _: [Fact("duty", {"key": key}, held, ()) for key in keys]


@pytest.mark.parametrize(
    ("went", "came", "known", "same"),
    [
        (["2023-06-01"], ["2023-05-01"], ["2023-05-01"], True),
        (["2023-06-tuv"], ["2023-05-tuv"], ["2023-05-tuv"], True),
        (["2023-06-tuv"], ["2023-05-fji"], ["2023-05-fji"], False),
        (["2023-06-01"], ["2023-05-01"], ["2023-05-01", "2023-06-01"], False),
        (["2023-06-01"], ["2023-05-01", "2023-04-01"], ["2023-05-01"], False),
        (["2023-06-01", "2023-07-01"], ["2023-05-01"], ["2023-05-01"], False),
        (["2012"], ["2013"], ["2013"], False),
        (["A1-001"], ["A1-002"], ["A1-002"], False),
    ],
)
def test_a_corrected_day_is_known_by_all_the_rest_being_as_it_was(
    went: Sequence[str], came: Sequence[str], known: Sequence[str], same: bool
) -> None:
    found = corrected(map(request, went), map(request, came), facts(*known))
    assert bool(found) is same


def test_a_finding_on_membership_is_the_same_whatever_its_day() -> None:
    was, is_ = request("2012-03-01", "membership"), request("2012-04-01", "membership")
    assert corrected([was], [is_], facts()) == {was.id: is_.id}


def test_an_item_that_is_there_under_both_names_is_never_two_in_one() -> None:
    old, new = request("2012"), request("2013")
    changes = list(compare({old.id: old, new.id: new}, {new.id: new}, same={old.id: new.id}))
    assert [(one.kind, one.item.id) for one in changes] == [(Kind.RESOLVED, old.id)]


def test_a_finding_says_the_same_materially_when_read_back_from_its_item() -> None:
    """Judgements are laid beside what the store keeps, and remember what was checked live."""
    folder = RecordFolder(shipped("states"))
    records: Mapping[str, Record] = {code: folder.read(code) for code in STATES}
    with Engine(rulebook(), "plain") as engine:
        live = check(records, rulebook(), engine, DAY).findings
        night = night_of(STATES, records.__getitem__, rulebook(), engine, DAY)
    assert len(live) > 20
    for finding in live:
        kept = finding_of_item(night.items[finding.id])
        assert said_by(kept) == said_by(finding)
        assert (kept.verdict, kept.due, kept.severity) == (
            finding.verdict,
            finding.due,
            finding.severity,
        )
