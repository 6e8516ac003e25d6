"""Names that nothing uses, and names of things that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from compliance_engine.documents.yaml import YamlMap
from compliance_engine.records.membership import Event
from compliance_engine.rulebook.conditions import references
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.placed import PlacedRule, full, named_by
from compliance_engine.rulebook.linting.possible import possible
from compliance_engine.rulebook.linting.remark import Remark, error, note
from compliance_engine.rulebook.names import TREATY
from compliance_engine.suggestions import did_you_mean

_DUTY = "duty"
_AS = " as "

EVENTS: tuple[str, ...] = get_args(Event.model_fields["event"].annotation)
"""The kinds of events that a record can hold."""


def names(pack: Pack) -> Iterator[Remark]:
    """What is wrong with the names of a rulebook."""
    for rule in pack.rules.values():
        yield from _of_patterns(rule)
    yield from _of_notices(pack)
    yield from _of_duties(pack)


def _of_patterns(rule: PlacedRule) -> Iterator[Remark]:
    used = {
        ref.pattern
        for pattern in (*rule.when, *rule.unless)
        for test in pattern.tests
        for ref in references(test.written)
    }
    for message in rule.messages:
        used |= {ref.pattern for test in message.tests for ref in references(test.full)}
        used |= {ref.pattern for _, gap in message.gaps() for ref in named_by(gap)}
    kinds = [pattern.kind for pattern in rule.when]
    for pattern in rule.when:
        alone = kinds.count(pattern.kind) == 1
        if _AS in pattern.written and alone and pattern.name not in used:
            yield note(
                pattern.place,
                f"nothing uses the name '{pattern.name}'",
                f"Write '{pattern.kind}' alone.",
            )


def _of_notices(pack: Pack) -> Iterator[Remark]:
    treaty = pack.files.get(TREATY)
    notices = treaty.get("notices") if treaty is not None else None
    if isinstance(notices, YamlMap):
        for kind in notices:
            if kind not in EVENTS:
                yield error(
                    notices.key_places[kind],
                    f"no event of a record is of the kind '{kind}', so nothing is ever said of it",
                    did_you_mean(kind, EVENTS, f"Kinds: {', '.join(EVENTS)}."),
                )


def _of_duties(pack: Pack) -> Iterator[Remark]:
    """Duties of which no rule says anything; not told where some rule cannot be understood."""
    if pack.problems or not all(_understood(rule) for rule in pack.rules.values()):
        return
    asked = {kind for rule in pack.rules.values() for kind in _duties_asked(rule)}
    for duty in pack.read.duties:
        if duty.kind not in asked:
            place = pack.files[duty.place.file].value_places["kind"]
            what = f"no rule asks about the duty '{duty.kind}'"
            yield note(place, what, "Write a rule on it, or say in 'rationale' why there is none.")


def _understood(rule: PlacedRule) -> bool:
    return possible(full(rule.asked), rule.kinds)


def _duties_asked(rule: PlacedRule) -> Iterator[str]:
    for pattern in rule.when:
        if pattern.kind == _DUTY:
            yield from rule.values_left(pattern.name, "kind", full(rule.asked))
