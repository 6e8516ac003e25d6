"""``compliance-engine audit verify``."""

from __future__ import annotations

import click

from compliance_engine.cli import audit_options, options


@click.command()
@audit_options.store
@click.option(
    "--seal",
    "expected",
    metavar="SHA256",
    help="A seal noted down earlier: it must still be that of one of the runs. Only so can it be "
    "seen that the last runs were removed, or all of them written anew.",
)
@options.formats("table", "json")
@options.language
def verify(*, store_name: str | None, expected: str | None, form: str, language: str) -> None:
    """Whether the store is as written.

    Works out again every digest of every row, from the first run on. The first row that was
    altered, removed or put in is named; the exit code is then 3.
    """
    from compliance_engine.audit.reading import runs_in
    from compliance_engine.audit.verifying import Broken, verify
    from compliance_engine.cli.rendering.layout import json_text
    from compliance_engine.errors import InvalidInputError, Place, Problem
    from compliance_engine.phrases import Phrases
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    location = location_of(store_name)
    with runs_in(Store(location)) as connection:
        try:
            found = verify(connection, expected)
        except Broken as error:
            remedy = "Do not rely on what the store tells. Compare it with a copy made before."
            place = Place(location.shown)
            raise InvalidInputError([Problem(place, str(error), remedy)]) from error
    if form == "json":
        click.echo(
            json_text({"schema": "compliance-engine/audit-verify/1", **vars(found)}), nl=False
        )
        return
    phrases = Phrases("audit", language)
    said = phrases(
        "verified",
        runs=phrases.counted("runs", found.runs),
        transitions=phrases.number(found.transitions),
        files=phrases.number(found.files),
        contents=phrases.number(found.contents),
        seal=found.seal,
    )
    click.echo(said)
