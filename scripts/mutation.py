"""Writes docs/mutation.md: how many mutants the tests find in each room, and why others survive.

Reads what `make mutants` left in the folder `mutants`. Reasons are kept by function and change in
tests/mutation/survivors.yaml, so that other mutants may come and go; a reason for a mutant that no
longer survives is told, and so is a survivor that has none.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "compliance_engine"
MUTANTS = ROOT / "mutants"
REASONS = ROOT / "tests" / "mutation" / "survivors.yaml"
TARGET = ROOT / "docs" / "mutation.md"
GOAL = 90
STATES = {
    None: "not run",
    0: "survived",
    1: "killed",
    3: "killed",
    33: "no test",
    36: "timeout",
    37: "not typed",
}
"""What became of a mutant, by the number that is kept of it; any other is a signal: it crashed."""

FOUND = ("killed", "timeout", "crashed")
COLUMNS = (*FOUND, "survived", "no test", "not typed", "not run")
HEAD = """# Mutation testing

Written by the last step of `make mutants`, which takes about half an hour of one core.
[mutmut](https://mutmut.readthedocs.io) changes the code in one place (`<` becomes `<=`, a number
is one more, an argument is left out); a change that no test finds is a survivor.

- **Score** = (killed + timeout + crashed) / (those + survived). Only the compiled core crashes.
- **Without equivalents**: the same, but for the survivors that change nothing that a test could
  see; each of them is listed below with the reason, which begins with "Equivalent".
- **No test**: no test of the room calls the function. Counted apart.
- **Not typed**: `mypy --strict` refuses the changed code, as `make lint` would. Such mutants are
  not run, and are in neither part of the score. Mutants in which mypy would only find code that is
  redundant or never reached are run.
- **Not run**: the run was stopped before; `make mutants MUTANTS=kept` goes on.
- A change must be found by the tests of its own room, which `scripts/mutants.py` names: its unit
  tests, and for dates, facts and judgement its properties, with 15 examples each. That is less
  than `make test` runs, so each score is a lower bound. Each mutant has a fork of the process in
  which the tests were collected (`tests/mutation/trial.py`); what was learnt before comes first:
  which tests call its function, which of them found another change of it, which are quick.
- Results are kept for as long as a function stays as it is; `make mutants MUTANTS=kept
  ARGS=survived` tries the survivors once more when there are new tests.
- Not changed at all: what stands outside of functions, functions with a decorator (properties),
  and strings in three quotes; nor `inference.process` and `inference.worker`, the child process of
  the core and what speaks with it. Their faults show in how a process dies, so `tests/faults`
  kills it at 200 points of a run instead, and `tests/unit/inference` breaks its answers.
