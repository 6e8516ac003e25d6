"""``compliance-engine letters close ID`` and ``discard ID``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from compliance_engine.cli import letters_options, offers, options

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from compliance_engine.letters.register.adding import Signed
    from compliance_engine.letters.register.letter import Letter

    End = Callable[[Connection, Letter, str, Signed], Letter]


@click.command()
@click.argument("reference", type=offers.LETTER, metavar="ID")
@click.option("--reason", default="", help="Why, in a sentence.")
@letters_options.by
@letters_options.store
@options.language
def close(*, reference: str, reason: str, by: str, store_name: str | None, language: str) -> None:
    """Close a letter that was sent.

    Nothing more is awaited on it: no reminder falls due.
    """
    from compliance_engine.letters.register import acting

    signed = letters_options.signed(by)
    letter = _ended(reference, acting.close, " ".join(reason.split()), signed, store_name)
    _tell("closed told", letter, language)


@click.command()
@click.argument("reference", type=offers.LETTER, metavar="ID")
@click.option("--reason", required=True, help="Why, in a sentence.")
@letters_options.by
@letters_options.store
@options.language
def discard(*, reference: str, reason: str, by: str, store_name: str | None, language: str) -> None:
    """Discard one that is not sent.

    Its number is not used again, and what it said is kept.
    """
    from compliance_engine.letters.register import acting

    why = letters_options.sentence("reason", reason)
    signed = letters_options.signed(by)
    letter = _ended(reference, acting.discard, why, signed, store_name)
    _tell("discarded told", letter, language)


def _ended(reference: str, end: End, reason: str, signed: Signed, store_name: str | None) -> Letter:
    from compliance_engine.letters.register.reading import BEGIN, letter_named

    store = letters_options.register_in(store_name)
    with store.reading(BEGIN) as connection:
        seen = letter_named(connection, reference)
    with store.writing() as connection:
        return end(connection, seen, reason, signed)


def _tell(phrase: str, letter: Letter, language: str) -> None:
    from compliance_engine.phrases.phrases import Phrases
    from compliance_engine.records.states import state_of_code

    state = state_of_code(letter.state).names[language]
    click.echo(Phrases("register", language)(phrase, letter=letter.reference, state=state))
