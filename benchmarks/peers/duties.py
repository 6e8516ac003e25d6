"""Reports due under Article 7 and what is known of each on one day, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from benchmarks.peers.days import ONE_DAY, When, when

INITIAL_WITHIN = timedelta(days=180)


class Interval(NamedTuple):
    """A time during which the State is bound: from `in_force` until (not on) `until`."""

    in_force: date
    until: date
    deposited: date
    provisionally: bool


@dataclass
class Evidence:
    """What the record says of one report."""

    received: list[When] = field(default_factory=list)
    missing: list[When] = field(default_factory=list)
    elsewhere: list[When] = field(default_factory=list)
    unclear: bool = False
    disagree: bool = False


def duties(
    article: dict[str, Any], intervals: Sequence[Interval], as_of: date
) -> Iterator[dict[str, Any]]:
    """The reports that are in view on the day, each with its verdict."""
    for interval in intervals:
        if as_of < interval.in_force:
            continue
        due = interval.in_force + INITIAL_WITHIN
        key = "" if interval == intervals[0] else str(interval.in_force)
        evidence = _on_initial(article, due, interval, intervals)
        yield _duty("initial report", key, due, interval, _verdict(due, evidence, interval, as_of))
        yield from _annual(article, due, interval, as_of)


def _annual(
    article: dict[str, Any], initial_due: date, interval: Interval, as_of: date
) -> Iterator[dict[str, Any]]:
    first = date(initial_due.year, 4, 30)
    if first <= initial_due:
        first = date(initial_due.year + 1, 4, 30)
    opens = interval.in_force
    for year in range(interval.in_force.year, as_of.year + 3):
        due = date(year, 4, 30)
        if due < interval.in_force:
            continue
        if opens > as_of or opens >= interval.until:
            return
        bound_in_period = interval.in_force.year < year
        if due >= first and (due < interval.until or bound_in_period):
            evidence = _on_period(article, due, interval)
            verdict = _verdict(due, evidence, interval, as_of)
            yield _duty("annual report", str(year - 1), due, interval, verdict)
        elif due < first and bound_in_period and due < interval.until:
            yield _duty("annual report", str(year - 1), due, interval, ("not owed", None))
        if due >= interval.until:
            return
        opens = due + ONE_DAY


def _duty(
    kind: str, key: str, due: date, interval: Interval, judged: tuple[str, When | None]
) -> dict[str, Any]:
    verdict, submitted = judged
    values = {
        "key": key,
        "kind": kind,
        "verdict": verdict,
        "due": due.toordinal(),
        "year": due.year,
        "joined": interval.in_force.toordinal(),
    }
    if submitted is not None:
        values["submitted"] = submitted.last.toordinal()
        if submitted.first != date.min:
            values["submitted_from"] = submitted.first.toordinal()
    return values


def _on_initial(
    article: dict[str, Any], due: date, interval: Interval, intervals: Sequence[Interval]
) -> Evidence:
    found = Evidence()
    for report in article.get("reports", ()):
        if report["covers"] == "initial":
            none = report["submitted"] == "none"
            said = when(report["known"] if none else report["submitted"])
            if _interval_of(said, intervals) == interval:
                _add(found, report)
    for one in article.get("lists", ()):
        on = when(one["on"])
        if due < on.last and _interval_of(on, intervals) == interval:
            if one["names_this_state"] == "true":
                found.missing.append(on)
            else:
                found.received.append(When(date.min, on.last))
    _complete(found, article, interval.in_force, due)
    found.disagree = any(one["covers"] == "initial" for one in _unexplained(article))
    return found


def _on_period(article: dict[str, Any], due: date, interval: Interval) -> Evidence:
    found, year, joined = Evidence(), due.year - 1, interval.in_force
    for report in article.get("reports", ()):
        covers = report["covers"]
        if covers == "not stated":
            if report["submitted"] != "none" and when(report["submitted"]).first.year == due.year:
                _add(found, report)
        elif _covers(covers, year, joined):
            if _filed_early(report, year, joined):
                found.unclear = True
            else:
                _add(found, report)
    _complete(found, article, date(year + 1, 1, 1), due)
    found.disagree = any(_covers(one["covers"], year, joined) for one in _unexplained(article))
    return found


def _add(found: Evidence, report: dict[str, Any]) -> None:
    if report["submitted"] == "none":
        found.missing.append(when(report["known"]))
    elif report.get("sent_to", "Secretary-General") == "Secretary-General":
        found.received.append(when(report["submitted"]))
    else:
        found.elsewhere.append(when(report["submitted"]))


def _complete(found: Evidence, article: dict[str, Any], opens: date, due: date) -> None:
    """A complete list of reports says that one which it lacks had not been submitted."""
    if "complete_from" in article:
        first, last = (date.fromisoformat(article[f"complete_{end}"]) for end in ("from", "until"))
        told = first <= opens <= due <= last
        if told and all(one.first > last for one in found.received):
            found.missing.append(When(last, last))


def _unexplained(article: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in article.get("disagreements", ()) if one["explained"] == "false"]


def _interval_of(said: When, intervals: Sequence[Interval]) -> Interval:
    """The latest membership begun by then."""
    begun = [one for one in intervals if min(one.deposited, one.in_force) <= said.last]
    return begun[-1] if begun else intervals[0]


def _period(covers: str) -> When | None:
    """The days that a report covers: a year, several, or a period of days."""
    if covers in ("initial", "voluntary", "not stated"):
        return None
    first, _, last = covers.partition("/" if "/" in covers else "-")
    return When(when(first).first, when(last or first).last)


def _whole_years(period: When, joined: date) -> list[int]:
    """The calendar years covered; the one of joining as far as the State was bound in it."""
    years = range(period.first.year, period.last.year + 1)
    return [
        year
        for year in years
        if date(year, 12, 31) <= period.last
        and (period.first <= date(year, 1, 1) or (year == joined.year and period.first <= joined))
    ]


def _covers(covers: str, year: int, joined: date) -> bool:
    period = _period(covers)
    if period is None:
        return False
    if whole := _whole_years(period, joined):
        return year in whole
    days = {
        one: (min(period.last, date(one, 12, 31)) - max(period.first, date(one, 1, 1))).days
        for one in range(period.first.year, period.last.year + 1)
    }
    return year == max(days, key=lambda one: days[one])


def _filed_early(report: dict[str, Any], year: int, joined: date) -> bool:
    """Whether it may have been filed before what it covers was over."""
    period = _period(report["covers"])
    if report["submitted"] == "none" or period is None:
        return False
    over = date(year, 12, 31) if _whole_years(period, joined) else period.last
    first, last = when(report["submitted"])
    return (last if first == date.min else first) < over


def _verdict(
    due: date, evidence: Evidence, interval: Interval, as_of: date
) -> tuple[str, When | None]:
    """What is known on the day, and the submission that decides it."""
    if due >= interval.until:
        return ("not yet due" if as_of < interval.until else "not owed"), None
    received, missing, contrary = _reconciled(due, evidence)
    surely = [one for one in received if one.last <= as_of]
    if surely:
        first = min(surely, key=lambda one: one.last)
        if first.last <= due:
            return "met", first
        late = min(one.first for one in received) > due
        return ("met late" if late else "met, timeliness unknown"), first
    if as_of <= due:
        return "not yet due", None
    if evidence.unclear or contrary:
        return "undetermined", None
    last_missing = max((one.first for one in missing), default=None)
    if last_missing is not None and as_of <= last_missing:
        return "outstanding", None
    if any(one.first <= as_of for one in evidence.elsewhere):
        return "undetermined", None
    possibly = any(one.first <= as_of for one in received)
    if received and not possibly:
        return "outstanding", None
    if possibly or last_missing is None:
        return "undetermined", None
    return "last known outstanding", None


def _reconciled(due: date, evidence: Evidence) -> tuple[list[When], list[When], bool]:
    """Submissions and statements of absence made to agree, or that they contradict each other."""
    contrary, received = evidence.disagree, []
    dated = [one.first for one in evidence.received if one.first != date.min]
    for one in evidence.received:
        if one.first == date.min and any(first <= one.last for first in dated):
            continue
        if any(_narrower(other, one) for other in evidence.received):
            continue
        first = one.first
        for statement in evidence.missing:
            if one.last < statement.first:
                contrary = True
            else:
                first = max(first, min(statement.first + ONE_DAY, one.last))
        received.append(When(first, one.last))
    if contrary:
        return [], [], True
    return received, [one for one in evidence.missing if one.first > due], False


def _narrower(one: When, other: When) -> bool:
    return one != other and other.first <= one.first and one.last <= other.last
