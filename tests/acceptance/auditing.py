"""A small folder of records, a store for their audit, and the changes that a night can bring."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from compliance_engine.cli import options
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import Ran, run

STATES = ("GNQ", "TUV", "TJK")
FIRST = "2021-06-24"
LATER = date(2026, 11, 30)
"""The day by which all was known that the records say, whenever a run was made."""

TUVALU = "TUV/article-7/initial-report-outstanding"


@dataclass(frozen=True)
class Audit:
    """Where records and runs are."""

    records: Path
    store: str

    def run(self, day: str = FIRST, *more: str | Path) -> Ran:
        """`audit run` as of a day, at two o'clock of that day, with the fastest evaluator."""
        hour = datetime.fromisoformat(f"{day}T02:00:00").replace(tzinfo=UTC)
        with (
            patch.object(options, "now", lambda: hour),
            patch.object(options, "today", lambda: LATER),
        ):
            return self.ask(
                "run", "--as-of", day, "--engine", "plain", "--records", self.records, *more
            )

    def ran(self, day: str = FIRST, *more: str | Path) -> Any:
        """The run as JSON, of one that was to do without an error."""
        return self.run(day, "--format", "json", *more).json

    def ask(self, command: str, *arguments: str | Path) -> Ran:
        """Another audit command on the store."""
        return run("audit", command, *arguments, "--store", self.store)

    def edit(self, state: str, old: str, new: str) -> None:
        """Changes the record of a State."""
        path = self.records / f"{state}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def spoil(self, state: str) -> str:
        """Breaks a record: what it said before."""
        path = self.records / f"{state}.yaml"
        before = path.read_text(encoding="utf-8")
        path.write_text(f"state: {state}\nmembership: 1\n", encoding="utf-8")
        return before

    def mend(self, state: str, text: str) -> None:
        """Puts back what a record said."""
        (self.records / f"{state}.yaml").write_text(text, encoding="utf-8")


def records_in(folder: Path) -> Path:
    """A folder with the records of a few States.

    Tuvalu's list is of a later day than the one shipped, so that a later day can be told on it.
    """
    made = folder / "records"
    made.mkdir()
    for code in STATES:
        shutil.copy(shipped("states") / f"{code}.yaml", made)
    tuvalu = made / "TUV.yaml"
    text = tuvalu.read_text(encoding="utf-8")
    assert text.count("    date: 2015-06-18\n") == 1
    tuvalu.write_text(text.replace("    date: 2015-06-18\n", "    date: 2021-06-23\n"), "utf-8")
    return made


def by_kind(told: Mapping[str, Any], about: str = "finding") -> dict[str, list[str]]:
    """The ids of what changed, by the kind of change."""
    found: dict[str, list[str]] = {}
    for one in told["transitions"]:
        if one["about"] == about:
            found.setdefault(one["change"], []).append(one["id"])
    return found


def command_of(audit: Audit, *more: str) -> list[str]:
    """The command that begins a run of the first day in a process of its own."""
    return [
        sys.executable, "-m", "compliance_engine", "audit", "run", "--engine", "plain",
        "--as-of", FIRST, "--records", str(audit.records), "--store", audit.store, *more,
    ]  # fmt: skip
