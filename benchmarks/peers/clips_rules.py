"""The rules as production rules for CLIPS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import clips

from benchmarks.peers.days import a_year_after
from benchmarks.peers.interface import Finding, Row, States

PROGRAM = Path(__file__).with_name("rules.clp")
YES_OR_NO = {True: clips.Symbol("yes"), False: clips.Symbol("no")}


class ClipsRules:
    """The rules are loaded once; for each run the facts of the day are asserted anew."""

    name = "CLIPS"

    def __init__(self) -> None:
        self._environment = clips.Environment()
        self._environment.load(str(PROGRAM))
        self._templates = {one.name: one for one in self._environment.templates()}

    def findings(self, states: States, as_of: date) -> set[Finding]:
        """What the rules find of these States on the day."""
        today = as_of.toordinal()
        self._environment.reset()
        self._templates["today"].assert_fact(day=today)
        for state, rows in states.items():
            for row in rows:
                if row.first <= today < row.until:
                    for template, slots in _facts(state, row):
                        self._templates[template].assert_fact(**slots)
        self._environment.run()
        found = self._templates["found"].facts()
        return {(fact["state"], fact["rule"], fact["key"]) for fact in found}


def _facts(state: str, row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    values = row.values
    match row.kind:
        case "duty":
            slots = {
                "state": state,
                "kind": values["kind"],
                "key": values["key"],
                "verdict": values["verdict"],
                "due": values["due"],
                "year": values["year"],
                "joined": values["joined"],
            }
            if "submitted" in values:
                slots["submitted"] = values["submitted"]
            if "submitted_from" in values:
                slots["submitted-from"] = values["submitted_from"]
            yield "duty", slots
        case "membership" if "in_force" in values:
            yield (
                "membership",
                {
                    "state": state,
                    "bound": YES_OR_NO[values["bound"]],
                    "applies-article-1": YES_OR_NO[values["applies_article_1"]],
                    "in-force": values["in_force"],
                },
            )
        case "measure":
            yield (
                "measure",
                {
                    "state": state,
                    "key": values["key"],
                    "status": values["status"],
                    "penal-sanctions": values["penal_sanctions"],
                },
            )
        case "case":
            slots = {
                "state": state,
                "key": values["key"],
                "status": values["status"],
                "article-1-applied": values["article_1_applied"],
                "actor-kind": values["actor_kind"],
            }
            if "last_update" in values:
                slots["a-year-after"] = a_year_after(values["last_update"])
            yield "matter", slots
