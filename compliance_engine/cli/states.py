"""``compliance-engine states``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import options
from compliance_engine.cli.answers import Answer, answered


@click.command()
@options.folders
@options.dates
@options.states
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.cached
@answered
def states(
    *,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    state_names: tuple[str, ...],
    form: str,
    language: str,
    cache: Cache,
) -> Answer:
    """Every State and its membership.

    Its standing on the day: since when, until when, and by which article. Below them, how many
    States Parties it would take to convene a Special Meeting, counted from all the records.
    """
    from compliance_engine.cli.opening import check_day, load_inputs
    from compliance_engine.cli.rendering.states import render_states
    from compliance_engine.findings.standing import standings
    from compliance_engine.findings.thresholds import special_meeting

    inputs = load_inputs(records_folder, rules_folder, language, cache)
    check_day(as_of, inputs.rulebook)
    everyone = standings(inputs.by_state, inputs.rulebook, as_of, known_at, language=language)
    chosen = inputs.chosen(state_names)
    listed = [one for one in everyone if one.state.code in chosen]
    convening = special_meeting(everyone, inputs.rulebook, as_of, language)
    shown = render_states(form, listed, as_of, language=language, convening=convening)
    return Answer(shown)
