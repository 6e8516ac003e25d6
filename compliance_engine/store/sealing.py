"""The chain: each row of a run is bound to the row before, each run to the run before.

A row's digest covers its content and the digest of the row before it in its run, the first one's
the seal of the run before. The seal of a run covers its own row and the last digest of its rows.
The messages of a run and what became of them follow on its seal in the same way, and the next run
follows on the last of them. So nothing can be altered, removed or put in without a digest that no
longer fits, at that place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance_engine.store.canonical import digest_of_value

NO_RUN = "0" * 64
"""What stands for the seal of the run before the first."""

LINK = "sha256"

Row = dict[str, Any]


def digest_of_row(row: Mapping[str, Any], before: str) -> str:
    """The digest of a row that follows on one with the digest `before`."""
    return digest_of_value([before, {key: row[key] for key in row if key != LINK}])


def linked(rows: Iterable[Row], before: str) -> tuple[list[Row], str]:
    """The rows with their digests, and the last digest: `before`, if there are no rows."""
    made = []
    for row in rows:
        before = digest_of_row(row, before)
        made.append({**row, LINK: before})
    return made, before


def seal_of(run: Mapping[str, Any], last: str) -> str:
    """The seal of a run whose rows end with the digest `last`."""
    return digest_of_value([dict(run), last])
