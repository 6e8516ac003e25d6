"""Every fact of whole records, with all that it tells and rests on: reviewed by eye, kept as is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.facts.building import facts_of
from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.model import Dated, Fact, FactValue, Working
from compliance_engine.records.model import Record
from compliance_engine.records.states import State
from compliance_engine.rulebook.templates import Texts
from tests.builders import record, reports, rulebook

THROUGH = date(2014, 4, 30)

LEAVING = record(
    membership="""
- signed: 1997-12-04
  instrument: ratification
  deposited: 2011-09-13
  provisional_application: true
  source: example
  withdrawal:
    notified: 2025-06-27
    armed_conflict: yes
    conflict_ended: 2026-02-03
    source: example
""",
    events="""
- {date: 2015-07, event: purported suspension, what: a note verbale, source: example}
- {date: 2016, event: domestic step, what: a vote, source: example}
""",
    article_1="""
cases:
  - id: north
    provisions: [1(1)(a), 1(1)(b)]
    happened_from: 2014-06-01
    happened_until: 2014-07
    alleged: 2014-09-15
    alleged_by: a neighbour
    actor: government forces
    emplacement: newly laid
    location: the north
    summary: mines said to have been laid
    status: closed
    source: example
    history:
      - {date: 2015-03, event: update by the State}
      - {date: 2016-01-20, event: closed}
""",
    article_3="""
- {mines: 20, known: 2013-04-30, source: example}
- {mines: 0, known: 2016-04, source: example}
""",
    article_4="""
completed: 2014-05
deadline_met: not stated
source: example
found_later:
  - {found: 2017-03, mines: 12, destroyed: 2018, source: example}
  - {found: 2019-03-01, destroyed: none, known: 2020-01-31, source: example}
""",
    article_5="""
clearance:
  original_deadline: 2022-03-01
  latest_deadline_known: 2028-03-01
  completed: 2026-01
  state_of_play: as the sources have it
  source: example
extensions:
  - deadline: 2025-03-01
    decided_at: a meeting
    decided: 2021-11-19
    decision: granted
    source: example
""",
    article_7="complete_from: 2012-03-01\ncomplete_until: 2012-09-15\ncomplete_source: example\n"
    + reports(
        "covers: initial, submitted: 2012-10, forms: [A, C]",
        "covers: 2013, submitted: 2014-04-12, content: unchanged, forms: [A]",
        "covers: not stated, submitted: 2015-04-30, sent_to: President",
        "covers: 2015, submitted: none, known: 2017-01-31",
    ),
    article_8="""
requests:
  - id: first
    by: CAN
    made: 2015-02-03
    received: 2015-02
    what: a question
    answered: none
    known: 2016-01-01
    source: example
  - id: second
    by: not named
    made: 2017-02-03
    what: another question
    answered: 2017-03-01
    source: example
""",
    article_9="""
- status: legislation in force
  adopted: 2013-02
  law: Act 5
  penal_sanctions: yes
  known: 2014-06-01
  source: example
""",
)

RETURNING = record(
    membership="""
- instrument: succession
  deposited: 2011-11-11
  in_force: 2011-07-09
  in_force_reason: succession from independence
  source: example
  withdrawal: {notified: 2014-01-15, armed_conflict: no, source: example}
- signed: 2015-01-02
  instrument: accession
  deposited: 2015-03-04
  source: example
  withdrawal: {notified: 2016-01-15, source: example}
""",
    article_5="""
clearance:
  original_deadline: 2021-07-09
  latest_deadline_known: 2021-07-09
  not_extended: 2021-09-30
  state_of_play: as the sources have it
  source: example
""",
)


@pytest.mark.parametrize("of", [LEAVING, RETURNING], ids=["leaving", "returning"])
def test_every_fact_of_a_state_that_leaves(of: Record, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(written(of)) == snapshot


@pytest.mark.parametrize("of", [LEAVING, RETURNING], ids=["leaving", "returning"])
def test_how_the_facts_were_found(of: Record, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(worked(of)) == snapshot


@pytest.mark.parametrize(
    "day",
    [
        *(date(2011, 9, 12), date(2012, 9, 14), date(2012, 10, 30), date(2013, 4, 29)),
        *(date(2014, 5, 30), date(2015, 2, 2), date(2015, 7, 30), date(2015, 12, 31)),
        *(date(2017, 3, 30), date(2020, 1, 30), date(2021, 11, 18), date(2026, 2, 2)),
    ],
    ids=str,
)
def test_what_the_next_day_would_tell(day: date, snapshot: SnapshotAssertion) -> None:
    """The facts that change from what is known on a day to what is known on the day after."""
    before, after = (
        written(as_known_at(LEAVING, known_at)) for known_at in (day, day + timedelta(days=1))
    )
    lines = [f"- {one}" for one in before if one not in after]
    assert "\n".join([*lines, *(f"+ {one}" for one in after if one not in before)]) == snapshot


def written(of: Record) -> list[str]:
    """The facts of a record, one on a line, without how they were found."""
    return [_line(fact) for fact in facts_of(of, rulebook(), THROUGH)]


def worked(of: Record) -> list[str]:
    """How the facts were found, each way once: a line of the last step of those alike."""
    lines = [
        " <- ".join((fact.kind, *map(_step, fact.working)))
        for fact in facts_of(of, rulebook(), THROUGH)
        if fact.working and fact.fields.get("period", 2012) == 2012
    ]
    return list(dict.fromkeys(lines))


def _line(fact: Fact) -> str:
    fields = " | ".join(
        f"{name} {_value(value)}" for name, value in fact.fields.items() if value is not False
    )
    lines = ", ".join(f"{one.place.line}:{one.place.column}" for one in fact.basis)
    return f"{fact.held.first}/{fact.held.until} {fact.kind}: {fields} [{lines}]"


def _step(step: Working) -> str:
    values = (
        f"{name}.{field} {_value(value)}"
        for name, fields in step.values.items()
        for field, value in fields.items()
        if value is not False
    )
    return f"{step.cites or _beginning(step.texts)} ({', '.join(values)})"


def _beginning(texts: Texts) -> str:
    literals = (part for part in texts["en"].parts if isinstance(part, str))
    return repr("…".join(literals)[:60])


def _value(value: FactValue) -> str:
    if isinstance(value, Dated):
        return str(value.day) if value.shown.exact else f"{value.day} ({value.shown})"
    return value.code if isinstance(value, State) else str(value)
