"""The map of the world: the shapes of States, and what is known of each, as a mark."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from compliance_engine.records.states import all_states
from compliance_engine.reports.page.marks import NOT_BOUND
from compliance_engine.reports.page.texts import Lexicon, Text


@dataclass(frozen=True)
class Shape:
    """A State on the map: its path and, if it is small, where its circle is drawn.

    `linked` is whether the page has a part about it.
    """

    code: str
    name: Text
    path: str
    dot: tuple[int, int] | None
    letter: str
    linked: bool


@dataclass(frozen=True)
class World:
    """The map in units of its own, `width` by `height`."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    territories: str
    boundaries: str
    not_final: str
    atlas: str
    projection: str


def world_of(letters: Mapping[str, str], lexicon: Lexicon) -> World:
    """The map with these letters of marks by State; the others are no States Parties."""
    drawn = _drawn()
    shapes = [
        Shape(
            code,
            lexicon.of(lambda language, code=code: all_states()[code].names[language]),  # type: ignore[misc]
            path,
            tuple(drawn["dots"][code]) if code in drawn["dots"] else None,
            letters.get(code, NOT_BOUND),
            code in letters,
        )
        for code, path in drawn["states"].items()
    ]
    return World(
        drawn["width"],
        drawn["height"],
        tuple(shapes),
        drawn["territories"],
        drawn["boundaries"],
        drawn["not final"],
        drawn["atlas"],
        drawn["projection"],
    )


@cache
def _drawn() -> Mapping[str, Any]:
    """The map as `scripts/world_map.py` made it."""
    made = files("compliance_engine.reports.page") / "map" / "world.json"
    drawn: Mapping[str, Any] = json.loads(made.read_text(encoding="utf-8"))
    return drawn
