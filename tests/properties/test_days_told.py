"""Laws of the days that a record tells, for every day of every model."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.dates.partial import PartialDate
from compliance_engine.documents.model import Model
from compliance_engine.records.days import days_after_source, days_still_to_come
from compliance_engine.records.fields import Ahead
from compliance_engine.records.model import Record
from compliance_engine.records.parts import Part, models_of, shape_of
from compliance_engine.records.statement import Source

TOLD = sorted(
    {(model, key) for model in models_of(Record) for key in shape_of(model).days},
    key=lambda one: (one[0].__name__, one[1]),
)
"""Every day that a record can tell, by its model and key."""

AHEAD = {
    "Clearance.latest_deadline_known",
    "Clearance.original_deadline",
    "Extension.deadline",
    "Membership.in_force",
    "Membership.in_force_stated",
    "Stockpile.deadline_stated",
    "Withdrawal.effective",
}
"""Those that may lie ahead, whatever else the entry says."""

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@st.composite
def known_in_part(draw: st.DrawFn) -> PartialDate:
    day = draw(days).isoformat()
    return PartialDate.parse(draw(st.sampled_from([day, day[:7], day[:4], f"by {day}"])))


def part(model: type[Model], key: str, day: PartialDate | date, **other: object) -> Part:
    values: dict[str, Any] = {**dict.fromkeys(shape_of(model).days), key: day, **other}
    return Part(model.model_construct(None, **values), shape_of(model), ("s",))


def of_kind(model: type[Model], key: str, day: PartialDate) -> PartialDate | date:
    """The day as the model holds it: some take full days only."""
    hint = model.model_fields[key].annotation
    return day if "PartialDate" in str(hint) else day.last


def happened(model: type[Model], key: str) -> bool:
    return shape_of(model).days[key] is None


@pytest.mark.parametrize(("model", "key"), TOLD)
@given(known_in_part(), days)
def test_what_happened_is_refused_if_it_is_surely_later_than_today(
    model: type[Model], key: str, told: PartialDate, today: date
) -> None:
    day = of_kind(model, key, told)
    first = PartialDate.parse(str(day).removeprefix("by ")).first
    found = [*days_still_to_come([part(model, key, day, event="other")], today)]
    expected = first > today and (
        happened(model, key) or (model.__name__, key) == ("Event", "date")
    )
    assert len(found) == expected
    assert all(f"'{key}' is {day}, which is still to come" in one.what for one in found)


@pytest.mark.parametrize(("model", "key"), TOLD)
@given(known_in_part(), known_in_part())
def test_what_happened_is_refused_if_it_is_surely_after_the_last_day_of_its_source(
    model: type[Model], key: str, told: PartialDate, of_source: PartialDate
) -> None:
    day = of_kind(model, key, told)
    source = Source.model_construct(title="A source", date=of_source)
    found = [*days_after_source([part(model, key, day, event="other")], {"s": source})]
    first = day.first if isinstance(day, PartialDate) else day
    expected = first > of_source.last and f"{model.__name__}.{key}" not in AHEAD
    assert len(found) == expected
    assert all("the source that says so, 's', is of" in one.what for one in found)


@given(days, days)
def test_the_day_before_the_day_of_and_the_day_after_a_source(told: date, of_source: date) -> None:
    source = {"s": Source.model_construct(title="A source", date=PartialDate.of(of_source))}
    for model, key in TOLD:
        if not happened(model, key):
            continue
        for shift, refused in ((-1, 0), (0, 0), (1, 1)):
            day = PartialDate.of(of_source + timedelta(days=shift))
            assert len([*days_after_source([part(model, key, day)], source)]) == refused


def test_a_source_without_a_day_or_a_later_one_beside_it_refuses_nothing() -> None:
    old, new = (
        Source.model_construct(title="A source", date=PartialDate.parse(one))
        for one in ("2010", "2020")
    )
    undated = Source.model_construct(title="A source", date=None)
    for model, key in TOLD:
        entry = part(model, key, PartialDate.parse("2015-05-01"), event="other").entry
        both = [Part(entry, shape_of(model), ("a", "b"))]
        assert [*days_after_source(both, {"a": old, "b": new})] == []
        assert [*days_after_source(both, {"a": old, "b": undated})] == []


def test_the_days_that_may_lie_ahead_are_marked_and_no_others() -> None:
    marked = {
        f"{model.__name__}.{key}" for model, key in TOLD if shape_of(model).days[key] == Ahead()
    }
    assert marked == AHEAD
    events = [one for one in models_of(Record) if one.__name__ == "Event"]
    assert {shape_of(one).days["date"] for one in events} == {
        Ahead("event", ("entry into force", "withdrawal effective"))
    }


def test_a_day_of_each_kind_of_statement_is_among_them() -> None:
    told = {f"{model.__name__}.{key}" for model, key in TOLD}
    assert {
        "Article7.complete_until",
        "Case.alleged",
        "CaseEvent.date",
        "ClarificationRequest.answered",
        "CompleteList.on",
        "Extension.decided",
        "FoundStock.destroyed",
        "Measure.adopted",
        "Membership.deposited",
        "Report.submitted",
        "SentLetter.answered",
        "Source.date",
        "Stockpile.completed",
        "Withdrawal.notified",
    } <= told
