"""``compliance-engine audit run``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine import __version__
from compliance_engine.cli import audit_options, offers, options
from compliance_engine.cli.filters import SEVERITIES
from compliance_engine.dates.to_come import refuse_day_to_come
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.audit.files import Folders
    from compliance_engine.audit.outcome import Outcome
    from compliance_engine.cli.audit_journal import Journal
    from compliance_engine.cli.audit_notifying import Notifying
    from compliance_engine.facts.model import Fact
    from compliance_engine.inference.engine import EngineChoice
    from compliance_engine.store.held import HeldStore

THRESHOLD_MET = 1
INVALID_INPUT = 3
NOT_DELIVERED = 5
INTERRUPTED = 130


@click.command()
@options.folders
@click.option(
    "--as-of",
    type=options.DayType(),
    default=options.today,
    help="The day whose law and events count.  [default: today, UTC]",
)
@options.judgements
@click.option(
    "--removed",
    type=offers.STATE,
    multiple=True,
    metavar="STATE",
    help="The record of this State was taken away on purpose: what was found of it ends. Said "
    "once, it is recorded. Repeatable.",
)
@audit_options.store
@options.new_store
@audit_options.wait
@audit_options.at_most
@audit_options.notify
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.engine
@click.option(
    "--fail-on",
    type=audit_options.Threshold(),
    metavar="LEVEL",
    help="Leave with exit code 1 if a finding is at least this severe: low, medium or high; "
    "new:LEVEL counts only those that are new or reopened, or whose waiver is over. What is "
    "waived, or determined not applicable or resolved, does not count.",
)
def run(
    *,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    judgements_folder: Path | None,
    removed: tuple[str, ...],
    store_name: str | None,
    new_store: bool,
    wait: float,
    at_most: float,
    recipients: tuple[str, ...],
    notify_command: str | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
    fail_on: tuple[bool, str] | None,
) -> None:
    """Check, keep, and tell what changed.

    Checks every State, adds the run to the store, and tells what is new, changed or resolved since
    the last run. Letters in the register of the store that were sent, and the answers to them, are
    counted as they are known when the run begins. A State whose record cannot be used keeps its
    last findings: the exit code is then 3, after all others were checked.
    """
    from compliance_engine.audit.files import Folders
    from compliance_engine.cli.audit_journal import Journal
    from compliance_engine.cli.audit_notifying import Notifying
    from compliance_engine.cli.bounds import bounded
    from compliance_engine.cli.judgements import FOLDER
    from compliance_engine.cli.rendering.audit_run import render_run
    from compliance_engine.store.held import taken
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    started = options.now()
    refuse_day_to_come(
        "--as-of",
        as_of,
        started.date(),
        "An audit is kept for good, and no day after its last can be before it. To look ahead: "
        "forecast, or check --as-of",
    )
    notifying = Notifying.of(recipients, notify_command, language)
    journal = Journal(options.now)
    codes = [_code_of(name) for name in removed]
    named = judgements_folder or records_folder / FOLDER
    folders = Folders(records_folder, rules_folder, named)
    store = Store(location_of(store_name))
    with (
        journal.of_run(as_of, store),
        taken(store, started, wait, new=new_store) as held,
        bounded(at_most, store.location.shown),
    ):
        outcome = _made(
            held,
            folders=folders,
            judgements_named=judgements_folder is not None,
            as_of=as_of,
            removed=codes,
            language=language,
            engine_choice=engine_choice,
            started=started,
            notifying=notifying,
            journal=journal,
        )
        not_noted = held.remember()
        delivered = notifying is None or _delivered(notifying, held, journal)
        not_copied = held.back_up(outcome.run.number) or not_noted
    click.echo(render_run(form, outcome, language=language), nl=False)
    if not_copied:
        journal.failure("not copied", f"Note: no copy of the store could be made: {not_copied}.")
    for failure in outcome.run.failures:
        for problem in failure.problems:
            journal.failure(f"{failure.about} cannot be used", problem, state=failure.state)
    code = _exit_code(outcome, delivered, fail_on)
    journal.step("ended", run=outcome.run.number, exit_code=code)
    if code:
        sys.exit(code)


def _made(
    store: HeldStore,
    *,
    folders: Folders,
    judgements_named: bool,
    as_of: date,
    removed: Sequence[str],
    language: str,
    engine_choice: EngineChoice,
    started: datetime,
    notifying: Notifying | None,
    journal: Journal,
) -> Outcome:
    """The run with its messages, evaluated and added to the store."""
    from compliance_engine.audit.files import SeenFiles
    from compliance_engine.audit.removing import check_removed
    from compliance_engine.audit.running import Circumstances, add_night, check_day_of_run
    from compliance_engine.cli.audit_night import night_seen
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.findings.evaluating import facts_on
    from compliance_engine.inference.engine import Engine

    with store.writing() as connection:
        check_day_of_run(connection, as_of, started.date())
        letters = KnownLetters.now(connection)
    seen = SeenFiles.of(folders)
    if removed:
        with store.writing() as connection:
            check_removed(connection, removed, seen)
    inputs = open_inputs(
        folders.records,
        folders.rules,
        language,
        judgements_folder=folders.judgements if judgements_named else None,
        letters=letters,
    )
    check_day(as_of, inputs.rulebook)
    journal.step("read", states=len(inputs.folder.digests), rules=len(inputs.rulebook.rules))
    with Engine(inputs.rulebook, engine_choice) as engine:
        night = night_seen(inputs, engine, as_of)
        used = engine.used
    journal.step("evaluated", items=len(night.items), failures=len(night.failures), engine=used)
    seen.check_unchanged(folders)
    seen = seen.with_letters(letters.written)
    made_with = Circumstances(
        used,
        __version__,
        inputs.rulebook,
        inputs.folder.sha256,
        len(inputs.folder.digests),
        started,
        options.now,
    )

    def facts_of(code: str) -> Sequence[Fact]:
        return facts_on(inputs.record(code), inputs.rulebook, as_of, None)

    with store.writing() as connection:
        outcome = add_night(connection, night, seen, facts_of, made_with, removed=removed)
        messages = notifying.keep(connection, outcome, inputs) if notifying else ()
    journal.stored(outcome, len(messages))
    return outcome


def _delivered(notifying: Notifying, store: HeldStore, journal: Journal) -> bool:
    """Whether all messages that waited are delivered."""
    try:
        return notifying.deliver(store, journal.message)
    except KeyboardInterrupt:
        click.echo("Interrupted: the run is kept, and messages not yet sent wait.", err=True)
        sys.exit(INTERRUPTED)


def _exit_code(outcome: Outcome, delivered: bool, fail_on: tuple[bool, str] | None) -> int:
    if outcome.run.failures:
        return INVALID_INPUT
    if not delivered:
        return NOT_DELIVERED
    return THRESHOLD_MET if fail_on and _reached(outcome, *fail_on) else 0


def _reached(outcome: Outcome, only_new: bool, level: str) -> bool:
    """Whether a finding that asks for follow-up, or newly does, is at least so severe."""
    from compliance_engine.audit.following_up import newly_to_follow_up, to_follow_up

    items = newly_to_follow_up(outcome) if only_new else to_follow_up(outcome)
    levels = SEVERITIES[SEVERITIES.index(level) :]
    return any(one.severity in levels for one in items)


def _code_of(name: str) -> str:
    """The code of a State. Raises UsageError."""
    from compliance_engine.records.states import UnknownStateError, find_state

    try:
        return find_state(name).code
    except UnknownStateError as error:
        raise UsageError(f"--removed: {error}. {error.remedy}") from error
