"""What a record says twice, and names that it gives twice."""

from __future__ import annotations

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.records.loading import read_record

BEGIN = """state: GNQ
membership:
  - {instrument: accession, deposited: 1998-09-16, source: [a, b]}
sources:
  a: {title: One, publisher: monitor, date: 2199-12-31}
  b: {title: Other, publisher: icrc, date: 2199-12-31}
"""

REPORT = "{covers: 2010, submitted: 2011-04-30, source: a}"


def problems(*lines: str) -> list[str]:
    """What is wrong with a record that has these lines beside the usual ones."""
    try:
        read_record(BEGIN + "\n".join(lines) + "\n", "GNQ.yaml")
    except InvalidInputError as error:
        return [str(one) for one in error.problems]
    return []


def reports(*entries: str) -> list[str]:
    return problems("article_7:", "  reports:", *(f"    - {one}" for one in entries))


def test_the_same_report_twice_is_refused_with_both_places() -> None:
    (told,) = reports(REPORT, REPORT)
    assert told.startswith("GNQ.yaml:10:7: this says the same as GNQ.yaml:9:7")
    assert "Take one of the two out" in told


@pytest.mark.parametrize(
    "again",
    [
        "{submitted: 2011-04-30, covers: 2010, source: [a]}",
        "{covers: 2010-2010, submitted: 2011-04-30, source: a}",
        "{covers: 2010-01-01/2010-12-31, submitted: 2011-04-30, source: a}",
        "{covers: 2010, submitted: 2011-04-30, source: a, sent_to: Secretary-General}",
        "{covers: 2010, submitted: 2011-04-30, source: a, note: on paper}",
        "{covers: 2010, submitted: 2011-04-30, source: [a, a]}",
    ],
)
def test_however_it_is_spelled_the_same_report_is_the_same(again: str) -> None:
    (told,) = reports(REPORT, again)
    assert "this says the same as GNQ.yaml:9:7" in told


@pytest.mark.parametrize(
    "other",
    [
        "{covers: 2010, submitted: 2011-04-30, source: b}",
        "{covers: 2010, submitted: 2011-04-30, source: [a, b]}",
        "{covers: 2010, submitted: 2011-04-29, source: a}",
        "{covers: 2010, submitted: 2011-04, source: a}",
        "{covers: 2009-2010, submitted: 2011-04-30, source: a}",
        "{covers: 2010, submitted: 2011-04-30, source: a, content: nil}",
    ],
)
def test_another_source_or_anything_else_makes_another_statement(other: str) -> None:
    assert reports(REPORT, other) == []


def test_two_that_happened_are_told_apart_by_a_note_of_each() -> None:
    noted = REPORT.replace("}", ", note: first}"), REPORT.replace("}", ", note: second}")
    assert reports(*noted) == []
    (told,) = reports(noted[0], noted[0])
    assert "this says the same as" in told


@pytest.mark.parametrize(
    ("lines", "entry"),
    [
        (["article_9:"], "{status: in progress, known: 2010, law: A bill, source: a}"),
        (["article_3:"], "{mines: 12, known: 2010, source: a}"),
        (["events:"], "{date: 2010-05, event: domestic step, what: a bill, source: a}"),
        (
            ["article_5:", "  extensions:"],
            "{deadline: 2015-03-01, decided_at: 9MSP, decided: 2008, decision: granted, source: a}",
        ),
        (
            ["article_7:", "  lists:"],
            "{list: initial reports outstanding, on: 2015-06-18, names_this_state: true, "
            "source: a}",
        ),
    ],
)
def test_so_it_is_of_every_kind_of_statement(lines: list[str], entry: str) -> None:
    assert problems(*lines, f"    - {entry}") == []
    (told,) = problems(*lines, f"    - {entry}", f"    - {entry}")
    assert "this says the same as" in told


def case(name: str, summary: str) -> str:
    return (
        f"    - {{id: {name}, provisions: [1(1)(a)], happened_from: 2011, happened_until: 2011, "
        f"alleged_by: a, actor: forces, location: north, summary: {summary}, status: open, "
        "source: a}"
    )


def request(name: str) -> str:
    return f"    - {{id: {name}, by: FRA, made: 2011, what: a question, source: a}}"


def letter(reference: str) -> str:
    return f"  - {{reference: {reference}, sent: 2011, matters: [a/b], source: a}}"


@pytest.mark.parametrize(
    ("lines", "what", "free"),
    [
        (["article_1:", "  cases:", case("A1-001", "x"), case("A1-001", "y")], "id", "A1-002"),
        (
            ["article_1:", "  cases:", *(case(f"A1-{n}", "x") for n in ("009", "098", "009"))],
            "id",
            "A1-099",
        ),
        (["article_1:", "  cases:", case("north", "x"), case('" north"', "y")], "id", "north-2"),
        (["article_8:", "  requests:", request("2011-FRA"), request("2011-FRA")], "id", "is free"),
        (["letters:", letter("2011/014"), letter("2011/014")], "reference", "2011/015"),
    ],
)
def test_a_name_given_twice_is_refused_with_both_places_and_a_free_one(
    lines: list[str], what: str, free: str
) -> None:
    (told,) = problems(*lines)
    assert f"is already the {what} at GNQ.yaml:" in told
    assert f"Each {what} is given once: " in told
    assert free in told
