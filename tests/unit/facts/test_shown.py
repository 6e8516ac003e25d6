"""Which texts of a record reach a sentence, and the words that are not said in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance_engine.facts.shown import Named, fields_named, texts_of, word_problems
from compliance_engine.rulebook.vocabulary import Type
from compliance_engine.rulebook.words import load_words
from compliance_engine.shipped import shipped
from tests.builders import record, rulebook

WORDS = load_words(shipped("rules") / "apmbc")

CASE = """
cases:
  - id: one
    provisions: [1(1)(a)]
    happened_from: 2012-04
    happened_until: 2012-05
    alleged_by: a group
    actor: who refused
    location: the border
    summary: called a violation by a source
    status: open
    note: a violation, in its words
    source: example
"""


def problems(section: str, text: str, **more: str) -> list[str]:
    of = record(**{section: text}, **more)
    shown = fields_named(rulebook())
    return [str(one) for one in word_problems(of, shown, WORDS)]


def test_what_no_sentence_shows_is_not_held_to_the_words() -> None:
    assert problems("article_1", CASE) == []


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("a group", "those who failed", "failed"),
        ("the border", "in Swaziland", "Swaziland"),
    ],
)
def test_a_word_in_a_text_that_a_message_shows_is_told_at_its_line(
    old: str, new: str, word: str
) -> None:
    text = CASE.replace(old, new)
    (problem,) = problems("article_1", text)
    place, _, what = problem.partition(": ")
    line, column = (int(part) for part in place.removeprefix("XXX.yaml:").split(":"))
    written = "  " + next(one for one in text.splitlines() if new in one)
    assert column == written.index(word) + 1
    assert line > 1
    assert what.startswith(f"'{word}' is not said: ")
    assert "Say instead: " in what


def test_the_reason_of_an_entry_into_force_is_shown() -> None:
    entry = (
        "- {instrument: succession, deposited: 2011-09-13, in_force: 2012-03-01, "
        "in_force_reason: the State refused, source: example}"
    )
    (problem,) = problems("membership", entry)
    assert "'refused' is not said" in problem


def test_a_text_becomes_shown_when_a_message_names_it() -> None:
    rules = rulebook().rules
    shown = fields_named(rulebook())
    assert ("case", "location") in shown
    assert ("case", "summary") not in shown
    on_cases = [one for one in rules if any(of.kind == "case" for of in one.logic.when)]
    without = replace(rulebook(), rules=tuple(one for one in rules if one not in on_cases))
    assert ("case", "location") not in fields_named(without)


def test_every_text_that_is_for_messages_alone_is_looked_at() -> None:
    full = record(
        article_1=CASE,
        article_8="requests:\n- {id: a, by: someone, made: 2013, what: asked, source: example}",
        article_9="- {status: in progress, known: 2013, law: a bill, source: example}",
        events="- {date: 2013, event: purported suspension, what: a letter, source: example}",
    )
    looked_at = {named for named, _, _ in texts_of(full)}
    assert [getattr(part, key) for _, part, key in texts_of(full)] == [
        *(None, "a letter", "a group", "the border", "called a violation by a source", "a group"),
        *("someone", "a bill"),
    ]
    for_messages: set[Named] = {
        (kind.name, name)
        for kind in rulebook().kinds.values()
        for name, field in kind.fields.items()
        if field.type is Type.TEXT and not field.matchable
    }
    assert for_messages
    assert for_messages <= looked_at


def test_the_fields_of_what_is_said_of_a_standing_are_shown() -> None:
    treaty = rulebook().treaty
    bare = replace(rulebook(), rules=(), duties=())
    shown = fields_named(bare)
    assert {kind for kind, _ in shown} == {"membership"}
    assert {"deposited", "in_force", "reason", "notified", "effective", "expiry", "given"} <= {
        name for _, name in shown
    }
    silent = replace(bare, treaty=replace(treaty, withdrawal=None))
    assert shown - fields_named(silent) == {
        ("membership", name) for name in ("notified", "effective", "expiry")
    }


def test_each_of_the_sentences_on_a_standing_shows_its_fields() -> None:
    treaty = rulebook().treaty
    withdrawal, provisional = treaty.withdrawal, treaty.provisional
    assert withdrawal is not None
    assert withdrawal.deferral is not None
    assert provisional is not None
    told = replace(provisional, explain=withdrawal.deferral.pending)
    bare = replace(rulebook(), rules=(), duties=())
    silent = replace(treaty, withdrawal=None, provisional=told)
    assert ("membership", "expiry") in fields_named(replace(bare, treaty=silent))
    plain = replace(treaty, withdrawal=replace(withdrawal, deferral=None))
    shown = fields_named(replace(bare, treaty=plain))
    assert ("membership", "effective") in shown
    assert ("membership", "expiry") not in shown
