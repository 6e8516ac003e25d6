"""``python -m benchmarks [NAME…] [--rounds N]``: measures, and writes docs/benchmarks.md."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.agreement import DifferenceError
from benchmarks.report import MissingError, Report, section, written_into

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BENCHMARKS = (
    "whole_process",
    "in_process",
    "nights",
    "history",
    "many_states",
    "many_rules",
    "ten_years",
    "page",
    "growth",
)
"""Each is a module with a function `run`, which is given the number of rounds."""


def main() -> None:
    """Runs the benchmarks named, or all, and writes the section of each into the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed (5)")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in BENCHMARKS]
    if unknown or arguments.rounds < 1:
        parser.error(f"the benchmarks are {', '.join(BENCHMARKS)}; at least one round is needed")
    for name in arguments.names or BENCHMARKS:
        try:
            report: Report = import_module(f"benchmarks.{name}").run(arguments.rounds)
        except DifferenceError as error:
            sys.exit(f"{name}: {error}")
        except MissingError as error:
            sys.stderr.write(f"{name} is left out: it needs {error}\n")
            continue
        text = section(report, datetime.now(UTC).date())
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(written_into(page, name, text), encoding="utf-8")
        sys.stdout.write(f"{name}\n\n{text}\n\n")


if __name__ == "__main__":
    main()
