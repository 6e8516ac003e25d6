"""Every State's standing under the Convention on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.language.wording import Wording
from compliance_engine.records.model import Record
from compliance_engine.records.states import State, state_of_code
from compliance_engine.rulebook.model import Rulebook


@dataclass(frozen=True)
class Standing:
    """A State's standing: `until` is the first day on which it is no longer bound, if known.

    `by` are the provisions that decide it; `working` says how, and `notes` what else bears on it.
    """

    state: State
    status: str
    in_force: date | None
    until: date | None
    by: tuple[str, ...]
    working: tuple[str, ...]
    notes: tuple[str, ...]


def standings(
    records: Mapping[str, Record],
    rulebook: Rulebook,
    as_of: date,
    known_at: date | None = None,
    *,
    language: str = "en",
) -> tuple[Standing, ...]:
    """The standing of every State on the day, in the order of their codes, told in `language`."""
    return tuple(
        standing_of(
            facts_on(record, rulebook, as_of, known_at), state_of_code(code), as_of, language
        )
        for code, record in sorted(records.items())
    )


def standing_of(facts: Sequence[Fact], state: State, as_of: date, language: str) -> Standing:
    """The standing on the day of the State that these facts are of, told in `language`."""
    memberships = [fact for fact in facts if fact.kind == "membership"]
    today = [fact for fact in memberships if as_of in fact.held]
    if not today:
        return Standing(state, "not a party", None, None, (), (), ())
    fact = today[-1]
    wording = Wording(state, as_of, language)
    status = str(fact.fields["status"])
    in_force = fact.fields.get("in_force")
    notices = [one for one in facts if one.kind == "notice" and as_of in one.held]
    return Standing(
        state,
        status,
        in_force if isinstance(in_force, date) else None,
        _until(fact),
        tuple(step.cites.provision for step in fact.working if step.cites),
        tuple(wording.of_working(step) for step in fact.working),
        tuple(wording.of_working(step) for one in notices for step in one.working),
    )


def _until(fact: Fact) -> date | None:
    """The end of the membership that `fact` belongs to: of its time as a State Party."""
    if fact.fields["status"] == "party":
        return fact.held.until if fact.held.ends else None
    if fact.fields["status"] == "withdrawn":
        return fact.held.first
    return None
