"""The facts of a session, letter by letter: what the core is given is all that it goes by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from compliance_engine.errors import EngineError
from compliance_engine.inference.batch import BatchWriter, LooksAt
from compliance_engine.inference.model import Row
from tests.unit.inference.writing import row

DAY = date(2012, 2, 29)
NEXT = date(2012, 3, 1)
DUTIES: LooksAt = {"duty": [("due", 0)]}
NOTHING: LooksAt = {}


def written(looks_at: LooksAt, *rows: Row, days: Sequence[date] = (DAY,)) -> list[Any]:
    """The facts between the header and the triggers."""
    (batch,) = BatchWriter([looks_at]).batches(rows, days)
    return list(json.loads(batch.text)[1 : -batch.triggers])


def test_a_batch_is_the_header_the_facts_and_the_triggers() -> None:
    duty = row("duty", date(2010, 1, 1), date(2020, 1, 1), due=DAY, year=2011)
    (batch,) = BatchWriter([DUTIES]).batches([duty], [DAY, NEXT])
    assert batch.text == (
        '[{"id":0,"sid":"s","kind":"__hdr__"},'
        '{"id":1,"sid":"s","kind":"duty","first":733773,"until":737425,"f:due":734562},'
        '{"id":2,"sid":"s","kind":"__go__","asof":734562},'
        '{"id":3,"sid":"s","kind":"__go__","asof":734563}]'
    )
    assert (batch.first_trigger, batch.triggers) == (2, 2)


def test_a_fact_has_the_number_of_its_row_whatever_is_left_out() -> None:
    rows = [row("measure"), row("duty", due=DAY), row("measure"), row("duty", due=NEXT)]
    (batch,) = BatchWriter([DUTIES]).batches(rows, [DAY])
    assert [fact["id"] for fact in json.loads(batch.text)] == [0, 2, 4, 5]
    assert batch.first_trigger == 5


def test_each_ruleset_is_given_the_kinds_that_it_looks_at() -> None:
    measures: LooksAt = {"measure": [("known", 0)]}
    rows = [row("duty", due=DAY, known=NEXT), row("measure", due=DAY, known=NEXT)]
    both = BatchWriter([DUTIES, measures, {**DUTIES, **measures}, NOTHING]).batches(rows, [DAY])
    kinds = [[fact["kind"] for fact in json.loads(batch.text)[1:-1]] for batch in both]
    assert kinds == [["duty"], ["measure"], ["duty", "measure"], []]
    assert {(batch.first_trigger, batch.triggers) for batch in both} == {(3, 1)}


def test_a_fact_has_what_any_ruleset_looks_at_and_nothing_else() -> None:
    other: LooksAt = {"duty": [("year", 0)], "measure": []}
    duty = row("duty", due=DAY, year=2011, days=5)
    one, two = BatchWriter([DUTIES, other]).batches([duty], [DAY])
    assert one.text == two.text
    (fact,) = json.loads(one.text)[1:-1]
    assert {name for name in fact if name.startswith("f:")} == {"f:due", "f:year"}


def test_a_date_is_given_as_moved_by_each_number_of_years_that_rules_ask_for() -> None:
    moved: LooksAt = {"duty": [("due", 0), ("due", 1), ("due", -1)]}
    (fact,) = written(moved, row("duty", due=DAY))
    assert fact["f:due"] == DAY.toordinal()
    assert fact["f+1:due"] == date(2013, 2, 28).toordinal()
    assert fact["f-1:due"] == date(2011, 2, 28).toordinal()


@pytest.mark.parametrize(("due", "years"), [(date.max, 1), (date.min, -1)])
def test_a_date_moved_out_of_the_calendar_is_left_out(due: date, years: int) -> None:
    (fact,) = written({"duty": [("due", years), ("year", 0)]}, row("duty", due=due, year=1))
    assert {name for name in fact if name.startswith("f")} == {"first", "f:year"}


def test_what_has_no_value_is_left_out() -> None:
    moved: LooksAt = {"duty": [("due", 0), ("due", 1), ("year", 0)]}
    (fact,) = written(moved, row("duty", year=2011))
    assert {name for name in fact if name.startswith("f")} == {"first", "f:year"}


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (True, "true"),
        (False, "false"),
        (1, "1"),
        (0, "0"),
        (-(2**62), "-4611686018427387904"),
        ('é"', '"\\u00e9\\""'),
        ("true", '"true"'),
    ],
)
def test_values_are_written_as_what_they_are(value: str | int | bool, literal: str) -> None:
    (batch,) = BatchWriter([{"duty": [("key", 0)]}]).batches([row("duty", key=value)], [DAY])
    assert f',"f:key":{literal}}}' in batch.text


def test_rows_that_hold_on_no_day_from_the_first_to_the_last_are_left_out() -> None:
    rows = [
        row("duty", date(2010, 1, 1), DAY, due=DAY),
        row("duty", date(2010, 1, 1), NEXT, due=DAY),
        row("duty", date(2012, 3, 5), due=DAY),
        row("duty", date(2012, 3, 6), due=DAY),
    ]
    for days in ([DAY, date(2012, 3, 5)], [date(2012, 3, 5), NEXT, DAY]):
        assert [fact["id"] for fact in written(DUTIES, *rows, days=days)] == [2, 3]


def test_a_trigger_has_its_day_and_that_day_as_moved() -> None:
    looks_at: LooksAt = {"__go__": [("asof", 0), ("asof", 1), ("asof", -1)], **DUTIES}
    (batch,) = BatchWriter([looks_at, NOTHING][:1]).batches([], [DAY])
    assert batch.text.endswith(
        '{"id":1,"sid":"s","kind":"__go__","asof":734562,"asof-1":734196,"asof+1":734927}]'
    )


@pytest.mark.parametrize(
    ("day", "years", "told"),
    [
        (date.max, 1, "9999-12-31 moved by 1 calendar years leaves the calendar"),
        (date.min, -2, "0001-01-01 moved by -2 calendar years leaves the calendar"),
    ],
)
def test_a_day_of_the_check_moved_out_of_the_calendar_is_an_error(
    day: date, years: int, told: str
) -> None:
    with pytest.raises(EngineError) as raised:
        BatchWriter([{"__go__": [("asof", years)]}]).batches([], [day])
    assert str(raised.value) == told
