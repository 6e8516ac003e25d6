"""Sentences of a rulebook that differ with the facts that they tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from compliance_engine.errors import Place, Problem
from compliance_engine.rulebook import files
from compliance_engine.rulebook.conditions import Test
from compliance_engine.rulebook.model import InShort, Message
from compliance_engine.rulebook.parsing import Scope
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.vocabulary import FactKind

ENTRY_INTO_FORCE = "entry_into_force"
"""The gap for the treaty's clause on when and why it binds the State."""

SOURCES = "sources"
"""The gap for the sources of what is known of a duty, in brackets."""


def compile_variants(
    variants: Sequence[files.MessageVariant],
    asked: Mapping[str, FactKind],
    named: Mapping[str, FactKind],
    reading: Reading,
    place: Place,
    *,
    clauses: Collection[str] = (),
) -> tuple[Message, ...]:
    """The variants of a sentence: conditions can name the patterns `asked`, gaps those `named`."""
    messages = []
    for variant in variants:
        tests: tuple[Test, ...] = ()
        if variant.if_ is not None:
            scope = Scope(None, asked)
            tests = reading.condition(variant.if_, scope, partial(variant.place_within, "if"))
        texts = reading.texts(variant.by_language(), named, variant.place_within, clauses)
        messages.append(Message(tests, texts))
    if not variants or variants[-1].if_ is not None:
        reading.problems.append(
            Problem(
                place,
                "the last message must hold in every case",
                "End the list with a message that has no 'if'.",
            )
        )
    return tuple(messages)


def compile_in_short(
    file: files.InShort, named: Mapping[str, FactKind], reading: Reading
) -> InShort:
    """A duty in short; its conditions can only name the duty itself."""
    asked = {"duty": named["duty"]}

    def variants(
        given: Sequence[files.MessageVariant], key: str, clause: str
    ) -> tuple[Message, ...]:
        return compile_variants(given, asked, named, reading, file.place_of(key), clauses=[clause])

    return InShort(
        variants(file.due, "due", ENTRY_INTO_FORCE),
        variants(file.again or file.due, "again", ENTRY_INTO_FORCE),
        variants(file.known, "known", SOURCES),
    )
