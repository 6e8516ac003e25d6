"""Writes docs/changes-of-findings.csv: what became of each finding of an earlier commit, and why.

    python scripts/changes_of_findings.py

On each of three days, the check of the earlier commit, on its own rules and records, is compared
with that of this checkout. A difference for which no reason is listed here ends the script: a
person says first what it is.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from compliance_engine.documents.escaping import in_cell
from tests.processes import environment_of_a_process

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "changes-of-findings.csv"
BEFORE = "a2e370d"
DAYS = ("2015-06-18", "2021-06-24", "2026-12-01")
INFERRED = " (inferred: no source states it)"

_Finding = Mapping[str, Any]


class Change(StrEnum):
    """What became of a finding."""

    KEPT = "kept"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


class Reason(StrEnum):
    """Why: one of a closed set."""

    COMPUTED = "its confidence is computed from the sources"
    ATTRIBUTED = "it says who alleges or asks it and what the State answered, not how sure it is"
    MARKED = "a day that no source states is marked as inferred"
    DAY_OF_SOURCE = "a day later than the source that tells of it was put right in the record"


_PUT_RIGHT = {
    "BLR/article-8": Reason.DAY_OF_SOURCE,
    "BLR/article-9": Reason.DAY_OF_SOURCE,
    "KHM/article-1/case-update-due/A1-015": Reason.DAY_OF_SOURCE,
}
"""Findings, by the beginning of their id, that a line put right in a record made, changed or ended.

Belarus: a source of 2013 was said to tell of 2019. Cambodia: a page of August 2025 was said to tell
of an answer in December.
"""


@dataclass(frozen=True)
class Row:
    """A line of the account; the messages stand there where they differ."""

    as_of: str
    finding: str
    change: Change
    reason: Reason
    confidence_before: str
    confidence_after: str
    message_before: str
    message_after: str


def main() -> None:
    """Writes the account."""
    with TemporaryDirectory() as folder:
        earlier = Path(folder) / "earlier"
        _git("worktree", "add", "--quiet", "--detach", str(earlier), BEFORE)
        try:
            rows = [row for day in DAYS for row in _compared(day, earlier)]
        finally:
            _git("worktree", "remove", "--force", str(earlier))
    TARGET.write_text(as_csv(rows), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(rows)} lines\n")


def as_csv(rows: list[Row]) -> str:
    """The account as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields(Row)])
    writer.writerows([in_cell(str(cell)) for cell in astuple(row)] for row in rows)
    return out.getvalue()


def resting(finding: _Finding) -> str:
    """What is said of how sure a finding is: its confidence or, of an allegation, who says it."""
    said_by = finding.get("said_by") or ()
    return str(finding["confidence"] or "; ".join(one["text"] for one in said_by))


def _compared(day: str, earlier: Path) -> Iterator[Row]:
    before, after = _findings(day, earlier), _findings(day, ROOT)
    for name in sorted(before.keys() | after.keys()):
        yield _row(day, name, before.get(name), after.get(name))


def _row(day: str, name: str, before: _Finding | None, after: _Finding | None) -> Row:
    told = [one["message"] if one else "" for one in (before, after)]
    same = told[0] == told[1]
    change = (
        Change.NEW if before is None
        else Change.GONE if after is None
        else Change.KEPT if same
        else Change.CHANGED
    )  # fmt: skip
    return Row(
        day,
        name,
        change,
        _reason(day, name, before, after),
        str(before["confidence"]) if before else "",
        resting(after) if after else "",
        "" if same else told[0],
        "" if same else told[1],
    )


def _reason(day: str, name: str, before: _Finding | None, after: _Finding | None) -> Reason:
    listed = [reason for start, reason in _PUT_RIGHT.items() if name.startswith(start)]
    if before is not None and after is not None:
        if before["message"] == after["message"]:
            return Reason.ATTRIBUTED if after["said_by"] else Reason.COMPUTED
        if before["message"] == after["message"].replace(INFERRED, ""):
            return Reason.MARKED
        if after["said_by"]:
            return Reason.ATTRIBUTED
    if listed:
        return listed[0]
    raise SystemExit(f"{day}: {name} differs, and no reason is listed for it in {Path(__file__)}")


def _findings(day: str, checkout: Path) -> dict[str, _Finding]:
    """The findings of a checkout on a day, by id."""
    ended = subprocess.run(
        [sys.executable, "-m", "compliance_engine", "check", "--as-of", day,
         "--format", "json", "--no-cache"],
        cwd=checkout, env=environment_of_a_process({"PYTHONPATH": str(checkout)}),
        capture_output=True, check=True,
    )  # fmt: skip
    return {one["id"]: one for one in json.loads(ended.stdout)["findings"]}


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=ROOT, check=True, env=environment_of_a_process())


if __name__ == "__main__":
    main()
