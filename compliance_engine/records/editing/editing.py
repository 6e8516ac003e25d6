"""One edit of one record: made, checked and written while nobody else writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import unified_diff
from pathlib import Path

from compliance_engine.documents.files import read_text
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.records.editing.rewriting import rewritten
from compliance_engine.records.editing.saving import alone_in, refuse_shipped, save
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from compliance_engine.records.spreadsheets.rows import Tree, plain


def edit_record(
    folder: Path,
    state: str,
    change: Callable[[Tree], None],
    check: Callable[[Record], Iterable[Problem]],
    weigh: Callable[[str, Record], None] = lambda _before, _after: None,
    *,
    write: bool,
) -> str:
    """Makes a change to the tree of a record, and gives the lines that differ, as a diff.

    Where something changes, `weigh` is given the text before and the record after, and may raise
    an error. With `write`, the file is then replaced; whoever else edits through this function
    waits meanwhile. Raises InvalidInputError, and writes nothing, if the record would not be valid;
    UsageError if it cannot be edited or written.
    """
    refuse_shipped(folder)
    file = f"{state}.yaml"
    with alone_in(folder):
        before = read_text(folder / file, file)
        tree = plain(parse_yaml(before, file))
        assert isinstance(tree, dict)
        change(tree)
        after = rewritten(before, file, tree)
        record = read_record(after, file)
        if problems := [*check(record)]:
            raise InvalidInputError(problems)
        if after != before:
            weigh(before, record)
        if write and after != before:
            save(folder, {file: after}, {file: before})
    return "".join(
        unified_diff(
            before.splitlines(keepends=True), after.splitlines(keepends=True), file, file, n=2
        )
    )
