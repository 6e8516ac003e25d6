"""What `scripts/asan.sh` runs: random cases and the real rulebook, on a sanitized core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from compliance_engine.errors import EngineCrashError
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.inference import worker
from compliance_engine.inference.batch import BatchWriter
from compliance_engine.inference.engine import Engine
from compliance_engine.inference.process import CoreProcess
from compliance_engine.inference.rete import ReteEvaluator
from compliance_engine.inference.rulesets import compile_rules
from compliance_engine.records.loading import load_records
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.shipped import shipped
from tests.processes import environment_of_a_process
from tests.unit.inference import chance, reference

DAYS = [date(1999, 3, 1), date(2012, 2, 29), date(2026, 12, 31)]

CASES_OF_RULES = 20

SANITIZED = ("ASAN_OPTIONS", "LD_PRELOAD", "PYTHONPATH", "UBSAN_OPTIONS")
"""With these, a process uses the sanitized core."""

UNPADDED = "unpadded"
"""With this in place of a number, the program runs what is known to be wrong."""


def check_sanitizers(folder: Path) -> None:
    """Ends the program unless a read that is out of bounds is noticed."""
    subprocess.run(
        [sys.executable, __file__, str(folder), UNPADDED],
        env=environment_of_a_process({name: os.environ[name] for name in SANITIZED}),
        check=False,
    )
    found = [report for report in folder.glob("report.*") if "overflow" in report.read_text()]
    if not found:
        sys.exit("The sanitizers are not at work: they did not see what is known to be wrong.")
    for report in found:
        _, what, *_ = report.read_text().partition("ERROR: ")[2].split(maxsplit=2)
        click.echo(f"known to be wrong, and seen: {what}")
        report.unlink()


def unpadded_cases() -> None:
    """Random cases without the padding after joins: where one is false, the core reads on.

    On several days at once, since a fact that holds on some of them alone makes the last false.
    """
    core = worker.load_core()
    for seed in range(500):
        rulesets = compile_rules(chance.rules(seed))
        writer = BatchWriter([ruleset.looks_at for ruleset in rulesets])
        rows, day = chance.facts(seed)
        days = (day, *chance.days(seed))
        for ruleset, batch in zip(rulesets, writer.batches(rows, days), strict=True):
            rules = json.dumps(_without_padding(ruleset.rules))
            made = core.create_ruleset(f"unpadded {seed}", rules)
            with suppress(core.error):
                worker.run(core, made, batch.text, batch.first_trigger + batch.triggers)
            core.delete_ruleset(made)


def _without_padding(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_padding(one) for one in part]
    if not isinstance(part, dict):
        return part
    *tests, last = part.get("$and", [None])
    if tests and list(last) == ["$and"]:
        return {"$and": tests}
    return {name: _without_padding(one) for name, one in part.items()}


def random_cases(process: CoreProcess, count: int) -> int:
    """Runs so many cases, and gives how many matches were found in them.

    Rules serve for several cases: sanitized, the core takes a long time to take new ones.
    """
    found = 0
    for seed in range(0, count, CASES_OF_RULES):
        logics = chance.rules(f"asan {seed}")
        with ReteEvaluator(logics, chance.KINDS, process) as evaluator:
            for case in range(seed, min(seed + CASES_OF_RULES, count)):
                rows, day = chance.facts(f"facts {case}")
                days = (day, *chance.days(case)[:2])
                matches = evaluator.matches_on(rows, days)
                if matches != tuple(reference.matches(logics, rows, one) for one in days):
                    sys.exit(f"The reference disagrees on the facts {case} and the rules {seed}.")
                found += sum(map(len, matches))
    return found


def real_records(process: CoreProcess) -> int:
    """Runs the real rulebook on every record, with both evaluators; gives how much is found."""
    rulebook = load_rulebook(shipped("rules") / "apmbc")
    records = load_records(shipped("states")).by_state
    with Engine(rulebook, "both", process=process) as engine:
        return sum(
            len(engine.conclude(code, facts_on(record, rulebook, day, None), day))
            for code, record in records.items()
            for day in DAYS
        )


def main(folder: Path, count: int) -> None:
    """Raises SystemExit with the report of the sanitizers, if there is one."""
    os.environ["LD_PRELOAD"] = os.environ["SANITIZER"]  # for the workers; it slows Python down
    check_sanitizers(folder)
    process = CoreProcess(memory=0)  # the sanitizers take an address space of their own
    try:
        found = random_cases(process, count)
        click.echo(f"{count} random cases, {found} matches, all of them right")
        found = real_records(process)
        click.echo(f"the real rulebook on every record on {len(DAYS)} days, {found} findings")
    except EngineCrashError as error:
        sys.exit("\n".join((*(one.read_text() for one in folder.glob("report.*")), str(error))))
    finally:
        process.close()
    if any(folder.glob("report.*")):
        sys.exit(f"The sanitizers have something to report, in {folder}.")
    click.echo("The sanitizers have nothing to report.")


if __name__ == "__main__":
    if sys.argv[2] == UNPADDED:
        unpadded_cases()
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]))
