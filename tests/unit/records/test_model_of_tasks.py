"""What a record cannot say of requests, stockpiles and clearance."""

from __future__ import annotations

import pytest

from compliance_engine.records.loading import read_record
from tests.unit.records.test_model import saying
from tests.unit.records.writing_by_hand import problems


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "answered: none",
            "'answered: none' needs 'known': the day on which the source said so",
        ),
        ("received: 2025-07-23", "'received' is before 'made'"),
        ("answered: 2025-07-23", "'answered' is before the request was received"),
        (
            "received: 2025-07-28, answered: 2025-07-27",
            "'answered' is before the request was received",
        ),
    ],
)
def test_a_request_is_answered_after_it_was_received_and_received_after_it_was_made(
    more: str, told: str
) -> None:
    part = (
        "article_8:\n  requests:\n"
        f"    - {{id: R, by: THA, made: 2025-07-24, {more}, what: request, source: s}}"
    )
    assert problems(saying(part)) == [f"GNQ.yaml:5:7: {told}"]


@pytest.mark.parametrize(
    "more",
    [
        "received: 2025-07-24, answered: 2025-07-24",
        "received: 2025-07, answered: 2025",
        "answered: none, known: 2025-09-01",
    ],
)
def test_the_steps_of_a_request_may_fall_on_one_day_or_be_known_in_part(more: str) -> None:
    part = (
        "article_8:\n  requests:\n"
        f"    - {{id: R, by: THA, made: 2025-07-24, {more}, what: request, source: s}}"
    )
    assert len(read_record(saying(part), "GNQ.yaml").article_8.requests) == 1


STOCK = "article_4:\n  deadline_met: {met}\n  source: s\n  {more}"
OUTSTANDING = (
    "'deadline_met: no (outstanding)' needs 'known', the day on which the source said so, "
    "and no 'completed'"
)


@pytest.mark.parametrize("more", ["mines_destroyed: 5", "{known: 2018, completed: 2019}"])
def test_a_stockpile_outstanding_says_as_of_when_and_was_not_destroyed(more: str) -> None:
    more = more.strip("{}").replace(", ", "\n  ")
    part = STOCK.format(met="no (outstanding)", more=more)
    assert [one.split(": ", 1)[1] for one in problems(saying(part))] == [OUTSTANDING]


@pytest.mark.parametrize(
    ("met", "more"),
    [("no (outstanding)", "known: 2018"), ("not stated", "completed: 2019\n  known: 2018")],
)
def test_a_stockpile_may_have_been_destroyed_after_a_source_said_that_it_was_not(
    met: str, more: str
) -> None:
    part = STOCK.format(met=met, more=more)
    assert read_record(saying(part), "GNQ.yaml").article_4 is not None


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "destroyed: none",
            "'destroyed: none' needs 'known': the day on which the source said so",
        ),
        ("destroyed: 2018-05-09", "'destroyed' is before 'found'"),
        ("destroyed: 2017", "'destroyed' is before 'found'"),
    ],
)
def test_a_stock_is_destroyed_after_it_was_found_or_said_not_to_be_on_some_day(
    more: str, told: str
) -> None:
    found = f"found_later:\n    - {{found: 2018-05-10, {more}, source: s}}"
    part = STOCK.format(met="not stated", more=found)
    assert [one.split(": ", 1)[1] for one in problems(saying(part))] == [told]


@pytest.mark.parametrize(
    "more", ["destroyed: 2018-05-10", "destroyed: 2018", "destroyed: none, known: 2018"]
)
def test_a_stock_may_be_destroyed_on_the_day_on_which_it_was_found(more: str) -> None:
    found = f"found_later:\n    - {{found: 2018-05-10, {more}, source: s}}"
    part = STOCK.format(met="not stated", more=found)
    assert read_record(saying(part), "GNQ.yaml").article_4 is not None


def clearance(latest: str) -> str:
    return (
        "article_5:\n  clearance: {original_deadline: 2009-03-01, "
        f"latest_deadline_known: {latest}, state_of_play: not complete, source: s}}"
    )


def test_a_date_for_clearance_is_extended_forward() -> None:
    (told,) = problems(saying(clearance("2009-02-28")))
    assert told.endswith("'latest_deadline_known' is before 'original_deadline'")
    for latest in ("2009-03-01", "2019-03-01"):
        assert read_record(saying(clearance(latest)), "GNQ.yaml").article_5.clearance is not None
