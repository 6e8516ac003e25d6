"""Which run is meant: by its number, by a day, or by the name of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance_engine.audit.runs import Run
from compliance_engine.dates.partial import PartialDateError, parse_day
from compliance_engine.errors import UsageError
from compliance_engine.rulebook.treaty import Meeting
from compliance_engine.suggestions import did_you_mean

LAST = "last"


def chosen_run(given: str, runs: Sequence[Run], meetings: Iterable[Meeting] = ()) -> Run:
    """The run of a number, or the last one as of a day, or of a meeting's first day, or before.

    `runs` are in their order. Raises UsageError.
    """
    if given.lower() == LAST:
        return runs[-1]
    if given.isdecimal():
        for run in runs:
            if run.number == int(given):
                return run
        raise UsageError(f"there is no run {given}; the runs are 1 to {runs[-1].number}")
    by_name = {one.name.upper(): one for one in meetings}
    if meeting := by_name.get(given.upper()):
        day, named = meeting.opens.first, f"{meeting.name}, which opened on {meeting.opens.text}"
    else:
        try:
            day, named = parse_day(given), given
        except PartialDateError as error:
            hint = did_you_mean(
                given, by_name, "Write a number, a day, or a meeting such as 18MSP."
            )
            raise UsageError(f"'{given}' names no run. {hint}") from error
    found = [run for run in runs if run.as_of <= day]
    if not found:
        raise UsageError(
            f"no run is as of {named}, or before; the first one is as of {runs[0].as_of}"
        )
    return found[-1]
