"""An actor who is not known is not the State."""

from __future__ import annotations

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.records.actors import names_nobody
from compliance_engine.records.loading import read_record

RECORD = """state: GNQ
membership:
  - {{instrument: accession, deposited: 1998-09-16, source: a}}
article_1:
  cases:
    - id: A1-001
      provisions: [1(1)(a)]
      happened_from: 2011
      happened_until: 2011
      alleged_by: a neighbour
      {actor}
      location: the north
      summary: what is alleged
      status: open
      source: a
sources: {{a: {{title: One, publisher: monitor, date: 2199-12-31}}}}
"""

NOBODY = [
    "unknown",
    "Unknown",
    "UNIDENTIFIED",
    "not established",
    "not attributed",
    "not  stated",
    "Not yet known.",
    "unknown actors",
    "unidentified persons",
    "nobody",
    "none",
    "n/a",
    "?",
    "-",
    "",
    "   ",
    "inconnu",
    "auteurs inconnus",
    "non établi",
    "desconocidos",
    "no identificados",
    "autor desconocido",
]

SOMEBODY = [
    "government forces",
    "Cambodian forces (alleged by Thailand)",
    "unidentified government forces",
    "forces of rival presidents",
    "Turkish Armed Forces, unit unknown",
    "Knownland",
]


def kind(actor: str, more: str = "") -> str:
    line = f'actor: "{actor}"' + (f"\n      actor_kind: {more}" if more else "")
    (case,) = read_record(RECORD.format(actor=line), "GNQ.yaml").article_1.cases
    return case.actor_kind


@pytest.mark.parametrize("actor", [*NOBODY, *SOMEBODY])
def test_where_no_kind_is_written_nobody_is_charged(actor: str) -> None:
    assert kind(actor) == "not established"


@pytest.mark.parametrize("actor", NOBODY)
def test_an_actor_who_is_not_known_is_refused_as_the_state(actor: str) -> None:
    assert names_nobody(actor)
    with pytest.raises(InvalidInputError) as caught:
        kind(actor, "State")
    (told,) = caught.value.problems
    assert str(told.place) == "GNQ.yaml:12:19"
    assert told.what.startswith("'actor_kind' is State, but 'actor' names nobody")
    assert told.remedy.startswith("Write 'actor_kind: not established'")


@pytest.mark.parametrize("actor", SOMEBODY)
def test_an_actor_who_is_named_can_be_the_state(actor: str) -> None:
    assert not names_nobody(actor)
    assert kind(actor, "State") == "State"


@pytest.mark.parametrize("other", ["non-State armed group", "another State", "not established"])
def test_an_actor_who_is_not_known_can_be_of_a_kind_that_charges_no_state(other: str) -> None:
    assert kind("unknown", other) == other
