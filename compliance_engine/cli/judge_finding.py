"""``compliance-engine judge confirm``, ``not-applicable``, ``resolved``, ``in-dialogue``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.judging import Bench, one_line, places, refuse_empty, signed
from compliance_engine.errors import Place, UsageError
from compliance_engine.inference.engine import EngineChoice
from compliance_engine.judgement.model import Decision, Determination
from compliance_engine.judgement.remembering import said_by

NOT_YET_WRITTEN = Place("")


def _command(name: str, decision: Decision, help_text: str) -> click.Command:
    """The command that determines a finding so."""

    @click.command(name=name, help=help_text)
    @click.argument("finding", type=offers.FINDING)
    @signed("Who judged: a name, and for whom.")
    @click.option("--source", required=True, help="What it rests on: a letter, a meeting.")
    @click.option("--on", type=options.DayType(), help="Its day.  [default: that of --as-of]")
    @places
    def determine(
        *,
        finding: str,
        by: str,
        reason: str,
        source: str,
        until: date,
        on: date | None,
        replace: bool,
        records_folder: Path,
        rules_folder: Path,
        judgements_folder: Path | None,
        letters_store: str | None,
        as_of: date,
        engine_choice: EngineChoice,
    ) -> None:
        refuse_empty(by=by, reason=reason, source=source)
        bench = Bench.open(
            records_folder,
            rules_folder,
            judgements_folder,
            as_of,
            engine_choice,
            letters_store=letters_store,
        )
        first = on or as_of
        if first > as_of:
            raise UsageError(f"--on {first} is still to come: the day is {as_of}")
        held = bench.days("--on", first, until)
        subject, found = bench.finding(finding)
        made = Determination(
            *subject,
            held,
            one_line(by),
            one_line(reason),
            {found.id: said_by(found)},
            NOT_YET_WRITTEN,
            decision,
            one_line(source),
        )
        path = bench.record(made, replace=replace)
        click.echo(f"{found.id}: {decision} until {until}. Written to {path}")

    return determine


_FINDING = "FINDING is the id of a finding that stands on the day, as 'check --format csv' shows it"
_SO = f"{_FINDING}. The judgement is written beside the records, with what the finding says now."

confirm = _command(
    "confirm",
    Decision.CONFIRMED,
    f"Determine that a finding is confirmed.\n\nIt is as the record says. {_SO}",
)
not_applicable = _command(
    "not-applicable",
    Decision.NOT_APPLICABLE,
    "Determine that a finding is not applicable.\n\nWhat the rule asks does not apply here, for a "
    f"reason that the record cannot hold. {_SO}",
)
resolved = _command(
    "resolved",
    Decision.RESOLVED,
    "Determine that a finding is resolved.\n\nThe matter is settled, though the record does not "
    f"show it yet; once it does, the finding goes by itself. {_SO}",
)
in_dialogue = _command(
    "in-dialogue",
    Decision.IN_DIALOGUE,
    f"Determine that a finding is in dialogue.\n\nThe State is in contact on it. {_SO}",
)
