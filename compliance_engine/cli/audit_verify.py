"""``compliance-engine audit verify``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compliance_engine.cli import audit_options, options

if TYPE_CHECKING:
    from compliance_engine.letters.register.verifying import VerifiedRegister


@click.command()
@audit_options.store
@click.option(
    "--seal",
    "expected",
    metavar="SHA256",
    help="A seal noted down earlier: it must still be that of one of the runs, or of one of the "
    "steps with letters. Only so can it be seen that the last ones were removed, or all of them "
    "written anew.",
)
@options.formats("table", "json")
@options.language
def verify(*, store_name: str | None, expected: str | None, form: str, language: str) -> None:
    """Whether the store is as written.

    Works out again every digest of every row, from the first run on, and of the register of
    letters, with the letters that each run saw. The first row that was altered, removed or put in
    is named; the exit code is then 3.
    """
    from compliance_engine.audit.letters_kept import letters_seen
    from compliance_engine.audit.reading import last_run
    from compliance_engine.audit.verifying import Broken, verify
    from compliance_engine.cli.rendering.layout import json_text
    from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
    from compliance_engine.letters.register.chain import BrokenRegister
    from compliance_engine.letters.register.verifying import check_seen, verify_register
    from compliance_engine.phrases.phrases import Phrases
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store
    from compliance_engine.store.schema import BEGIN

    location = location_of(store_name)
    with Store(location).reading() as connection:
        try:
            letters = verify_register(connection)
            if last_run(connection) is None and not letters.steps:
                raise UsageError(f"{location.shown} holds no run yet. {BEGIN}")
            found = verify(connection, None if expected in letters.seals else expected)
            for run, state, written in letters_seen(connection):
                check_seen(connection, state, written, f"run {run}")
        except (Broken, BrokenRegister) as error:
            remedy = "Do not rely on what the store tells. Compare it with a copy made before."
            place = Place(location.shown)
            raise InvalidInputError([Problem(place, str(error), remedy)]) from error
    if form == "json":
        told = {"schema": "compliance-engine/audit-verify/1", **vars(found)}
        if letters.steps:
            told["register"] = letters.told
        click.echo(json_text(told), nl=False)
        return
    phrases = Phrases("audit", language)
    if letters.steps:
        click.echo(_of_register(letters, language))
    if not found.runs:
        return
    said = phrases(
        "verified",
        runs=phrases.counted("runs", found.runs),
        transitions=phrases.number(found.transitions),
        files=phrases.number(found.files),
        messages=phrases.number(found.messages),
        contents=phrases.number(found.contents),
        seal=found.seal,
    )
    click.echo(said)


def _of_register(found: VerifiedRegister, language: str) -> str:
    from compliance_engine.phrases.phrases import Phrases

    phrases = Phrases("register", language)
    return phrases(
        "verified",
        letters=phrases.counted("letters", found.letters),
        steps=phrases.number(found.steps),
        files=phrases.number(found.files),
        seal=found.seal,
    )
