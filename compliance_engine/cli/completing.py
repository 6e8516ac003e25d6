"""Completion in a shell: options that offer what there is, and how that reaches the shell.

A shell asks at every press of a key: what is offered costs little, and where it cannot be found,
nothing is offered and nothing is said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr
from dataclasses import dataclass
from io import StringIO
from typing import Any

import click

from compliance_engine.cli.texts import NameType
from compliance_engine.documents.text import shown_in_line

VARIABLE = "_COMPLIANCE_ENGINE_COMPLETE"
"""What a shell asks for: ``bash_source`` for its script, ``bash_complete`` for what fits."""

_IN_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local response type value

    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        %(complete_var)s=bash_complete "$1")

    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"

        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        elif [[ $type == 'plain' ]]; then
            if [[ ${COMP_WORDS[COMP_CWORD]} != [\\'\\"]* ]]; then
                printf -v value '%%q' "$value"
            fi
            COMPREPLY+=("$value")
        fi
    done

    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
"""The script of click, but a word with spaces or brackets is quoted, unless it is so already."""


@dataclass(frozen=True)
class Offer:
    """A word that a shell may fill in, and what a shell that shows more says of it.

    One that `fits` stands for what was typed, although it may not begin so.
    """

    value: str
    about: str = ""
    fits: bool = False


Source = Callable[[click.Context, str], Iterable[Offer]]
"""What there is to offer, given what was typed of the command and of the word."""


class Offered(NameType):
    """A name for which a shell offers what begins as it does, in any case."""

    name = "text"

    def __init__(self, *sources: Source) -> None:
        self._sources = sources

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """What begins so, each once; nothing where something is wrong.

        What a terminal or the shell would take for a command is never offered.
        """
        from click.shell_completion import CompletionItem

        del param
        try:
            offers = {
                offer.value: shown_in_line(offer.about)
                for source in self._sources
                for offer in source(ctx, incomplete)
                if (offer.fits or offer.value.casefold().startswith(incomplete.casefold()))
                and offer.value == shown_in_line(offer.value)
            }
        except Exception:  # noqa: BLE001 - whatever is wrong is told where the command is run
            return []
        return [CompletionItem(value, help=about or None) for value, about in offers.items()]


@contextmanager
def prepared() -> Iterator[None]:
    """Has words quoted as bash needs it, and nothing said on stderr while a shell completes."""
    asked = os.environ.get(VARIABLE, "")
    if not asked:
        yield
        return
    from click import shell_completion

    class Bash(shell_completion.BashComplete):
        source_template = _IN_BASH

    shell_completion.add_completion_class(Bash)
    with redirect_stderr(StringIO()) if asked.endswith("_complete") else nullcontext():
        yield
