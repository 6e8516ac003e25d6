"""Records as plain data, and random changes of them that keep most of them valid.

A change copies what it touches and shares the rest, so the record that it begins with stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from compliance_engine.documents.files import read_text
from compliance_engine.documents.yaml import YamlList, YamlMap, parse_yaml
from compliance_engine.errors import Place
from compliance_engine.shipped import shipped

Data = Mapping[str, Any]
Path = tuple[str | int, ...]

_DATED = re.compile(r"(by )?(\d{4})(-\d\d)?(-\d\d)?")
_NAMES_SOURCES = ("source", "kept_source", "contrary_source", "complete_source")
_FIRST, _LAST = date(1997, 9, 18), date(2030, 12, 31)
_STEPS = (1, 1, 2, 7, 28, 29, 30, 31, 60, 179, 180, 181, 182, 364, 365, 366, 730, 1461, 3000)
_BOUNDARIES = (
    *(
        "1999-03-01",
        "1999-08-27",
        "1999-08-28",
        "2004-02-29",
        "2004-02",
        "2000-04-30",
        "2001-05-01",
    ),
    *(
        "2008-02-29",
        "2012-02",
        "2015-04-30",
        "2015-05-01",
        "2020-12-31",
        "2021-01-01",
        "2025-04-30",
    ),
)
_SAID = {
    "answered": ("none", "by 2025-12-31"),
    "armed_conflict": ("no", "yes", "unknown"),
    "completed": ("2009-02-28", "2009-03", "by 2010"),
    "conflict_ended": ("2011-06-30",),
    "covers": ("initial", "voluntary", "not stated", "2014/2015", "2012-04-01/2013-03-31", 2015),
    "decision": ("granted", "requested (grant not confirmed in source)"),
    "destroyed": ("none", "2012-06"),
    "actor_kind": ("State", "non-State armed group", "another State", "not established"),
    "emplacement": ("newly laid", "laid before", "disputed", "not stated"),
    "event": ("update by the State", "no update known", "raised", "closed"),
    "provisional_application": (True, False),
    "sent_to": ("Secretary-General", "President", "support unit"),
    "status": (
        *("open", "open, acknowledged by the State", "closed", "before entry into force"),
        *("legislation in force", "adopted, not in force", "in progress", "not known"),
    ),
    "submitted": ("none", "by 2012-04-30", "by 2013", "2016"),
}
"""What a key may say, beside all that the records say there."""
_ADDED: Mapping[tuple[str, ...], Sequence[Data]] = {
    ("article_1", "cases"): (
        {
            "happened_from": "2011-05",
            "happened_until": 2012,
            "alleged_by": "a source",
            "provisions": ["1(1)(a)"],
            "actor": "armed forces",
            "location": "the border",
            "summary": "alleged use",
            "status": "open",
            "alleged": "2012-06-01",
        },
    ),
    ("article_5", "extensions"): (
        {
            "deadline": "2020-03-01",
            "decided_at": "a meeting",
            "decided": "2009-12",
            "decision": "granted",
        },
    ),
    ("article_7", "reports"): (
        {"covers": "initial", "submitted": "2000-08-28"},
        {"covers": "2005-2009", "submitted": "by 2010-04-30"},
        {"covers": 2013, "submitted": "none", "known": "2014-06"},
    ),
    ("article_8", "requests"): (
        {"by": "THA", "made": "2014-01-15", "received": "2014-02-01", "what": "a matter"},
        {"by": "not named", "made": 2016, "answered": "none", "known": "2018", "what": "another"},
    ),
    ("article_9",): ({"status": "in progress", "known": "2010-06"},),
}
"""Statements that few records have, or none."""


@cache
def real() -> Mapping[str, Data]:
    """The shipped records, by State code."""
    folder = shipped("states")
    return {
        path.stem: dict(parse_yaml(read_text(path, path.name), path.name))  # type: ignore[call-overload]
        for path in sorted(folder.glob("*.yaml"))
    }


@cache
def _seen() -> tuple[Mapping[str, Sequence[Any]], Mapping[tuple[str, ...], Sequence[Data]]]:
    """What all records say under each key, and the statements that they have in each list."""
    values: dict[str, dict[Any, None]] = {key: dict.fromkeys(said) for key, said in _SAID.items()}
    statements: dict[tuple[str, ...], list[Data]] = {
        path: list(added) for path, added in _ADDED.items()
    }
    for data in real().values():
        for path, value in _walk(data):
            key = next(step for step in reversed(path) if isinstance(step, str))
            if isinstance(value, str | int):
                values.setdefault(key, {})[value] = None
            elif isinstance(value, dict) and isinstance(path[-1], int):
                listed = tuple(step for step in path if isinstance(step, str))
                statements.setdefault(listed, []).append(value)
    return {key: tuple(said) for key, said in values.items()}, statements


def mutated(chance: Random, data: Data) -> Data:
    """The record with one random change."""
    change = chance.choice((_date, _date, _date, _date, _value, _value, _without, _more, _more,
                            _doubled, _swapped, _withdrawn, _complete))  # fmt: skip
    return change(chance, data)


def with_its_sources(data: Data) -> Data:
    """The record with exactly the sources that its statements name, and ids that differ."""
    named: dict[str, None] = {}
    for path, value in _walk(data):
        if path[0] != "sources" and path[-1] in _NAMES_SOURCES:
            named.update(dict.fromkeys(value if isinstance(value, list) else [value]))
    known = data.get("sources", {})
    sources = {
        name: known.get(name, {"title": "Another source", "publisher": "monitor", "date": 2020})
        for name in named
    }
    data = {**data, "sources": sources}
    for path in (("article_1", "cases"), ("article_8", "requests")):
        listed = data.get(path[0], {}).get(path[1], [])
        if listed:
            apart = [{**one, "id": f"M-{number}"} for number, one in enumerate(listed)]
            data = {**data, path[0]: {**data[path[0]], path[1]: apart}}
    return data


def without(data: Data, path: Path) -> Data:
    """The record without what stands at a path."""
    return _with(data, path, None)


def _with(data: Data, path: Path, value: object) -> Data:
    """The record with another value at a path, or without it if the value is None."""
    made: Data = _copied(data, path, value)
    return made


def _copied(data: Any, path: Path, value: object) -> Any:
    step = path[0]
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    inner = _copied(copy[step], path[1:], value) if len(path) > 1 else value
    if inner is None:
        del copy[step]
    else:
        copy[step] = inner
    return copy


def placed(data: Any, place: Place) -> Any:
    """The data as if it had been read from a file, with everything at one place."""
    if isinstance(data, list):
        items = YamlList(place)
        items += [placed(one, place) for one in data]
        items.value_places += [place] * len(data)
        return items
    if not isinstance(data, dict):
        return data
    read = YamlMap(place)
    read.update((key, placed(one, place)) for key, one in data.items())
    read.key_places = read.value_places = dict.fromkeys(data, place)
    return read


def branches(data: Data) -> Iterator[Path]:
    """The path of everything in the record that could be left out, sources aside."""
    return (path for path, _ in _walk(data) if path[0] not in ("state", "sources"))


def _walk(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in inside:
        here = (*path, step)
        yield here, value
        if isinstance(value, dict | list):
            yield from _walk(value, here)


def _some(chance: Random, found: Sequence[tuple[Path, Any]]) -> tuple[Path, Any] | None:
    return chance.choice(found) if found else None


def _leaves(data: Data) -> list[tuple[Path, Any]]:
    """What the record says, as far as facts are made of it."""
    return [
        (path, value)
        for path, value in _walk(data)
        if path[0] not in ("state", "sources")
        and not isinstance(value, dict | list)
        and path[-1] not in (*_NAMES_SOURCES, "note", "id")
    ]


def _lists(data: Data) -> list[tuple[Path, Any]]:
    """Lists of statements."""
    return [(path, one) for path, one in _walk(data) if one and isinstance(one, list)
            and isinstance(one[0], dict)]  # fmt: skip


def _date(chance: Random, data: Data) -> Data:
    """A date moved, told less exactly or put on a boundary."""
    dated = [(path, str(one)) for path, one in _leaves(data) if _DATED.fullmatch(str(one))]
    found = _some(chance, dated)
    return _with(data, found[0], _moved(chance, found[1])) if found else data


def _moved(chance: Random, text: str) -> str | int:
    by = "by " if text.startswith("by ") else ""
    told = text.removeprefix("by ")
    match chance.randrange(8):
        case 0:
            return chance.choice(_BOUNDARIES)
        case 1:
            return by + told[: chance.choice((4, 7))]
        case 2:
            return told if by else f"by {told}"
    day = date.fromisoformat(told + "-01-01"[len(told) - 4 :] if len(told) < 10 else told)
    step = timedelta(days=chance.choice(_STEPS)) * chance.choice((1, -1))
    there = str(min(max(day + step, _FIRST), _LAST))[: len(told)]
    return int(there) if not by and len(there) == 4 else by + there


def _value(chance: Random, data: Data) -> Data:
    """Something else that is said under the same key elsewhere."""
    found = _some(chance, _leaves(data))
    if found is None:
        return data
    path = found[0]
    key = next(step for step in reversed(path) if isinstance(step, str))
    return _with(data, path, chance.choice(_seen()[0].get(key, _BOUNDARIES)))


def _without(chance: Random, data: Data) -> Data:
    """A statement, or a part of one, left out."""
    found = _some(chance, [(path, None) for path in branches(data)])
    return without(data, found[0]) if found else data


def _more(chance: Random, data: Data) -> Data:
    """A statement of another State, or one that few have."""
    path = chance.choice(tuple(_ADDED))
    added = {"source": "another", **chance.choice(_seen()[1][path])}
    section, name = path[0], path[-1]
    listed = data.get(section, {}).get(name, []) if len(path) > 1 else data.get(section, [])
    more = list(listed)
    more.insert(chance.randint(0, len(more)), added)
    inside = {**data.get(section, {}), name: more} if len(path) > 1 else more
    return {**data, section: inside}


def _doubled(chance: Random, data: Data) -> Data:
    """A statement that stands twice."""
    found = _some(chance, _lists(data))
    if found is None:
        return data
    path, listed = found
    return _with(data, path, [*listed, chance.choice(listed)])


def _swapped(chance: Random, data: Data) -> Data:
    """Statements in another order."""
    found = _some(chance, _lists(data))
    if found is None:
        return data
    path, listed = found
    return _with(data, path, chance.sample(listed, len(listed)))


def _withdrawn(chance: Random, data: Data) -> Data:
    """A withdrawal from the latest membership; perhaps the State joins again."""
    entry = data["membership"][-1] if data.get("membership") else {}
    if not _DATED.fullmatch(str(entry.get("deposited"))):
        return data
    notified = chance.choice(("2009-10-30", "2012-02-29", "2019-08-31", "2024-06-30"))
    withdrawal: dict[str, object] = {"notified": notified, "source": "another"}
    for key in ("armed_conflict", "conflict_ended"):
        if chance.random() < 0.5:
            withdrawal[key] = chance.choice(_SAID[key])
    entries = [*data["membership"][:-1], {**entry, "withdrawal": withdrawal}]
    if chance.random() < 0.3:
        entries.append({"instrument": "accession", "deposited": "2025-09-13", "source": "another"})
    return {**data, "membership": entries}


def _complete(chance: Random, data: Data) -> Data:
    """A list of reports that is complete for some years."""
    first = chance.randint(1999, 2020)
    told = {
        "complete_from": f"{first}-0{chance.randint(1, 9)}-01",
        "complete_until": f"{first + chance.randint(0, 8)}-{chance.choice(('04-30', '12-31'))}",
        "complete_source": "another",
    }
    return {**data, "article_7": {**data.get("article_7", {}), **told}}
