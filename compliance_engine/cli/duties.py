"""``compliance-engine duties STATE``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import offers, options
from compliance_engine.cli.answers import Answer, answered


@click.command()
@click.argument("state", type=offers.STATE)
@options.folders
@options.dates
@options.formats("table", "json", "csv", "markdown")
@options.language
@click.option("--working", is_flag=True, help="Show how each due date was found.")
@options.cached
@answered
def duties(
    *,
    state: str,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    form: str,
    language: str,
    working: bool,
    cache: Cache,
) -> Answer:
    """A State's calendar of duties.

    Each duty with its due date and what is known of it on the day.

    STATE is a three-letter code or a name.
    """
    from compliance_engine.cli.opening import check_day, load_inputs
    from compliance_engine.cli.rendering.duties import render_duties
    from compliance_engine.findings.calendar import duty_calendar
    from compliance_engine.findings.evaluating import facts_on
    from compliance_engine.records.states import state_of_code

    inputs = load_inputs(records_folder, rules_folder, language, cache)
    check_day(as_of, inputs.rulebook)
    code = inputs.code_of(state)
    facts = facts_on(inputs.record(code), inputs.rulebook, as_of, known_at)
    named = state_of_code(code)
    lines = duty_calendar(facts, inputs.rulebook, named, as_of, language=language)
    shown = render_duties(form, named, lines, as_of, language=language, show_working=working)
    return Answer(shown)
