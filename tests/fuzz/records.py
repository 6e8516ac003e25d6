"""The real rulebook on real records that were changed, on days on which something changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from compliance_engine.dates.counting import Rounding, add_years
from compliance_engine.errors import InvalidInputError, Place
from compliance_engine.facts.building import facts_of
from compliance_engine.facts.consistency import consistency_problems
from compliance_engine.facts.model import Dated, Fact
from compliance_engine.findings.checking import check
from compliance_engine.findings.model import finding_id
from compliance_engine.records.loading import read_record_data
from compliance_engine.records.model import Record
from tests.builders import engine, rulebook
from tests.fuzz.level import Outcome, shorter
from tests.fuzz.mutating import branches, mutated, placed, real, with_its_sources, without

WHOLE_CHECKS = 8
"""One case in so many is told in words too."""


@dataclass(frozen=True)
class RecordCase:
    """What a record's file holds, the day of a check, and a number that gives the facts an order.

    Of the days up to `through` on which something may change, the day is the one that lies `back`
    of the way back to the first, moved by `step` days.
    """

    state: str
    data: Mapping[str, Any]
    through: date
    back: float
    step: int
    order: int


class RealRules:
    """Both evaluators find the same, in whatever order the facts stand."""

    name = "records"

    def case(self, number: int) -> RecordCase:
        """The case of a number: a real record with one to five changes."""
        chance = Random(f"record {number}")
        state = chance.choice(tuple(real()))
        data = real()[state]
        for _ in range(chance.choice((1, 1, 2, 2, 3, 5))):
            data = mutated(chance, data)
        step = chance.choice((-1, 0, 0, 1, chance.randint(-400, 400)))
        through = date(chance.randint(2000, 2026), chance.randint(1, 12), chance.randint(1, 28))
        back = chance.random() * chance.random()
        return RecordCase(state, with_its_sources(data), through, back, step, number)

    def run(self, case: RecordCase) -> Outcome:
        """Refused are records that `records validate` refuses."""
        try:
            record = _record(case)
        except InvalidInputError:
            return Outcome.REFUSED
        facts = list(facts_of(record, rulebook(), case.through))
        as_of = _day(case, facts)
        Random(case.order).shuffle(facts)
        found = engine("both").conclude(case.state, facts, as_of)
        if case.order % WHOLE_CHECKS == 0:
            told = check({case.state: record}, rulebook(), engine("both"), as_of)
            ids = {finding_id(case.state, one.rule.id, one.key) for one in found}
            assert ids == {one.id for one in told.findings}, "found otherwise in another order"
        return Outcome.COMPARED

    def smaller(self, case: RecordCase) -> Iterator[RecordCase]:
        """The facts in their own order; less of the record."""
        if case.order:
            yield replace(case, order=0)
        own = ("state", "membership", "sources")
        sections = [key for key in case.data if key not in own]
        for kept in shorter(sections):
            less = {key: one for key, one in case.data.items() if key in (*own, *kept)}
            yield replace(case, data=with_its_sources(less))
        for path in branches(case.data):
            barer = with_its_sources(without(case.data, path))
            if barer != case.data:  # an id is given again
                yield replace(case, data=barer)


def _record(case: RecordCase) -> Record:
    file = f"{case.state}.yaml"
    record = read_record_data(placed(case.data, Place(file, 1, 1)), file)
    if problems := tuple(consistency_problems(record, rulebook().treaty)):
        raise InvalidInputError(problems)
    return record


def _day(case: RecordCase, facts: Sequence[Fact]) -> date:
    """The day of the check of a case."""
    latest_first = days_of_change(facts, case.through)[::-1]
    day = latest_first[int(case.back * len(latest_first))] + timedelta(days=case.step)
    return min(max(day, rulebook().treaty.in_force), case.through)


def days_of_change(facts: Sequence[Fact], through: date) -> list[date]:
    """Every day up to `through` on which a finding can begin or end, in order."""
    bounds = {day for fact in facts for day in (fact.held.first, fact.held.until)}
    dated = {
        value.day if isinstance(value, Dated) else value
        for fact in facts
        for value in fact.fields.values()
        if isinstance(value, Dated | date)
    }
    years_on = {
        add_years(day, 1, Rounding.EARLIER) for day in dated if date(1990, 1, 1) < day < through
    }
    start = rulebook().treaty.in_force
    return sorted({start, *(day for day in bounds | dated | years_on if start <= day <= through)})
