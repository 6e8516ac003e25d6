"""Changes of one kind as a message tells them: what is the same of many is told once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby

from compliance_engine.audit.change_words import ChangeWords, Line
from compliance_engine.audit.comparing import Kind, Transition
from compliance_engine.audit.items import FINDING
from compliance_engine.audit.notifying.parts import Entry
from compliance_engine.audit.notifying.upcoming import states_named
from compliance_engine.phrases.listing import in_runs
from compliance_engine.phrases.phrases import Phrases

MANY = 10
"""From so many States on, the same change of each is one entry: of a new law, of a due date."""

SEVERAL = 3
"""From so many findings on, those of one rule on one State are one entry."""


def in_brief(
    kind: Kind, transitions: Sequence[Transition], words: ChangeWords, language: str
) -> Iterator[Entry]:
    """The entries of changes of one kind, given by States' names; what touches many comes first."""

    def alike(one: Transition) -> tuple[Hashable, ...]:
        content = one.item.content
        return content.get("rule") or content.get("matter"), one.item.severity, words.why(one)

    groups: dict[tuple[Hashable, ...], list[Transition]] = {}
    for one in transitions:
        groups.setdefault(alike(one), []).append(one)
    wide = {name for name, group in groups.items() if len(_states(group)) >= MANY}
    for name, group in groups.items():
        if name in wide:
            yield _of_many(group, words, language)
    others = [one for one in transitions if alike(one) not in wide]
    if kind is Kind.UNDETERMINED:
        lines: Iterable[Line] = words.matters(others)
    else:
        by_state = groupby(others, key=lambda one: (one.item.state, alike(one)))
        lines = (line for _, group in by_state for line in _of_a_state([*group], words, language))
    for line in lines:
        yield Entry(line.state, line.told, line.why, line.severity)


def _states(transitions: Iterable[Transition]) -> list[str]:
    return sorted({one.item.state for one in transitions})


def _of_many(group: Sequence[Transition], words: ChangeWords, language: str) -> Entry:
    first, states = group[0], _states(group)
    keys = sorted({one.item.key for one in group})
    told = _named(first, keys if len(keys) == 1 else [], language)
    head = Phrases("check", language).counted("states", len(states))
    named = states_named(states, language)
    note = "\n".join(said for said in (words.why(first), named) if said not in ("", head))
    return Entry(head, told, note, words.line(first).severity)


def _of_a_state(group: Sequence[Transition], words: ChangeWords, language: str) -> Iterator[Line]:
    if len(group) < SEVERAL or group[0].item.about != FINDING:
        yield from map(words.line, group)
        return
    line = words.line(group[0])
    told = _named(group[0], [one.item.key for one in group], language)
    yield Line(line.state, told, line.why, line.severity, line.style)


def _named(one: Transition, keys: Sequence[str], language: str) -> str:
    """The title of its rule or matter, with these keys."""
    name, which = one.item.name(language), in_runs(keys)
    return Phrases("digest", language)("named", name=name, which=which) if which else name
