"""Drafts of rules on a duty: outstanding, or done late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from compliance_engine.drafting.around import DAY, cases_around
from compliance_engine.drafting.duty_example import Example
from compliance_engine.drafting.example import YEAR
from compliance_engine.drafting.model import DraftedCase, DraftedMessage
from compliance_engine.drafting.words import Words
from compliance_engine.rulebook.model import Duty
from compliance_engine.rulebook.vocabulary import Verdict

OVERDUE: tuple[str, ...] = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)
LATE: tuple[str, ...] = (Verdict.MET_LATE,)
VERDICTS: tuple[str, ...] = (*OVERDUE, *LATE)
"""What a draft can find of a duty: some of `OVERDUE`, or `LATE`."""


def conditions(duty: Duty, verdicts: tuple[str, ...]) -> dict[str, str]:
    """The patterns of a rule that finds these verdicts on a duty."""
    listed = ", ".join(f'"{one}"' for one in verdicts)
    asked = f"verdict in [{listed}]" if len(verdicts) > 1 else f"verdict == {listed}"
    return {
        "duty": f'kind == "{duty.kind}" and {asked}',
        "membership": "bound and in_force <= duty.due",
    }


def messages(verdicts: tuple[str, ...], words: Words) -> tuple[DraftedMessage, ...]:
    """The words of a finding on a duty."""
    if verdicts == LATE:
        exact = "duty.submitted - duty.due == duty.days_late"
        return (
            DraftedMessage(exact, words("late")),
            DraftedMessage(None, words("late at least")),
        )
    if verdicts == (Verdict.LAST_KNOWN_OUTSTANDING,):
        return (DraftedMessage(None, words("last known outstanding")),)
    if verdicts == (Verdict.OUTSTANDING,):
        return (DraftedMessage(None, words("outstanding")),)
    last_known = f'duty.verdict == "{Verdict.LAST_KNOWN_OUTSTANDING}"'
    return (
        DraftedMessage(last_known, words("last known outstanding")),
        DraftedMessage(None, words("outstanding")),
    )


def cases(verdicts: tuple[str, ...], example: Example) -> tuple[DraftedCase, ...]:
    """The worked cases of a rule that finds these verdicts, around the days that decide."""
    finder = _late_cases if verdicts == LATE else _overdue_cases
    later = example.due + YEAR
    unknown = DraftedCase(
        "Where no source says anything the rule is silent",
        "missing data",
        later,
        "undetermined",
        {},
    )
    return (*finder(verdicts, example), unknown)


def _overdue_cases(verdicts: tuple[str, ...], example: Example) -> Iterator[DraftedCase]:
    due = example.due
    said = due + YEAR
    missing, after = example.not_met(said), said + YEAR
    if Verdict.OUTSTANDING in verdicts:
        name = "What a source says was not done a year later is outstanding"
        yield DraftedCase(name, "fires", due + YEAR / 2, "finding", missing)
    if Verdict.LAST_KNOWN_OUTSTANDING in verdicts:
        name = "After the day of the last statement it is outstanding as last known"
        yield DraftedCase(name, "fires", after, "finding", missing)
    in_time = "What was done on the due date is not outstanding"
    yield DraftedCase(in_time, "silent", said, "nothing", example.met(due))
    if Verdict.OUTSTANDING in verdicts:
        day, named = due, "the due date"
    else:
        day, named = said, "the day of the last statement"
    yield from cases_around(day, named, missing, found_on_day=False)


def _late_cases(verdicts: tuple[str, ...], example: Example) -> Iterator[DraftedCase]:
    del verdicts
    due, later = example.due, example.due + YEAR
    month = (due + timedelta(days=62)).strftime("%Y-%m")
    yield DraftedCase(
        "What was done after the due date is late by the days between",
        "fires", later, "finding", example.met(due + timedelta(days=30)),
    )  # fmt: skip
    yield DraftedCase(
        "What is dated to a month is late by at least the days to its first",
        "fires", later, "finding", example.met(month),
    )  # fmt: skip
    yield DraftedCase(
        "What has not been done is not late, but outstanding",
        "silent", later, "nothing", example.not_met(later),
    )  # fmt: skip
    name = "What was done the day before the due date is on time"
    yield DraftedCase(name, "day before", later, "nothing", example.met(due - DAY))
    name = "What was done on the due date is on time"
    yield DraftedCase(name, "day of", later, "nothing", example.met(due))
    name = "What was done the day after the due date is one day late"
    yield DraftedCase(name, "day after", later, "finding", example.met(due + DAY))
