"""``compliance-engine forecast``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_engine.cache.entries import Cache, cache_folder
from compliance_engine.cli import options
from compliance_engine.cli.answers import Answer, answered
from compliance_engine.cli.crashes import crashes_told
from compliance_engine.cli.filters import Filters, filters
from compliance_engine.documents.files import write_bytes
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs
    from compliance_engine.cli.rendering.forecast import ShownForecast
    from compliance_engine.findings.forecast import Coming
    from compliance_engine.inference.engine import EngineChoice


@click.command()
@options.folders
@click.option(
    "--until",
    type=options.DayType(),
    help="The last day looked at.  [default: a year after the day of the check]",
)
@options.letters
@options.dates
@options.states
@filters("region", "article", "rule")
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.engine
@options.cached
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what falls due to this calendar file, for Outlook and others, instead.",
)
def forecast(*, ics: Path | None, form: str, no_cache: bool, **asked: Any) -> None:
    """What is coming, day by day.

    Dates that fall due, matters that will not be known unless the records tell, findings that
    begin or end, and changes of standing, after the day of the check and as the records stand.
    """
    if ics is None:
        _listed(form=form, no_cache=no_cache, **asked)
        return
    from compliance_engine.cli.rendering.calendar import calendar_of

    with crashes_told():
        shown, inputs = _looked_ahead(cache=Cache(None if no_cache else cache_folder()), **asked)
    calendar = calendar_of(shown, inputs.rulebook, asked["language"])
    write_bytes(ics, calendar)
    number = calendar.count(b"BEGIN:VEVENT")
    click.echo(f"{number} {'event' if number == 1 else 'events'} written to {ics}.")


@answered
def _listed(*, form: str, language: str, engine_choice: EngineChoice, **asked: Any) -> Answer:
    from compliance_engine.cli.rendering.forecast import render_forecast

    shown, inputs = _looked_ahead(language=language, engine_choice=engine_choice, **asked)
    return Answer(render_forecast(form, shown, inputs, engine_choice, language=language))


def _looked_ahead(
    *,
    records_folder: Path,
    rules_folder: Path,
    until: date | None,
    as_of: date,
    known_at: date | None,
    letters_store: str | None,
    state_names: tuple[str, ...],
    rule: str | None,
    article: str | None,
    region: str | None,
    language: str,
    engine_choice: EngineChoice,
    cache: Cache,
) -> tuple[ShownForecast, Inputs]:
    """What comes for the States chosen, and what it was made from."""
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.cli.rendering.forecast import ShownForecast
    from compliance_engine.dates.counting import Rounding, add_years
    from compliance_engine.findings.forecast import forecast_of
    from compliance_engine.inference.engine import Engine

    letters = KnownLetters.in_store(letters_store)
    inputs = open_inputs(records_folder, rules_folder, language, cache, letters=letters)
    check_day(as_of, inputs.rulebook)
    last = until or min(add_years(as_of, 1, Rounding.EARLIER), options.LAST_DAY)
    if last <= as_of:
        raise UsageError(f"--until {last} does not come after {as_of}, the day of the check")
    wanted = Filters(
        rule=inputs.rule(rule).id if rule else None,
        article=inputs.article(article) if article else None,
        region=region,
    )
    with Engine(inputs.rulebook, engine_choice) as engine:

        def of_state(code: str) -> tuple[Coming, ...]:
            record = inputs.record(code)
            found = forecast_of(record, inputs.rulebook, engine, as_of, last, known_at=known_at)
            return wanted.of_coming(found)

        made = inputs.of_each(inputs.chosen(state_names), of_state)
        coming = [one for of_one in made for one in of_one]
    return ShownForecast(as_of, last, known_at, coming), inputs
