"""Article 9 in figures: States Parties by what was last known of their measures.

The four categories are those in which the Committee, the support unit and the Landmine Monitor
speak; a fifth holds the States of which no source says anything, which is no category of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance_engine.facts.model import Fact
from compliance_engine.reports.figures.membership import parties_on


class Category(StrEnum):
    """What was last known of a State Party's measures."""

    LEGISLATION = "legislation adopted"
    EXISTING_LAW = "existing law considered sufficient"
    IN_PROGRESS = "in progress"
    NONE_REPORTED = "none reported"
    NOT_KNOWN = "not known"


_CATEGORIES = {
    "legislation in force": Category.LEGISLATION,
    "legislation adopted": Category.LEGISLATION,
    "adopted, not in force": Category.LEGISLATION,
    **{str(one): one for one in Category if one is not Category.LEGISLATION},
}


@dataclass(frozen=True)
class Measures:
    """The States Parties on a day by category, as codes in alphabetical order.

    `not_in_force` are those of the first category whose legislation was not in force.
    """

    day: date
    by_category: Mapping[Category, tuple[str, ...]]
    not_in_force: tuple[str, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The States Parties on the day."""
        return tuple(sorted(code for codes in self.by_category.values() for code in codes))

    def of(self, code: str) -> Category | None:
        """The category of a State; None if it was no State Party."""
        return next((one for one, codes in self.by_category.items() if code in codes), None)


def measures_on(facts: Mapping[str, Sequence[Fact]], day: date) -> Measures:
    """The States Parties by category on a day, for which `facts` are complete."""
    found: dict[Category, list[str]] = {one: [] for one in Category}
    not_in_force = []
    for code in parties_on(facts, day):
        status = _status(facts[code], day)
        found[_CATEGORIES[status]].append(code)
        if status == "adopted, not in force":
            not_in_force.append(code)
    return Measures(day, {one: tuple(codes) for one, codes in found.items()}, tuple(not_in_force))


def measures_over_years(
    facts: Mapping[str, Sequence[Fact]], since: date, as_of: date
) -> tuple[Measures, ...]:
    """The same at the end of each year from that of `since` on, and last on the day `as_of`."""
    ends = [date(year, 12, 31) for year in range(since.year, as_of.year)]
    return tuple(measures_on(facts, day) for day in (*ends, as_of))


def _status(facts: Sequence[Fact], day: date) -> str:
    return next(
        (
            str(fact.fields["status"])
            for fact in facts
            if fact.kind == "measure" and day in fact.held
        ),
        str(Category.NOT_KNOWN),
    )
