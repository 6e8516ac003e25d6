"""Conditions of patterns that can never hold, and patterns that always or never block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance_engine.rulebook.linting.placed import (
    PlacedPattern,
    PlacedRule,
    PlacedTest,
)
from compliance_engine.rulebook.linting.possible import conflict, follows, in_full
from compliance_engine.rulebook.linting.remark import Remark, error


def contradictions(rule: PlacedRule) -> Iterator[Remark]:
    """What in the patterns of a rule can never come true."""
    before: list[PlacedTest] = list(rule.in_effect)
    for pattern in rule.when:
        found = clash(pattern.tests, rule) or clash([*before, *pattern.tests], rule)
        if found:
            yield _never(pattern.name, found, "so the rule never finds anything")
        else:
            before += pattern.tests
    for pattern in rule.unless:
        yield from _of_unless(pattern, before, rule)


def _of_unless(
    pattern: PlacedPattern, asked: Sequence[PlacedTest], rule: PlacedRule
) -> Iterator[Remark]:
    found = clash(pattern.tests, rule) or clash([*asked, *pattern.tests], rule)
    if found:
        yield _never(pattern.name, found, "so this 'unless' never blocks")
        return
    known = [test.full for test in asked]
    for one in rule.when:
        itself = [in_full(test.written, one.name) for test in pattern.tests]
        same = one.kind == pattern.kind
        if same and all(follows(test, known, rule.kinds) for test in itself):
            yield error(
                pattern.place,
                f"this 'unless' always blocks: the {one.kind} that '{one.name}' finds is itself "
                "one that it excludes",
                f"Ask for what makes it another, such as a comparison with {one.name}.key.",
            )
            return


def clash(tests: Sequence[PlacedTest], rule: PlacedRule) -> tuple[PlacedTest, ...]:
    """The fewest of the tests that contradict each other."""
    return tuple(tests[index] for index in conflict([test.full for test in tests], rule.kinds))


def _never(owner: str, found: Sequence[PlacedTest], so: str) -> Remark:
    return error(found[-1].place, f"{told(owner, found)}, {so}", REMEDY)


REMEDY = "Correct the values, or remove what is not meant."


def told(owner: str, found: Sequence[PlacedTest]) -> str:
    """That tests cannot hold at once, as the part `owner` of the rule would write them."""
    listed = " and ".join(test.seen_from(owner) for test in found)
    return f"{listed} can never hold" + (" at once" if len(found) > 1 else "")
