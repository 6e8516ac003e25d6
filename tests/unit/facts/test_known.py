"""A record as it was known on a day: Articles 1, 3, 4 and 5."""

from datetime import date

import pytest

from compliance_engine.facts import as_known_at
from compliance_engine.records import Clearance, FoundStock, Record, Stockpile
from compliance_engine.rulebook import Verdict
from tests.builders import record, verdict

LATEST = date(2026, 11, 23)


def clearance(of: Record, day: date) -> Clearance:
    known = as_known_at(of, day).article_5.clearance
    assert known is not None
    return known


def stockpile(of: Record, day: date) -> Stockpile:
    known = as_known_at(of, day).article_4
    assert known is not None
    return known


# --- Article 1


def matter(more: str, status: str = "open") -> Record:
    return record(
        article_1=f"""
cases:
  - id: C-1
    provisions: [1(1)(a)]
    happened_from: 2014
    happened_until: 2014-09
    alleged: 2015-02-10
    alleged_by: a neighbour
    actor: not named
    location: the border
    summary: mines said to be newly laid
    status: {status}
    source: example
    {more}
"""
    )


def status_then(of: Record, day: date) -> str | None:
    cases = as_known_at(of, day).article_1.cases
    return cases[0].status if cases else None


def test_a_matter_is_known_from_the_day_on_which_it_was_raised() -> None:
    assert status_then(matter(""), date(2015, 2, 9)) is None
    assert status_then(matter(""), date(2015, 2, 10)) == "open"


def test_a_matter_closed_later_was_open_then() -> None:
    closed = matter("history: [{date: 2018-06-12, event: closed}]", "closed")
    assert status_then(closed, date(2018, 6, 11)) == "open"
    assert status_then(closed, date(2018, 6, 12)) == "closed"


@pytest.mark.parametrize("status", ["closed", "'denied, not confirmed'", "resolved"])
def test_a_status_that_a_source_gave_later_was_not_known_then(status: str) -> None:
    later = matter("known: 2018", status)
    assert status_then(later, date(2018, 12, 30)) == "open"
    assert status_then(later, date(2018, 12, 31)) == status.strip("'")


def test_that_something_happened_before_entry_into_force_is_no_news() -> None:
    early = matter("known: 2018", "before entry into force")
    assert status_then(early, date(2016, 1, 1)) == "before entry into force"


def test_an_update_given_later_was_not_known_then() -> None:
    updated = matter("history: [{date: 2017-06, event: update by the State}]")
    assert as_known_at(updated, date(2017, 6, 29)).article_1.cases[0].history == ()
    assert len(as_known_at(updated, date(2017, 6, 30)).article_1.cases[0].history) == 1


# --- Article 3


def test_a_number_of_mines_retained_is_known_from_the_day_of_its_source() -> None:
    of = record(article_3="- {mines: 500, known: 2015, source: example}")
    assert as_known_at(of, date(2015, 12, 30)).article_3 == ()
    assert len(as_known_at(of, date(2015, 12, 31)).article_3) == 1


# --- Article 4


def test_a_destruction_completed_later_was_not_known_then() -> None:
    of = record(
        article_4="""
completed: 2017-04
mines_destroyed: 500
deadline_met: "no"
source: example
"""
    )
    before = stockpile(of, date(2017, 4, 29))
    assert (before.completed, before.mines_destroyed) == (None, None)
    assert before.deadline_met == "not stated"
    assert stockpile(of, date(2017, 4, 30)) == of.article_4


def test_a_statement_that_the_destruction_was_not_complete_is_known_from_its_day() -> None:
    of = record(article_4="{deadline_met: no (outstanding), known: 2018-06-18, source: example}")
    assert stockpile(of, date(2018, 6, 17)).known is None
    assert str(stockpile(of, date(2018, 6, 18)).known) == "2018-06-18"
    stockpiled = "destruction of stockpiled mines"
    told = as_known_at(of, date(2018, 6, 18))
    assert verdict(told, stockpiled, LATEST) == Verdict.LAST_KNOWN_OUTSTANDING
    assert verdict(as_known_at(of, date(2018, 6, 17)), stockpiled, LATEST) is None


