"""Writes docs/cli.md, the reference of the command line, from the commands themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from compliance_engine.cli.main import PROGRAM, cli

TARGET = Path(__file__).parent.parent / "docs" / "cli.md"
HEAD = """# Command line

Made from the commands themselves by `python scripts/cli_reference.py`; a test keeps it current.
"""


def reference() -> str:
    """The reference as Markdown, ending with a newline."""
    parts = [HEAD]
    for context in _contexts(click.Context(cli, info_name=PROGRAM)):
        help_text = context.command.get_help(context)
        parts.append(f"\n## {context.command_path}\n\n```text\n{help_text}\n```\n")
    return "".join(parts)


def _contexts(context: click.Context) -> Iterator[click.Context]:
    """A command and everything below it."""
    context.max_content_width = 100
    yield context
    command = context.command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _contexts(click.Context(found, info_name=name, parent=context))


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name} written\n")
