"""For which meeting, and as of which day, a brief is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.dates.counting import Rounding, add_years
from compliance_engine.dates.span import FOREVER
from compliance_engine.errors import UsageError
from compliance_engine.rulebook.treaty import Meeting
from compliance_engine.suggestions import did_you_mean

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Occasion:
    """A session: the meeting, if there is one, and those before and after it.

    `as_of` is the day whose law and events count: the first day of a meeting that has begun, for
    one that is to come the day on which the brief is made.
    """

    meeting: Meeting | None
    as_of: date
    previous: Meeting | None
    following: Meeting | None

    @property
    def since(self) -> date:
        """The last day of the meeting before; the day before if there was none."""
        return self.previous.closes.last if self.previous else self.as_of - ONE_DAY

    @property
    def until(self) -> date:
        """The day, at the latest, on which the next meeting opens; else a year ahead."""
        if self.following is not None:
            return self.following.opens.last
        return min(add_years(self.as_of, 1, Rounding.EARLIER), FOREVER)


def occasion_of(
    name: str | None, on: date | None, today: date, meetings: Sequence[Meeting]
) -> Occasion:
    """The occasion that is meant by a meeting's name, by a day, or by both.

    Raises UsageError for a meeting that the calendar does not have, and for one that is over but
    whose day is not known.
    """
    meeting = _named(name, meetings) if name is not None else None
    as_of = on or (_day_of(meeting, today) if meeting is not None else today)
    if meeting is None:
        meeting = next((one for one in meetings if _surely_on(one, as_of)), None)
    previous = [one for one in meetings if one.closes.last < as_of and one is not meeting]
    following = [one for one in meetings if one.opens.last > as_of]
    return Occasion(
        meeting,
        as_of,
        max(previous, key=lambda one: one.closes.last, default=None),
        min(following, key=lambda one: one.opens.last, default=None),
    )


def _named(name: str, meetings: Sequence[Meeting]) -> Meeting:
    by_name = {one.name.casefold(): one for one in meetings}
    if name.casefold() in by_name:
        return by_name[name.casefold()]
    names = [one.name for one in meetings]
    remedy = did_you_mean(name, names, f"Meetings: {', '.join(names) or 'none'}.")
    raise UsageError(f"there is no meeting '{name}'. {remedy} For any day: --on DATE")


def _day_of(meeting: Meeting, today: date) -> date:
    if meeting.opens.exact:
        return min(meeting.opens.first, today)
    if today <= meeting.closes.last:
        return today
    raise UsageError(
        f"of {meeting.name} only {meeting.opens} is known, and that is over: "
        "give the day with --on DATE"
    )


def _surely_on(meeting: Meeting, day: date) -> bool:
    exact = meeting.opens.exact and meeting.closes.exact
    return exact and meeting.opens.first <= day <= meeting.closes.last
