"""What a record says of mines destroyed, as evidence on Articles 4 and 5 and on found stock."""

from datetime import date

import pytest

from compliance_engine.facts.destruction import (
    areas_cleared,
    found_destroyed,
    stockpile_destroyed,
)
from compliance_engine.facts.verdicts import Evidence
from compliance_engine.records.model import Record
from tests.builders import record

NEVER, ALWAYS = date.max, date.min


def stockpile(more: str, met: str = "not stated") -> Evidence:
    of = record(article_4=f"deadline_met: {met}\nsource: example\n{more}")
    assert of.article_4 is not None
    return stockpile_destroyed(of, of.article_4)


def cleared(more: str, decided: date = ALWAYS, closes: date = NEVER) -> Evidence:
    of = areas(more)
    assert of.article_5.clearance is not None
    return areas_cleared(of, of.article_5.clearance, decided, closes)


def areas(more: str) -> Record:
    return record(
        article_5=f"""
clearance:
  original_deadline: 2022-03-01
  latest_deadline_known: 2022-03-01
  state_of_play: as the sources have it
  source: example
  {more}
"""
    )


def found(more: str) -> Evidence:
    of = record(
        article_4=f"""
deadline_met: not stated
source: example
found_later:
  - {{found: 2018-05-10, source: example, {more}}}
"""
    )
    assert of.article_4 is not None
    return found_destroyed(of, of.article_4.found_later[0])


def received(evidence: Evidence) -> list[str]:
    return [str(one.when) for one in evidence.received]


def missing(evidence: Evidence) -> list[str]:
    return [str(one.known) for one in evidence.missing]


def test_a_completion_is_evidence_that_the_stockpile_was_destroyed() -> None:
    evidence = stockpile("completed: 2014-05")
    assert (received(evidence), missing(evidence)) == (["2014-05"], [])


def test_a_statement_that_the_destruction_was_not_complete_is_evidence_of_that() -> None:
    evidence = stockpile("known: 2018-06-18", "no (outstanding)")
    assert (received(evidence), missing(evidence)) == ([], ["2018-06-18"])


def test_a_completion_does_not_hide_an_earlier_statement_that_it_had_not_come() -> None:
    evidence = stockpile("completed: 2019\nknown: 2018-06-18")
    assert (received(evidence), missing(evidence)) == (["2019"], ["2018-06-18"])


def test_a_number_of_mines_destroyed_does_not_say_that_all_were() -> None:
    assert stockpile("mines_destroyed: 500") == Evidence()


def test_nothing_on_mined_areas_is_no_evidence_and_the_date_may_have_moved() -> None:
    assert cleared("") == Evidence(may_have_moved=True)


def test_a_completion_before_a_decision_is_not_that_for_which_time_was_given() -> None:
    assert received(cleared("completed: 2023-11-23", decided=date(2023, 11, 24))) == []
    assert received(cleared("completed: 2023-11-24", decided=date(2023, 11, 24))) == ["2023-11-24"]


def test_a_completion_in_the_month_of_a_decision_may_have_come_after_it() -> None:
    assert received(cleared("completed: 2023-11", decided=date(2023, 11, 30))) == ["2023-11"]
    assert received(cleared("completed: 2023-11", decided=date(2023, 12, 1))) == []


@pytest.mark.parametrize(
    ("stated", "said"),
    [("2023-06-20", ["2023-06-20"]), ("2023", ["2023"]), ("2023-11-24", []), ("2025", [])],
)
def test_a_statement_made_once_a_date_was_replaced_is_not_about_that_date(
    stated: str, said: list[str]
) -> None:
    assert missing(cleared(f"not_extended: {stated}", closes=date(2023, 11, 24))) == said


def test_a_stock_of_whose_destruction_nothing_is_said_has_no_evidence() -> None:
    assert found("mines: 300") == Evidence()


def test_a_stock_said_not_to_be_destroyed_is_evidence_of_that_day() -> None:
    evidence = found("destroyed: none, known: 2019-06-18")
    assert (received(evidence), missing(evidence)) == ([], ["2019-06-18"])


def test_the_destruction_of_a_found_stock_is_evidence_of_it() -> None:
    evidence = found("destroyed: by 2019-12")
    assert (received(evidence), missing(evidence)) == (["by 2019-12"], [])
