"""``compliance-engine brief [MEETING]``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.crashes import crashes_told
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.inference.engine import EngineChoice
    from compliance_engine.reports.brief.session import Letter, Session, StateSeen
    from compliance_engine.rulebook.model import Rulebook

ENDINGS = {".docx": "docx", ".html": "html", ".htm": "html", ".md": "markdown"}
"""The form that the ending of a file's name asks for."""


@click.command()
@click.argument("meeting", type=offers.MEETING, required=False)
@options.folders
@options.judgements
@click.option(
    "--on",
    type=options.DayType(),
    help="The day whose law and events count.  [default: the first day of the meeting if it has "
    "begun, else today, UTC]",
)
@click.option(
    "--known-at", type=options.DayType(), help="Count only statements that were known by this day."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("docx", "html", "markdown")),
    help="[default: as the ending of FILE asks for, else markdown]",
)
@options.language
@options.letters
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it. A docx needs a file; other forms are printed without one.",
)
@options.engine
def brief(
    *,
    meeting: str | None,
    records_folder: Path,
    rules_folder: Path,
    judgements_folder: Path | None,
    on: date | None,
    known_at: date | None,
    form: str | None,
    language: str,
    letters_store: str | None,
    out: Path | None,
    engine_choice: EngineChoice,
) -> None:
    """The pack for a session of the Committee.

    What is known of reporting, national measures and open matters; who may be invited to speak;
    who can help with what; what changed since the last session and what falls due before the next;
    and what is not known. Each figure has a note with its States and its rule.

    MEETING is a meeting of the calendar, such as 19MSP; without it, the pack is for a day. The pack
    of a past meeting gives what was true then.
    """
    from compliance_engine.documents.files import write_bytes
    from compliance_engine.reports.brief.rendering.html import html_of
    from compliance_engine.reports.brief.rendering.markdown import markdown_of
    from compliance_engine.reports.brief.rendering.word import word_of
    from compliance_engine.reports.brief.writing import brief_of

    chosen = form or ENDINGS.get(out.suffix.lower() if out else "", "markdown")
    if chosen == "docx" and out is None:
        raise UsageError("a docx cannot be printed: give a file with --out FILE")
    with crashes_told():
        session = _session(
            meeting,
            on,
            known_at,
            records_folder=records_folder,
            rules_folder=rules_folder,
            judgements_folder=judgements_folder,
            language=language,
            letters_store=letters_store,
            engine_choice=engine_choice,
        )
    pack = brief_of(session, language)
    match chosen:
        case "docx":
            made = word_of(pack)
        case "html":
            made = html_of(pack).encode()
        case _:
            made = markdown_of(pack).encode()
    if out is None:
        click.echo(made, nl=False)
    else:
        write_bytes(out, made)


def _session(
    name: str | None,
    on: date | None,
    known_at: date | None,
    *,
    records_folder: Path,
    rules_folder: Path,
    judgements_folder: Path | None,
    language: str,
    letters_store: str | None,
    engine_choice: EngineChoice,
) -> Session:
    """Every State as it is seen for the session, with its bar of progress on stderr."""
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.inference.engine import Engine
    from compliance_engine.reports.brief.occasions import occasion_of
    from compliance_engine.reports.brief.session import Session, questions_on, see
    from compliance_engine.reports.brief.setting import read_setting

    known = KnownLetters.in_store(letters_store)
    inputs = open_inputs(
        records_folder,
        rules_folder,
        language,
        judgements_folder=judgements_folder,
        letters=known,
    )
    rulebook = inputs.rulebook
    setting = read_setting(rules_folder, rulebook, language)
    occasion = occasion_of(name, on, options.today(), rulebook.meetings)
    check_day(occasion.as_of, rulebook)
    questions = questions_on(rulebook, occasion.as_of)
    with Engine(rulebook, engine_choice, questions) as engine:

        def seen(code: str) -> StateSeen:
            return see(inputs.record(code), rulebook, engine, occasion, known_at)

        codes = inputs.chosen(())
        states = tuple(inputs.of_each(codes, seen))
    judgements = inputs.judgements_on(codes)
    records = inputs.folder.sha256
    letters = _sent(known, rulebook, language) if letters_store is not None else None
    return Session(occasion, known_at, rulebook, setting, states, records, judgements, letters)


def _sent(known: KnownLetters, rulebook: Rulebook, language: str) -> tuple[Letter, ...]:
    """The letters that were sent, each with what it is about in words."""
    from compliance_engine.letters.register.matters import in_words
    from compliance_engine.reports.brief.session import Letter

    return tuple(
        Letter(
            code,
            one.sent.last,
            "; ".join(in_words([f"{code}/{each}" for each in one.matters], rulebook, language)),
            one.answered.first if one.answered else None,
        )
        for code, known_of in known.by_state.items()
        for one in known_of.letters
    )
