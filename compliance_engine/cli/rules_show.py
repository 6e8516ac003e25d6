"""``compliance-engine rules show RULE``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import offers, options
from compliance_engine.cli.answers import Answer, answered

if TYPE_CHECKING:
    from compliance_engine.inference.engine import EngineChoice


@click.command()
@click.argument("rule", type=offers.RULE)
@options.folders
@options.dates
@options.formats("table", "markdown", "json")
@options.language
@options.engine
@options.cached
@answered
def show(
    *,
    rule: str,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
    cache: Cache,
) -> Answer:
    """One rule as a page.

    What it checks, in words and condition by condition; why it reads the law so, with the
    doubts; the duties that it asks about; its words; a worked example and every case; what
    follows; and the States of which it holds on the day.
    """
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.cli.rendering.rule_page.forms import render_rule
    from compliance_engine.cli.rendering.rule_page.page import Held, ShownRule
    from compliance_engine.findings.cases import read_cases_if_any
    from compliance_engine.findings.checking import told
    from compliance_engine.findings.examples import worked_example
    from compliance_engine.inference.engine import Engine

    inputs = open_inputs(records_folder, rules_folder, language, cache)
    check_day(as_of, inputs.rulebook)
    found = inputs.rule(rule)
    cases = read_cases_if_any(found, rules_folder)
    with Engine(inputs.rulebook, engine_choice) as engine:
        made = inputs.evaluations(inputs.chosen(()), engine, as_of, known_at)
        result = told(made, inputs.rulebook, as_of, known_at, language=language)
        example = worked_example(found, cases, inputs.rulebook, engine, language)
    findings = tuple(one for one in result.findings if one.rule == found.id)
    shown = ShownRule(found, inputs.rulebook, cases, example, Held(as_of, findings))
    return Answer(render_rule(form, shown, language))
