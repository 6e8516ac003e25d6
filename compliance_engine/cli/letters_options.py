"""What the commands on the register of letters share."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance_engine.cli import options
from compliance_engine.documents.files import read_bytes
from compliance_engine.errors import UsageError
from compliance_engine.records.waiting import LONGEST

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from compliance_engine.letters.register.adding import Signed
    from compliance_engine.store.opened import Store

F = TypeVar("F", bound=Callable[..., Any])

NAME_VARIABLE = "COMPLIANCE_ENGINE_NAME"
DAYS_VARIABLE = "COMPLIANCE_ENGINE_ANSWER_WITHIN"

LARGEST = 50_000_000
"""Bytes of a file that the register keeps: far more than a letter or an answer has."""

store = options.store("the register is")
"""``--store``."""


def by(command: F) -> F:
    """``--by``, by default whoever is logged in."""
    return click.option(
        "--by",
        envvar=NAME_VARIABLE,
        default=_login,
        help=f"Who does so.  [default: the environment's {NAME_VARIABLE}, or the login name]",
    )(command)


def answer_within(default: str, envvar: str | None = None) -> Callable[[F], F]:
    """``--answer-within``; `default` says what holds without it."""
    return click.option(
        "--answer-within",
        type=click.IntRange(1, LONGEST),
        envvar=envvar,
        metavar="DAYS",
        help="For how many days after it is sent an answer is awaited before a reminder is due.  "
        f"[default: {default}]",
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise click.UsageError("say who does so with --by NAME") from error


def signed(by: str) -> Signed:
    """Who acts, now. Raises UsageError for an empty name."""
    from compliance_engine.letters.register.adding import Signed

    return Signed(sentence("by", by), options.now())


def sentence(option: str, text: str) -> str:
    """What an option says, on one line. Raises UsageError if it says nothing."""
    if not text.strip():
        raise UsageError(f"--{option} is empty: the register tells who did what, and how")
    return " ".join(text.split())


def register_in(store_name: str | None) -> Store:
    """The store. Raises UsageError if there is none, or none of this version."""
    from compliance_engine.letters.register.reading import BEGIN
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    store = Store(location_of(store_name))
    with store.reading(BEGIN):
        return store


@contextmanager
def reading(store_name: str | None) -> Iterator[Connection]:
    """A connection to read the register with. Raises UsageError if there is none."""
    from compliance_engine.letters.register.reading import BEGIN

    with register_in(store_name).reading(BEGIN) as connection:
        yield connection


def put_in_place(store: Store, folder: Path) -> None:
    """Writes the files that were noted for a folder, and says which could not be written."""
    from compliance_engine.letters.register.copies import write_copies

    for one in write_copies(store, folder):
        click.echo(
            f"Note: {one.path} was not written: {one.why}. The register has it: "
            "compliance-engine letters show ID --out FOLDER",
            err=True,
        )


def tell_not_written(connection: Connection, reference: str | None = None) -> None:
    """Says which letters have files that are not known to be there; of one, if it is named."""
    from compliance_engine.letters.register.copies import letters_not_written

    for one in letters_not_written(connection):
        if reference in (None, one):
            click.echo(
                f"Note: files of letter {one} were not written, as a command was stopped or could "
                f"not. The register has them: compliance-engine letters show {one} --out FOLDER",
                err=True,
            )


def note(said: str) -> None:
    """Tells what a person should know, beside the result."""
    click.echo(f"Note: {said}.", err=True)


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises InvalidInputError if it cannot be read, or is too large."""
    return read_bytes(path, str(path), limit=LARGEST)
