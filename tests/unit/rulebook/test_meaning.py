"""A fingerprint tells a change of meaning from a change of layout."""

from __future__ import annotations

import pytest

from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.rulebook.meaning import fingerprint
from tests.unit.rulebook.packs import RULE


def of(text: str) -> str:
    data = parse_yaml(text, "rule.yaml")
    assert isinstance(data, YamlMap)
    return fingerprint(data)


def replaced(old: str, new: str) -> str:
    assert RULE.count(old) == 1
    return RULE.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cites:", "# law\ncites:"),
        ("cites: [EXC 7(1)]", "cites:\n  - EXC 7(1)   # initial"),
        ("severity: high\n", "severity:   high\n\n"),
        ("rationale: Article 7(1) says so.", "rationale: >\n  Article 7(1)\n  says so."),
        ('verdict == "outstanding"', 'verdict  ==  "outstanding"'),
        ("version: 1\n", "version: 2\n"),
    ],
)
def test_layout_and_the_version_are_no_part_of_the_meaning(old: str, new: str) -> None:
    assert of(replaced(old, new)) == of(RULE)


def test_the_order_of_keys_is_no_part_of_the_meaning() -> None:
    first, rest = RULE.split("\n", 1)
    assert of(f"{rest}{first}\n") == of(RULE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("verified: true", "verified: false"),
        ("high", "low"),
        ('"first report"', '"First report"'),
        ("First report outstanding", "First report  not sent"),
        ("{en: Ask for it.}", "{en: Ask for it., fr: Demandez-le.}"),
        ("cites: [EXC 7(1)]", "cites: [EXC 7(1), EXC 7(2)]"),
        ("in_effect: {from: 1999-03-01}", "in_effect: {from: 1999-03-02}"),
        ("says so.", "says so"),
        ("verified: true", 'verified: "true"'),
    ],
)
def test_everything_else_is_part_of_the_meaning(old: str, new: str) -> None:
    assert of(replaced(old, new)) != of(RULE)


def test_the_order_of_the_patterns_is_part_of_the_meaning() -> None:
    duty, membership = (
        '  duty: kind == "first report" and verdict == "outstanding"\n',
        "  membership: bound\n",
    )
    assert of(replaced(duty + membership, membership + duty)) != of(RULE)


def test_the_order_of_a_list_is_part_of_the_meaning() -> None:
    assert of("cites: [EXC 1, EXC 2]") != of("cites: [EXC 2, EXC 1]")
