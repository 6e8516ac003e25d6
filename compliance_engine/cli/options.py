"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from compliance_engine.cli import offers
from compliance_engine.dates.partial import PartialDateError, parse_day
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.shipped import shipped

F = TypeVar("F", bound=Callable[..., Any])

LAST_DAY = date(2199, 12, 31)
MADE = date(2026, 11, 30)
"""The day on which this version, with its records, was made."""


class DayType(click.ParamType[date]):
    """A calendar day, ``2021-06-24``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails for what is not a day, or lies beyond `LAST_DAY`."""
        if isinstance(value, date):
            return value
        try:
            day = parse_day(str(value))
        except PartialDateError:
            self.fail(f"{value!r} is not a day of the calendar: write it as 2021-06-24", param, ctx)
        if day > LAST_DAY:
            self.fail(f"{day} is too far ahead; the last day is {LAST_DAY}", param, ctx)
        return day


def today() -> date:
    """The current day, UTC."""
    return now().date()


def day_of_records() -> date:
    """The last day of which a record can tell: today, or the day on which this version was made.

    So a clock that is behind, of a machine or of a night that is rehearsed, makes nothing that the
    records shipped tell a thing to come.
    """
    return max(today(), MADE)


def now() -> datetime:
    """The current second, UTC. The only place where the clock is read."""
    return datetime.now(UTC).replace(microsecond=0)


def rules_folder(command: F) -> F:
    """``--rules``, which defaults to the rulebook that comes with the package."""
    return click.option(
        "--rules",
        "rules_folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: shipped("rules") / "apmbc",
        help="The folder of the rulebook.  [default: the one shipped]",
    )(command)


def folders(command: F) -> F:
    """``--records`` and ``--rules``, which default to those that come with the package."""
    return click.option(
        "--records",
        "records_folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: shipped("states"),
        help="The folder with one record a State.  [default: those shipped]",
    )(rules_folder(command))


def judgements(command: F) -> F:
    """``--judgements``, by default a folder within that of the records."""
    return click.option(
        "--judgements",
        "judgements_folder",
        type=click.Path(path_type=Path, file_okay=False),
        help="The folder with the judgements on findings, one file a State.  "
        "[default: judgements, in the folder of records]",
    )(command)


def letters(command: F) -> F:
    """``--letters``, without which letters are no facts."""
    return click.option(
        "--letters",
        "letters_store",
        metavar="PATH|URL",
        help="The store with the register of letters: those sent, and the answers to them, are "
        "then known too.  [default: none]",
    )(command)


def store(of: str) -> Callable[[F], F]:
    """``--store``; `of` says what is kept there, with its verb."""
    return click.option(
        "--store",
        "store_name",
        metavar="PATH|URL",
        help=f"Where {of} kept: a file, or postgresql://…  [default: the environment's "
        "COMPLIANCE_ENGINE_STORE, or a file in this user's data folder]",
    )


def new_store(command: F) -> F:
    """``--new-store``."""
    return click.option(
        "--new-store",
        is_flag=True,
        help="Begin a new store where one was known before and is gone, emptied or damaged. What "
        "is left of that one is kept in a folder beside it.",
    )(command)


def dates(command: F) -> F:
    """``--as-of`` and ``--known-at``."""
    command = click.option(
        "--known-at", type=DayType(), help="Count only statements that were known by this day."
    )(command)
    return click.option(
        "--as-of",
        type=DayType(),
        default=today,
        help="The day whose law and events count.  [default: today, UTC]",
    )(command)


def weighed(command: F) -> F:
    """``--as-of`` and ``--turns``, of a command that writes records."""
    command = click.option(
        "--turns",
        type=click.IntRange(min=0),
        metavar="NUMBER",
        help="That so many duties are meant to become outstanding by it: asked for from 5 on, or "
        "where they are those of 2 % of the States.",
    )(command)
    return click.option(
        "--as-of",
        type=DayType(),
        default=today,
        help="The day for which it is shown what changes in findings.  [default: today, UTC]",
    )(command)


def formats(*names: str) -> Callable[[F], F]:
    """``--format``, with the first of the names as its default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True
    )


def language(command: F) -> F:
    """``--lang``, English by default."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=LANGUAGES[0],
        show_default=True,
        help="The language of what people read.",
    )(command)


def cached(command: F) -> F:
    """``--no-cache``."""
    return click.option(
        "--no-cache",
        is_flag=True,
        help="Work everything out anew, and keep nothing of it for the next time.",
    )(command)


def engine(command: F) -> F:
    """``--engine``."""
    return click.option(
        "--engine",
        "engine_choice",
        type=click.Choice(("both", "auto", "rete", "plain")),
        default="both",
        show_default=True,
        help="Which evaluator runs; with both, they must agree. auto is both, but goes on with "
        "plain alone, and says so, if the process of rete dies.",
    )(command)


def states(command: F) -> F:
    """``--state``, repeatable."""
    return click.option(
        "--state",
        "state_names",
        type=offers.STATE,
        multiple=True,
        metavar="STATE",
        help="Only this State: its three-letter code or its name. Repeatable.",
    )(command)
