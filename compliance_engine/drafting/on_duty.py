"""Drafts of rules on a duty: outstanding, or done late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.drafting.around import DAY, cases_around
from compliance_engine.drafting.example import SOURCE, YEAR, bound_from, first_due, membership
from compliance_engine.drafting.model import DraftedCase, DraftedMessage
from compliance_engine.drafting.words import Words
from compliance_engine.errors import UsageError
from compliance_engine.rulebook import Duty, Occasional, Rulebook, Verdict

OVERDUE: tuple[str, ...] = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)
LATE: tuple[str, ...] = (Verdict.MET_LATE,)
VERDICTS: tuple[str, ...] = (*OVERDUE, *LATE)
"""What a draft can find of a duty: some of `OVERDUE`, or `LATE`."""

Section = Mapping[str, object]


@dataclass(frozen=True)
class Example:
    """A duty of the made-up State: when it is due, and how its record tells what became of it."""

    due: date
    common: Section
    met: Callable[[date | str], Section]
    not_met: Callable[[date], Section]


def example_of(duty: Duty, rulebook: Rulebook) -> Example:
    """An example of a duty. Raises UsageError where nobody has written how one is told."""
    common = membership()
    if isinstance(duty.recurrence, Occasional) and duty.recurrence.after == _REQUESTED:
        common |= _requests(_request(bound_from(rulebook) + YEAR))
    match duty.met_by:
        case "initial report":
            due = first_due(common, duty, rulebook)
            return _reported(common, due.due, "initial")
        case "report on the period":
            due = first_due(common, duty, rulebook)
            return _reported(common, due.due, due.period or due.due.year - 1)
        case "answer to the request":
            due = first_due(common, duty, rulebook)
            request = _request(bound_from(rulebook) + YEAR)
            return Example(
                due.due,
                common,
                lambda day: _requests({**request, "answered": day}),
                lambda day: _requests({**request, "answered": "none", "known": day}),
            )
        case other:
            raise UsageError(
                f"there is no pattern yet for a duty that is met by: {other}. "
                "Copy a rule on that duty, with its cases, and change it"
            )


_REQUESTED = "request for clarification received"


def _reported(common: Section, due: date, covers: object) -> Example:
    def report(submitted: date | str, **more: object) -> Section:
        one = {"covers": covers, "submitted": submitted, **more, "source": SOURCE}
        return {"article_7": {"reports": [one]}}

    return Example(due, common, report, lambda day: report("none", known=day))


def _request(received: date) -> dict[str, object]:
    return {
        "id": "example-1",
        "by": "another State",
        "made": received,
        "received": received,
        "what": "clarification sought of a matter",
        "source": SOURCE,
    }


def _requests(request: Mapping[str, object]) -> dict[str, object]:
    return {"article_8": {"requests": [dict(request)]}}


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
