"""What statements can claim, computed from who publishes their sources."""

from __future__ import annotations

import pytest

from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.records.statement import Authority, Source
from compliance_engine.records.weighing import Scale
from tests.builders import rulebook

SOURCES = {
    "untc": Source(title="t", publisher="untc"),
    "untc-copy": Source(title="t", publisher="untc", through="github"),
    "untc-cited": Source(title="t", publisher="untc", read="cited", by="nation"),
    "meeting": Source(title="t", publisher="meetings-apmbc"),
    "unoda": Source(title="t", publisher="unoda"),
    "thai": Source(title="t", publisher="government-tha"),
    "thai-2": Source(title="t", url="https://www.mfa.go.th/x"),
    "khmer": Source(title="t", publisher="government-khm"),
    "monitor": Source(title="t", publisher="monitor"),
    "hrw": Source(title="t", publisher="hrw"),
    "hrw-copy": Source(title="t", publisher="hrw", through="unknown-copy"),
    "icrc": Source(title="t", publisher="icrc"),
    "mar": Source(title="t", publisher="mine-action-review"),
    "nation": Source(title="t", publisher="nation-thailand"),
    "nation-carries": Source(title="t", publisher="nation-thailand", carries="government-tha"),
    "reuters-carries": Source(title="t", publisher="reuters", carries="hrw"),
    "blog": Source(title="t", publisher="unknown-copy"),
    "blog-carries": Source(title="t", publisher="unknown-copy", carries="government-tha"),
    "letter": Source(title="t", publisher="government-tha", read="cited", by="nation"),
    "cited-in-copy": Source(title="t", publisher="hrw", read="cited", by="blog"),
    "cited-twice": Source(title="t", publisher="icrc", read="cited", by="letter"),
    "recalled": Source(title="t", publisher="background-knowledge"),
    "unknown": Source(title="t", publisher="nobody-knows"),
}


def word(*names: str, authority: Authority | None = None, state: str = "KHM") -> str:
    scale = Scale(state, SOURCES, rulebook().publishers)
    return str(scale.weigh(names, authority, "Secretary-General"))


@pytest.mark.parametrize(
    ("names", "authority", "said"),
    [
        (("untc",), Authority.DEPOSITARY, "the depositary"),
        (("untc-copy", "monitor", "icrc"), Authority.DEPOSITARY, "the depositary (in a copy)"),
        (("untc-copy", "untc"), Authority.DEPOSITARY, "the depositary"),
        (("untc-cited",), Authority.DEPOSITARY, "one press report"),
        (("untc",), None, "one publisher"),
        (("meeting",), Authority.MEETING, "a meeting document"),
        (("monitor",), Authority.MEETING, "one publisher"),
        (("unoda",), Authority.RECIPIENT, "the recipient"),
        (("khmer",), Authority.STATE, "stated by the State"),
        (("thai",), Authority.STATE, "one publisher"),
        (("khmer",), Authority.RECIPIENT, "one publisher"),
    ],
)
def test_the_authority_on_a_thing_speaks_for_itself_where_its_own_text_was_read(
    names: tuple[str, ...], authority: Authority | None, said: str
) -> None:
    assert word(*names, authority=authority) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("monitor", "hrw", "hrw-copy", "reuters-carries"), "one publisher"),
        (("thai", "thai-2", "nation-carries"), "one publisher"),
        (("monitor", "icrc"), "two independent publishers"),
        (("monitor", "icrc", "mar"), "three independent publishers"),
        (("monitor", "blog", "recalled"), "one publisher"),
        (("nation",), "one press report"),
        (("nation", "monitor"), "two independent publishers"),
        (("letter", "nation"), "one press report"),
        (("blog",), "a copy only"),
        (("blog", "recalled"), "a copy only"),
        (("blog-carries",), "a copy only"),
        (("cited-in-copy",), "a copy only"),
        (("cited-twice",), "background knowledge"),
        (("recalled",), "background knowledge"),
        (("unknown",), "a copy only"),
        ((), "background knowledge"),
    ],
)
def test_one_voice_counts_once_and_copies_and_background_knowledge_not_at_all(
    names: tuple[str, ...], said: str
) -> None:
    assert word(*names) == said


STRENGTH = (
    Confidence(Word.DEPOSITARY),
    Confidence(Word.STATE),
    Confidence(Word.DEPOSITARY, in_copy=True),
    Confidence(Word.STATE, in_copy=True),
    Confidence(Word.INDEPENDENT, voices=12),
    Confidence(Word.INDEPENDENT, voices=3),
    Confidence(Word.INDEPENDENT, voices=2),
    Confidence(Word.ONE_PUBLISHER),
    Confidence(Word.ONE_PRESS_REPORT),
    Confidence(Word.COPY_ONLY),
    Confidence(Word.BACKGROUND),
)


def test_a_conclusion_has_the_weakest_word_of_what_it_rests_on() -> None:
    for number, one in enumerate(STRENGTH):
        assert Confidence.weakest(STRENGTH[: number + 1]) == one
    assert sorted(STRENGTH, key=lambda one: one.rank) == list(STRENGTH)


@pytest.mark.parametrize("one", STRENGTH)
def test_a_word_is_read_as_it_is_written(one: Confidence) -> None:
    assert Confidence.read(str(one)) == one


@pytest.mark.parametrize("text", ["verified", "single-source", "", "lots independent publishers"])
def test_no_other_word_is_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Confidence.read(text)
