"""What is refused in the sources of a record, each with its place and what to do."""

from __future__ import annotations

import pytest

from compliance_engine.records.loading import read_record
from compliance_engine.records.source_checks import publisher_problems
from tests.builders import rulebook
from tests.unit.records.writing_by_hand import problems

RECORD = """\
state: GNQ
membership:
  - instrument: accession
    deposited: 1998-09-16
    source: who
sources:
  who:
    title: T
"""


def of_publishers(text: str) -> list[str]:
    record = read_record(text, "GNQ.yaml")
    found = publisher_problems(record, rulebook().publishers)
    return [str(one).replace("\n    ", " | ") for one in found]


def source(**keys: str) -> str:
    return RECORD + "".join(f"    {key.rstrip('_')}: {value}\n" for key, value in keys.items())


def test_a_source_without_a_day_is_refused() -> None:
    assert problems(source(publisher="monitor")) == [
        "GNQ.yaml:8:5: source 'who' has neither 'date' nor 'seen' | Give the day of the text; if "
        "it bears none, the day on which it was read."
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (source(publisher="monitor", date="2020", confidence="verified"), "11:5"),
        (source(publisher="monitor", date="2020").replace(
            "    source: who\n", "    source: who\n    confidence: verified\n"), "6:5"),
        (source(publisher="monitor", date="2020").replace(
            "sources:", "article_9:\n  - {status: none reported, known: 2013, source: who, "
            "confidence: single-source}\nsources:"), "7:55"),
        (source(publisher="monitor", date="2020").replace(
            "sources:", "article_7:\n  disagreements:\n    - {covers: initial, kept: submitted, "
            "kept_source: who, contrary_source: who, explained: true, reading: r, "
            "confidence: verified}\nsources:"), "8:111"),
    ],
)  # fmt: skip
def test_a_confidence_set_by_hand_is_refused_with_its_place_and_what_to_do(
    text: str, place: str
) -> None:
    (told,) = problems(text)
    assert told.startswith(f"GNQ.yaml:{place}: 'confidence' is computed from the publishers")
    assert told.endswith("| Remove it, and say of each source who published it, in 'publisher'.")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (
            {"url": "https://articlefeed.example/x"},
            "10:10: no publisher is known for articlefeed.example | Add it to publishers.yaml with "
            "its kind and family, or name the original in 'publisher' and this site in 'through'.",
        ),
        (
            {"publisher": "hrw", "url": "https://mirror.example/x"},
            "11:10: no publisher is known for mirror.example | Add it to publishers.yaml with its "
            "kind and family, or name the original in 'publisher' and this site in 'through'.",
        ),
        (
            {"publisher": "hrw", "url": "https://docslib.org/x"},
            "11:10: docslib.org is a site of 'unknown-copy', and the publisher is said to be 'hrw' "
            "| If it is a copy of a text of 'hrw', add 'through: unknown-copy'.",
        ),
        ({"publisher": "hwr"}, "10:16: there is no publisher 'hwr' | Did you mean 'hrw'"),
        (
            {"publisher": "hrw", "carries": "the neighbours"},
            "11:14: there is no publisher 'the neighbours' | Add it to publishers.yaml",
        ),
        ({"publisher": "example"}, "10:16: there is no publisher 'example'"),
        ({}, "8:5: source 'who' names no 'publisher', and no 'url' that tells it"),
        (
            {"through": "unknown-copy", "url": "https://docslib.org/x"},
            None,
        ),
        (
            {"through": "monitor", "url": "https://the-monitor.org/x"},
            "10:14: 'through' names 'monitor', but nobody is named whose text it is",
        ),
    ],
)
def test_what_no_table_of_publishers_knows_is_refused(
    keys: dict[str, str], told: str | None
) -> None:
    found = of_publishers(source(date="2020", **keys))
    if told is None:
        assert found == []
    else:
        assert len(found) == 1
        assert told in found[0]


@pytest.mark.parametrize(
    "keys",
    [
        {"url": "https://www.hrw.org/x"},
        {"publisher": "hrw", "url": "https://docslib.org/x", "through": "unknown-copy"},
        {"publisher": "icbl", "url": "https://www.the-monitor.org/x"},
        {"publisher": "government-gnq"},
    ],
)
def test_what_the_tables_know_is_taken(keys: dict[str, str]) -> None:
    assert of_publishers(source(date="2020", **keys)) == []


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("GNQ", "'GNQ' is the State itself: what it says is an answer"),
        ("hwr", "'hwr' is neither a State nor a known publisher"),
        ("XXX", "'XXX' is neither a State nor a known publisher"),
    ],
)
def test_who_alleges_is_another_state_or_a_known_publisher(by: str, told: str) -> None:
    case = (
        "article_1:\n  cases:\n    - {id: A, provisions: [1(1)(a)], happened_from: 2010, "
        f"happened_until: 2010, alleged_by: x, by: [{by}], actor: a, location: l, summary: s, "
        "status: open, source: who}\nsources:"
    )
    (found,) = of_publishers(source(publisher="monitor", date="2020").replace("sources:", case))
    assert told in found


def test_a_cited_source_names_the_text_that_was_read() -> None:
    assert "belong together" in problems(source(publisher="hrw", date="2020", read="cited"))[0]
    alone = problems(source(publisher="hrw", date="2020", read="cited", by="who"))
    assert "is cited by 'who', which is no other source here" in alone[0]
