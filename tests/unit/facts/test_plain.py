"""Values of facts as programs read them."""

from __future__ import annotations

from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated, FactValue
from compliance_engine.facts.plain import plain_fields
from compliance_engine.records.states import state_of_code


def test_dates_are_written_as_precisely_as_they_are_known_and_states_by_their_code() -> None:
    fields: dict[str, FactValue] = {
        "due": date(2013, 4, 30),
        "submitted": Dated.latest(PartialDate.parse("2013-05")),
        "state": state_of_code("TUV"),
        "year": 2012,
        "late": True,
        "verdict": "met late",
    }
    assert plain_fields(fields) == {
        "due": "2013-04-30",
        "submitted": "2013-05",
        "state": "TUV",
        "year": 2012,
        "late": True,
        "verdict": "met late",
    }
