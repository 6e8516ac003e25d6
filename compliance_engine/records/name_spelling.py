"""Which State a name differs from in its spelling alone, if there is one and no other is near.

Few letters may differ, for the length of what tells the name from others: words that many names
have, such as "Republic", count for nothing. What is as near to two States is of neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from compliance_engine.records.name_index import name_index
from compliance_engine.records.name_keys import common_words, parts_of, plain_words, without_marks

LETTERS_FOR_EACH_SLIP = 5
"""A name of 5 letters may have one slip, of 10 two, of 15 three; a shorter one none."""

MOST_SLIPS = 3


def misspelt(given: str) -> str | None:
    """The code of the one State whose name this is but for its spelling; None if there is none."""
    told = _telling(without_marks(given))
    allowed = slips_allowed(told)
    if not allowed:
        return None
    slips: dict[str, int] = {}
    same_start: dict[str, int] = {}
    for code, names in _telling_names().items():
        slips[code] = _least(told, names, allowed + 1)
        same_start[code] = _least(told, (one for one in names if one[0] == told[0]), allowed + 1)
    best = min(same_start, key=same_start.__getitem__)
    least = same_start[best]
    others = [code for code in slips if code != best]
    if not best or least > allowed:
        return None
    if any(slips[code] <= least or same_start[code] <= least + 1 for code in others):
        return None
    return best


def slips_allowed(told: str) -> int:
    """How many letters of a name may be missing, too many, others, or two of them exchanged."""
    return min(len(told) // LETTERS_FOR_EACH_SLIP, MOST_SLIPS)


def slips_between(one: str, other: str, most: int) -> int:
    """How many letters must be put in, left out, replaced or exchanged with the next.

    What is more than `most` is told as one more than it.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, opposite in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != opposite))
            if last and j > 1 and letter == other[j - 2] and opposite == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _least(told: str, names: Iterable[str], most: int) -> int:
    return min((slips_between(told, name, most) for name in names), default=most + 1)


def _telling(name: str) -> str:
    """The letters of the words of a name that tell it from others."""
    common = common_words()
    words = plain_words(" ".join(reversed(parts_of(name))))
    return "".join(word for word in words if word not in common)


@cache
def _telling_names() -> Mapping[str, Sequence[str]]:
    """What tells each State, and all that is none under an empty code, from the others."""
    found: dict[str, dict[str, None]] = {}
    for name, code in name_index().spelt:
        told = _telling(name) if code else "".join(plain_words(name))
        if told:
            found.setdefault(code, {})[told] = None
    return {code: tuple(names) for code, names in found.items()}
