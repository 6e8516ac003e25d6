"""A record as it was known on a day, article by article."""

from datetime import date, timedelta

import pytest

from compliance_engine.facts.known import as_known_at
from compliance_engine.records.articles import Clearance, FoundStock, Stockpile
from compliance_engine.records.model import Record
from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import record, reports, verdict

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


# --- Article 7


def reported(*entries: str, covers: str = "2014") -> Record:
    """A record with these reports, and a disagreement of sources on the report on a period."""
    return record(
        article_7=f"""
{reports(*entries)}
disagreements:
  - covers: {covers}
    kept: submitted
    kept_source: example
    contrary_source: example
    explained: false
    reading: one source has it and the other has not
"""
    )


def disputed(of: Record, day: date) -> bool:
    return as_known_at(of, day).article_7.disagreements != ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("covers: 2014, submitted: 2015-04-12", date(2015, 4, 12)),
        ("covers: 2014, submitted: 2015-04", date(2015, 4, 30)),
        ("covers: 2014, submitted: 2015-04-12, known: 2015-09-01", date(2015, 9, 1)),
        ("covers: 2014, submitted: none, known: 2016-01-31", date(2016, 1, 31)),
        ("covers: 2014-12-31/2015-06-30, submitted: 2015-07-01", date(2015, 7, 1)),
        ("covers: 2013-07-01/2014-01-01, submitted: 2014-02-01", date(2014, 2, 1)),
        ("covers: not stated, submitted: 2015-01-01", date(2015, 1, 1)),
        ("covers: not stated, submitted: 2015-12-31", date(2015, 12, 31)),
    ],
)
def test_sources_disagree_from_the_day_that_the_report_is_known(entry: str, told: date) -> None:
    of = reported(entry)
    assert not disputed(of, told - timedelta(days=1))
    assert disputed(of, told)
    assert as_known_at(of, told - timedelta(days=1)).article_7.reports == ()
    assert as_known_at(of, told).article_7.reports == of.article_7.reports


@pytest.mark.parametrize(
    "entry",
    [
        "covers: 2015, submitted: 2016-04-12",
        "covers: 2013, submitted: 2014-04-12",
        "covers: 2015-01-01/2015-06-30, submitted: 2015-07-01",
        "covers: 2013-01-01/2013-12-31, submitted: 2014-01-02",
        "covers: initial, submitted: 2016-04-12",
        "covers: not stated, submitted: 2014-12-31",
        "covers: not stated, submitted: 2016-01-01",
    ],
)
def test_a_disagreement_on_none_of_the_reports_is_known_from_the_beginning(entry: str) -> None:
    of = reported(entry)
    assert disputed(of, date(2013, 1, 1))
    assert as_known_at(of, date(2013, 1, 1)).article_7.reports == ()


@pytest.mark.parametrize(
    ("covers", "entry", "related"),
    [
        ("initial", "covers: initial, submitted: 2016-04-12", True),
        ("initial", "covers: 2015, submitted: 2016-04-12", False),
        ("initial", "covers: not stated, submitted: 2016-04-12", False),
        ("not stated", "covers: not stated, submitted: 2016-04-12", True),
        ("not stated", "covers: 2015, submitted: 2016-04-12", False),
        ("2014-2015", "covers: not stated, submitted: 2016-12-31", True),
        ("2014-2015", "covers: not stated, submitted: 2017-01-01", False),
    ],
)
def test_a_disagreement_on_a_report_that_declares_no_period(
    covers: str, entry: str, related: bool
) -> None:
    of = reported(entry, covers=covers)
    assert disputed(of, date(2013, 1, 1)) is not related
    assert disputed(of, LATEST)


def test_of_two_reports_either_can_be_the_one_on_which_sources_disagree() -> None:
    of = reported("covers: 2014, submitted: 2015-04-12", "covers: 2014, submitted: 2015-09-01")
    assert disputed(of, date(2015, 4, 12))


def test_a_list_is_known_from_its_day() -> None:
    of = record(
        article_7="""
lists:
  - {list: initial reports outstanding, on: 2013-01-31, names_this_state: true, source: example}
"""
    )
    assert as_known_at(of, date(2013, 1, 30)).article_7.lists == ()
    assert as_known_at(of, date(2013, 1, 31)).article_7.lists == of.article_7.lists


