"""Tables of publishers: names, kinds, families and hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.records.publisher_files import (
    general_publishers,
    publishers_in,
    read_publishers,
)
from compliance_engine.records.publishers import NO_VOICE, PublisherKind, Publishers
from tests.builders import rulebook


def table(tmp_path: Path, text: str) -> Publishers:
    path = tmp_path / "publishers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_publishers(path)


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidInputError) as raised:
        table(tmp_path, text)
    return [str(one).replace("\n    ", " | ") for one in raised.value.problems]


def test_the_campaign_its_monitor_and_its_founder_are_one_family() -> None:
    known = general_publishers()
    families = {known.by_name[name].family for name in ("icbl", "cmc", "monitor", "hrw")}
    assert families == {"icbl"}


def test_all_bodies_of_one_government_are_one_family_without_an_entry_too() -> None:
    known = general_publishers()
    at = [known.at(f"https://{host}/x") for host in ("www.mfa.go.th", "thailand.go.th")]
    assert {one.family for one in at if one} == {"government-tha"}
    other = known.get("government-fra")
    assert other is not None
    assert (other.kind, other.state, other.family) == (PublisherKind.STATE, "FRA", "government-fra")
    assert known.get("government-xyz") is None
    assert known.get("government-FRA") is None


def test_copies_and_background_knowledge_have_no_family() -> None:
    of_kind = [one for one in general_publishers().by_name.values() if one.kind in NO_VOICE]
    assert len(of_kind) > 2
    assert all(one.family == "" for one in of_kind)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://archives.the-monitor.org/x", "monitor"),
        ("https://ihl-databases.icrc.org/y", "icrc"),
        ("https://WWW.HRW.ORG/news", "hrw"),
        ("https://bianet.org./haber", "bianet"),
        ("https://old.apminebanconvention.org/", "isu-apmbc"),
        ("https://nothrw.org/", None),
        ("https://org/", None),
        ("no address", None),
        ("https://[broken", None),
    ],
)
def test_a_site_is_known_by_the_end_of_its_host(url: str, name: str | None) -> None:
    found = rulebook().publishers.at(url)
    assert (found.name if found else None) == name


def test_the_rulebook_adds_the_bodies_of_its_treaty() -> None:
    assert general_publishers().get("isu-apmbc") is None
    found = rulebook().publishers.get("isu-apmbc")
    assert found is not None
    assert found.kind is PublisherKind.SUPPORT_UNIT


def test_a_folder_without_a_table_adds_none(tmp_path: Path) -> None:
    assert publishers_in(tmp_path).names == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: {kind: pres}\n", "publishers.yaml:1:11: 'pres' is not a known value of 'kind'"),
        ("a: {kind: copy, family: a}\n", "1:25: 'a' is of the kind 'copy', which has no family"),
        ("a: {kind: State}\n", "1:1: 'a': the kind 'State' and the key 'state' belong together"),
        ("a: {kind: press, state: THA}\n", "1:1: 'a': the kind 'State' and the key 'state'"),
        ("a: {kind: State, state: THX}\n", "1:25: 'THX' is not a State that the engine knows"),
        (
            "a: {kind: State, state: THA, family: a}\n",
            "1:38: 'a': all bodies of one government are one family",
        ),
        (
            "a: {kind: press, hosts: [x.org]}\nb: {kind: press, hosts: [x.org]}\n",
            "2:1: the host x.org of 'b' is a host of 'a' already",
        ),
        ("a:\n", "1:1: 'a' says nothing"),
        ("- a\n", "publishers.yaml: is not a mapping of names to publishers"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_at_its_place(
    tmp_path: Path, text: str, told: str
) -> None:
    (found,) = problems(tmp_path, text)
    assert told in found
    assert " | " in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hrw: {kind: press}\n", "the publisher 'hrw' is known already"),
        ("other: {kind: press, hosts: [hrw.org]}\n", "is a host of 'hrw' already"),
    ],
)
def test_a_folder_may_not_say_otherwise_of_what_is_known(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(InvalidInputError) as raised:
        general_publishers().with_more(table(tmp_path, text))
    assert told in raised.value.problems[0].what
