"""The texts of options and arguments: what no text may hold is refused before a command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from compliance_engine.documents.text import refusal, shown


class TextType(click.ParamType[str]):
    """A text of one or more lines."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is. Fails, with the place, for one that no record may hold."""
        text = str(value)
        if what := refusal(text):
            self.fail(f"{shown(text)!r}: {what}", param, ctx)
        return text


TEXT = TextType()


def with_texts_checked(command: click.Command) -> click.Command:
    """The command, whose options and arguments that are any text are a `TextType`."""
    for param in command.params:
        if isinstance(param.type, click.types.StringParamType):
            param.type = TEXT
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_texts_checked(inner)
    return command


@contextmanager
def errors_shown() -> Iterator[None]:
    """An error about the words of a command repeats them, so that they command no terminal."""
    try:
        yield
    except click.ClickException as error:
        vars(error)["message"] = shown(error.message)
        raise
