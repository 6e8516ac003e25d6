"""Names that two records give, though each is given once over all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.records.identifiers import free_name
from compliance_engine.records.loading import read_record
from compliance_engine.records.sharing import shared_names
from compliance_engine.records.writing import write_yaml


def tree(code: str, *names: str) -> dict[str, object]:
    cases = [
        {
            "id": name,
            "provisions": ["1(1)(a)"],
            "happened_from": 2011,
            "happened_until": 2011,
            "alleged_by": "a neighbour",
            "actor": "forces",
            "location": "the north",
            "summary": "what is alleged",
            "status": "open",
            "source": "a",
        }
        for name in names
    ]
    return {
        "state": code,
        "membership": [{"instrument": "accession", "deposited": "1998-09-16", "source": "a"}],
        "article_1": {"cases": cases},
        "sources": {"a": {"title": "One", "publisher": "monitor", "date": "2199-12-31"}},
    }


def text(code: str, *names: str) -> str:
    return write_yaml(tree(code, *names), code)


def told(texts: dict[str, str], *entered: str) -> list[str]:
    records = {code: read_record(texts[code], f"{code}.yaml") for code in entered}
    return [str(one) for one in shared_names(texts, records)]


def test_an_id_of_another_state_is_refused_with_both_places_and_a_free_one() -> None:
    texts = {"KHM": text("KHM", "A1-013", "A1-014"), "UGA": text("UGA", "A1-013")}
    (one,) = told(texts)
    assert one.startswith("UGA.yaml:11:11: 'A1-013' is already the id of an entry of Cambodia, at ")
    assert "KHM.yaml:11:11" in one
    assert "A1-015 is free." in one


def test_of_a_record_just_entered_it_is_told_there() -> None:
    texts = {"KHM": text("KHM", "A1-013"), "AGO": text("AGO", "A1-013"), "UGA": text("UGA")}
    assert [one[:8] for one in told(texts)] == ["KHM.yaml"]
    assert [one[:8] for one in told(texts, "AGO")] == ["AGO.yaml"]
    assert told(texts, "UGA") == []


def test_a_request_may_have_the_id_of_one_to_another_state() -> None:
    lines = "article_8:\n  requests:\n    - {id: R, by: FRA, made: 2011, what: x, source: a}\n"
    assert told({code: text(code) + lines for code in ("KHM", "UGA")}) == []


@pytest.mark.parametrize(
    "spelled",
    [
        "'A1-013'",
        '"A1-013"',
        '"A1-01\\u0033"',
        '" A1-013 "',
        "A1-013   # the first",
        "|-\n        A1-013",
        "\n        A1-013",
    ],
)
def test_however_it_is_spelled_the_same_id_is_found(spelled: str) -> None:
    other = text("UGA", "A1-013").replace("id: A1-013", f"id: {spelled}")
    assert len(told({"KHM": text("KHM", "A1-013"), "UGA": other})) == 1


@pytest.mark.parametrize("key", ['"id": ', '"i\\u0064": ', "? id\n      : ", "'id' : "])
def test_however_its_key_is_spelled_the_same_id_is_found(key: str) -> None:
    other = text("UGA", "A1-013").replace("id: ", key)
    assert len(told({"KHM": text("KHM", "A1-013"), "UGA": other})) == 1


def test_a_record_that_cannot_be_read_is_told_of_by_others() -> None:
    assert told({"KHM": text("KHM", "A1-013"), "UGA": "id: A1-013\n- wrong"}) == []


names = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)


@given(
    st.lists(names, min_size=1, max_size=4, unique=True), st.lists(names, max_size=4, unique=True)
)
def test_two_records_share_just_the_names_that_both_give(one: list[str], other: list[str]) -> None:
    texts = {"KHM": text("KHM", *one), "UGA": text("UGA", *other)}
    written = {code: read_record(given, f"{code}.yaml") for code, given in texts.items()}
    ids = [{case.id for case in record.article_1.cases} for record in written.values()]
    assert len(told(texts)) == len(ids[0] & ids[1])
    assert len(told(texts, "UGA")) == len(ids[0] & ids[1])


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("A1-013", ["A1-013", "A1-037"], "A1-038"),
        ("A1-099", ["A1-099"], "A1-100"),
        ("north", ["north"], "north-2"),
        ("north", ["north", "north-2"], "north-3"),
        ("7", ["7", "12", "A1-99"], "13"),
    ],
)
def test_a_free_name_comes_after_the_highest_like_it(
    name: str, taken: list[str], free: str
) -> None:
    assert free_name(name, taken) == free
