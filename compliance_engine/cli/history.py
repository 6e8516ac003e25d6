"""``compliance-engine history [STATE]``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import offers, options
from compliance_engine.cli.answers import Answer, answered
from compliance_engine.cli.filters import Filters, filters
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.findings.history import Interval
    from compliance_engine.inference.engine import EngineChoice


@click.command()
@click.argument("state", type=offers.STATE, required=False)
@options.folders
@click.option(
    "--since",
    type=options.DayType(),
    help="The first day looked at.  [default: the treaty's entry into force]",
)
@options.letters
@options.dates
@filters()
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.engine
@options.cached
@answered
def history(
    *,
    state: str | None,
    records_folder: Path,
    rules_folder: Path,
    since: date | None,
    as_of: date,
    known_at: date | None,
    letters_store: str | None,
    rule: str | None,
    verdict: str | None,
    article: str | None,
    severity: str | None,
    region: str | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
    cache: Cache,
) -> Answer:
    """From when until when findings held.

    Every interval of every finding, from entry into force to the day of the check: what a check
    as of any day in between finds, with the records as they are today.

    STATE is a three-letter code or a name; without it, the history of all States is shown.
    """
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.cli.rendering.history import ShownHistory, render_history
    from compliance_engine.findings.history import history_of
    from compliance_engine.inference.engine import Engine

    letters = KnownLetters.in_store(letters_store)
    inputs = open_inputs(records_folder, rules_folder, language, cache, letters=letters)
    first = since or inputs.rulebook.treaty.in_force
    for day in (first, as_of):
        check_day(day, inputs.rulebook)
    if first > as_of:
        raise UsageError(f"--since {first} comes after --as-of {as_of}")
    wanted = Filters(
        inputs.rule(rule).id if rule else None,
        verdict,
        inputs.article(article) if article else None,
        severity,
        region,
    )
    chosen = inputs.chosen((state,) if state else ())
    with Engine(inputs.rulebook, engine_choice) as engine:

        def of_state(code: str) -> tuple[Interval, ...]:
            record = inputs.record(code)
            found = history_of(
                record, inputs.rulebook, engine, as_of, since=first, known_at=known_at
            )
            return wanted.of_intervals(found)

        found = [one for of_one in inputs.of_each(chosen, of_state) for one in of_one]
    shown = ShownHistory(first, as_of, known_at, len(chosen), found)
    return Answer(render_history(form, shown, inputs, engine_choice, language=language))
