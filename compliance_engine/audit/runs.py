"""A run, as the store has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from compliance_engine.audit.items import JUDGED, Item
from compliance_engine.store.canonical import canonical

COMPLETE, INCOMPLETE = "complete", "incomplete"

RECORD, JUDGEMENTS = "record", "judgements"
"""Of what a file is that could not be used."""


@dataclass(frozen=True)
class Failure:
    """A State whose record, or file of judgements, could not be used; every problem in words."""

    state: str
    problems: tuple[str, ...]
    about: str = RECORD


@dataclass(frozen=True)
class Run:
    """A run and how much it found; `states` are those of the records folder.

    It is incomplete if some record, or file of judgements, could not be used. `previous` is the
    last digest before it: the seal of the run before, or of what became of messages since.
    """

    number: int
    as_of: date
    started: datetime
    finished: datetime
    outcome: str
    engine: str
    engine_version: str
    rulebook: str
    rulebook_version: str
    rulebook_sha256: str
    records_sha256: str
    states: int
    findings: int
    undetermined: int
    result_sha256: str
    failures: tuple[Failure, ...]
    files_changed: int
    transitions: int
    previous: str

    @property
    def stale(self) -> frozenset[str]:
        """The States whose records could not be used: what was last found of them is kept."""
        return frozenset(one.state for one in self.failures if one.about == RECORD)

    def kept_from_before(self, item: Item) -> bool:
        """Whether an item is kept as last known, as the file it is from could not be used."""
        unjudged = {one.state for one in self.failures if one.about == JUDGEMENTS}
        return item.state in self.stale or (item.about == JUDGED and item.state in unjudged)

    @property
    def row(self) -> dict[str, Any]:
        """The run as a row of its table."""
        failures = [vars(one) for one in self.failures]
        return {
            **vars(self),
            "as_of": self.as_of.isoformat(),
            "started": self.started.isoformat(),
            "finished": self.finished.isoformat(),
            "failures": canonical(failures),
        }

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Run:
        """The run of a row. Raises ValueError if it was tampered with beyond reading."""
        failures = json.loads(row["failures"])
        return cls(
            **{
                **row,
                "as_of": date.fromisoformat(row["as_of"]),
                "started": datetime.fromisoformat(row["started"]),
                "finished": datetime.fromisoformat(row["finished"]),
                "failures": tuple(
                    Failure(one["state"], tuple(one["problems"]), one.get("about", RECORD))
                    for one in failures
                ),
            }
        )
