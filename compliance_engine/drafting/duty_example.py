"""Duties of the made-up State: when each is due, and how a record tells what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.drafting.example import SOURCE, YEAR, bound_from, first_due, membership
from compliance_engine.errors import UsageError
from compliance_engine.rulebook.model import Duty, Rulebook

Section = Mapping[str, object]

_A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Example:
    """A duty of the made-up State: when it is due, and how its record tells what became of it.

    `common` says nothing of whether it was done. `late` is false where a duty that was done after
    its date is never called late, since the date may have been moved.
    """

    due: date
    common: Section
    met: Callable[[date | str], Section]
    not_met: Callable[[date], Section]
    late: bool = True


def example_of(duty: Duty, rulebook: Rulebook) -> Example:
    """An example of a duty. Raises UsageError where nobody has written how one is told."""
    match duty.met_by:
        case "initial report":
            return _reported(duty, rulebook, "initial")
        case "report on the period":
            return _reported(duty, rulebook, None)
        case "answer to the request":
            return _answered(duty, rulebook)
        case "stockpile destroyed":
            return _stockpile_destroyed(duty, rulebook)
        case "mined areas cleared":
            return _areas_cleared(duty, rulebook)
        case "found stock destroyed":
            return _found_stock_destroyed(duty, rulebook)
        case other:
            raise UsageError(
                f"there is no pattern yet for a duty that is met by: {other}. "
                "Copy a rule on that duty, with its cases, and change it"
            )


def _reported(duty: Duty, rulebook: Rulebook, covers: str | None) -> Example:
    """A report on what it `covers`, or on the calendar year of the duty."""
    common = _with_request(duty, rulebook)
    due = first_due(common, duty, rulebook)
    covered = covers or due.period or due.due.year - 1

    def report(submitted: date | str, **more: object) -> Section:
        one = {"covers": covered, "submitted": submitted, **more, "source": SOURCE}
        return {"article_7": {"reports": [one]}}

    return Example(due.due, common, report, lambda day: report("none", known=day))


def _answered(duty: Duty, rulebook: Rulebook) -> Example:
    common = _with_request(duty, rulebook)
    request = _request(rulebook)
    return Example(
        first_due(common, duty, rulebook).due,
        common,
        lambda day: _requests({**request, "answered": day}),
        lambda day: _requests({**request, "answered": "none", "known": day}),
    )


def _with_request(duty: Duty, rulebook: Rulebook) -> dict[str, object]:
    """A party, and the request for clarification that the duty arises from, if from one."""
    if getattr(duty.recurrence, "after", None) != "request for clarification received":
        return membership()
    return membership() | _requests(_request(rulebook))


def _request(rulebook: Rulebook) -> dict[str, object]:
    received = bound_from(rulebook) + YEAR
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


def _stockpile_destroyed(duty: Duty, rulebook: Rulebook) -> Example:
    def stock(deadline_met: str, **more: object) -> dict[str, object]:
        return {"article_4": {"deadline_met": deadline_met, **more, "source": SOURCE}}

    common = membership() | stock("not stated", mines_destroyed=1000)
    return Example(
        first_due(common, duty, rulebook).due,
        common,
        lambda day: stock("not stated", completed=day),
        lambda day: stock("no (outstanding)", known=day),
    )


def _areas_cleared(duty: Duty, rulebook: Rulebook) -> Example:
    def areas(deadline: date, **more: object) -> dict[str, object]:
        clearance = {
            "original_deadline": deadline,
            "latest_deadline_known": deadline,
            **more,
            "state_of_play": "as the source tells it",
            "source": SOURCE,
        }
        return {"article_5": {"clearance": clearance}}

    # Any deadline on record up to the duty's own leaves that as it is.
    earlier = membership() | areas(bound_from(rulebook))
    due = first_due(earlier, duty, rulebook).due
    return Example(
        due,
        membership() | areas(due),
        lambda day: areas(due, completed=day),
        lambda day: areas(due, not_extended=day),
        late=False,
    )


def _found_stock_destroyed(duty: Duty, rulebook: Rulebook) -> Example:
    begins = bound_from(rulebook)
    found_on = max(begins + YEAR, duty.in_effect.first) + _A_MONTH

    def found(**more: object) -> dict[str, object]:
        one = {"found": found_on, **more, "source": SOURCE}
        known = {"deadline_met": "yes", "completed": begins + YEAR, "source": SOURCE}
        return {"article_4": {**known, "found_later": [one]}}

    common = membership() | found()
    return Example(
        first_due(common, duty, rulebook).due,
        common,
        lambda day: found(destroyed=day),
        lambda day: found(destroyed="none", known=day),
    )
