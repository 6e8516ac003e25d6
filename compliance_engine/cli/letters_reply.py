"""``compliance-engine letters reply ID``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import letters_options, offers, options


@click.command()
@click.argument("reference", type=offers.LETTER, metavar="ID")
@click.option("--on", "day", type=options.DayType(), required=True, help="The day it is dated.")
@click.option("--summary", required=True, help="What it says, in a sentence.")
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The answer itself, which is kept.",
)
@letters_options.by
@letters_options.store
@options.rules_folder
@options.language
def reply(
    *,
    reference: str,
    day: date,
    summary: str,
    file: Path | None,
    by: str,
    store_name: str | None,
    rules_folder: Path,
    language: str,
) -> None:
    """Record an answer to a letter.

    Prints what may be added to the record of the State. Nothing is added by itself: a person who
    has read the answer decides.
    """
    from compliance_engine.findings.language.written import written_day
    from compliance_engine.letters.register import acting
    from compliance_engine.letters.register.reading import BEGIN, letter_named
    from compliance_engine.letters.register.suggesting import suggested
    from compliance_engine.phrases.phrases import Phrases
    from compliance_engine.records.states import state_of_code
    from compliance_engine.rulebook.loading import load_rulebook

    said = letters_options.sentence("summary", summary)
    signed = letters_options.signed(by)
    content = letters_options.content_of(file) if file is not None else None
    store = letters_options.register_in(store_name)
    rulebook = load_rulebook(rules_folder)
    with store.reading(BEGIN) as connection:
        seen = letter_named(connection, reference)
    with store.writing() as connection:
        letter = acting.answer(connection, seen, acting.Answer(day, said, content), signed)
    phrases, english = Phrases("register", language), Phrases("register", "en")
    state = state_of_code(letter.state).names[language]
    on = written_day(day, language)
    click.echo(phrases("answered told", letter=letter.reference, state=state, day=on))
    title = english(
        "answer as source",
        letter=letter.reference,
        state=state_of_code(letter.state).name,
        day=written_day(day),
    )
    intro = phrases("suggestion", file=f"{letter.state}.yaml")
    click.echo(f"\n{suggested(letter, day, rulebook, title, intro)}", nl=False)
