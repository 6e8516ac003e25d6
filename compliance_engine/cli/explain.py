"""``compliance-engine explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.inputs import Inputs, check_day, load_inputs
from compliance_engine.cli.rendering.explain import render_explanations
from compliance_engine.errors import UsageError
from compliance_engine.findings import explain_rule
from compliance_engine.findings.checking import facts_on
from compliance_engine.inference import Engine, EngineChoice


@click.command()
@click.argument("what")
@click.argument("rule", required=False)
@options.folders
@options.dates
@options.formats("table", "json")
@options.language
@options.engine
def explain(
    *,
    what: str,
    rule: str | None,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
) -> None:
    """Why a rule finds something, or not.

    Shows each condition with the values that it saw, and the first that does not hold.

    Give a State and a rule (explain TUV article-7/initial-report-outstanding), or the id of a
    finding (explain TUV/article-7/initial-report-outstanding).
    """
    inputs = load_inputs(records_folder, rules_folder, language)
    check_day(as_of, inputs.rulebook)
    code, rule_id, key = _asked(inputs, what, rule)
    facts = facts_on(inputs.records.by_state[code], inputs.rulebook, as_of, known_at)
    with Engine(inputs.rulebook, engine_choice) as engine:
        conclusions = engine.conclude(code, facts, as_of)
    found = inputs.rulebook.rule(rule_id)
    kinds = inputs.rulebook.kinds
    explanations = explain_rule(found, facts, conclusions, kinds, as_of, key=key)
    record = inputs.records.by_state[code]
    shown = render_explanations(
        form, record, explanations, inputs.rulebook, as_of, language=language
    )
    click.echo(shown, nl=False)


def _asked(inputs: Inputs, what: str, rule: str | None) -> tuple[str, str, str | None]:
    """The State, the rule and the key that are asked for. Raises UsageError."""
    if rule is not None:
        return inputs.code_of(what), inputs.rule(rule).id, None
    state, _, rest = what.partition("/")
    for one in sorted(inputs.rulebook.rules, key=lambda one: len(one.id), reverse=True):
        if rest == one.id or rest.startswith(f"{one.id}/"):
            return inputs.code_of(state), one.id, rest[len(one.id) + 1 :] or None
    if not rest:
        raise UsageError(
            "explain needs a State and a rule, or the id of a finding: "
            "explain TUV article-7/initial-report-outstanding"
        )
    return inputs.code_of(state), inputs.rule(rest).id, None
