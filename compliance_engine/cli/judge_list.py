"""``compliance-engine judge list``."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import options
from compliance_engine.cli.answers import Answer, answered

if TYPE_CHECKING:
    from compliance_engine.findings.evaluation import Evaluation
    from compliance_engine.inference.engine import EngineChoice

MOST_DAYS = 36_525
_DAYS = re.compile(r"(\d{1,5})d?")


class DaysType(click.ParamType[int]):
    """A number of days, ``60d``."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """How many. Fails for what is no number of days, or more than a hundred years."""
        found = _DAYS.fullmatch(str(value))
        if found is None or int(found[1]) > MOST_DAYS:
            self.fail(f"{value!r} is not a number of days: write it as 60d", param, ctx)
        return int(found[1])


@click.command(name="list")
@options.folders
@options.judgements
@options.letters
@options.dates
@options.states
@click.option(
    "--expiring",
    type=DaysType(),
    help="Only those in force whose last day is at most so many days ahead: 60d.",
)
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.engine
@options.cached
@answered
def list_(
    *,
    records_folder: Path,
    rules_folder: Path,
    judgements_folder: Path | None,
    letters_store: str | None,
    as_of: date,
    known_at: date | None,
    state_names: tuple[str, ...],
    expiring: int | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
    cache: Cache,
) -> Answer:
    """Every judgement, and where it stands.

    Marked are those that have expired, those on no finding of the day, and those whose finding
    says something else than when it was judged: they are for another look.
    """
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.cli.rendering.judgements import render_judgements
    from compliance_engine.findings.checking import told
    from compliance_engine.findings.remembering import Evaluations
    from compliance_engine.inference.engine import Engine
    from compliance_engine.judgement.applying import apply

    letters = KnownLetters.in_store(letters_store)
    inputs = open_inputs(
        records_folder, rules_folder, language, cache, judgements_folder, letters=letters
    )
    check_day(as_of, inputs.rulebook)
    chosen = inputs.chosen(state_names)
    judged = inputs.states_judged(chosen)
    with Engine(inputs.rulebook, engine_choice) as engine:
        evaluations = Evaluations(inputs.rulebook, engine, cache, known_at)

        def evaluation(code: str) -> Evaluation:
            return evaluations.of(code, inputs.digest(code), partial(inputs.record, code), as_of)

        made = inputs.of_each(judged, evaluation)
        result = told(made, inputs.rulebook, as_of, known_at, language=language)
    applied = apply(result, inputs.judgements_on(judged), as_of)
    lines = applied.lines if expiring is None else applied.expiring(expiring)
    return Answer(render_judgements(form, lines, as_of, language=language))
