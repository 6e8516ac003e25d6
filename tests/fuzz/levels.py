"""The three levels, by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.fuzz import keeping
from tests.fuzz.level import Level
from tests.fuzz.records import RealRules, RecordCase
from tests.fuzz.rulebooks import RulebookCase, Rulebooks
from tests.fuzz.texts import TextCase, Texts

LEVELS: Mapping[str, Level[Any]] = {
    level.name: level for level in (Rulebooks(), RealRules(), Texts())
}
FOUND = Path(__file__).parent / "found"
"""Cases that broke something once, shrunk; `<level>-<number>.json`."""


def found_case(path: Path) -> tuple[Level[Any], Any]:
    """A case that was kept, with its level."""
    level = LEVELS[path.name.partition("-")[0]]
    return level, keeping.read(path.read_text("utf-8"), RulebookCase, RecordCase, TextCase)
