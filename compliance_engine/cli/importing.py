"""The desk at which workbooks and registers are brought into records: shown, then written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.inputs import Inputs
from compliance_engine.cli.opening import open_inputs
from compliance_engine.cli.progress import watched
from compliance_engine.cli.rendering.consequences import render_consequences
from compliance_engine.cli.rendering.record_changes import counted, render_changes
from compliance_engine.cli.weighing import Weighed, weighed
from compliance_engine.dates.to_come import refuse_day_to_come
from compliance_engine.documents.files import read_text
from compliance_engine.errors import InvalidInputError, Problem, UsageError
from compliance_engine.records.editing.saving import alone_in, refuse_shipped, save
from compliance_engine.records.registers.article7 import submission_proposals
from compliance_engine.records.registers.layout import Layout, read_layout
from compliance_engine.records.registers.outcome import Outcome
from compliance_engine.records.registers.status import status_proposals
from compliance_engine.records.registers.status_table import read_status_table
from compliance_engine.records.registers.submission_list import read_submissions
from compliance_engine.records.spreadsheets.csv_files import read_folder
from compliance_engine.records.spreadsheets.proposing import Proposal, proposals
from compliance_engine.records.spreadsheets.reading import is_read, read_tables
from compliance_engine.records.spreadsheets.sheets import Sheet
from compliance_engine.records.spreadsheets.workbook_reading import read_workbook
from compliance_engine.records.state_names import StateNames, read_names

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Desk:
    """What an import is compared with, and whether it is to be written."""

    folder: Path
    inputs: Inputs
    names: StateNames
    language: str
    apply: bool
    as_of: date
    turns: int | None

    @classmethod
    def open(
        cls,
        records_folder: Path,
        rules_folder: Path,
        *,
        names_file: Path | None,
        accept_names: bool,
        language: str,
        apply: bool,
        as_of: date,
        turns: int | None,
    ) -> Desk:
        """Opens the records. Raises UsageError if they are not to be written to."""
        if apply:
            refuse_shipped(records_folder)
        confirmed = read_names(names_file) if names_file else {}
        inputs = open_inputs(records_folder, rules_folder, language)
        names = StateNames(confirmed, accept=accept_names)
        return cls(records_folder, inputs, names, language, apply, as_of, turns)

    def workbook(self, path: Path, *, over_newer: bool) -> None:
        """Brings in a workbook."""
        self._tables(read_workbook(path, is_read), over_newer)

    def csv_folder(self, path: Path, *, over_newer: bool) -> None:
        """Brings in a folder of CSV files."""
        self._tables(read_folder(path), over_newer)

    def status_table(self, path: Path, dated: date | None, columns: Path | None) -> None:
        """Brings in the depositary's status table."""
        day, layout = _needed(dated), _layout(columns)
        table = read_status_table(path, layout, self.names, day)
        check = self.inputs.problems_of
        self._bring(lambda texts: status_proposals(table, texts, day, check, layout.source))

    def submissions(
        self, path: Path, dated: date | None, complete: str | None, columns: Path | None
    ) -> None:
        """Brings in a list of reports submitted."""
        day, layout = _needed(dated), _layout(columns)
        listed = read_submissions(path, layout, self.names, day, complete)
        self._bring(lambda texts: submission_proposals(listed, texts, self.inputs.problems_of))

    def _tables(self, sheets: Sequence[Sheet], over_newer: bool) -> None:
        problems: list[Problem] = []
        read = read_tables(sheets, self.names, problems)
        if problems:
            raise InvalidInputError(problems)
        if "membership" not in read.rows:
            raise UsageError(
                "there is no sheet of membership in it, which tells the States that it is about"
            )

        def proposed(texts: Texts) -> Outcome:
            check = self.inputs.problems_of
            found = proposals(read, texts, check, over_newer=over_newer, watch=watched)
            return Outcome(found, notes=tuple(read.notes))

        self._bring(proposed)

    def _bring(self, proposed: Callable[[Texts], Outcome]) -> None:
        """Shows what is proposed for the records as they are, and writes it if that is asked."""
        with alone_in(self.folder) if self.apply else nullcontext():
            codes = self.inputs.folder.digests
            texts = {
                code: read_text(self.folder / f"{code}.yaml", f"{code}.yaml") for code in codes
            }
            outcome = proposed(texts)
            weight = self._weighed(outcome.proposals) if outcome.proposals else None
            self._show(outcome, weight)
            if weight is not None and self.apply:
                weight.refuse_unless_meant(self.turns)
            if self.apply and outcome.proposals:
                save(
                    self.folder,
                    {one.file: one.after for one in outcome.proposals},
                    {one.file: one.before for one in outcome.proposals},
                )
        click.echo(self._told(outcome.proposals))

    def _weighed(self, found: Sequence[Proposal]) -> Weighed:
        """What it does to findings."""
        tables = {change.table.name for one in found for change in one.changes}
        changed = [(one.before, one.record) for one in found]
        return weighed(changed, tables, self.inputs, self.as_of)

    def _show(self, outcome: Outcome, weight: Weighed | None) -> None:
        if weight is not None:
            click.echo(weight.in_short(self.language, self.turns), nl=False)
        for given, state in self.names.accepted.items():
            click.echo(f"Note: {given!r} is taken for {state.name} ({state.code}).", err=True)
        for note in outcome.notes:
            click.echo(f"Note: {note}.", err=True)
        click.echo(render_changes(outcome.proposals, self.language), nl=False)
        if outcome.to_settle:
            click.echo(f"To settle by hand ({len(outcome.to_settle)}), left as it is:")
            for said in outcome.to_settle:
                click.echo(f"  {said}")
        if weight is not None:
            rulebook = self.inputs.rulebook
            click.echo(render_consequences(weight.found, rulebook, self.language), nl=False)

    def _told(self, found: Sequence[Proposal]) -> str:
        if not found:
            return "Nothing changes."
        if self.apply:
            return f"{counted(found)}, written to {self.folder}."
        return f"{counted(found)}. Nothing is written yet: add --apply."


def _needed(dated: date | None) -> date:
    if dated is None:
        raise UsageError("say of which day the register is: --dated 2026-02-01")
    refuse_day_to_come("--dated", dated, options.day_of_records())
    return dated


def _layout(columns: Path | None) -> Layout:
    return read_layout(columns) if columns else Layout()
