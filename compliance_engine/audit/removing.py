"""States whose records were taken away on purpose: said once, and recorded by what ends."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from compliance_engine.audit.files import JUDGEMENT, RECORD, SeenFiles
from compliance_engine.audit.reading import last_run, standing_after
from compliance_engine.errors import UsageError

ENDINGS = (".yaml", ".yml")


def check_removed(connection: Connection, codes: Iterable[str], seen: SeenFiles) -> None:
    """Raises UsageError unless of each of these States something is kept, and no file is there."""
    last = last_run(connection)
    standing = standing_after(connection, last.number if last else 0).values()
    kept = sorted({one.state for one in standing})
    for code in codes:
        for part, what in ((RECORD, "record"), (JUDGEMENT, "file of judgements")):
            if any((part, f"{code}{ending}") in seen.contents for ending in ENDINGS):
                raise UsageError(
                    f"--removed {code}: its {what} is still there. Take it away first, so that "
                    "the next run does not find it again"
                )
        if code not in kept:
            hint = "What is kept: compliance-engine audit show last"
            raise UsageError(f"--removed {code}: no finding of {code} is kept. {hint}")
