"""What falls due, as a calendar that Outlook and other programs open (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import quote

from compliance_engine.cli.rendering.forecast import ONE_DAY, ShownForecast
from compliance_engine.documents.text import shown
from compliance_engine.findings.forecast import Change, Coming
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Duty, Rulebook

if TYPE_CHECKING:
    from icalendar import Event


def calendar_of(shown: ShownForecast, rulebook: Rulebook, language: str) -> bytes:
    """An all-day event for each thing that falls due for a State on a day.

    The identity of an event is its State and duty: imported again, it replaces what was there, and
    nothing of another State. Its number and its time stamp come from the day from which on the
    date has been what it is, so that both rise when a decision moves the date, and only then: the
    same records give the same events, whatever the day of the check.
    """
    from icalendar import Calendar

    phrases = Phrases("forecast", language)
    calendar = Calendar()
    calendar.add("prodid", f"-//compliance-engine//{rulebook.treaty.name}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", rulebook.treaty.title[language])
    known = written_day(shown.as_of, language)
    calendar.add("x-wr-caldesc", phrases("calendar", day=known))
    named: set[str] = set()
    for coming in sorted(_falling_due(shown), key=_order):
        uid = _uid(coming, rulebook, named)
        named.add(uid)
        calendar.add_component(_event(coming, uid, rulebook, language))
    return bytes(calendar.to_ical())


def _falling_due(shown: ShownForecast) -> Iterator[Coming]:
    return (
        one for one in shown.coming if one.change is Change.DUE and isinstance(one.subject, Duty)
    )


def _order(one: Coming) -> tuple[date, str, str, str]:
    return one.day, _duty(one).kind, one.key, one.state


def _duty(one: Coming) -> Duty:
    assert isinstance(one.subject, Duty)
    return one.subject


def _uid(one: Coming, rulebook: Rulebook, named: Collection[str]) -> str:
    """The name of an event; a further date of the same duty, after the first, has its day in it."""
    name = f"{one.state}-{_slug(_duty(one).kind)}-{quote(one.key, safe='')}".rstrip("-")
    uid = f"{name}@{rulebook.treaty.name}"
    return uid if uid not in named else f"{name}-{one.day}@{rulebook.treaty.name}"


def _event(one: Coming, uid: str, rulebook: Rulebook, language: str) -> Event:
    from icalendar import Event

    title = _duty(one).title[language]
    since = one.since or rulebook.treaty.in_force
    phrases = Phrases("forecast", language)
    what = phrases("which", what=title, which=one.key) if one.key else title
    name = state_of_code(one.state).names[language]
    event = Event()
    event.add("uid", uid)
    event.add("sequence", max(0, (since - rulebook.treaty.in_force).days))
    event.add("dtstamp", datetime.combine(since, time(), UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + ONE_DAY)
    event.add("summary", shown(f"{phrases('due', what=what)} ({name})"))
    event.add("description", phrases("as the records stand"))
    event.add("transp", "TRANSPARENT")
    return event


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", text.casefold()).rstrip("-")
