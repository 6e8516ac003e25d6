"""``compliance-engine letters list``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cli import letters_options, offers, options
from compliance_engine.errors import UsageError
from compliance_engine.letters.model import Step

if TYPE_CHECKING:
    from compliance_engine.letters.register.letter import Letter


@click.command(name="list")
@options.states
@click.option(
    "--step",
    "steps",
    type=click.Choice([str(step) for step in Step]),
    multiple=True,
    help="Only letters that have come so far. Repeatable.",
)
@click.option(
    "--matter",
    type=offers.RULE_OR_FINDING,
    metavar="TEXT",
    help="Only letters about this: a rule, a finding, or a part of its id such as 2019.",
)
@click.option(
    "--since", type=options.DayType(), help="Only letters with which something was done since then."
)
@letters_options.store
@options.rules_folder
@options.formats("table", "json", "csv", "markdown")
@options.language
def list_(
    *,
    state_names: tuple[str, ...],
    steps: tuple[str, ...],
    matter: str | None,
    since: date | None,
    store_name: str | None,
    rules_folder: Path,
    form: str,
    language: str,
) -> None:
    """Who was written to, and who answered.

    Every letter with what it is about, how far it has come, and how long an answer is awaited.
    """
    from compliance_engine.cli.rendering.letters import render_letters
    from compliance_engine.letters.register.copies import copies_in, edited_since_approval
    from compliance_engine.letters.register.reading import all_letters
    from compliance_engine.records.states import UnknownStateError, find_state
    from compliance_engine.rulebook.loading import load_rulebook

    try:
        codes = {find_state(name).code for name in state_names}
    except UnknownStateError as error:
        raise UsageError(f"{error}. {error.remedy}") from error
    with letters_options.reading(store_name) as connection:
        found = all_letters(connection)
        copies = copies_in(connection)
        letters_options.tell_not_written(connection)
    edited = {one.reference for one in found if edited_since_approval(copies, one)}
    chosen = [
        one
        for one in found
        if (not codes or one.state in codes)
        and (not steps or one.step in steps)
        and (matter is None or any(matter.casefold() in each.casefold() for each in one.matters))
        and (since is None or _last_day(one) >= since)
    ]
    rulebook = load_rulebook(rules_folder)
    page = render_letters(form, chosen, rulebook, options.today(), edited=edited, language=language)
    click.echo(page, nl=False)


def _last_day(letter: Letter) -> date:
    return max(max(step.at.date(), step.day or date.min) for step in letter.steps)
