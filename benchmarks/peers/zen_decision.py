"""The rules as a decision graph for GoRules zen-engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import zen

from benchmarks.peers.days import a_year_after
from benchmarks.peers.interface import Finding, Row, States

GRAPH = json.loads(Path(__file__).with_name("rules.json").read_text(encoding="utf-8"))
NAME = "rules"


class ZenDecision:
    """The graph is compiled once, by a static loader, and evaluated State by State.

    It has no joins: what they would find is worked out as lists and their largest years.
    """

    name = "GoRules zen"

    def __init__(self) -> None:
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {NAME: GRAPH}}})

    def findings(self, states: States, as_of: date) -> set[Finding]:
        """What the rules find of these States on the day."""
        today = as_of.toordinal()
        return {
            (state, rule, key)
            for state, rows in states.items()
            for rule, keys in self._evaluated(rows, today).items()
            for key in keys
        }

    def _evaluated(self, rows: Sequence[Row], today: int) -> dict[str, list[str]]:
        result: dict[str, list[str]] = self._engine.evaluate(NAME, _state(rows, today))["result"]
        return result


def _state(rows: Sequence[Row], today: int) -> dict[str, Any]:
    duties, measures, cases = [], [], []
    party, applies_article_1 = None, False
    for row in rows:
        if row.first <= today < row.until:
            match row.kind:
                case "duty":
                    duties.append(_duty(row))
                case "membership":
                    party = row.values["in_force"] if row.values["bound"] else party
                    applies_article_1 = applies_article_1 or row.values["applies_article_1"]
                case "measure":
                    measures.append(dict(row.values))
                case "case":
                    case = dict(row.values)
                    if "last_update" in case:
                        case["a_year_after"] = a_year_after(case["last_update"])
                    cases.append(case)
    return {
        "today": today,
        "party": party,
        "applies_article_1": applies_article_1,
        "duties": duties,
        "measures": measures,
        "cases": cases,
    }


def _duty(row: Row) -> dict[str, Any]:
    asked = ("key", "kind", "verdict", "due", "year", "joined", "submitted", "submitted_from")
    return {name: row.values[name] for name in asked if name in row.values}
