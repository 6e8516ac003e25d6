"""What a benchmark found, and its section of the page in the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.timing import Measurement


class MissingError(Exception):
    """This machine has not what a benchmark needs; says what."""


@dataclass(frozen=True)
class Target:
    """A figure that is to be reached: what was measured is at most this."""

    what: str
    at_most: float
    measured: float
    unit: str = ""

    @property
    def reached(self) -> bool:
        """Whether it is, in this run."""
        return self.measured <= self.at_most


@dataclass(frozen=True)
class Report:
    """What a benchmark compared, what it measured, and whether its targets are reached.

    `checked` says which findings were compared before anything was timed; `packages` are those
    whose versions matter.
    """

    checked: str
    rounds: int
    measured: Sequence[Measurement]
    targets: Sequence[Target]
    packages: Sequence[str] = ()


def ratio(measured: Sequence[Measurement], one: str, other: str) -> float:
    """How many times as long one took as the other, by their medians."""
    seconds = {measurement.what: measurement.seconds for measurement in measured}
    return seconds[one] / seconds[other]


def section(report: Report, today: date) -> str:
    """The report in Markdown."""
    return "\n".join((*_targets(report), "", *_times(report), "", *_made(report, today)))


def written_into(page: str, name: str, text: str) -> str:
    """The page with the section of a benchmark replaced. Raises ValueError if it has none."""
    begins, ends = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, begin, rest = page.partition(begins)
    _, end, after = rest.partition(ends)
    if not begin or not end:
        raise ValueError(f"the page has no section between {begins.strip()} and {ends}")
    return f"{before}{begin}{text}\n{end}{after}"


def _targets(report: Report) -> Iterator[str]:
    yield "| target | at most | measured | reached |"
    yield "|---|--:|--:|---|"
    for target in report.targets:
        reached = "yes" if target.reached else "no"
        measured = f"{target.measured:.2f}{target.unit}"
        yield f"| {target.what} | {target.at_most:g}{target.unit} | {measured} | {reached} |"


def _times(report: Report) -> Iterator[str]:
    yield "| | median | fastest | slowest |"
    yield "|---|--:|--:|--:|"
    for one in report.measured:
        times = (one.seconds, min(one.rounds), max(one.rounds))
        yield f"| {one.what} | {' | '.join(f'{1_000 * time:,.1f} ms' for time in times)} |"


def _made(report: Report, today: date) -> Iterator[str]:
    packages = ", ".join(f"{name} {version(name)}" for name in report.packages)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    yield f"{report.checked}"
    yield (
        f"{today}; {report.rounds} rounds; {os.cpu_count()} cores ({_processor()}); {python}; "
        f"{packages}."
    )


def _processor() -> str:
    """The model of the processor, as far as the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
