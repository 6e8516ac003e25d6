"""``compliance-engine letters draft``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cache.entries import Cache, cache_folder
from compliance_engine.cli import letters_options, offers, options
from compliance_engine.dates.to_come import refuse_day_to_come
from compliance_engine.errors import UsageError
from compliance_engine.suggestions import did_you_mean

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs
    from compliance_engine.letters.drafting.dossier import Dossier
    from compliance_engine.letters.drafting.drafts import Brief, Outcome
    from compliance_engine.letters.model import PastLetter
    from compliance_engine.rulebook.letters.model import Letters
    from compliance_engine.rulebook.model import Rulebook
    from compliance_engine.rulebook.treaty import Meeting

INVALID_INPUT = 3
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
FORMS = ("note-verbale", "letter")
AHEAD = "A draft is registered for good. To see what would be written then: --no-register"


@click.command()
@options.folders
@options.judgements
@options.dates
@click.option(
    "--dated",
    type=options.DayType(),
    help="The day that the letters bear: what has been resolved by then is not written about.  "
    "[default: the day of --as-of]",
)
@options.states
@click.option(
    "--rule", type=offers.RULE, metavar="ID", help="Write only about findings of this rule."
)
@click.option(
    "--family",
    "families",
    type=offers.FAMILY,
    multiple=True,
    metavar="NAME",
    help="Write only what this family of letters says, such as reports-due. Repeatable.",
)
@click.option(
    "--meeting",
    type=offers.MEETING,
    metavar="NAME",
    help="Remind of this meeting too, such as 23MSP.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    help="The language of the letters.  [default: that of each State]",
)
@click.option("--form", type=click.Choice(FORMS), default=FORMS[0], show_default=True)
@click.option(
    "--interval",
    type=click.IntRange(min=0),
    default=60,
    show_default=True,
    metavar="DAYS",
    help="How long a matter rests after a letter was sent on it.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to make, with the letters.  [default: letters-DAY]",
)
@click.option("--preview", is_flag=True, help="Render each letter as PDF too.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("table", "json", "csv")),
    default="table",
    show_default=True,
    help="How the letters drafted are listed.",
)
@click.option(
    "--no-register",
    is_flag=True,
    help="Only try it: the drafts get no reference that counts, and nothing is known of letters "
    "written before.",
)
@letters_options.answer_within(
    f"the environment's {letters_options.DAYS_VARIABLE}, or what the rulebook says",
    envvar=letters_options.DAYS_VARIABLE,
)
@letters_options.by
@letters_options.store
@options.new_store
@options.cached
def draft(
    *,
    records_folder: Path,
    rules_folder: Path,
    judgements_folder: Path | None,
    as_of: date,
    known_at: date | None,
    dated: date | None,
    state_names: tuple[str, ...],
    rule: str | None,
    families: tuple[str, ...],
    meeting: str | None,
    language: str | None,
    form: str,
    interval: int,
    out: Path | None,
    preview: bool,
    shape: str,
    no_register: bool,
    answer_within: int | None,
    by: str,
    store_name: str | None,
    new_store: bool,
    no_cache: bool,
) -> None:
    """Draft letters to States.

    One Word file a State gathers what concerns it, in its working language, with a watermark;
    beside it lies the basis of every sentence, for the file and never for sending. An index in
    Excel and a table for mail merge cover them. A State on which a sentence would have no basis
    gets no letter: the exit code is then 3, after all others were drafted.

    Each draft gets the next reference of its year and is kept in the register, where "letters
    approve" finds it.
    """
    from compliance_engine.cli.letters_registering import Registering
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.cli.rendering.letters_draft import render_drafts
    from compliance_engine.letters.drafting.batch import files_of
    from compliance_engine.letters.drafting.drafts import Brief
    from compliance_engine.letters.drafting.folder import check_free, write_folder
    from compliance_engine.phrases.phrases import LANGUAGES as SPOKEN
    from compliance_engine.rulebook.letters.loading import load_letters

    day = dated or as_of
    if not no_register:
        for option, given in (("--as-of", as_of), ("--dated", day)):
            refuse_day_to_come(option, given, options.today(), AHEAD)
    folder = out or Path(f"letters-{day.isoformat()}")
    check_free(folder)
    cache = Cache(None if no_cache else cache_folder())
    inputs = open_inputs(records_folder, rules_folder, SPOKEN[0], cache, judgements_folder)
    check_day(as_of, inputs.rulebook)
    if day < as_of:
        raise UsageError(f"a letter dated {day} cannot tell what is found as of {as_of}")
    letters = load_letters(rules_folder, inputs.rulebook.kinds)
    brief = Brief(
        day=day,
        form=form,
        language=_spoken(language, letters),
        rule=inputs.rule(rule).id if rule else None,
        families=tuple(_family(name, letters) for name in families),
        meeting=_meeting(meeting, inputs.rulebook, day) if meeting else None,
        interval=timedelta(days=interval),
    )
    asked = _Asked(rules_folder, inputs.chosen(state_names), as_of, known_at)
    register = None
    if not no_register:
        register = Registering.into(store_name, by, day.year, answer_within, new_store=new_store)
    outcomes = tuple(
        _outcomes(inputs, letters, brief, asked)
        if register is None
        else register.counted(
            _outcomes(
                inputs, letters, brief, asked, past=register.past, references=register.reference
            )
        )
    )
    shown_in = language if language in SPOKEN else SPOKEN[0]
    drafted = [one.drafted for one in outcomes if one.drafted is not None]
    if drafted:
        watermark = letters.watermark if preview else None
        files = files_of(outcomes, shown_in, watermark)
        if register is not None:
            register.keep(drafted, folder)
        write_folder(folder, files)
    if register is not None:
        register.finish(folder)
    page = render_drafts(shape, outcomes, folder.name if drafted else None, shown_in)
    click.echo(page, nl=False)
    problems = [problem for one in outcomes for problem in one.problems]
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        sys.exit(INVALID_INPUT)


@dataclass(frozen=True)
class _Asked:
    rules_folder: Path
    codes: tuple[str, ...]
    as_of: date
    known_at: date | None


def _outcomes(
    inputs: Inputs,
    letters: Letters,
    brief: Brief,
    asked: _Asked,
    *,
    past: Sequence[PastLetter] = (),
    references: Callable[[Dossier], str] | None = None,
) -> Iterator[Outcome]:
    """What becomes of each State; `past` are the letters that there were before.

    Each draft takes its reference from `references`, or one that says it is not registered.
    """
    from compliance_engine.letters.drafting.drafts import Draftsman
    from compliance_engine.letters.drafting.stationery import Stationery
    from compliance_engine.rulebook.letters.loading import FOLDER
    from compliance_engine.rulebook.words import load_words

    stationery = Stationery(asked.rules_folder)
    stationery.template(brief.form)
    _ = stationery.basis
    words = (inputs.words, load_words(asked.rules_folder / FOLDER))
    draftsman = Draftsman(inputs.rulebook, letters, stationery, words)
    yield from draftsman.drafts_of(_dossiers(inputs, brief, asked, past), brief, references)


def _dossiers(
    inputs: Inputs, brief: Brief, asked: _Asked, past: Sequence[PastLetter]
) -> Iterator[Dossier]:
    """The dossiers of the States. Both evaluators run: a letter needs that they agree."""
    from compliance_engine.inference.engine import Engine
    from compliance_engine.letters.drafting.dossier import dossier_of

    with Engine(inputs.rulebook, "both") as engine:
        now = {}
        if (asked.as_of, asked.known_at) != (brief.day, None):
            found = inputs.evaluations(asked.codes, engine, brief.day)
            now = {one.state: one for one in found}
        for evaluation in inputs.evaluations(asked.codes, engine, asked.as_of, asked.known_at):
            yield dossier_of(
                evaluation,
                inputs.record(evaluation.state),
                inputs.rulebook,
                asked.as_of,
                asked.known_at,
                judgements=inputs.judgements_on([evaluation.state]),
                past=past,
                now=now.get(evaluation.state),
                day=brief.day,
            )


def _spoken(language: str | None, letters: Letters) -> str | None:
    if language in (None, *letters.languages):
        return language
    raise UsageError(
        f"letters are not there in '{language}' yet: every text in the rulebook's letters/ "
        f"needs it. They are in {', '.join(letters.languages)}"
    )


def _family(name: str, letters: Letters) -> str:
    if name in letters.families:
        return name
    remedy = did_you_mean(name, letters.families, f"Families: {', '.join(letters.families)}.")
    raise UsageError(f"there is no family of letters '{name}'. {remedy}")


def _meeting(name: str, rulebook: Rulebook, day: date) -> Meeting:
    by_name = {one.name: one for one in rulebook.meetings}
    if (found := by_name.get(name)) is None:
        remedy = did_you_mean(name, by_name, f"Meetings: {', '.join(by_name)}.")
        raise UsageError(f"there is no meeting '{name}'. {remedy}")
    if found.closes.last < day:
        raise UsageError(f"{name} is over: a letter dated {day} cannot remind of it")
    return found
