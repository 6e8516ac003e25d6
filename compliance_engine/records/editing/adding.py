"""One more entry in a record: the daily work, without opening the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from compliance_engine.errors import UsageError
from compliance_engine.records.spreadsheets.changing import insert_in_order, with_rows
from compliance_engine.records.spreadsheets.rows import Tree, owners_of, rows_of
from compliance_engine.records.spreadsheets.tables import Shape, Table

_SOURCE_ORDER = ("title", "publisher", "url", "date", "seen", "through", "note")


def add_entry(tree: Tree, table: Table, cells: Mapping[str, str]) -> None:
    """Adds an entry to a record, in place, given as the cells of its row in a table.

    Raises UsageError if there can be only one and it is there, or if it belongs to nothing there.
    """
    rows = [*rows_of(tree, table)]
    if table.shape is Shape.ONE and rows:
        raise UsageError(f"the record has an entry of {table.name} already: change it with set")
    if table.shape is Shape.NESTED:
        key = table.columns[0].key
        known = owners_of(tree, table)
        if cells.get(key) not in known:
            named = f"it has {', '.join(known)}" if known else "it has none; add one first"
            raise UsageError(f"the record has no {key} {cells.get(key)!r}: {named}")
    with_rows(tree, table, [*rows, cells])


def set_fields(tree: Tree, table: Table, cells: Mapping[str, str]) -> None:
    """Gives the one entry that a table has of a State these cells; the others stay."""
    before = next(iter(rows_of(tree, table)), {})
    with_rows(tree, table, [{**before, **cells}])


def declare_source(
    tree: Tree,
    name: str,
    title: str,
    *,
    publisher: str | None = None,
    url: str | None = None,
    dated: str | None = None,
    seen: str | None = None,
    through: str | None = None,
) -> None:
    """Declares a source in a record, in place, unless one of that name is there.

    Without a publisher the host of the address tells it; without a date, `seen` is the day on which
    it was read.
    """
    sources = tree.setdefault("sources", {})
    assert isinstance(sources, dict)
    if name in sources:
        return
    given: Mapping[str, object | None] = {
        "title": title,
        "publisher": publisher,
        "url": url,
        "date": _date(dated),
        "seen": seen,
        "through": through,
    }
    made = {key: value for key in _SOURCE_ORDER if (value := given.get(key)) is not None}
    names = [*sources]
    order = sorted([*names, name]) if names == sorted(names) else [*names, name]
    insert_in_order(sources, name, made, order)


def name_of_source(tree: Tree, name: str, dated: date) -> str:
    """The name under which a source of a day is declared, or can be, in a record.

    A name that the record has for a source of another day is followed by the day.
    """
    sources = tree.get("sources", {})
    declared = sources.get(name) if isinstance(sources, dict) else None
    day = declared.get("date") if isinstance(declared, dict) else None
    return name if day is None or str(day) == str(dated) else f"{name}-{dated}"


def cite(entry: Tree, name: str, order: Sequence[str]) -> None:
    """Names a source of an entry, in place, beside those that it names already."""
    given = entry.get("source")
    if given is None:
        insert_in_order(entry, "source", name, order)
        return
    names = given if isinstance(given, list) else [given]
    entry["source"] = [*names, name] if name not in names else given


def _date(dated: str | None) -> str | int | None:
    return int(dated) if dated is not None and dated.isdecimal() else dated
