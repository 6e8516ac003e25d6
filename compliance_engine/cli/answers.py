"""What commands answer, and answers kept from earlier runs.

A command that only reads is a function of its options, the files of records and rules, this
program, and the terminal that it writes for. Where none of these has changed since it was last
asked, its answer is taken from the cache.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from compliance_engine.cache.entries import Cache, cache_folder
from compliance_engine.cache.naming import digest_of, digest_of_files, digest_of_program
from compliance_engine.cli.crashes import crashes_told
from compliance_engine.cli.terminal import takes_escapes

_FOLDERS = ("records_folder", "rules_folder", "judgements_folder")
"""Of these the content counts, not the name; judgements are by default among the records."""

_READ = (".yaml", ".yml")
_ENCODING = "utf-8"


@dataclass(frozen=True)
class Answer:
    """What a command prints, and the exit code with which it leaves."""

    page: str
    code: int = 0


def answered(command: Callable[..., Answer]) -> Callable[..., None]:
    """A command that prints its answer, the one from the cache if there is one.

    The command is also given the `cache`; with ``--no-cache`` nothing is found in it or kept.
    """

    @wraps(command)
    def answering(*, no_cache: bool, **options: Any) -> None:
        cache = Cache(None if no_cache else cache_folder())
        name = _name(options) if cache.keeps else None
        answer = _kept(cache, name)
        if answer is None:
            with crashes_told() as crashes:
                answer = command(cache=cache, **options)
            if name is not None and name == _name(options) and not crashes:
                cache.put(name, f"{answer.code}\n{answer.page}".encode(_ENCODING))
        click.echo(answer.page, nl=False)
        if answer.code:
            sys.exit(answer.code)

    return answering


def _name(options: Mapping[str, Any]) -> str | None:
    """The name of the answer; None where what it depends on cannot be read, or is in a store."""
    if options.get("letters_store") is not None:
        return None
    try:
        files = [
            digest_of_files(folder, _READ)
            for one in _FOLDERS
            if (folder := options.get(one)) is not None
        ]
    except OSError:
        return None
    others = sorted((one, repr(value)) for one, value in options.items() if one not in _FOLDERS)
    return digest_of(
        "answer",
        digest_of_program(),
        click.get_current_context().command_path,
        *files,
        *(part for option in others for part in option),
        *_terminal(),
    )


def _terminal() -> tuple[str, ...]:
    """What a page depends on of the terminal that it is for."""
    if not sys.stdout.isatty():
        return ()
    return (str(shutil.get_terminal_size().columns), str(takes_escapes(sys.stdout)))


def _kept(cache: Cache, name: str | None) -> Answer | None:
    content = cache.get(name) if name is not None else None
    if content is None:
        return None
    code, _, page = content.decode(_ENCODING).partition("\n")
    return Answer(page, int(code))
