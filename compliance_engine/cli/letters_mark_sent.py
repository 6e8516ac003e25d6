"""``compliance-engine letters mark-sent ID``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cli import letters_options, offers, options
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from compliance_engine.letters.register.letter import Letter


@click.command()
@click.argument("reference", type=offers.LETTER, metavar="ID")
@click.option("--on", "day", type=options.DayType(), required=True, help="The day it was sent.")
@click.option("--via", required=True, help="How: by note verbale, by e-mail, by hand at a meeting.")
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The file that was sent.  [default: the approved letter where it was written]",
)
@letters_options.answer_within("what was chosen with the draft, or what the rulebook says")
@letters_options.by
@letters_options.store
@options.rules_folder
@options.language
def mark_sent(
    *,
    reference: str,
    day: date,
    via: str,
    file: Path | None,
    answer_within: int | None,
    by: str,
    store_name: str | None,
    rules_folder: Path,
    language: str,
) -> None:
    """Record how it was sent.

    People send letters, the program never does. Only the file that was approved can have been sent:
    one that differs from it in a byte has to be approved again first.
    """
    from compliance_engine.findings.language.written import written_day
    from compliance_engine.letters.register import acting
    from compliance_engine.letters.register.reading import BEGIN, letter_named
    from compliance_engine.phrases.phrases import Phrases
    from compliance_engine.records.states import state_of_code
    from compliance_engine.rulebook.loading import load_rulebook

    how = letters_options.sentence("via", via)
    signed = letters_options.signed(by)
    store = letters_options.register_in(store_name)
    rulebook = load_rulebook(rules_folder)
    with store.reading(BEGIN) as connection:
        seen = letter_named(connection, reference)
        _check_files(connection, seen, file)
    with store.writing() as connection:
        letter = acting.mark_sent(connection, seen, day, how, signed, answer_within=answer_within)
    phrases = Phrases("register", language)
    state = state_of_code(letter.state).names[language]
    said = written_day(day, language)
    click.echo(phrases("sent told", letter=letter.reference, state=state, day=said, via=how))
    awaited = letter.awaited(rulebook.answer_within)
    if awaited is not None:
        until = written_day(awaited.until, language)
        click.echo(phrases.counted("awaited told", awaited.days, until=until))


def _check_files(connection: Connection, seen: Letter, file: Path | None) -> None:
    """Raises UsageError unless what was sent is what was approved."""
    from compliance_engine.letters.register.acting import check_sendable, check_unedited
    from compliance_engine.letters.register.chain import APPROVED
    from compliance_engine.letters.register.copies import (
        copies_in,
        edited_since_approval,
        path_of,
    )

    if file is not None:
        check_sendable(seen, letters_options.content_of(file), str(file))
        return
    copies = copies_in(connection)
    check_unedited(seen, edited_since_approval(copies, seen))
    approved = path_of(copies, seen, APPROVED)
    if approved is None or not approved.exists():
        where = f"is not at {approved}" if approved is not None else "is nowhere on record"
        raise UsageError(
            f"the approved file of letter {seen.reference} {where}: name the file that was sent "
            "with --file, so that it can be compared with what was approved"
        )
    check_sendable(seen, letters_options.content_of(approved), str(approved))
