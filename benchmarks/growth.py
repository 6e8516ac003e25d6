"""How the time of a check, a page and a brief grows with the matters of one record."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Report, Target, ratio
from benchmarks.timing import measure
from tests.processes import environment_of_a_process

FEW, MANY = 500, 5_000
DAY = "2026-06-24"
AT_MOST = 10.0
"""What ten times the matters may cost, of the time of the few."""

COMMANDS = {
    "check": ("check", "--as-of", DAY, "--format", "json"),
    "report": ("report", "--as-of", DAY, "--out", "page.html"),
    "brief": ("brief", "--on", DAY, "--out", "brief.docx"),
}

_HEAD = """state: KHM
membership:
  - {signed: 1997-12-03, instrument: ratification, deposited: 1999-07-28, source: u}
article_1:
  cases:
"""
_TAIL = """sources:
  u: {title: A made-up source, date: 2025-12-07}
"""
_FIRST = date(2005, 1, 1)
_DAYS = 7_000


def record_of(cases: int) -> str:
    """A record of made-up matters, each of its own day, of which two in three are open."""
    listed = (
        f"    - {{id: X{number}, provisions: [1(1)(a)], happened_from: {day}, "
        f"happened_until: {day}, alleged_by: T, actor: A, location: L, summary: s, "
        f"status: {'open' if number % 3 else 'closed'}, source: u}}\n"
        for number in range(cases)
        for day in [_FIRST + timedelta(days=number % _DAYS)]
    )
    return f"{_HEAD}{''.join(listed)}{_TAIL}"


def run(rounds: int) -> Report:
    """Times each command on the record with few and with many matters, from start to end."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        programs = {}
        for cases in (FEW, MANY):
            records = folder / str(cases)
            records.mkdir()
            (records / "KHM.yaml").write_text(record_of(cases), encoding="utf-8")
            for command, arguments in COMMANDS.items():
                what = f"`{command}`, {cases:,} matters"
                programs[what] = partial(_run, folder, arguments, records)
        measured = measure(programs, rounds)
    return Report(
        "Every command ended with exit code 0; both evaluators agreed throughout.",
        rounds,
        measured,
        [
            Target(
                f"`{command}`: time of {MANY:,} matters, of that of {FEW:,}",
                AT_MOST,
                ratio(measured, f"`{command}`, {MANY:,} matters", f"`{command}`, {FEW:,} matters"),
            )
            for command in COMMANDS
        ],
        ("durable_rules",),
    )


def _run(folder: Path, arguments: tuple[str, ...], records: Path) -> None:
    asked = [*arguments, "--records", str(records)]
    if arguments[0] == "check":  # the others keep nothing
        asked.append("--no-cache")
    command = [sys.executable, "-m", "compliance_engine", *asked]
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, env=environment_of_a_process()
    )
