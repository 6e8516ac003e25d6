"""Makes the mutants of the rooms, leaves out those that mypy refuses, and tries the others.

    python scripts/mutants.py                            those that have no result yet
    python scripts/mutants.py survived                   also those that survived, once more
    python scripts/mutants.py 'compliance_engine.dates*' those of such names

mutmut makes them, in the folder `mutants`, and keeps the results of functions that are as they
were. They are tried by tests/mutation/trial.py, room by room and on the tests of the room.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from multiprocessing import Process
from pathlib import Path

from mutmut.__main__ import create_mutants
from mutmut.mutation.data import MutantLineSpans
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir

from tests.processes import environment_of_a_process, start

ROOT = Path(__file__).parent.parent
MUTANTS = ROOT / "mutants"
ROOMS = {
    "dates": ("tests/unit/dates", "tests/properties/test_dates.py"),
    "facts": ("tests/unit/facts", "tests/properties/test_verdicts.py"),
    "inference": (
        "tests/unit/inference",
        # the child process of the core is not changed; and a test too long to run for each mutant
        *(f"--ignore=tests/unit/inference/test_{it}.py" for it in ("host", "process", "worker")),
        "--deselect=tests/unit/inference/test_rete.py"
        "::test_several_days_at_once_are_the_same_as_each_in_a_session_of_its_own",
    ),
    "judgement": ("tests/unit/judgement", "tests/properties/test_judgements.py"),
}
SURVIVED, NO_TEST, NOT_TYPED = 0, 33, 37
MYPY = ("-m", "mypy", "--config-file", "tests/mutation/mypy.ini", "--output", "json")
PYTEST = (
    "-m", "pytest", "-p", "tests.mutation.trial", "--mutants=names.txt", "--rootdir=.",
    "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:terminal", "--snapshot-warn-unused",
)  # fmt: skip
PROCESSORS = os.cpu_count() or 1


def make() -> None:
    """Changes the code, in the folder `mutants`; the mutants of an unchanged module stay."""
    MUTANTS.mkdir(exist_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    create_mutants(PROCESSORS)


def refuse_not_typed() -> None:
    """Asks mypy of all mutants at once, and writes down which it refuses."""
    rooms = [f"compliance_engine/{room}" for room in ROOMS]
    said = subprocess.run(
        [sys.executable, *MYPY, *rooms],
        check=False,
        cwd=MUTANTS,
        env=environment_of_a_process(),
        capture_output=True,
        encoding="utf-8",
    )
    if said.stderr:
        raise SystemExit(said.stderr)
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for error in map(json.loads, filter(None, said.stdout.split("\n"))):
        if error["severity"] == "error":
            lines[error["file"]].append(error["line"])
    for path in results():
        module = str(path.relative_to(MUTANTS).with_suffix(""))
        index = MutantLineSpans.load(module)
        assert index is not None, module
        mutants = {
            line: mutant
            for mutant, span in index.span_by_function_name.items()
            for line in range(span.start, span.end + 1)
        }
        if outside := sorted(set(lines[module]) - mutants.keys()):
            raise SystemExit(f"mypy refuses what is no mutant, at {module}:{outside[0]}")
        refused = {mutants[line] for line in lines[module]}
        kept = json.loads(path.read_text("utf-8"))
        codes = kept["exit_code_by_key"]
        for name, code in codes.items():
            if name.rpartition(".")[2] in refused:
                codes[name] = NOT_TYPED
            elif code == NOT_TYPED:
                codes[name] = None
        path.write_text(json.dumps(kept, indent=4), "utf-8")


def results() -> Iterator[Path]:
    """The files in which mutmut keeps what became of the mutants of a module."""
    for room in ROOMS:
        yield from sorted((MUTANTS / "compliance_engine" / room).glob("*.py.meta"))


def chosen(asked: list[str]) -> Iterator[str]:
    """The names of the mutants to try."""
    for path in results():
        for name, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items():
            again = code in (SURVIVED, NO_TEST) and "survived" in asked
            named = code != NOT_TYPED and any(fnmatchcase(name, one) for one in asked)
            new = code is None and asked in ([], ["survived"])
            if again or named or new:
                yield name


def attempt(room: str, mutants: list[str]) -> bool:
    """Tries the mutants of a room; whether that could be done to the end."""
    (MUTANTS / "names.txt").write_text("\n".join(mutants), "utf-8")
    environment = {"PYTHONPATH": str(MUTANTS), "HYPOTHESIS_PROFILE": "mutation"}
    done = subprocess.run(
        [sys.executable, *PYTEST, f"--at-once={PROCESSORS}", *ROOMS[room]],
        check=False,
        cwd=MUTANTS,
        env=environment_of_a_process(environment),
    )
    return done.returncode == 0


def main() -> int:
    os.chdir(ROOT)
    making = Process(target=make)
    start(making)
    making.join()
    if making.exitcode:
        return making.exitcode
    refuse_not_typed()
    wanted = [*chosen(sys.argv[1:])]
    done = True
    for room in ROOMS:
        if of_room := [one for one in wanted if one.split(".")[1] == room]:
            done = attempt(room, of_room) and done
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
