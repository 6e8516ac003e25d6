"""``compliance-engine audit replay RUN``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from compliance_engine import __version__
from compliance_engine.cli import audit_options, offers, options
from compliance_engine.shipped import shipped

if TYPE_CHECKING:
    from compliance_engine.inference.engine import EngineChoice

DIFFERS = 1


@click.command()
@click.argument("run", type=offers.RUN)
@audit_options.store
@click.option(
    "--rules",
    "rules_folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another rulebook than the one that the run saw.",
)
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.engine
def replay(
    *,
    run: str,
    store_name: str | None,
    rules_folder: Path | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
) -> None:
    """Evaluate what a run saw once more.

    The files and letters that it saw are taken from the store. The same must be found, byte for
    byte; if it is not, what differs is listed, and the exit code is 1.

    RUN is the number of a run, "last", a day (the last run as of that day or before), or a
    meeting such as 18MSP (of its first day).
    """
    from compliance_engine.audit.reading import items_after, runs_in, seen_files
    from compliance_engine.audit.replaying import replayed
    from compliance_engine.cli.audit_choosing import run_named
    from compliance_engine.cli.audit_night import night_seen
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import open_inputs
    from compliance_engine.cli.rendering.audit_replay import render_replay
    from compliance_engine.inference.engine import Engine
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    with runs_in(Store(location_of(store_name))) as connection:
        chosen = run_named(run, connection, rules_folder or shipped("rules") / "apmbc")
        seen = seen_files(connection, chosen.number)
        items = items_after(connection, chosen.number)
    with TemporaryDirectory(prefix="compliance-engine-") as folder:
        of = seen.written_to(Path(folder))
        inputs = open_inputs(
            of.records,
            rules_folder or of.rules,
            judgements_folder=of.judgements,
            letters=KnownLetters.kept(seen.letters),
        )
        with Engine(inputs.rulebook, engine_choice) as engine:
            night = night_seen(inputs, engine, chosen.as_of)
        found = replayed(chosen, items, night, inputs.rulebook, __version__)
    click.echo(render_replay(form, found, language=language), nl=False)
    if not found.same:
        sys.exit(DIFFERS)
