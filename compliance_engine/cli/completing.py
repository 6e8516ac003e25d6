"""Completion in a shell: options that offer what there is, and how that reaches the shell.

A shell asks at every press of a key: what is offered costs little, and where it cannot be found,
nothing is offered and nothing is said.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from io import StringIO
from typing import Any

import click

VARIABLE = "_COMPLIANCE_ENGINE_COMPLETE"
"""What a shell asks for: ``bash_source`` for its script, ``bash_complete`` for what fits."""

_PLAIN_TO_A_SHELL = re.compile(r"([^\w@%+=:,./-])")


@dataclass(frozen=True)
class Offer:
    """A word that a shell may fill in, and what a shell that shows more says of it."""

    value: str
    about: str = ""


Source = Callable[[click.Context, str], Iterable[Offer]]
"""What there is to offer, given what was typed of the command and of the word."""


class Offered(click.ParamType[str]):
    """A text for which a shell offers what begins as it does, in any case."""

    name = "text"

    def __init__(self, *sources: Source) -> None:
        self._sources = sources

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """What begins so, each once; nothing where something is wrong."""
        from click.shell_completion import CompletionItem

        del param
        try:
            offers = {
                offer.value: offer.about
                for source in self._sources
                for offer in source(ctx, incomplete)
                if offer.value.casefold().startswith(incomplete.casefold())
            }
        except Exception:  # noqa: BLE001 - whatever is wrong is told where the command is run
            return []
        return [CompletionItem(value, help=about or None) for value, about in offers.items()]


@contextmanager
def prepared() -> Iterator[None]:
    """Has nothing said on stderr while a shell completes, and words quoted as bash needs it."""
    if not os.environ.get(VARIABLE, "").endswith("_complete"):
        yield
        return
    from click import shell_completion

    class Bash(shell_completion.BashComplete):
        def format_completion(self, item: shell_completion.CompletionItem[Any]) -> str:
            if item.type == "plain" and not _is_quoted():
                item.value = _PLAIN_TO_A_SHELL.sub(r"\\\1", item.value)
            return super().format_completion(item)

    shell_completion.add_completion_class(Bash)
    with redirect_stderr(StringIO()):
        yield


def _is_quoted() -> bool:
    """Whether the word that bash completes begins with a quotation mark."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    place = os.environ.get("COMP_CWORD", "")
    word = words[int(place)] if place.isdecimal() and int(place) < len(words) else ""
    return word.startswith(("'", '"'))
