"""Drafts of rules on alleged or reported matters of a status."""

from __future__ import annotations

from datetime import date, timedelta

from compliance_engine.drafting.around import cases_around
from compliance_engine.drafting.example import SOURCE, YEAR
from compliance_engine.drafting.model import DraftedCase

MONTH = timedelta(days=30)
_CLOSED = "closed"


def conditions(status: str) -> dict[str, str]:
    """The patterns of a rule that finds matters of a status."""
    return {
        "case": f'status == "{status}" and article_1_applied == "yes"',
        "membership": "applies_article_1",
    }


def cases(status: str, provision: str, bound: date) -> tuple[DraftedCase, ...]:
    """The worked cases, around the day from which the matter has the status."""
    raised = bound + 2 * YEAR
    closed = raised + YEAR
    later = closed + YEAR
    written = {"open": "open", _CLOSED: _CLOSED, "historic": "not confirmed"}[status]
    day, named = raised, "the day on which the matter is raised"
    if status == _CLOSED:
        day, named = closed, "the day on which the matter is closed"
    matter = _matter(provision, raised, written, closed if status == _CLOSED else None)
    other = _matter(provision, raised, *(("open", None) if status != "open" else (_CLOSED, closed)))
    unknown = _matter(provision, raised, _CLOSED, f"by {closed}")
    return (
        DraftedCase("A matter of this status is listed", "fires", later, "finding", matter),
        DraftedCase("A matter of another status is not", "silent", later, "nothing", other),
        *cases_around(day, named, matter, found_on_day=True),
        DraftedCase(
            "A matter closed on a day that is not known may be open or closed before",
            "missing data", raised + MONTH, "undetermined", unknown,
        ),
    )  # fmt: skip


def _matter(
    provision: str, raised: date, status: str, closed: date | str | None
) -> dict[str, object]:
    case: dict[str, object] = {
        "id": "example-1",
        "provisions": [provision],
        "happened_from": raised - 2 * MONTH,
        "happened_until": raised - MONTH,
        "alleged": raised,
        "alleged_by": "a non-governmental organisation",
        "actor": "not stated",
        "location": "the north of the country",
        "summary": "what is alleged",
        "status": status,
        "source": SOURCE,
    }
    if closed is not None:
        case["history"] = [{"date": closed, "event": "closed"}]
    return {"article_1": {"cases": [case]}}
