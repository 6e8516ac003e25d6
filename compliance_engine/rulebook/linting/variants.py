"""Messages of a rule that are never said, since another comes first or their condition fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance_engine.rulebook.conditions import Test
from compliance_engine.rulebook.linting.contradictions import REMEDY, clash, told
from compliance_engine.rulebook.linting.placed import PlacedMessage, PlacedRule, full, shown
from compliance_engine.rulebook.linting.possible import follows, possible
from compliance_engine.rulebook.linting.reached import reached
from compliance_engine.rulebook.linting.remark import Remark, error


def variants(rule: PlacedRule) -> Iterator[Remark]:
    """What is wrong with the conditions of a rule's messages."""
    if clash(rule.asked, rule):
        return
    earlier: list[PlacedMessage] = []
    for message, tests in reached(rule):
        if found := clash([*rule.asked, *message.tests], rule):
            what = f"{told('message', found)}, so this message is never said"
            yield error(found[-1].place, what, REMEDY)
        elif (why := _never_reached(message, tests, earlier, rule)) is not None:
            remedy = "Put the more specific message first, or remove one of them."
            if not message.tests:
                remedy = "Remove it, and the 'if' of the message before it."
            yield error(message.place, f"this message is never said: {why}", remedy)
        else:
            earlier.append(message)


def _never_reached(
    message: PlacedMessage,
    tests: Sequence[Test],
    earlier: Sequence[PlacedMessage],
    rule: PlacedRule,
) -> str | None:
    known = full((*rule.asked, *message.tests))
    for one in earlier:
        if all(follows(test.full, known, rule.kinds) for test in one.tests):
            listed = " and ".join(shown(test.full) for test in one.tests)
            return f"wherever it could be, '{listed}' holds and an earlier message is said"
    if not possible(tests, rule.kinds):
        return "the messages before it leave no case to it"
    return None
