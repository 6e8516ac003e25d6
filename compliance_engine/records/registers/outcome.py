"""What a register or workbook would change, and what it leaves to people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.records.editing.rewriting import rewritten
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from compliance_engine.records.spreadsheets.changing import with_rows
from compliance_engine.records.spreadsheets.proposing import Proposal
from compliance_engine.records.spreadsheets.rows import Tree, plain, rows_of
from compliance_engine.records.spreadsheets.tables import TABLES
from compliance_engine.records.states import state_of_code
from compliance_engine.records.writing import write_yaml

Check = Callable[[Record], Iterable[Problem]]


@dataclass(frozen=True)
class Outcome:
    """What is proposed, what is to be told beside it, and what only a person can settle."""

    proposals: Sequence[Proposal]
    to_settle: Sequence[str] = field(default=())
    notes: Sequence[str] = field(default=())


def named(state: str) -> str:
    """A State by code and name."""
    return f"{state} {state_of_code(state).name}"


def proposed(trees: Mapping[str, Tree], texts: Mapping[str, str], check: Check) -> list[Proposal]:
    """The proposals that make records say these trees, by code.

    Raises InvalidInputError, with every problem, if a record would not be valid.
    """
    found: list[Proposal] = []
    problems: list[Problem] = []
    for state, tree in trees.items():
        file, text = f"{state}.yaml", texts.get(state)
        old = plain(parse_yaml(text, file)) if text is not None else {"state": state}
        assert isinstance(old, dict)
        changes = [one for table in TABLES for one in with_rows(old, table, rows_of(tree, table))]
        if not changes:
            continue
        try:
            if text is None:
                after = write_yaml(tree, state_of_code(state).name)
            else:
                after = rewritten(text, file, tree)
            record = read_record(after, file)
        except InvalidInputError as error:
            problems.extend(error.problems)
            continue
        problems.extend(check(record))
        found.append(Proposal(state, file, text, after, changes, record))
    if problems:
        raise InvalidInputError(problems)
    return found
