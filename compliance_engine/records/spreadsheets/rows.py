"""The rows of a record in a table, in the order of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compliance_engine.documents.yaml import YamlMap
from compliance_engine.errors import Place
from compliance_engine.records.spreadsheets.tables import Shape, Table

Tree = dict[str, object]
Cells = Mapping[str, str]
"""A row: the text of each cell that is not empty, by the key of its column."""


def plain(tree: object) -> object:
    """A copy of a tree that can be changed, of plain mappings and lists."""
    if isinstance(tree, Mapping):
        return {key: plain(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [plain(one) for one in tree]
    return tree


def rows_of(tree: Mapping[str, object], table: Table) -> list[Cells]:
    """The rows of a record in a table, in the order of the record."""
    return [_cells(entry, table, owner) for owner, entry in entries_of(tree, table)]


def owners_of(tree: Mapping[str, object], table: Table) -> list[str]:
    """The names of the entries that may hold rows of a nested table."""
    return [str(one[table.owner]) for one in listed(at_path(tree, table.path))]


def owner_key(table: Table) -> str:
    """The first column of a table whose rows belong to something with a name."""
    return table.columns[0].key if table.shape in (Shape.NAMED, Shape.NESTED) else ""


def entries_of(
    tree: Mapping[str, object], table: Table
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The entries of a record in a table, each with the name of what it belongs to, if any."""
    found = at_path(tree, table.path)
    match table.shape:
        case Shape.ONE:
            if isinstance(found, Mapping) and any(one.path[0] in found for one in table.columns):
                yield "", found
        case Shape.NAMED:
            assert isinstance(found, Mapping | None)
            yield from (found or {}).items()
        case Shape.NESTED:
            for entry in listed(found):
                yield from (
                    (str(entry[table.owner]), one) for one in listed(entry.get(table.within))
                )
        case Shape.LIST:
            yield from (("", one) for one in listed(found))


def place_of(entry: Mapping[str, object]) -> Place:
    """Where an entry stands in its file, if it was read from one."""
    return entry.place if isinstance(entry, YamlMap) else Place("")


def listed(found: object) -> list[Mapping[str, object]]:
    """The entries of a list, none if there is no list."""
    return found if isinstance(found, list) else []


def _cells(entry: Mapping[str, object], table: Table, owner: str) -> Cells:
    cells = {owner_key(table): owner} if owner else {}
    for column in table.columns:
        value: object = entry
        for key in column.path:
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is not None:
            cell = column.kind.cell(value).strip()
            if cell:
                cells[column.key] = cell
    return cells


def at_path(tree: object, path: Sequence[str]) -> object:
    """What stands at a path of keys, None if nothing does."""
    for key in path:
        tree = tree.get(key) if isinstance(tree, Mapping) else None
    return tree
