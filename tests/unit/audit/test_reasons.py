"""By what a finding was resolved: told from facts, or not told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from compliance_engine.audit.comparing import Kind, Transition
from compliance_engine.audit.night import night_of
from compliance_engine.audit.reasons import with_reasons
from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook
from tests.builders import MEMBER, record, reports, rulebook

DAY = date(2021, 6, 24)
NEXT = date(2021, 6, 25)

INITIAL_NOT = "covers: initial, submitted: none, known: 2021-06-01"
INITIAL_SENT = "covers: initial, submitted: 2021-06-20"


def case(status: str, history: str = "") -> str:
    return f"""
    cases:
      - id: A1-1
        provisions: [1(1)(a)]
        happened_from: 2015
        happened_until: 2015
        alleged: 2016-01-01
        alleged_by: a source
        actor: Example
        location: somewhere
        summary: a matter
        status: {status}
        source: example
        {history}
    """


def measure(status: str, known: int) -> str:
    return f"- {{status: {status}, known: {known}, source: example}}"


def reasons(before: Record, after: Record, first: date = DAY, day: date = NEXT) -> dict[str, Any]:
    """The reason of each finding or matter that is gone on the next day, by its id."""
    with Engine(rulebook(), "plain") as engine:
        was = night_of(["XXX"], lambda _: before, rulebook(), engine, first)
        is_ = night_of(["XXX"], lambda _: after, rulebook(), engine, day)
    assert not was.failures
    assert not is_.failures

    def facts(_: str) -> Sequence[Fact]:
        return facts_on(after, rulebook(), day, None)

    gone = [
        Transition(Kind.RESOLVED if item.about == "finding" else Kind.KNOWN, item, None)
        for name, item in was.items.items()
        if name not in is_.items
    ]
    arisen = [
        Transition(Kind.NEW, None, item)
        for name, item in is_.items.items()
        if item.about == "finding" and name not in was.items
    ]
    told = with_reasons([*gone, *arisen], facts, rulebook(), day, is_.items)
    return {one.item.id: one.reason for one in told if one.after is None}


def test_a_report_that_was_received() -> None:
    found = reasons(record(article_7=reports(INITIAL_NOT)), record(article_7=reports(INITIAL_SENT)))
    assert found["XXX/article-7/initial-report-outstanding"] == {
        "by": "met",
        "verdict": "met late",
        "submitted": "2021-06-20",
    }


def test_a_statement_that_was_taken_back_is_no_report() -> None:
    found = reasons(record(article_7=reports(INITIAL_NOT)), record())
    assert found["XXX/article-7/initial-report-outstanding"] == {
        "by": "verdict",
        "verdict": "undetermined",
    }


def test_a_matter_that_became_known_by_a_report() -> None:
    found = reasons(record(), record(article_7=reports(INITIAL_SENT)))
    assert found["XXX/undetermined/initial report"] == {
        "by": "verdict",
        "verdict": "met late",
        "submitted": "2021-06-20",
    }


def test_a_measure_that_changed() -> None:
    found = reasons(
        record(article_9=measure("in progress", 2015)),
        record(
            article_9=measure("in progress", 2015) + "\n" + measure("legislation in force", 2020)
        ),
    )
    assert found["XXX/article-9/legislation-in-progress"] == {
        "by": "measure",
        "from": "in progress",
        "to": "legislation in force",
    }


def test_a_case_that_was_closed() -> None:
    closing = "history: [{date: 2021-06-20, event: closed, source: example}]"
    found = reasons(record(article_1=case("open")), record(article_1=case("closed", closing)))
    assert found["XXX/article-1/case-open/A1-1"] == {"by": "case closed"}


def test_a_case_of_which_the_state_gave_an_update() -> None:
    def told(*days: str) -> Record:
        events = ", ".join(
            f"{{date: {day}, event: update by the State, source: example}}" for day in days
        )
        return record(article_1=case("open", f"history: [{events}]"))

    found = reasons(told("2018-01-01"), told("2018-01-01", "2021-06-20"))
    assert found["XXX/article-1/case-update-due/A1-1"] == {"by": "case update", "on": "2021-06-20"}


def test_a_case_of_which_it_is_no_longer_known_whether_it_is_open() -> None:
    found = reasons(record(article_1=case("open")), record(article_1=case("closed")))
    assert found["XXX/article-1/case-open/A1-1"] == {"by": "case", "status": "not known"}


def test_a_withdrawal_that_took_effect() -> None:
    leaving = f"""{MEMBER.rstrip()[:-1]},
      withdrawal: {{notified: 2020-12-24, armed_conflict: no, source: example}}}}
    """
    found = reasons(
        record(membership=leaving, article_9=measure("none reported", 2015)),
        record(membership=leaving, article_9=measure("none reported", 2015)),
        date(2021, 6, 23),
        DAY,
    )
    assert found["XXX/article-9/no-measures-reported"] == {"by": "withdrawal", "on": "2021-06-24"}


def test_a_finding_that_gave_way_to_another_or_rested_on_it() -> None:
    not_sent = [f"covers: {year}, submitted: none, known: 2021-06-01" for year in (2019, 2020)]
    found = reasons(
        record(article_7=reports(*not_sent)),
        record(article_7=reports(not_sent[0], "covers: 2020, submitted: 2021-06-20")),
    )
    outstanding = "XXX/article-7/annual-report-outstanding"
    assert found == {
        f"{outstanding}/2019": {
            "by": "other finding",
            "id": "XXX/article-7/annual-report-missed/2019",
        },
        f"{outstanding}/2020": {"by": "met", "verdict": "met late", "submitted": "2021-06-20"},
        "XXX/article-7/two-years-silent/2020": {
            "by": "what it rested on",
            "ids": f"{outstanding}/2020, {outstanding}/2019",
        },
    }


def test_a_rule_that_is_no_longer_there_or_has_changed() -> None:
    same = record(article_7=reports(INITIAL_NOT))
    name = "XXX/article-7/initial-report-outstanding"
    with Engine(rulebook(), "plain") as engine:
        was = night_of(["XXX"], lambda _: same, rulebook(), engine, DAY).items[name]

    def reason(book: Rulebook) -> Any:
        gone = Transition(Kind.RESOLVED, was, None)
        (told,) = with_reasons([gone], lambda _: facts_on(same, book, NEXT, None), book, NEXT, [])
        return told.reason

    rule = rulebook().rule("article-7/initial-report-outstanding")
    others = tuple(one for one in rulebook().rules if one is not rule)
    assert reason(replace(rulebook(), rules=others)) == {"by": "rule retired", "rule": rule.id}
    newer = replace(rule, version=rule.version + 1)
    assert reason(replace(rulebook(), rules=(*others, newer))) == {
        "by": "rule changed",
        "from": str(rule.version),
        "to": str(newer.version),
    }
    assert reason(rulebook()) == {"by": "no longer found"}


LETTER = "- {reference: 2016/004, sent: 2021-03-01, matters: [article-7/x], source: example"
"""Of which an answer is awaited until 30 April 2021."""


def of_letters(*more: str) -> Record:
    return record(letters="\n".join([f"{LETTER}{more[0] if more else ''}}}", *more[1:]]))


@pytest.mark.parametrize(
    ("more", "status", "on"),
    [
        ((", answered: 2021-06-20",), "answered", "2021-06-20"),
        ((", closed: 2021-06-21",), "closed", "2021-06-21"),
        (
            ("", LETTER.replace("/004", "/005").replace("-03-01", "-06-22") + "}"),
            "followed by another letter",
            "2021-06-22",
        ),
    ],
)
def test_a_letter_that_stands_otherwise(more: tuple[str, ...], status: str, on: str) -> None:
    found = reasons(of_letters(), of_letters(*more))
    assert found["XXX/follow-up/reminder-due/2016/004"] == {
        "by": "letter",
        "letter": "2016/004",
        "status": status,
        "on": on,
    }


def test_a_finding_on_reports_that_rested_on_a_letter_too() -> None:
    """The President need not engage any more, although the reports are still not there."""
    silent = reports("covers: 2019-2020, submitted: none, known: 2021-12-31")
    mines = "- {mines: 1500, known: 2021-01-20, source: example}"

    def of(answered: str = "") -> Record:
        letter = LETTER.replace("article-7/x", "article-7/annual-report-outstanding/2020")
        return record(article_3=mines, article_7=silent, letters=f"{letter}{answered}}}")

    found = reasons(of(), of(", answered: 2021-06-20"))
    told = found["XXX/follow-up/president-engages/2020"]
    assert (told["by"], told["letter"], told["on"]) == ("letter", "2016/004", "2021-06-20")


def test_a_letter_that_gives_longer_for_an_answer() -> None:
    found = reasons(of_letters(), of_letters(", answer_within: 150"))
    assert found["XXX/follow-up/reminder-due/2016/004"] == {
        "by": "days for an answer",
        "from": "60",
        "to": "150",
    }
