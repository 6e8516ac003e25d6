"""Drafts of rules on national implementation measures of a status."""

from __future__ import annotations

from datetime import date

from compliance_engine.drafting.around import cases_around
from compliance_engine.drafting.example import SOURCE, YEAR
from compliance_engine.drafting.model import DraftedCase


def conditions(status: str) -> dict[str, str]:
    """The patterns of a rule that finds measures of a status."""
    return {"measure": f'status == "{status}"', "membership": "bound"}


def cases(status: str, other: str, bound: date) -> tuple[DraftedCase, ...]:
    """The worked cases, around the day on which a source says so; `other` is another status."""
    said = bound + 2 * YEAR
    later = said + YEAR
    so, otherwise = _known(status, said), _known(other, said)
    named = "the day on which a source says so"
    return (
        DraftedCase(
            "What a source says holds until another speaks", "fires", later, "finding", so
        ),
        DraftedCase(
            "Measures of another status are not meant", "silent", later, "nothing", otherwise
        ),
        *cases_around(said, named, so, found_on_day=True),
        DraftedCase(
            "Where no source says anything the rule is silent",
            "missing data", later, "undetermined", {},
        ),
    )  # fmt: skip


def _known(status: str, said: date) -> dict[str, object]:
    return {"article_9": [{"status": status, "known": said, "source": SOURCE}]}
