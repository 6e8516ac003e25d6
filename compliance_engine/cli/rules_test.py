"""``compliance-engine rules test``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.inputs import rule_named
from compliance_engine.cli.rendering.worked_cases import render_case, render_kinds_missing
from compliance_engine.errors import InvalidInputError
from compliance_engine.findings.cases import kinds_missing, run_cases
from compliance_engine.inference.engine import Engine, EngineChoice
from compliance_engine.rulebook.loading import load_rulebook


@click.command()
@click.argument("names", type=offers.RULE, nargs=-1, metavar="[RULE]...")
@options.rules_folder
@options.engine
def test(*, names: tuple[str, ...], rules_folder: Path, engine_choice: EngineChoice) -> None:
    """Run the worked cases of rules.

    One line a case, of all rules unless some are named. A rule needs cases of each kind: fires,
    silent, day before, day of, day after, missing data. Exit code 3 if a case comes out
    otherwise than it says, or a kind is missing.
    """
    rulebook = load_rulebook(rules_folder)
    chosen = [rule_named(name, rulebook) for name in names] or list(rulebook.rules)
    problems = []
    passed = 0
    with Engine(rulebook, engine_choice) as engine:
        for rule in chosen:
            results = list(run_cases(rule, rules_folder, rulebook, engine))
            for result in results:
                click.echo(render_case(result))
                passed += result.problem is None
                problems += [result.problem] if result.problem else []
            if missing := kinds_missing(results):
                problems.append(render_kinds_missing(rule, missing))
    click.echo(f"{passed} passed, {len(problems)} failed")
    if problems:
        raise InvalidInputError(problems)
