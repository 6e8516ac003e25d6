"""The run that an argument of an audit command names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from compliance_engine.audit.runs import Run


def run_named(given: str, connection: Connection, rules_folder: Path) -> Run:
    """The run of a number, a day, or a meeting of the rulebook. Raises UsageError."""
    from compliance_engine.audit.choosing import LAST, chosen_run
    from compliance_engine.audit.reading import all_runs
    from compliance_engine.dates.partial import PartialDateError, parse_day

    runs = all_runs(connection)
    try:
        known = given.isdecimal() or given.lower() == LAST or bool(parse_day(given))
    except PartialDateError:
        known = False
    if known:
        return chosen_run(given, runs)
    from compliance_engine.rulebook.loading import load_rulebook

    return chosen_run(given, runs, load_rulebook(rules_folder).meetings)
