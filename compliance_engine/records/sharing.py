"""Names that two records give, though each is given once over all of them: the ids of cases.

To find them, only those records are read whose texts may hold the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from compliance_engine.documents.model import Model
from compliance_engine.documents.text import canonical
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.records.identifiers import free_name
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from compliance_engine.records.parts import models_of, parts_of, shape_of
from compliance_engine.records.states import state_of_code

_HIDING = ("\\", "? ", "?\n")
"""What there is in a text that spells a key or a name in another way than plainly."""

_AFTER = re.compile(r"[\n#,}\]]")
_QUOTES = "\"' "

Named = tuple[str, Model]
"""A key, and an entry whose name stands there."""


def shared_names(
    texts: Mapping[str, str], entered: Mapping[str, Record] = MappingProxyType({})
) -> Iterator[Problem]:
    """Names that entries of two records share, at the later of the two.

    The texts of the records are given by code; a record just `entered` counts in place of its text
    and as later than the others, and only what it shares is told. A text that is no valid record
    is passed over: whoever reads it tells what is wrong.
    """
    named = {code: _names_in(record) for code, record in entered.items()}
    spelled = {code: _spelled(code, text) for code, text in texts.items() if code not in entered}
    spelled |= {code: frozenset(map(_name, names)) for code, names in named.items()}
    before: dict[str, tuple[Named, str]] = {}
    for code in _sharing(spelled, sorted(spelled, key=lambda code: (code in entered, code))):
        for key, entry in named[code] if code in named else _read(texts[code], code):
            name = canonical(getattr(entry, key))
            (_, first), state = before.setdefault(name, ((key, entry), code))
            if state != code and (code in entered or not entered):
                taken = (one for names in spelled.values() for one in names)
                yield Problem(
                    entry.place_of(key),
                    f"'{name}' is already the {key} of an entry of {state_of_code(state).name}, at",
                    f"Each {key} is given once over all records: {free_name(name, taken)} is free.",
                    first.place_of(key),
                )


def _sharing(spelled: Mapping[str, frozenset[str]], codes: Collection[str]) -> list[str]:
    """Those of the codes, in their order, whose records may share a name."""
    holders: dict[str, set[str]] = {}
    for code, names in spelled.items():
        for name in names:
            holders.setdefault(name, set()).add(code)
    shared = {code for several in holders.values() if len(several) > 1 for code in several}
    return [code for code in codes if code in shared]


def _spelled(code: str, text: str) -> frozenset[str]:
    """What may be such a name in a text, each as far as it can stand on one line of a list."""
    found = [one[1].strip() for one in _keys().finditer(text)]
    if any(one in text for one in _HIDING) or any(not one or one[0] in "|>" for one in found):
        return frozenset(map(_name, _read(text, code)))
    return frozenset(map(_shortened, found))


def _name(named: Named) -> str:
    key, entry = named
    return _shortened(getattr(entry, key))


def _shortened(name: str) -> str:
    return canonical(_AFTER.split(name, maxsplit=1)[0].strip(_QUOTES))


def _read(text: str, code: str) -> list[Named]:
    try:
        return _names_in(read_record(text, f"{code}.yaml"))
    except InvalidInputError:
        return []


def _names_in(record: Record) -> list[Named]:
    """The entries of a record that have such names, with the keys of these."""
    return [
        (key, part.entry)
        for part in parts_of(record)
        for key, mark in part.shape.names.items()
        if mark.everywhere
    ]


@cache
def _keys() -> re.Pattern[str]:
    """Where a text may give such a name."""
    keys = {
        key
        for model in models_of(Record)
        for key, mark in shape_of(model).names.items()
        if mark.everywhere
    }
    return re.compile(rf"""(?:{"|".join(sorted(keys))})["']?[ \t]*:[ \t]*([^\n]*)""")
