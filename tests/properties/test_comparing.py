"""Laws of the comparison of two runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.audit.comparing import Kind, Transition, changed_fields, compare
from compliance_engine.audit.items import Item

IDS = st.sampled_from([f"GNQ/article-7/rule/{number}" for number in range(6)])
MATTERS = st.sampled_from([f"GNQ/undetermined/annual report/{year}" for year in range(2000, 2004)])


def finding(name: str, verdict: str, severity: str, said: str) -> Item:
    return Item(
        {
            "about": "finding",
            "id": name,
            "state": name[:3],
            "verdict": verdict,
            "severity": severity,
            "messages": {"en": said},
        }
    )


def matter(name: str, disagree: bool) -> Item:
    content = {"about": "matter", "id": name, "state": name[:3], "sources_disagree": disagree}
    return Item(content)


FINDINGS = st.builds(
    finding,
    IDS,
    st.sampled_from(["outstanding", "last known outstanding"]),
    st.sampled_from(["low", "high"]),
    st.sampled_from(["One thing.", "The same in other words."]),
)
NIGHTS = st.lists(FINDINGS | st.builds(matter, MATTERS, st.booleans())).map(
    lambda items: {one.id: one for one in items}
)
ONCE = st.sets(IDS)
MIRRORED = {
    Kind.NEW: Kind.RESOLVED,
    Kind.RESOLVED: Kind.NEW,
    Kind.UNDETERMINED: Kind.KNOWN,
    Kind.KNOWN: Kind.UNDETERMINED,
}

Night = Mapping[str, Item]


@given(NIGHTS, NIGHTS, ONCE)
def test_every_item_is_in_one_class_or_goes_on_unchanged(
    before: Night, after: Night, once: set[str]
) -> None:
    found = [one.item.id for one in compare(before, after, once)]
    unchanged = [name for name in before if before[name] == after.get(name)]
    assert sorted([*found, *unchanged]) == sorted({*before, *after})


@given(NIGHTS, ONCE)
def test_nothing_differs_from_itself(night: Night, once: set[str]) -> None:
    assert list(compare(night, night, once)) == []


@given(NIGHTS, NIGHTS)
def test_backwards_what_was_new_is_resolved_and_what_was_resolved_is_new(
    before: Night, after: Night
) -> None:
    def mirrored(one: Transition) -> Transition:
        kind = MIRRORED.get(one.kind, one.kind)
        return replace(one, kind=kind, before=one.after, after=one.before)

    assert list(compare(after, before)) == [mirrored(one) for one in compare(before, after)]


@given(NIGHTS, NIGHTS, ONCE)
def test_the_changes_applied_to_the_first_night_give_the_second(
    before: Night, after: Night, once: set[str]
) -> None:
    made = dict(before)
    for one in compare(before, after, once):
        if one.after is None:
            del made[one.item.id]
        else:
            made[one.item.id] = one.after
    assert made == after


@given(NIGHTS, NIGHTS, ONCE)
def test_only_what_had_been_resolved_is_reopened(
    before: Night, after: Night, once: set[str]
) -> None:
    for one in compare(before, after, once):
        arisen = one.before is None and one.item.about == "finding"
        assert (one.kind is Kind.REOPENED) == (arisen and one.item.id in once)


@given(NIGHTS, NIGHTS)
def test_other_words_alone_are_no_change_of_substance(before: Night, after: Night) -> None:
    for one in compare(before, after):
        if one.kind is Kind.REWORDED:
            assert one.fields == ("messages",)
        if one.kind is Kind.CHANGED:
            assert one.before is not None
            assert one.after is not None
            assert one.fields == changed_fields(one.before, one.after)
            assert set(one.fields) - {"messages"}
