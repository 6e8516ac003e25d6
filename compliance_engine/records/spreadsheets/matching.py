"""Which row of a table is which entry of a record, where neither has a number of its own.

Rows that are the same are each other's, in whatever order they stand: people sort a sheet. What is
left is paired by what it has in common; the rest was added or removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

ENOUGH = 0.5
"""Rows of which at least this part is the same are one row, changed."""

Row = Mapping[str, str]
Pair = tuple[int | None, int | None]
"""The numbers of an old row and of the new row that it became; None where there is none."""


def matched(
    old: Sequence[Row], new: Sequence[Row], *, one_each: bool = False, name: str | None = None
) -> list[Pair]:
    """Every old and every new row, each in one pair; in the order of the old, then of the new.

    With `one_each` there is at most one row on either side, and they are each other's. Where rows
    have a `name`, it alone tells them apart.
    """
    pairs: dict[int, int] = {}
    if one_each and old and new:
        pairs[0] = 0
    elif name is not None and _tells_apart(name, old) and _tells_apart(name, new):
        by_name = {row.get(name): j for j, row in enumerate(new)}
        pairs = {i: by_name[row.get(name)] for i, row in enumerate(old) if row.get(name) in by_name}
    else:
        pairs = _same(old, new)
        pairs |= _alike(old, new, pairs)
    taken = set(pairs.values())
    return [
        *((i, pairs.get(i)) for i in range(len(old))),
        *((None, j) for j in range(len(new)) if j not in taken),
    ]


def _tells_apart(name: str, rows: Sequence[Row]) -> bool:
    return len({row.get(name) for row in rows}) == len(rows)


def _same(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """The rows that are the same, the first with the first."""
    where: dict[frozenset[tuple[str, str]], list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        where[frozenset(new[j].items())].append(j)
    pairs = {}
    for i, row in enumerate(old):
        if same := where.get(frozenset(row.items())):
            pairs[i] = same.pop()
    return pairs


def _alike(old: Sequence[Row], new: Sequence[Row], pairs: Mapping[int, int]) -> dict[int, int]:
    """Of the other rows, the most alike with each other."""
    left = [i for i in range(len(old)) if i not in pairs]
    free = sorted(set(range(len(new))) - set(pairs.values()))
    scored = sorted(
        (-likeness, i, j) for i in left for j in free if (likeness := _likeness(old[i], new[j]))
    )
    found: dict[int, int] = {}
    for _, i, j in scored:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _likeness(one: Row, other: Row) -> float:
    """Which part of the shorter of two rows the other has too, 0 if it is too little."""
    alike = sum(other.get(key) == cell for key, cell in one.items())
    part = alike / max(min(len(one), len(other)), 1)
    return part if part >= ENOUGH else 0
