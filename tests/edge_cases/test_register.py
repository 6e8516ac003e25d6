"""The register of the edge cases: each is shown by a test that begins with its number."""

from __future__ import annotations

import re
from pathlib import Path

NUMBERS = range(1, 52)

_NUMBERED = re.compile(r"^def test_(\d\d)_", re.MULTILINE)


def test_every_edge_case_is_shown_by_a_test() -> None:
    texts = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    shown = {int(number) for text in texts for number in _NUMBERED.findall(text)}
    assert shown == set(NUMBERS)
