"""What the depositary's status table adds to the records: who joined, how and when.

What a record lacks is filled in, on the authority of the table. Where the two say different
things, neither wins: that is told, for a person to settle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.editing.adding import cite, declare_source, name_of_source
from compliance_engine.records.registers.layout import RegisterSource
from compliance_engine.records.registers.outcome import Check, Outcome, named, proposed
from compliance_engine.records.registers.status_table import Participant, StatusTable
from compliance_engine.records.spreadsheets.changing import insert_in_order
from compliance_engine.records.spreadsheets.rows import Tree, plain
from compliance_engine.records.spreadsheets.tables import table_named

TITLE = "Status table of the UN Treaty Collection, chapter XXVI-5"
_FIELDS = ("signed", "instrument", "deposited")
_ORDER = tuple(one.key.partition(".")[0] for one in table_named("membership").columns)


def status_proposals(
    table: StatusTable,
    texts: Mapping[str, str],
    dated: date,
    check: Check,
    source: RegisterSource | None = None,
) -> Outcome:
    """What the table of a day would change of the records, whose texts are given by code.

    Raises InvalidInputError, with every problem, if a record would not be valid.
    """
    cited = source or RegisterSource(name=f"untc-{dated}", title=TITLE, publisher="untc")
    rows = table.rows
    to_settle: list[str] = []
    trees: dict[str, Tree] = {}
    for state in dict.fromkeys(one.state for one in rows):
        own = [one for one in rows if one.state == state]
        tree = _tree(state, texts.get(state))
        if len(own) == 1 and own[0].lapsed and _has_left(tree, own[0]):
            continue
        said = _unclear(own) or _filled(tree, own[0], cited, dated)
        if said is not None:
            to_settle.append(f"{named(state)}: {said}")
        else:
            trees[state] = tree
    absent = sorted(set(texts) - {one.state for one in rows})
    if absent:
        to_settle.append(f"on record, but not in the table: {', '.join(map(named, absent))}")
    return Outcome(proposed(trees, texts, check), to_settle, table.notes)


def _tree(state: str, text: str | None) -> Tree:
    if text is None:
        return {"state": state, "membership": [], "sources": {}}
    tree = plain(parse_yaml(text, f"{state}.yaml"))
    assert isinstance(tree, dict)
    return tree


def _has_left(tree: Tree, row: Participant) -> bool:
    """Whether the record says the same, and that the State has withdrawn since."""
    entries = tree["membership"]
    assert isinstance(entries, list)
    told = {key: getattr(row, key) for key in _FIELDS}
    return any(_says(one, told) and "withdrawal" in one for one in entries)


def _unclear(rows: Sequence[Participant]) -> str | None:
    """Why a person must read what the table says of a State."""
    if len(rows) > 1:
        return f"the table has {len(rows)} rows of it"
    if rows[0].lapsed:
        return "its days stand in brackets in the table: read the footnote there"
    if rows[0].deposited and rows[0].instrument == "ratification" and not rows[0].signed:
        return "the table gives an instrument without its letter, and no signature"
    return None


def _filled(tree: Tree, row: Participant, source: RegisterSource, dated: date) -> str | None:
    """Fills in what the record lacks; or tells what the two say differently, and fills nothing."""
    entries = tree["membership"]
    assert isinstance(entries, list)
    told = {key: value for key in _FIELDS if (value := getattr(row, key)) is not None}
    if not told or any(_says(one, told) for one in entries):
        return None
    if len(entries) > 1:
        return "the record has several entries of membership, and none of them is that of the table"
    if row.instrument == "succession" and not any(one.get("deposited") for one in entries):
        return (
            f"a succession, deposited {row.deposited}: its entry into force follows depositary "
            "practice, which the table does not tell"
        )
    entry: Tree = entries[0] if entries else {}
    differing = [
        f"{key}: the record says {mine}, the table {told.get(key, 'nothing')}"
        for key in _FIELDS
        if (mine := entry.get(key)) is not None and mine != told.get(key)
    ]
    if differing:
        return "; ".join(differing)
    for key, value in told.items():
        if key not in entry:
            insert_in_order(entry, key, value, _ORDER)
    if not entries:
        entries.append(entry)
    name = name_of_source(tree, source.name, dated)
    cite(entry, name, _ORDER)
    declare_source(
        tree,
        name,
        source.title,
        publisher=source.publisher,
        url=source.url,
        dated=str(dated),
    )
    return None


def _says(entry: Mapping[str, object], told: Mapping[str, object]) -> bool:
    return all(entry.get(key) == told.get(key) for key in _FIELDS)
