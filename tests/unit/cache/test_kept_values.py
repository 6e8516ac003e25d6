"""What the cache keeps is made only of what it takes back."""

from __future__ import annotations

from datetime import date

from compliance_engine.cache.packing import packed, unpacked
from compliance_engine.facts.building import facts_of
from compliance_engine.records.loading import load_records
from compliance_engine.rulebook.loading import load_rulebook
from tests.acceptance.command_line import CHECKOUT

RULES = CHECKOUT / "rules" / "apmbc"
STATES = CHECKOUT / "fixtures" / "states"


def test_the_rulebook_shipped_is_read_back_the_same() -> None:
    rulebook = load_rulebook(RULES)
    assert unpacked(packed(rulebook, {}), {}) == rulebook


def test_the_facts_of_every_state_are_read_back_the_same() -> None:
    rulebook = load_rulebook(RULES)
    for record in load_records(STATES).by_state.values():
        facts = facts_of(record, rulebook, date(2021, 6, 25))
        assert unpacked(packed(facts, {}), {}) == facts
