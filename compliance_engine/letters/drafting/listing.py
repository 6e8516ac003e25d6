"""The ids of many matters as people read them: what they have in common once, years as spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def listed_ids(ids: Iterable[str]) -> list[str]:
    """GNQ/annual report/1999–2001, 2003 for the four ids of those years; others as they are."""
    years_of: dict[str, list[int]] = {}
    told: dict[str, None] = {}
    for one in ids:
        before, slash, last = one.rpartition("/")
        if slash and len(last) == 4 and last.isdecimal():
            years_of.setdefault(before, []).append(int(last))
            told[before] = None
        else:
            told[one] = None
    return [
        f"{one}/{', '.join(map(_span, spans_of(years_of[one])))}" if one in years_of else one
        for one in told
    ]


def spans_of(years: Iterable[int]) -> list[list[int]]:
    """The years in their order, those in a row together."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return spans


def _span(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
