"""Messages of a rule that are never said, since another comes first or their condition fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance_engine.rulebook.conditions import Test, references
from compliance_engine.rulebook.linting.contradictions import REMEDY, clash, told
from compliance_engine.rulebook.linting.placed import PlacedMessage, PlacedRule, shown
from compliance_engine.rulebook.linting.possible import (
    follows,
    named_fields,
    opposite,
    possible,
)
from compliance_engine.rulebook.linting.remark import Remark, error


def variants(rule: PlacedRule) -> Iterator[Remark]:
    """What is wrong with the conditions of a rule's messages."""
    if clash(rule.asked, rule):
        return
    earlier: list[PlacedMessage] = []
    for message in rule.messages:
        if found := clash([*rule.asked, *message.tests], rule):
            what = f"{told('message', found)}, so this message is never said"
            yield error(found[-1].place, what, REMEDY)
        elif (why := _never_reached(message, earlier, rule)) is not None:
            remedy = "Put the more specific message first, or remove one of them."
            if not message.tests:
                remedy = "Remove it, and the 'if' of the message before it."
            yield error(message.place, f"this message is never said: {why}", remedy)
        else:
            earlier.append(message)


def _never_reached(
    message: PlacedMessage, earlier: Sequence[PlacedMessage], rule: PlacedRule
) -> str | None:
    known = [test.full for test in (*rule.asked, *message.tests)]
    for one in earlier:
        if all(follows(test.full, known, rule.kinds) for test in one.tests):
            listed = " and ".join(shown(test.full) for test in one.tests)
            return f"wherever it could be, '{listed}' holds and an earlier message is said"
    there = named_fields(known)
    excluded: list[Test] = [
        opposite(one.tests[0].full)
        for one in earlier
        if len(one.tests) == 1 and set(references(one.tests[0].full)) <= there
    ]
    if not possible([*known, *excluded], rule.kinds):
        return "the messages before it leave no case to it"
    return None
