"""A group that imports a command only when it is run or asked for its own help."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from compliance_engine.cli.texts import errors_shown, with_texts_checked
from compliance_engine.suggestions import did_you_mean


class LazyGroup(click.Group):
    """Commands by name: where each is (``module:attribute``) and its one-line help."""

    def __init__(
        self, *args: Any, commands_by_name: Mapping[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.commands_by_name = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in alphabetical order."""
        del ctx
        return sorted(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        del ctx
        if cmd_name not in self.commands_by_name:
            return None
        module, _, attribute = self.commands_by_name[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return with_texts_checked(command)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As click does; what was typed is repeated so that it commands no terminal."""
        with errors_shown():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; what was typed is repeated so that it commands no terminal."""
        with errors_shown():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a name that is not known."""
        if ctx.resilient_parsing:  # a shell completes
            return super().resolve_command(ctx, args)
        if args and args[0] not in self.commands_by_name and not args[0].startswith("-"):
            remedy = did_you_mean(args[0], self.commands_by_name, "See --help for the commands.")
            ctx.fail(f"there is no command '{args[0]}'. {remedy}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """As click does; no command is imported to tell its help."""
        from click.shell_completion import CompletionItem

        offered = [
            CompletionItem(name, help=self.commands_by_name[name][1])
            for name in self.list_commands(ctx)
            if name.startswith(incomplete)
        ]
        return [*offered, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands with their help, without importing them."""
        del ctx
        rows = [(name, self.commands_by_name[name][1]) for name in sorted(self.commands_by_name)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
