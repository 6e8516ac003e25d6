"""A record with other rows in a table: what differs is written into it, the rest is left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance_engine.records.model import Record
from compliance_engine.records.spreadsheets.matching import matched
from compliance_engine.records.spreadsheets.rows import (
    Cells,
    Tree,
    at_path,
    entries_of,
    listed,
    owner_key,
    owners_of,
    plain,
    rows_of,
)
from compliance_engine.records.spreadsheets.tables import Column, Shape, Table

_SECTIONS = tuple(Record.model_fields)


@dataclass(frozen=True)
class Change:
    """A row added (no `old`), removed (no `new`), or changed."""

    table: Table
    old: Cells | None
    new: Cells | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns whose cells differ, in their order."""
        old, new = self.old or {}, self.new or {}
        return tuple(one.key for one in self.table.columns if old.get(one.key) != new.get(one.key))


def with_rows(tree: Tree, table: Table, rows: Sequence[Cells]) -> list[Change]:
    """Gives the record, in place, these rows in a table, and tells what that changes.

    Rows may stand in any order; entries that stay keep theirs. A cell that is the same as before
    leaves what the record says untouched. Raises CellError for cells that their columns cannot
    hold, and KeyError for a nested row that names no entry of the record.
    """
    old = rows_of(tree, table)
    pairs = matched(old, rows, one_each=table.shape is Shape.ONE, name=_name_of(table))
    new_of = {i: j for i, j in pairs if i is not None and j is not None}
    changes = [
        Change(table, old[i] if i is not None else None, rows[j] if j is not None else None)
        for i, j in pairs
        if i is None or j is None or old[i] != rows[j]
    ]
    if not changes:
        return []
    kept: list[tuple[int | None, str, object]] = []
    for i, (owner, entry) in enumerate(entries_of(tree, table)):
        if (j := new_of.get(i)) is not None:
            named = rows[j].get(owner_key(table), owner)
            kept.append((j, named, _entry(entry, table, old[i], rows[j])))
    taken = set(new_of.values())
    for j, row in enumerate(rows):
        if j not in taken:
            before = next((n for n, one in enumerate(kept) if one[0] == j - 1), len(kept) - 1)
            kept.insert(before + 1, (j, row.get(owner_key(table), ""), _entry({}, table, {}, row)))
    _put(tree, table, [(owner, entry) for _, owner, entry in kept])
    return changes


def _name_of(table: Table) -> str | None:
    """The column that tells rows of a table apart by itself, if one does."""
    if table.shape is Shape.NAMED:
        return "name"
    return next((one.key for one in table.columns if one.key in ("id", "reference")), None)


def _entry(entry: Mapping[str, object], table: Table, old: Cells, new: Cells) -> Tree:
    """An entry with the cells that differ written into it."""
    made = plain(entry)
    assert isinstance(made, dict)
    columns = [one for one in table.columns if one.key != owner_key(table)]
    for column in columns:
        if old.get(column.key) != new.get(column.key):
            _set(made, column, new.get(column.key), columns)
    return made


def _set(entry: Tree, column: Column, cell: str | None, columns: Sequence[Column]) -> None:
    *outer, key = column.path
    here = entry
    for index, step in enumerate(outer):
        if step not in here:
            if cell is None:
                return
            order = list(dict.fromkeys(one.path[index] for one in columns))
            insert_in_order(here, step, {}, order)
        inner = here[step]
        assert isinstance(inner, dict)
        here = inner
    if cell is None:
        here.pop(key, None)
        if not here and outer:
            entry.pop(outer[0])
        return
    value = column.kind.value(cell)
    if key in here:
        here[key] = value
    else:
        order = [one.path[-1] for one in columns if one.path[:-1] == tuple(outer)]
        if not outer:
            order = list(dict.fromkeys(one.path[0] for one in columns))
        insert_in_order(here, key, value, order)


def insert_in_order(tree: Tree, key: str, value: object, order: Sequence[str]) -> None:
    """Puts a key where it stands in `order`, before the first that comes later there."""
    later = set(order[order.index(key) + 1 :])
    items = list(tree.items())
    at = next((n for n, (one, _) in enumerate(items) if one in later), len(items))
    tree.clear()
    tree.update([*items[:at], (key, value), *items[at:]])


def _put(tree: Tree, table: Table, entries: Sequence[tuple[str, object]]) -> None:
    """Writes the entries of a table where they belong in the record."""
    if table.shape is Shape.NESTED:
        owners = owners_of(tree, table)
        for owner, _ in entries:
            if owner not in owners:
                raise KeyError(owner)
        for one in listed(at_path(tree, table.path)):
            assert isinstance(one, dict)
            own = [entry for owner, entry in entries if owner == one[table.owner]]
            _store(one, (table.within,), own, ("source", "inferred", "note"))
        return
    if table.shape is Shape.NAMED:
        names = [name for name, _ in entries]
        before = [name for name, _ in entries_of(tree, table)]
        by_name = sorted(entries) if before == sorted(before) else entries
        assert len(set(names)) == len(names)
        _store(tree, table.path, dict(by_name), ())
        return
    if table.shape is Shape.ONE:
        columns = {one.path[0] for one in table.columns}
        made: Tree = {}
        for _, entry in entries:
            assert isinstance(entry, dict)
            made = entry
        found = at_path(tree, table.path)
        for key, value in found.items() if isinstance(found, Mapping) else ():
            if key not in columns and key not in made:
                insert_in_order(made, key, value, _order_with(key))
        _store(tree, table.path, made, ())
        return
    _store(tree, table.path, [entry for _, entry in entries], ())


def _store(tree: Tree, path: Sequence[str], value: object, before: Sequence[str]) -> None:
    """Puts a value at a path, or takes out what stands there where there is none."""
    key, *rest = path
    if rest:
        inner = tree.get(key, {})
        assert isinstance(inner, dict)
        made: Tree = dict(inner)
        _store(made, rest, value, before)
        value = made
    if not value:
        tree.pop(key, None)
    elif key in tree:
        tree[key] = value
    else:
        order = [key, *before] if before else _order_with(key)
        insert_in_order(tree, key, value, order)


def _order_with(key: str) -> list[str]:
    """The order in which keys beside this one are written."""
    if key in _SECTIONS:
        return [*_SECTIONS]
    order = ["cases", "clearance", "deadline_stated", "complete_from", "extensions", "reports"]
    order += ["lists", "disagreements", "requests", "found_later", "source", "inferred", "note"]
    return order if key in order else [key]
