"""``compliance-engine judge …``."""

from __future__ import annotations

import click

from compliance_engine.cli.lazy import LazyGroup

COMMANDS = {
    "confirm": (
        "compliance_engine.cli.judge_finding:confirm",
        "Determine that a finding is confirmed.",
    ),
    "in-dialogue": (
        "compliance_engine.cli.judge_finding:in_dialogue",
        "Determine that a finding is in dialogue.",
    ),
    "list": ("compliance_engine.cli.judge_list:list_", "Every judgement, and where it stands."),
    "not-applicable": (
        "compliance_engine.cli.judge_finding:not_applicable",
        "Determine that a finding is not applicable.",
    ),
    "resolved": (
        "compliance_engine.cli.judge_finding:resolved",
        "Determine that a finding is resolved.",
    ),
    "schema": (
        "compliance_engine.cli.judge_schema:schema",
        "The JSON Schema of a file of judgements.",
    ),
    "waive": ("compliance_engine.cli.judge_waive:waive", "Waive the follow-up of a finding."),
}


@click.command(cls=LazyGroup, commands_by_name=COMMANDS)
def judge() -> None:
    """Judge findings, and list the judgements.

    A determination says what a person found out about a finding; a waiver, that it is not
    followed up for a time. Both end, and neither makes a duty met. They are kept as YAML beside
    the records, one file a State; docs/judgements.md says how they are written.
    """
