"""``compliance-engine rules indicators``."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import offers, options
from compliance_engine.cli.answers import Answer, answered
from compliance_engine.errors import UsageError
from compliance_engine.suggestions import did_you_mean

if TYPE_CHECKING:
    from compliance_engine.inference.engine import EngineChoice
    from compliance_engine.rulebook.commitments import Plan
    from compliance_engine.rulebook.model import Rulebook

ONE_DAY = timedelta(days=1)


@click.command()
@click.option("--plan", "name", type=offers.PLAN, required=True, help="The action plan: oslo.")
@options.folders
@options.dates
@options.formats("table", "json", "markdown")
@options.language
@options.engine
@options.cached
@answered
def indicators(
    *,
    name: str,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
    cache: Cache,
) -> Answer:
    """The indicators of an action plan, counted over the records.

    For each: how many States, of how many, as a percentage; which they are; and of which it is
    not known. The day must be one on which the plan is in effect.
    """
    from compliance_engine.cli.opening import open_inputs
    from compliance_engine.cli.rendering.indicators import render_indicators
    from compliance_engine.findings.evaluating import facts_on
    from compliance_engine.findings.indicators import count_indicators, questions_of
    from compliance_engine.inference.engine import Engine

    inputs = open_inputs(records_folder, rules_folder, language, cache)
    plan = _plan(name, inputs.rulebook)
    if as_of not in plan.in_effect:
        last = plan.in_effect.until - ONE_DAY
        raise UsageError(
            f"the {plan.title} is not in effect on {as_of}: "
            f"give --as-of a day from {plan.in_effect.first} to {last}"
        )
    codes = inputs.chosen(())
    with Engine(inputs.rulebook, engine_choice, questions_of(plan)) as engine:

        def answers(code: str) -> frozenset[str]:
            facts = facts_on(inputs.record(code), inputs.rulebook, as_of, known_at)
            return engine.answers(code, facts, as_of)

        answered_of = dict(zip(codes, inputs.of_each(codes, answers), strict=True))
    counted = count_indicators(plan, answered_of)
    return Answer(render_indicators(form, plan, counted, as_of, language))


def _plan(name: str, rulebook: Rulebook) -> Plan:
    """The plan of this name. Raises UsageError."""
    plans = {plan.name: plan for plan in rulebook.plans}
    if name not in plans:
        known = f"Plans: {', '.join(sorted(plans)) or 'none'}."
        raise UsageError(f"there is no plan '{name}'. {did_you_mean(name, plans, known)}")
    return plans[name]