"""

_KEY = re.compile(
    r"compliance_engine\.(?P<module>.+)\.(?P<function>x[^.]+)__mutmut_(?P<number>\d+)"
)


@dataclass(frozen=True)
class Mutant:
    """One change of one function, and what the tests made of it."""

    module: str
    function: str
    number: int
    state: str

    @property
    def key(self) -> str:
        """What mutmut calls it."""
        return f"compliance_engine.{self.module}.{self.function}__mutmut_{self.number}"

    @property
    def room(self) -> str:
        return self.module.split(".")[0]

    @property
    def name(self) -> str:
        """Where it is, as a reader knows it: ``facts.verdicts.DutyClock._met``."""
        plain = self.function[1:].strip("ǁ").replace("ǁ", ".")
        return f"{self.module}.{plain.removeprefix('_') if self.function[1] == '_' else plain}"

    @property
    def change(self) -> str:
        """What it changes: a line ``- as it was``, a line ``+ as it becomes``."""
        functions = _functions(self.module)
        was, becomes = (functions[f"{self.function}__mutmut_{it}"] for it in ("orig", self.number))
        lines = [*unified_diff(was, becomes, lineterm="", n=0)][2:]
        return "\n".join(f"{one[0]} {one[1:].strip()}" for one in lines if one[0] in "+-")


@dataclass(frozen=True)
class Reason:
    """Why some mutants survive: each is the name of a function and a change of it."""

    why: str
    mutants: tuple[tuple[str, str], ...]


@cache
def _functions(module: str) -> dict[str, list[str]]:
    """All functions, with those that mutmut made, as lines that name them without a number."""
    text = (MUTANTS / "compliance_engine" / (module.replace(".", "/") + ".py")).read_text("utf-8")
    lines = text.splitlines()
    return {
        node.name: [
            line.replace(node.name, node.name.rpartition("__mutmut_")[0])
            for line in lines[node.lineno - 1 : node.end_lineno]
        ]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }


def read_mutants() -> Iterator[Mutant]:
    """The mutants of the last run, by module."""
    for path in sorted(MUTANTS.glob("compliance_engine/**/*.py.meta")):
        for key, exit_code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items():
            parts = _KEY.fullmatch(key)
            assert parts is not None, key
            state = STATES.get(exit_code, "crashed")
            yield Mutant(parts["module"], parts["function"], int(parts["number"]), state)


def read_reasons() -> list[Reason]:
    entries = yaml.safe_load(REASONS.read_text("utf-8")) or []
    return [
        Reason(
            " ".join(entry["why"].split()),
            tuple((one["in"], one["change"].strip()) for one in entry["mutants"]),
        )
        for entry in entries
    ]


def newer(mutants: Iterable[Mutant]) -> str:
    """The modules that the run did not have, as an item of the page; empty if it had all."""
    rooms = {one.room for one in mutants}
    modules = [path for room in rooms for path in (PACKAGE / room).glob("*.py")]
    kept_out = {"process", "worker"}
    missing = sorted(
        f"`{path.parent.name}.{path.stem}`"
        for path in modules
        if path.stem not in kept_out
        and not (MUTANTS / path.relative_to(ROOT)).with_suffix(".py.meta").exists()
    )
    return f"- **Newer than the run**, and so not in it: {', '.join(missing)}.\n" if missing else ""


def score(mutants: Iterable[Mutant]) -> float:
    """The share of mutants that were found, of all that were run, in percent."""
    states = Counter(one.state for one in mutants)
    found = sum(states[one] for one in FOUND)
    return 100 * found / ((found + states["survived"]) or 1)


def told_apart(mutants: Iterable[Mutant], reasons: Iterable[Reason]) -> list[Mutant]:
    """Without the survivors that are equivalent to what they change."""
    equivalent = {
        one for reason in reasons if reason.why.startswith("Equivalent") for one in reason.mutants
    }
    return [
        one
        for one in mutants
        if one.state != "survived" or (one.name, one.change) not in equivalent
    ]


def table(mutants: Sequence[Mutant], reasons: Sequence[Reason]) -> str:
    """The rooms with their scores, as Markdown."""
    scores = ("score", "without equivalents")
    rows = [["room", *scores, *COLUMNS], ["---"] + ["---:"] * (len(COLUMNS) + len(scores))]
    for room in sorted({one.room for one in mutants}):
        of_room = [one for one in mutants if one.room == room]
        states = Counter(one.state for one in of_room)
        both = (score(of_room), score(told_apart(of_room, reasons)))
        rows.append(
            [room, *(f"{one:.1f} %" for one in both), *(str(states[one]) for one in COLUMNS)]
        )
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def page(mutants: Sequence[Mutant], reasons: Sequence[Reason]) -> str:
    """The page as Markdown, ending with a newline."""
    left = {(one.name, one.change) for one in mutants if one.state == "survived"}
    parts = [
        HEAD,
        newer(mutants),
        "\n",
        table(mutants, reasons),
        "\n## Survivors, and why\n",
    ]
    for reason in reasons:
        here = [one for one in reason.mutants if one in left]
        left.difference_update(here)
        if here:
            parts += [f"\n### {reason.why}\n", *map(_shown, here)]
    if left:
        parts += [
            "\n### No reason yet: to be found, or run before their tests were written\n",
            *map(_shown, sorted(left)),
        ]
    return "".join(parts)


def _shown(mutant: tuple[str, str]) -> str:
    name, change = mutant
    return f"\n`{name}`\n\n```diff\n{change}\n```\n"


def main() -> int:
    mutants, reasons = list(read_mutants()), read_reasons()
    TARGET.write_text(page(mutants, reasons), "utf-8")
    sys.stdout.write(table(mutants, reasons))
    surviving = {(one.name, one.change) for one in mutants if one.state == "survived"}
    given = {one for reason in reasons for one in reason.mutants}
    if gone := given - surviving:
        sys.stdout.write(f"\n{len(gone)} reasons are of mutants that do not survive any more:\n")
        sys.stdout.writelines(f"  {name}\n" for name, _ in sorted(gone))
    if unexplained := surviving - given:
        sys.stdout.write(f"\n{len(unexplained)} survivors have no reason:\n")
        sys.stdout.writelines(f"  {name}\n" for name, _ in sorted(unexplained))
    apart = told_apart(mutants, reasons)
    rooms = {one.room for one in mutants}
    low = [room for room in rooms if score(one for one in apart if one.room == room) < GOAL]
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
