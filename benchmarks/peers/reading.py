"""Reads records by hand, and says what is so of each State on one day.

It checks nothing that it reads, keeps no place and no source, and knows only what the rules of
the benchmark ask for. Every value is read as text: it is the fastest way, and a loader that knows
types takes the key `on` for a flag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.peers.days import When, first_of_month_after, months_after, when
from benchmarks.peers.duties import Interval, duties

GENERAL_ENTRY_INTO_FORCE = date(1999, 3, 1)
ADOPTED = ("legislation in force", "legislation adopted", "adopted, not in force")
LAW = (*ADOPTED, "existing law considered sufficient")
OPEN = ("open", "open, acknowledged by the State")
CLOSED = ("investigated, closed", "closed", "resolved")


class DayRow(NamedTuple):
    """A fact that holds on the day."""

    kind: str
    values: dict[str, Any]
    first: int
    until: int


def read_states(folder: Path, as_of: date) -> dict[str, list[DayRow]]:
    """The rows of every State on the day, by its code."""
    states = {}
    for path in sorted(folder.glob("*.yaml")):
        with path.open(encoding="utf-8") as file:
            record = yaml.CBaseLoader(file).get_single_data()
        states[path.stem] = list(rows(record, as_of))
    return states


def rows(record: dict[str, Any], as_of: date) -> Iterator[DayRow]:
    """The facts of one State that hold on the day, dates as ordinals."""
    first = as_of.toordinal()
    intervals = _intervals(record["membership"])
    found = [("membership", values) for values in _standing(intervals, as_of)]
    found += [("duty", values) for values in duties(record.get("article_7", {}), intervals, as_of)]
    if intervals:
        measures = record.get("article_9", ())
        found += [("measure", values) for values in _measure(measures, intervals[0], as_of)]
    cases = record.get("article_1", {}).get("cases", ())
    found += [("case", _case(one, intervals, as_of)) for one in cases if _raised(one) <= as_of]
    for kind, values in found:
        yield DayRow(kind, values, first, first + 1)


def _intervals(membership: Sequence[dict[str, Any]]) -> list[Interval]:
    intervals = []
    for entry in membership:
        if "deposited" not in entry:
            continue
        deposited = date.fromisoformat(entry["deposited"])
        ordinary = max(GENERAL_ENTRY_INTO_FORCE, first_of_month_after(deposited, 6))
        in_force = date.fromisoformat(entry["in_force"]) if "in_force" in entry else ordinary
        until = _withdrawn(entry["withdrawal"]) if "withdrawal" in entry else date.max
        if in_force < until:
            provisionally = entry.get("provisional_application") == "true"
            intervals.append(Interval(in_force, until, deposited, provisionally))
    return sorted(intervals)


def _withdrawn(withdrawal: dict[str, Any]) -> date:
    """The first day on which the State is not bound; never, while a conflict may go on."""
    if "revoked" in withdrawal:
        return date.max
    if "effective" in withdrawal:
        return date.fromisoformat(withdrawal["effective"])
    expiry = months_after(date.fromisoformat(withdrawal["notified"]), 6)
    conflict = withdrawal.get("armed_conflict")
    if conflict == "no":
        return expiry
    if conflict == "yes" and "conflict_ended" in withdrawal:
        return max(expiry, date.fromisoformat(withdrawal["conflict_ended"]))
    return date.max


def _standing(intervals: Sequence[Interval], as_of: date) -> Iterator[dict[str, Any]]:
    for one in intervals:
        bound = one.in_force <= as_of < one.until
        if bound or (one.provisionally and one.deposited <= as_of < one.in_force):
            yield {
                "bound": bound,
                "applies_article_1": True,
                "in_force": one.in_force.toordinal(),
            }


def _measure(
    measures: Sequence[dict[str, Any]], first: Interval, as_of: date
) -> Iterator[dict[str, Any]]:
    """What was last said by the day; a later statement corrects those before from its own start."""
    known: list[tuple[date, dict[str, Any]]] = []
    for one in sorted(measures, key=lambda one: when(one["known"]).last):
        if one["status"] == "not known" and known:
            continue
        if one["status"] == "none reported" and any(law["status"] in LAW for _, law in known):
            continue
        start = when(one["known"]).last
        if one["status"] in ADOPTED and "adopted" in one:
            start = min(when(one["adopted"]).first, start)
        known = [earlier for earlier in known if earlier[0] < start]
        known.append((start, one))
    held = [one for start, one in known if start <= as_of]
    if held:
        yield {
            "key": "",
            "status": held[-1]["status"],
            "penal_sanctions": held[-1].get("penal_sanctions", "not stated"),
        }
    elif first.in_force <= as_of:
        yield {"key": "", "status": "not known", "penal_sanctions": "not stated"}


def _raised(case: dict[str, Any]) -> date:
    return when(case.get("alleged", case["happened_from"])).last


def _case(case: dict[str, Any], intervals: Sequence[Interval], as_of: date) -> dict[str, Any]:
    values = {
        "key": case["id"],
        "status": _status(case, as_of),
        "actor_kind": case.get("actor_kind", "State"),
        "article_1_applied": _applied(case, intervals),
    }
    updates = [when(one["date"]).last for one in _history(case, "update by the State")]
    given = [last for last in updates if last <= as_of]
    if given:
        values["last_update"] = max(given).toordinal()
    return values


def _history(case: dict[str, Any], event: str) -> list[dict[str, Any]]:
    return [one for one in case.get("history", ()) if one["event"] == event]


def _status(case: dict[str, Any], as_of: date) -> str:
    if case["status"] not in OPEN + CLOSED:
        return "historic"
    raised, open_until, closed = _raised(case), date.max, date.max
    closings = [when(one["date"]) for one in _history(case, "closed")]
    if closings:
        closing = min(closings, key=lambda one: one.last)
        unsure = closing.first == date.min
        open_until = raised if unsure else max(raised, closing.first)
        closed = closing.last if unsure else open_until
    elif case["status"] in CLOSED:
        open_until = raised
        closed = when(case["known"]).last if "known" in case else date.max
    if as_of >= closed:
        return "closed"
    return "open" if as_of < open_until else "not known"


def _applied(case: dict[str, Any], intervals: Sequence[Interval]) -> str:
    """Whether what is alleged happened, in part at least, while Article 1 applied."""
    begins, ends = when(case["happened_from"]), when(case["happened_until"])
    surely = When(max(ends.first, begins.first), min(begins.last, ends.last))
    spans = [(_applied_from(case, one), one.until) for one in intervals]
    if any(surely.last < until and surely.first >= first for first, until in spans):
        return "yes"
    if any(begins.first < until and ends.last >= first for first, until in spans):
        return "not known"
    return "no"


def _applied_from(case: dict[str, Any], interval: Interval) -> date:
    covered = any(one.startswith("1(1)") for one in case["provisions"])
    return interval.deposited if interval.provisionally and covered else interval.in_force
