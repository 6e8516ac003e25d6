"""All facts of one State."""

from __future__ import annotations

from datetime import date

from compliance_engine.facts.cases import case_facts
from compliance_engine.facts.duties import duty_facts
from compliance_engine.facts.forms import form_facts
from compliance_engine.facts.implementation import implementation_facts
from compliance_engine.facts.letters import letter_facts
from compliance_engine.facts.measures import measure_facts
from compliance_engine.facts.meetings import meeting_facts
from compliance_engine.facts.membership import bound_intervals, membership_facts
from compliance_engine.facts.mines import retained_facts, stock_facts
from compliance_engine.facts.model import Fact
from compliance_engine.facts.notices import notice_facts
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook


def facts_of(record: Record, rulebook: Rulebook, through: date) -> tuple[Fact, ...]:
    """Every fact of the State, in a fixed order, with yearly duties to the first after `through`.

    The facts are complete for checks as of any day up to `through`, inclusive.
    """
    record = record.known_to(rulebook.publishers)
    treaty = rulebook.treaty
    intervals = bound_intervals(record, treaty)
    membership = membership_facts(record, treaty)
    obligations = [*duty_facts(record, rulebook, through), *retained_facts(record)]
    return (
        *membership,
        *obligations,
        *implementation_facts([*membership, *obligations], rulebook),
        *stock_facts(record),
        *measure_facts(record, intervals),
        *case_facts(record, intervals),
        *form_facts(record),
        *meeting_facts(record, rulebook),
        *notice_facts(record, treaty),
        *letter_facts(record, rulebook),
    )
