"""What falls due, as a calendar that Outlook and other programs open (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING

from compliance_engine.cli.rendering.forecast import ONE_DAY, ShownForecast
from compliance_engine.findings import Change, Coming, written_day
from compliance_engine.phrases import Phrases
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.records import state_of_code
from compliance_engine.rulebook import Duty, Rulebook

if TYPE_CHECKING:
    from icalendar import Event

IN_TITLE = 3
"""States that the title of an event names; of more, it tells the number."""

Due = tuple[date, Duty, str]


def calendar_of(shown: ShownForecast, rulebook: Rulebook, language: str) -> bytes:
    """An all-day event for each thing that falls due on a day, with the States that owe it.

    The identity of an event is its day and duty, so that a calendar imported again replaces what
    was there. Its time stamp is the day of the check: the same records give the same bytes.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//compliance-engine//{rulebook.treaty.name}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", rulebook.treaty.title[language])
    for due, coming in groupby(sorted(_falling_due(shown), key=_order), key=_due):
        calendar.add_component(_event(due, [*coming], shown.as_of, rulebook, language))
    return bytes(calendar.to_ical())


def _falling_due(shown: ShownForecast) -> Iterator[Coming]:
    return (
        one for one in shown.coming if one.change is Change.DUE and isinstance(one.subject, Duty)
    )


def _due(one: Coming) -> Due:
    assert isinstance(one.subject, Duty)
    return one.day, one.subject, one.key


def _order(one: Coming) -> tuple[date, str, str, str]:
    day, duty, key = _due(one)
    return day, duty.kind, key, one.state


def _event(due: Due, coming: list[Coming], as_of: date, rulebook: Rulebook, language: str) -> Event:
    from icalendar import Event

    day, duty, key = due
    phrases = Phrases("forecast", language)
    what = phrases("which", what=duty.title[language], which=key) if key else duty.title[language]
    names = sorted((state_of_code(one.state).names[language] for one in coming), key=alphabetical)
    listed = phrases("between two").join(names)
    counted = Phrases("check", language).counted("states", len(names))
    who = listed if len(names) <= IN_TITLE else counted
    event = Event()
    event.add("uid", f"{day}-{_slug(duty.kind)}{_slug(f'-{key}')}@{rulebook.treaty.name}")
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + ONE_DAY)
    event.add("summary", f"{phrases('due', what=what)} ({who})")
    known = written_day(as_of, language)
    event.add("description", f"{counted}: {listed}\n\n{phrases('calendar', day=known)}")
    event.add("transp", "TRANSPARENT")
    return event


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", text.casefold()).rstrip("-")
