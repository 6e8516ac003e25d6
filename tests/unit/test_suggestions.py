"""What someone may have meant."""

from __future__ import annotations

import pytest

from compliance_engine.suggestions import did_you_mean

KEYS = ["submitted", "source", "state", "status", "article_7", "article_9", "Côte d'Ivoire"]


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("submittd", "Did you mean 'submitted'?"),
        ("SUBMITTED", "Did you mean 'submitted'?"),
        ("artcle_7", "Did you mean 'article_7' or 'article_9'?"),
        ("stat", "Did you mean 'state' or 'status'?"),
        ("cote d'ivoire", "Did you mean 'Côte d'Ivoire'?"),
        ("source", "Did you mean 'source'?"),
    ],
)
def test_the_nearest_words_are_offered_with_the_nearest_first(word: str, answer: str) -> None:
    assert did_you_mean(word, KEYS, "Known: …") == answer


@pytest.mark.parametrize("word", ["", "xyz", "penal_sanctions", "1"])
def test_where_nothing_is_near_the_alternative_is_said(word: str) -> None:
    assert did_you_mean(word, KEYS, "Known: …") == "Known: …"
    assert did_you_mean(word, KEYS) == ""


def test_no_more_than_three_words_are_offered() -> None:
    many = [f"article_{number}" for number in range(9)]
    assert did_you_mean("article", many).count(" or ") == 2


def test_nothing_known_is_never_meant() -> None:
    assert did_you_mean("state", [], "otherwise") == "otherwise"


def test_one_word_written_in_two_ways_is_offered_once() -> None:
    assert did_you_mean("stat", ["State", "state"]).count("tate") == 1
