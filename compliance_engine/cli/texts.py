"""The texts of options and arguments: what no text may hold is refused before a command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from compliance_engine.documents.text import canonical, composed, refusal, shown


class TextType(click.ParamType[str]):
    """A text of one or more lines."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, composed. Fails, with the place, for one that no record may hold."""
        text = str(value)
        if what := refusal(text):
            self.fail(f"{shown(text)!r}: {what}", param, ctx)
        return composed(text)


class NameType(TextType):
    """A text that names something."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name by which it is found. Fails for one that no record may hold."""
        return canonical(super().convert(value, param, ctx))


class ChoiceType(click.Choice[Any]):
    """One of some words, in any white space and form of Unicode."""

    def normalize_choice(self, choice: Any, ctx: click.Context | None) -> str:
        """The word by which it is compared."""
        return canonical(super().normalize_choice(choice, ctx))


TEXT = TextType()


def with_texts_checked(command: click.Command) -> click.Command:
    """The command, whose options and arguments that are any text are a `TextType`.

    Those that are one of some words are a `ChoiceType`.
    """
    for param in command.params:
        if isinstance(param.type, click.types.StringParamType):
            param.type = TEXT
        elif type(param.type) is click.Choice:
            kept = param.type
            param.type = ChoiceType(kept.choices, case_sensitive=kept.case_sensitive)
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