def test_that_the_list_of_reports_is_complete_is_known_from_its_last_day() -> None:
    of = record(
        article_7="complete_from: 2012-03-01\ncomplete_until: 2014-05-31\ncomplete_source: example"
    )
    before = as_known_at(of, date(2014, 5, 30)).article_7
    assert (before.complete_from, before.complete_until, before.complete_source) == (
        *(None, None, None),
    )
    assert as_known_at(of, date(2014, 5, 31)).article_7 == of.article_7


# --- Article 8


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("answered: 2017-03", date(2017, 3, 31)),
        ("answered: 2017-03, known: 2017-06-01", date(2017, 6, 1)),
        ("answered: none, known: 2018-01-31", date(2018, 1, 31)),
    ],
)
def test_an_answer_is_known_from_its_latest_day_or_that_of_its_source(
    answer: str, told: date
) -> None:
    of = record(
        article_8=f"""
requests:
  - {{id: one, by: CAN, made: 2017-02, what: a question, {answer}, source: example}}
"""
    )
    (asked,) = of.article_8.requests
    (before,) = as_known_at(of, told - timedelta(days=1)).article_8.requests
    assert (before.answered, before.known, before.what) == (None, None, "a question")
    assert as_known_at(of, told).article_8.requests == (asked,)
    assert as_known_at(of, date(2017, 2, 27)).article_8.requests == ()
    assert len(as_known_at(of, date(2017, 2, 28)).article_8.requests) == 1


# --- Articles 9, 15 to 18 and 20


def test_a_measure_is_known_from_the_day_of_its_source() -> None:
    of = record(article_9="- {status: in progress, known: 2013-05, source: example}")
    assert as_known_at(of, date(2013, 5, 30)).article_9 == ()
    assert as_known_at(of, date(2013, 5, 31)).article_9 == of.article_9


def test_an_event_is_known_from_its_latest_day() -> None:
    of = record(events="- {date: 2015-07, event: domestic step, what: a vote, source: example}")
    assert as_known_at(of, date(2015, 7, 30)).events == ()
    assert as_known_at(of, date(2015, 7, 31)).events == of.events


def test_a_state_is_known_from_its_signature_and_its_instrument_from_the_deposit() -> None:
    of = record(
        membership="""
- signed: 1997-12-04
  instrument: ratification
  deposited: 2011-09-13
  in_force: 2011-07-09
  in_force_reason: as its predecessor
  source: example
  withdrawal: {notified: 2025-06-27, source: example}
"""
    )
    assert as_known_at(of, date(1997, 12, 3)).membership == ()
    for day in (date(1997, 12, 4), date(2011, 9, 12)):
        (signed,) = as_known_at(of, day).membership
        assert (signed.deposited, signed.instrument, signed.in_force) == (None, None, None)
        assert signed.withdrawal is None
        assert signed.signed == date(1997, 12, 4)
    for day in (date(2011, 9, 13), date(2025, 6, 26)):
        (bound,) = as_known_at(of, day).membership
        assert bound == of.membership[0].model_copy(update={"withdrawal": None})
    assert as_known_at(of, date(2025, 6, 27)).membership == of.membership


def test_what_came_of_a_withdrawal_is_known_from_its_day() -> None:
    def then(more: str, day: date) -> dict[str, object]:
        of = record(
            membership=f"""
- instrument: accession
  deposited: 2004-05-12
  source: example
  withdrawal: {{notified: 2025-06-27, effective: 2025-12-27, source: example, {more}}}
"""
        )
        withdrawal = as_known_at(of, day).membership[0].withdrawal
        assert withdrawal is not None
        return {
            name: str(getattr(withdrawal, name))
            for name in ("effective", "revoked", "conflict_ended", "armed_conflict")
            if getattr(withdrawal, name) is not None
        }

    revoked = "revoked: 2025-10-01, armed_conflict: no"
    bare = {"effective": "2025-12-27", "armed_conflict": "no"}
    assert then(revoked, date(2025, 9, 30)) == bare
    assert then(revoked, date(2025, 10, 1)) == {**bare, "revoked": "2025-10-01"}
    both = "revoked: 2026-01-01, conflict_ended: 2025-12-27, armed_conflict: yes"
    assert then(both, date(2025, 12, 26)) == {"armed_conflict": "yes"}
    ended = "conflict_ended: 2025-12-27, armed_conflict: yes"
    assert then(ended, date(2025, 12, 26)) == {"armed_conflict": "yes"}
    assert then(ended, date(2025, 12, 27)) == {
        "effective": "2025-12-27",
        "armed_conflict": "yes",
        "conflict_ended": "2025-12-27",
    }
