"""``compliance-engine letters …``."""

from __future__ import annotations

import click

from compliance_engine.cli.lazy import LazyGroup

COMMANDS = {
    "approve": ("compliance_engine.cli.letters_approve:approve", "Approve the bytes of a letter."),
    "close": ("compliance_engine.cli.letters_close:close", "Close a letter that was sent."),
    "discard": ("compliance_engine.cli.letters_close:discard", "Discard one that is not sent."),
    "draft": ("compliance_engine.cli.letters_draft:draft", "Draft letters to States."),
    "list": ("compliance_engine.cli.letters_list:list_", "Who was written to, and who answered."),
    "mark-sent": ("compliance_engine.cli.letters_mark_sent:mark_sent", "Record how it was sent."),
    "reply": ("compliance_engine.cli.letters_reply:reply", "Record an answer to a letter."),
    "show": ("compliance_engine.cli.letters_show:show", "One letter, and what became of it."),
}


@click.command(cls=LazyGroup, commands_by_name=COMMANDS)
def letters() -> None:
    """Follow-up letters, from draft to answer.

    The program sends nothing: it keeps a register of what people approve, send and receive.

    ID is the reference of a letter, such as 2026/014.
    """
