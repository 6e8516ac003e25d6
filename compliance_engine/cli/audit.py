"""``compliance-engine audit …``."""

from __future__ import annotations

import click

from compliance_engine.cli.lazy import LazyGroup

COMMANDS = {
    "diff": ("compliance_engine.cli.audit_diff:diff", "What changed between two runs."),
    "finding": ("compliance_engine.cli.audit_finding:finding", "The life of one finding."),
    "install": ("compliance_engine.cli.audit_install:install", "A job that runs every night."),
    "log": ("compliance_engine.cli.audit_log:log", "Every run, the newest first."),
    "message": ("compliance_engine.cli.audit_message:message", "What one message says."),
    "messages": ("compliance_engine.cli.audit_messages:messages", "Messages, the newest first."),
    "replay": ("compliance_engine.cli.audit_replay:replay", "Evaluate what a run saw once more."),
    "report-failure": (
        "compliance_engine.cli.audit_report_failure:report_failure",
        "Mail the log of a night that ended with an error.",
    ),
    "resend": ("compliance_engine.cli.audit_resend:resend", "Have a message sent once more."),
    "run": ("compliance_engine.cli.audit_run:run", "Check, keep, and tell what changed."),
    "settle": ("compliance_engine.cli.audit_settle:settle", "Say what became of a message."),
    "show": ("compliance_engine.cli.audit_show:show", "What one run found to have changed."),
    "verify": ("compliance_engine.cli.audit_verify:verify", "Whether the store is as written."),
}


@click.command(cls=LazyGroup, commands_by_name=COMMANDS)
def audit() -> None:
    """What changed since the last run.

    Every run is kept in a store that is only ever added to.

    RUN is the number of a run, "last", a day (the last run as of that day or before), or a
    meeting such as 18MSP (of its first day).
    """
