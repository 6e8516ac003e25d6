"""The register of the edge cases: each is shown by a test that begins with its number."""

from __future__ import annotations

import re
from pathlib import Path

NUMBERS = range(1, 52)
AWAITED = {
    33: "rates of reporting, with the States that owed the report as their denominator",
}
"""Edge cases that wait for facts, rules or pages which are still to come."""

_NUMBERED = re.compile(r"^def test_(\d\d)_", re.MULTILINE)


def shown() -> set[int]:
    """The numbers of the edge cases that some test shows."""
    texts = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    return {int(number) for text in texts for number in _NUMBERED.findall(text)}


def test_every_edge_case_is_shown_by_a_test_or_awaited() -> None:
    assert shown() | AWAITED.keys() == set(NUMBERS)


def test_no_edge_case_that_is_shown_is_still_awaited() -> None:
    assert shown() & AWAITED.keys() == set()
