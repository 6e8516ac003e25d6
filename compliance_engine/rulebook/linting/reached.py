"""Under which tests each message of a rule is said: its own hold, and those before it do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance_engine.rulebook.conditions import Known, Test, references
from compliance_engine.rulebook.linting.placed import PlacedMessage, PlacedRule, full
from compliance_engine.rulebook.linting.possible import named_fields, opposite


def reached(rule: PlacedRule) -> Iterator[tuple[PlacedMessage, list[Test]]]:
    """Each message with all that is sure where it is said."""
    for index, message in enumerate(rule.messages):
        known = full((*rule.asked, *message.tests))
        yield message, [*known, *_not_before(rule.messages[:index], known)]


def _not_before(earlier: Sequence[PlacedMessage], known: Sequence[Test]) -> Iterator[Test]:
    """That no earlier message was said, where a single test tells it.

    A comparison also fails where a field has no value, so only of fields that surely have one.
    """
    there = named_fields(known)
    for message in earlier:
        if len(message.tests) == 1:
            (test,) = full(message.tests)
            if isinstance(test, Known) or set(references(test)) <= there:
                yield opposite(test)
