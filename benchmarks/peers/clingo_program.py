"""The rules as an answer set program for clingo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import clingo

from benchmarks.peers.days import a_year_after
from benchmarks.peers.interface import Finding, Row, States

PROGRAM = Path(__file__).with_name("rules.lp").read_text(encoding="utf-8")


class ClingoProgram:
    """One grounding of all States; its only answer set holds the findings.

    Facts are written as text, which clingo reads faster than its API takes them one by one.
    """

    name = "clingo"

    def findings(self, states: States, as_of: date) -> set[Finding]:
        """What the rules find of these States on the day."""
        today = as_of.toordinal()
        facts = [f"today({today})."]
        for state, rows in states.items():
            for row in rows:
                if row.first <= today < row.until:
                    facts += _facts(state, row)
        control = clingo.Control(("--warn=none",))
        control.add("base", (), PROGRAM)
        control.add("base", (), "\n".join(facts))
        control.ground((("base", ()),))
        found: set[Finding] = set()
        control.solve(on_model=lambda model: found.update(_shown(model)))
        return found


def _facts(state: str, row: Row) -> Iterator[str]:
    values: Any = row.values
    match row.kind:
        case "duty":
            yield (
                f'duty("{state}","{values["kind"]}","{values["key"]}","{values["verdict"]}",'
                f"{values['due']},{values['year']},{values['joined']})."
            )
            if (
                values["kind"] == "initial report"
                and values["verdict"] in ("met late", "met, timeliness unknown")
                and "submitted_from" in values
            ):
                yield f'initial_submitted("{state}",{values["joined"]},{values["submitted"]}).'
        case "membership":
            if values["bound"]:
                yield f'bound("{state}",{values["in_force"]}).'
            if values["applies_article_1"]:
                yield f'applies_article_1("{state}").'
        case "measure":
            yield (
                f'measure("{state}","{values["key"]}","{values["status"]}",'
                f'"{values["penal_sanctions"]}").'
            )
        case "case":
            yield (
                f'case("{state}","{values["key"]}","{values["status"]}",'
                f'"{values["article_1_applied"]}","{values["actor_kind"]}").'
            )
            if "last_update" in values:
                day = a_year_after(values["last_update"])
                yield f'a_year_after_update("{state}","{values["key"]}",{day}).'


def _shown(model: clingo.Model) -> Iterator[Finding]:
    for symbol in model.symbols(shown=True):
        state, rule, key = symbol.arguments
        yield state.string, rule.string, key.string
