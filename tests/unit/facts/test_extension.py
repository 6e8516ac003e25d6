"""Due dates that decisions replace, one after the other."""

from datetime import date

from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.extension import DateInTime, dates_in_time
from tests.builders import facts, record

ORDINARY, IN_FORCE = date(2022, 3, 1), date(2012, 3, 1)
GRANTED, REQUESTED = "granted", "requested (grant not confirmed in source)"


def decision(deadline: str, decided: str, how: str = GRANTED) -> str:
    return (
        f"  - {{deadline: {deadline}, decided_at: a meeting, decided: {decided}, "
        f"decision: {how}, source: example}}"
    )


def in_time(*decisions: str, latest: str | None = None) -> list[DateInTime]:
    clearance = f"""
clearance:
  original_deadline: {ORDINARY}
  latest_deadline_known: {latest or ORDINARY}
  state_of_play: as the sources have it
  source: example
"""
    extensions = "\n".join(["extensions:", *decisions]) if decisions else ""
    return dates_in_time(record(article_5=clearance + extensions), ORDINARY, IN_FORCE)


def outline(found: list[DateInTime]) -> list[tuple[str, str, str]]:
    """Each date with the first day on which it counts, and how it was set."""
    return [(str(one.due), str(one.opens), one.set_by or "") for one in found]


FIRST = ("2022-03-01", "2012-03-01", "")


def test_without_a_decision_the_ordinary_date_counts_for_ever() -> None:
    (only,) = in_time()
    assert only == DateInTime(ORDINARY, IN_FORCE, FOREVER)


def test_a_decision_counts_from_its_day_and_ends_the_time_of_the_date_before() -> None:
    first, second = in_time(decision("2027-03-01", "2021-11-19"))
    assert (first.due, first.closes) == (ORDINARY, date(2021, 11, 19))
    assert (second.due, second.opens) == (date(2027, 3, 1), date(2021, 11, 19))
    assert second.closes == FOREVER
    assert second.steps["ordinary_due"] == ORDINARY


def test_a_decision_known_by_its_month_counts_from_the_first_day_of_the_month() -> None:
    assert outline(in_time(decision("2027-03-01", "2021-11"))) == [
        FIRST,
        ("2027-03-01", "2021-11-01", "by decision"),
    ]


def test_decisions_count_in_the_order_of_their_days_however_they_are_written() -> None:
    later, earlier = decision("2029-03-01", "2026-11-20"), decision("2027-03-01", "2021-11-19")
    assert outline(in_time(later, earlier)) == [
        FIRST,
        ("2027-03-01", "2021-11-19", "by decision"),
        ("2029-03-01", "2026-11-20", "by decision"),
    ]


def test_a_request_whose_outcome_is_not_known_sets_no_date() -> None:
    assert outline(in_time(decision("2027-03-01", "2021-11-19", REQUESTED))) == [FIRST]


def test_a_decision_that_sets_no_later_date_changes_nothing() -> None:
    assert outline(in_time(decision("2022-03-01", "2021-11-19"))) == [FIRST]


def test_a_decision_on_the_day_of_entry_into_force_leaves_no_time_to_the_ordinary_date() -> None:
    assert outline(in_time(decision("2027-03-01", "2012-03-01"))) == [
        ("2027-03-01", "2012-03-01", "by decision")
    ]


def test_a_decision_that_may_precede_entry_into_force_counts_from_entry_into_force() -> None:
    assert outline(in_time(decision("2027-03-01", "2012"))) == [
        ("2027-03-01", "2012-03-01", "by decision")
    ]


def test_a_decision_after_the_date_has_passed_leaves_the_time_between() -> None:
    first, second = in_time(decision("2027-03-01", "2023-11-24"))
    assert first.closes == second.opens == date(2023, 11, 24)
    assert first.closes > first.due


def test_a_later_date_that_a_source_gives_counts_from_the_day_after_the_one_before() -> None:
    """When it was decided is not on record: no lapse is read into the silence."""
    first, second = in_time(latest="2025-03-01")
    assert first.closes == second.opens == date(2022, 3, 2)
    assert (second.due, second.set_by) == (date(2025, 3, 1), "by source")


def test_a_date_that_a_source_gives_follows_the_last_decision() -> None:
    assert outline(in_time(decision("2025-03-01", "2021-11-19"), latest="2028-03-01")) == [
        FIRST,
        ("2025-03-01", "2021-11-19", "by decision"),
        ("2028-03-01", "2025-03-02", "by source"),
    ]


def test_a_date_that_the_decisions_give_is_not_counted_twice() -> None:
    assert len(in_time(decision("2027-03-01", "2021-11-19"), latest="2027-03-01")) == 2


def test_a_decision_of_the_day_on_which_a_withdrawal_takes_effect_sets_a_date_not_owed() -> None:
    left = record(
        membership="""
- instrument: accession
  deposited: 2011-09-13
  source: example
  withdrawal: {notified: 2014-01-15, armed_conflict: no, source: example}
""",
        article_5="""
clearance:
  original_deadline: 2022-03-01
  latest_deadline_known: 2025-03-01
  state_of_play: as the sources have it
  source: example
extensions:
  - deadline: 2025-03-01
    decided_at: a meeting
    decided: 2014-07-15
    decision: granted
    source: example
""",
    )
    of = [one for one in facts(left, "duty") if one.fields["kind"] == "clearance of mined areas"]
    assert [(one.fields["due"], one.fields["verdict"], one.held) for one in of] == [
        (date(2022, 3, 1), "not yet due", Span(date(2012, 3, 1), date(2014, 1, 15))),
        (date(2022, 3, 1), "not owed", Span(date(2014, 1, 15), date(2014, 7, 15))),
        (date(2025, 3, 1), "not owed", Span(date(2014, 7, 15))),
    ]
