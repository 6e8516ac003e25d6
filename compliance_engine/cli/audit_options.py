"""Options and errors that the audit commands share."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any, TypeVar

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.filters import SEVERITIES

F = TypeVar("F", bound=Callable[..., Any])

NEW = "new"
LEVELS = (*SEVERITIES, *(f"{NEW}:{one}" for one in SEVERITIES))

store = options.store("the runs are")
"""``--store``."""


class Seconds(click.FloatRange):
    """A number of seconds that ends."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number. Fails for one that is none, or has no end."""
        seconds = float(super().convert(value, param, ctx))
        if not isfinite(seconds):
            self.fail(f"{value!r} is not a number of seconds", param, ctx)
        return seconds


def wait(command: F) -> F:
    """``--wait``."""
    return click.option(
        "--wait",
        type=Seconds(min=0),
        default=0,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for another run to end.",
    )(command)


AT_MOST = 7200
"""Seconds that a run may take, if nothing else is chosen."""

RUN_VARIABLE = "COMPLIANCE_ENGINE_RUN_SECONDS"


def at_most(command: F) -> F:
    """``--at-most``."""
    return click.option(
        "--at-most",
        type=Seconds(min=1, max=86400),
        default=AT_MOST,
        envvar=RUN_VARIABLE,
        show_default=True,
        metavar="SECONDS",
        help="How long the run may take once it has the store, with its messages; then it ends "
        f"with exit code 5.  [also: the environment's {RUN_VARIABLE}]",
    )(command)


def notify(command: F) -> F:
    """``--notify`` and ``--notify-command``."""
    command = click.option(
        "--notify-command",
        metavar="COMMAND",
        help="Deliver messages by this command, which gets each on its standard input, and not "
        "by the server of e-mail that the environment names.",
    )(command)
    return click.option(
        "--notify",
        "recipients",
        multiple=True,
        metavar="ADDRESS",
        help="Send a message to this address when something changed, and once a week otherwise. "
        "Repeatable.  [default: the environment's COMPLIANCE_ENGINE_NOTIFY, or nobody]",
    )(command)


class Threshold(click.ParamType[tuple[bool, str]]):
    """A severity such as ``medium`` or, for what is new or reopened alone, ``new:medium``."""

    name = "level"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[bool, str]:
        """Whether only what is new counts, and the severity."""
        if isinstance(value, tuple):
            return value
        before, colon, after = str(value).rpartition(":")
        if after not in SEVERITIES or (colon and before != NEW):
            levels = ", ".join(SEVERITIES)
            self.fail(f"{value!r} is none of {levels}, or new: and one of them", param, ctx)
        return bool(colon), after

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The severities, and each of what is new."""
        return offers.words(LEVELS).shell_complete(ctx, param, incomplete)
