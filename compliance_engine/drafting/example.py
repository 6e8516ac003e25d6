"""The made-up State of the cases, and what the engine's own clocks say of its duties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.documents.yaml import YamlMap
from compliance_engine.errors import Place, UsageError
from compliance_engine.facts.building import facts_of
from compliance_engine.facts.membership import bound_intervals
from compliance_engine.records.loading import read_record_data
from compliance_engine.records.model import Record
from compliance_engine.records.statement import EXAMPLE_SOURCE
from compliance_engine.records.states import EXAMPLE
from compliance_engine.rulebook.model import Duty, Rulebook
from compliance_engine.rulebook.vocabulary import Verdict

SOURCE = "example"
DEPOSITED = date(2011, 9, 13)
YEAR = timedelta(days=365)

_FAR = 15
"""Years within which every duty of a treaty is due a first time."""

_OWED = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING, Verdict.UNDETERMINED)


def membership() -> dict[str, object]:
    """The section of the record that makes the State a party."""
    entry = {"instrument": "accession", "deposited": DEPOSITED, "source": SOURCE}
    return {"membership": [entry]}


def bound_from(rulebook: Rulebook) -> date:
    """The day on which the treaty enters into force for the State."""
    return bound_intervals(record_of(membership()), rulebook.treaty)[0].in_force


@dataclass(frozen=True)
class Due:
    """The first time that the State owes a duty, by the clock of the duty itself."""

    due: date
    period: int | None


def first_due(common: Mapping[str, object], duty: Duty, rulebook: Rulebook) -> Due:
    """When a duty is first due of a State with this record. Raises UsageError if never."""
    through = bound_from(rulebook) + _FAR * YEAR
    owed = [
        fact.fields
        for fact in facts_of(record_of(common), rulebook, through)
        if fact.kind == "duty"
        and fact.fields["kind"] == duty.kind
        and fact.fields["verdict"] in _OWED
    ]
    dates = [
        (due, fields.get("period")) for fields in owed if isinstance(due := fields["due"], date)
    ]
    if not dates:
        raise UsageError(
            f"no example can be made of the duty '{duty.kind}': "
            "copy a rule on a duty like it instead"
        )
    due, period = min(dates, key=lambda one: one[0])
    return Due(due, period if isinstance(period, int) else None)


def record_of(sections: Mapping[str, object]) -> Record:
    """The record of the State with these sections."""
    data = YamlMap(Place("example.yaml"))
    data.update({"state": EXAMPLE.code, "sources": {SOURCE: dict(EXAMPLE_SOURCE)}})
    data.update({key: as_written(value) for key, value in sections.items()})
    return read_record_data(data, data.place.file)


def as_written(value: object) -> object:
    """A value as a file holds it: days as texts."""
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return {key: as_written(one) for key, one in value.items()}
        case list() | tuple():
            return [as_written(one) for one in value]
        case _:
            return value
