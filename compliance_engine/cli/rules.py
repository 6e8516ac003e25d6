"""``compliance-engine rules …``."""

from __future__ import annotations

import click

from compliance_engine.cli.lazy import LazyGroup

COMMANDS = {
    "coverage": (
        "compliance_engine.cli.rules_coverage:coverage",
        "Every clause of the treaty, and what covers it.",
    ),
    "indicators": (
        "compliance_engine.cli.rules_indicators:indicators",
        "The indicators of an action plan, counted.",
    ),
    "lint": ("compliance_engine.cli.rules_lint:lint", "What is wrong with rules, all at once."),
    "list": ("compliance_engine.cli.rules_list:list_", "Every rule, with what it cites."),
    "lock": ("compliance_engine.cli.rules_lock:lock", "Record what each rule means."),
    "new": ("compliance_engine.cli.rules_new:new", "Write a rule with its worked cases."),
    "show": ("compliance_engine.cli.rules_show:show", "One rule as a page."),
    "test": ("compliance_engine.cli.rules_test:test", "Run the worked cases of rules."),
}


@click.command(cls=LazyGroup, commands_by_name=COMMANDS)
def rules() -> None:
    """Work on the rules of the rulebook.

    A rule is a YAML file, with its worked cases beside it in a file of their own.
    """
