"""Mines retained and stocks found later, over time."""

from datetime import date

from compliance_engine.facts.model import Fact
from tests.builders import facts, on, record


def retained(*entries: str) -> list[Fact]:
    listed = "\n".join(f"- {{{one}, source: example}}" for one in entries)
    return facts(record(article_3=listed), "retained")


def mines(found: list[Fact], day: date) -> int | None:
    today = on(day, found)
    assert len(today) <= 1
    number = today[0].fields["mines"] if today else None
    assert number is None or isinstance(number, int)
    return number


def stocks(*entries: str) -> list[Fact]:
    listed = "\n".join(f"  - {{{one}, source: example}}" for one in entries)
    section = f"deadline_met: not stated\nsource: example\nfound_later:\n{listed}"
    return facts(record(article_4=section), "stock")


def status(found: list[Fact], day: date) -> str | None:
    today = on(day, found)
    assert len(today) <= 1
    return str(today[0].fields["status"]) if today else None


# --- retained


def test_a_number_retained_is_known_from_the_day_of_the_statement() -> None:
    found = retained("mines: 500, known: 2015-06-18")
    assert mines(found, date(2015, 6, 17)) is None
    assert mines(found, date(2015, 6, 18)) == 500
    assert mines(found, date(2026, 11, 23)) == 500


def test_the_next_statement_replaces_the_number_however_they_are_written() -> None:
    found = retained("mines: 300, known: 2018-11-22", "mines: 500, known: 2015-06-18")
    assert mines(found, date(2018, 11, 21)) == 500
    assert mines(found, date(2018, 11, 22)) == 300


def test_a_statement_of_a_year_counts_from_the_last_day_of_that_year() -> None:
    found = retained("mines: 500, known: 2015")
    assert mines(found, date(2015, 12, 30)) is None
    assert mines(found, date(2015, 12, 31)) == 500


def test_a_statement_without_a_date_belongs_to_no_day() -> None:
    assert retained("mines: 500") == []


def test_each_of_several_numbers_is_the_last_one_known_until_the_next() -> None:
    found = retained(
        "mines: 500, known: 2015-06-18",
        "mines: 300, known: 2018-11-22",
        "mines: 100, known: 2020-05-05",
    )
    days = [date(2018, 11, 21), date(2018, 11, 22), date(2020, 5, 4), date(2020, 5, 5)]
    assert [mines(found, day) for day in days] == [500, 300, 300, 100]


def test_that_no_mines_are_retained_is_known_too() -> None:
    assert mines(retained("mines: 0, known: 2015-06-18"), date(2020, 1, 1)) == 0


def test_of_two_statements_of_one_day_only_one_is_used() -> None:
    found = retained("mines: 500, known: 2015-06-18", "mines: 400, known: 2015-06-18")
    assert mines(found, date(2015, 6, 18)) == 400


# --- found later


def test_a_stock_is_found_on_the_latest_possible_day() -> None:
    found = stocks("found: 2018-05")
    assert status(found, date(2018, 5, 30)) is None
    assert status(found, date(2018, 5, 31)) == "not known"


def test_a_stock_was_not_destroyed_until_its_destruction() -> None:
    found = stocks("found: 2018-05-10, destroyed: 2019-12-05")
    assert status(found, date(2018, 5, 10)) == "not destroyed"
    assert status(found, date(2019, 12, 4)) == "not destroyed"
    assert status(found, date(2019, 12, 5)) == "destroyed"


def test_within_the_days_on_which_it_may_have_been_destroyed_nothing_is_known() -> None:
    found = stocks("found: 2018-05-10, destroyed: 2019")
    assert status(found, date(2018, 12, 31)) == "not destroyed"
    assert status(found, date(2019, 1, 1)) == "not known"
    assert status(found, date(2019, 12, 30)) == "not known"
    assert status(found, date(2019, 12, 31)) == "destroyed"


def test_of_a_stock_destroyed_by_some_day_nothing_is_known_before() -> None:
    found = stocks("found: 2018-05-10, destroyed: by 2019-12-05")
    assert status(found, date(2018, 5, 10)) == "not known"
    assert status(found, date(2019, 12, 5)) == "destroyed"


def test_a_stock_destroyed_on_the_day_it_was_found_is_only_destroyed() -> None:
    found = stocks("found: 2018-05-10, destroyed: 2018-05-10")
    assert [fact.fields["status"] for fact in found] == ["destroyed"]


def test_a_stock_found_and_destroyed_in_one_year_is_destroyed_from_its_last_day() -> None:
    found = stocks("found: 2018, destroyed: 2018")
    assert status(found, date(2018, 12, 30)) is None
    assert status(found, date(2018, 12, 31)) == "destroyed"


def test_a_stock_destroyed_before_the_latest_day_of_its_discovery_was_found_before_that() -> None:
    found = stocks("found: 2018, destroyed: 2018-09")
    assert [(fact.fields["status"], fact.held.first) for fact in found] == [
        ("destroyed", date(2018, 12, 31))
    ]


def test_a_statement_that_a_stock_was_not_destroyed_holds_until_its_day() -> None:
    found = stocks("found: 2018-05-10, destroyed: none, known: 2019-06-18")
    assert status(found, date(2019, 6, 18)) == "not destroyed"
    assert status(found, date(2019, 6, 19)) == "last known not destroyed"


def test_a_statement_of_a_year_holds_until_its_first_day() -> None:
    found = stocks("found: 2018-05-10, destroyed: none, known: 2019")
    assert status(found, date(2019, 1, 1)) == "not destroyed"
    assert status(found, date(2019, 1, 2)) == "last known not destroyed"


def test_a_statement_made_before_the_latest_day_of_the_discovery_is_last_known_on_it() -> None:
    found = stocks("found: 2018, destroyed: none, known: 2018-11-15")
    assert status(found, date(2018, 12, 31)) == "last known not destroyed"


def test_stocks_are_told_apart_by_when_they_were_found() -> None:
    found = stocks("found: 2016-03, mines: 20", "found: 2018-05-10, destroyed: 2019-12-05")
    assert {fact.fields["key"] for fact in found} == {"2016-03", "2018-05-10"}
    assert [fact.fields.get("mines") for fact in found if fact.fields["key"] == "2016-03"] == [20]


def test_a_state_without_a_stockpile_on_record_has_found_none() -> None:
    assert facts(record(), "stock") == []
