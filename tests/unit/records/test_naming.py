"""Fields of a record are named as its author writes them."""

from __future__ import annotations

from compliance_engine.records.naming import record_fields


def test_fields_are_named_by_their_path_through_lists_and_what_may_be_absent() -> None:
    assert {
        "state",
        "article_1.cases.history.event",
        "article_4.deadline_met",
        "membership.withdrawal.armed_conflict",
        "sources.title",
    } <= record_fields()


def test_what_no_record_has_is_no_field() -> None:
    assert not {"", "cases", "article_1.status", "article_1.", "_place"} & record_fields()
