"""``compliance-engine waive`` and ``compliance-engine judge waive``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.judging import Bench, one_line, places, refuse_empty, signed
from compliance_engine.errors import Place, UsageError
from compliance_engine.inference.engine import EngineChoice
from compliance_engine.judgement.model import Said, Waiver
from compliance_engine.judgement.reading import RECORD
from compliance_engine.judgement.remembering import said_by

NOT_YET_WRITTEN = Place("")


@click.command()
@click.argument("what", type=offers.RULE_OR_FINDING)
@click.argument("state", type=offers.STATE, required=False)
@signed("Who approved it: a name, and for whom.")
@click.option(
    "--from", "first", type=options.DayType(), help="The first day in force.  [default: --as-of]"
)
@places
def waive(
    *,
    what: str,
    state: str | None,
    by: str,
    reason: str,
    first: date | None,
    until: date,
    replace: bool,
    records_folder: Path,
    rules_folder: Path,
    judgements_folder: Path | None,
    letters_store: str | None,
    as_of: date,
    engine_choice: EngineChoice,
) -> None:
    """Waive the follow-up of a finding.

    WHAT is the id of a finding that stands on the day; or a rule, and then STATE is the State of
    which all its findings are waived, those to come too. A waiver says nothing of the matter
    itself. A finding about the record is settled in the record, and cannot be waived.
    """
    refuse_empty(by=by, reason=reason)
    bench = Bench.open(
        records_folder,
        rules_folder,
        judgements_folder,
        as_of,
        engine_choice,
        letters_store=letters_store,
    )
    held = bench.days("--from", first or as_of, until)
    code, rule, key, said = _waived(bench, what, state)
    if bench.inputs.rulebook.rule(rule).nature == RECORD:
        raise UsageError(
            f"a finding of {rule} is about the record itself: settle it there, or determine it "
            "with compliance-engine judge"
        )
    made = Waiver(code, rule, key, held, one_line(by), one_line(reason), said, NOT_YET_WRITTEN)
    path = bench.record(made, replace=replace)
    named = made.finding or f"all findings of {rule} on {code}"
    click.echo(f"{named}: waived until {until}. Written to {path}")
    if key is None and not said:
        click.echo(f"Note: {rule} finds nothing of {code} on {as_of}.", err=True)


def _waived(
    bench: Bench, what: str, state: str | None
) -> tuple[str, str, str | None, dict[str, Said]]:
    """The State, rule and key that are waived, and what the findings say. Raises UsageError."""
    if state is None:
        book = bench.inputs.rulebook
        if "/" not in what or what in book.renamed or any(what == one.id for one in book.rules):
            raise UsageError(
                "waive needs the id of a finding, or a rule and a State: "
                "waive article-7/annual-report-outstanding TUV"
            )
        subject, found = bench.finding(what)
        return *subject, {found.id: said_by(found)}
    code, rule = bench.inputs.code_of(state), bench.inputs.rule(what).id
    findings = [one for one in bench.findings_on(code) if one.rule == rule]
    return code, rule, None, {one.id: said_by(one) for one in findings}