def found_then(entry: str, day: date) -> tuple[FoundStock, ...]:
    of = record(
        article_4=f"""
deadline_met: not stated
source: example
found_later:
  - {{{entry}, source: example}}
"""
    )
    return stockpile(of, day).found_later


def test_a_stock_is_known_from_the_latest_day_of_its_discovery() -> None:
    assert found_then("found: 2018-05", date(2018, 5, 30)) == ()
    assert len(found_then("found: 2018-05", date(2018, 5, 31))) == 1


def test_the_destruction_of_a_found_stock_is_known_from_its_latest_day() -> None:
    entry = "found: 2018-05, destroyed: 2019-12"
    (before,) = found_then(entry, date(2019, 12, 30))
    (after,) = found_then(entry, date(2019, 12, 31))
    assert (before.destroyed, str(after.destroyed)) == (None, "2019-12")


def test_that_a_found_stock_was_not_destroyed_is_known_from_the_day_of_the_source() -> None:
    entry = "found: 2018-05, destroyed: none, known: 2019-06-18"
    (before,) = found_then(entry, date(2019, 6, 17))
    (after,) = found_then(entry, date(2019, 6, 18))
    assert (before.destroyed, before.known) == (None, None)
    assert (after.destroyed, str(after.known)) == ("none", "2019-06-18")


# --- Article 5


def areas(more: str, latest: str, *decisions: str) -> Record:
    listed = "\n".join(
        f"  - {{{one}, decided_at: a meeting, source: example}}" for one in decisions
    )
    return record(
        article_5=f"""
clearance:
  original_deadline: 2022-03-01
  latest_deadline_known: {latest}
  state_of_play: as the sources have it
  source: example
  {more}
{"extensions:" if decisions else ""}
{listed}
"""
    )


FIRST = "deadline: 2025-03-01, decided: 2021-11, decision: granted"
SECOND = "deadline: 2027-03-01, decided: 2024-11-22, decision: granted"
ASKED = (
    "deadline: 2026-03-01, decided: 2022-11, decision: requested (grant not confirmed in source)"
)


def test_a_decision_is_known_from_its_latest_day_and_its_date_with_it() -> None:
    of = areas("", "2027-03-01", FIRST, SECOND)
    assert str(clearance(of, date(2021, 11, 29)).latest_deadline_known) == "2022-03-01"
    assert str(clearance(of, date(2021, 11, 30)).latest_deadline_known) == "2025-03-01"
    assert str(clearance(of, date(2024, 11, 21)).latest_deadline_known) == "2025-03-01"
    assert str(clearance(of, date(2024, 11, 22)).latest_deadline_known) == "2027-03-01"
    assert len(as_known_at(of, date(2021, 11, 30)).article_5.extensions) == 1


def test_a_date_that_was_only_asked_for_is_not_the_latest_known() -> None:
    of = areas("", "2027-03-01", FIRST, ASKED, SECOND)
    assert str(clearance(of, date(2023, 1, 1)).latest_deadline_known) == "2025-03-01"


def test_a_completion_is_known_from_its_latest_day() -> None:
    of = areas("completed: 2021-05", "2022-03-01")
    assert clearance(of, date(2021, 5, 30)).completed is None
    assert str(clearance(of, date(2021, 5, 31)).completed) == "2021-05"


def test_that_no_further_time_had_been_granted_is_known_from_the_day_of_the_source() -> None:
    of = areas("not_extended: 2023-06-20", "2022-03-01")
    assert clearance(of, date(2023, 6, 19)).not_extended is None
    assert str(clearance(of, date(2023, 6, 20)).not_extended) == "2023-06-20"


def test_a_record_that_does_not_speak_of_mines_speaks_of_none_then() -> None:
    known = as_known_at(record(), LATEST)
    assert known.article_3 == ()
    assert known.article_4 is None
    assert known.article_5.clearance is None
