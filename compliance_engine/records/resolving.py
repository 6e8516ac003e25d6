"""What State a name or a code stands for: one State, several, or none; never a guess.

This is the one place in which names of States are read, wherever they are typed: command line,
registers, workbooks, files. A name that no table has may be proposed a State, where it differs
from the State's name in its spelling alone; whether that is taken is for a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compliance_engine.records.name_index import NotAState, name_index
from compliance_engine.records.name_keys import name_keys, parts_of, without_marks
from compliance_engine.records.name_spelling import misspelt

LONGEST = 200
"""Characters of the longest name that is looked up; there is none of half of it."""

_FORMERLY = re.compile(
    r"^(?:formerly|former|previously|now|ex|anciennement|auparavant|antes|antiguamente)\b[-\s:.]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Resolution:
    """The codes of the States that a name stands for: one, several or none.

    Where there is none, `other` is what it names instead of a State, if that is known, and
    `proposed` the State whose name it is but for its spelling.
    """

    codes: tuple[str, ...] = ()
    other: NotAState | None = None
    proposed: str | None = None


@lru_cache(maxsize=4096)
def resolve(given: str) -> Resolution:
    """What a name or code stands for."""
    if len(given) > LONGEST:
        return Resolution()
    found = _known(given)
    if found is not None:
        return found
    parts = parts_of(without_marks(given))
    if len(parts) > 1:
        of_parts = [_known(_FORMERLY.sub("", part)) for part in parts]
        found_parts = [one for one in of_parts if one is not None]
        if other := next((one for one in found_parts if one.other), None):
            return other
        if len(found_parts) == len(parts):
            codes = (code for one in found_parts for code in one.codes)
            return Resolution(tuple(dict.fromkeys(codes)))
        if found_parts:
            return Resolution()
    return Resolution(proposed=misspelt(given))


def _known(given: str) -> Resolution | None:
    index = name_index()
    as_code = without_marks(given).casefold()
    if as_code in index.codes:
        return Resolution((index.codes[as_code],))
    keys = name_keys(given)
    for key in keys:
        if key in index.names:
            return Resolution(index.names[key])
    if as_code in index.other_codes:
        return Resolution(other=index.other_codes[as_code])
    for key in keys:
        if key in index.others:
            return Resolution(other=index.others[key])
    return None
