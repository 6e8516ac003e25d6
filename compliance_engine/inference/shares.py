"""The rows of a State in shares that rules can be asked of one after the other, over many days.

A rule finds something of its subject, the fact that its first pattern looks for; whatever else it
looks for is a companion. Of companions it only matters that there is one: those that no rule
can tell apart become one row for as long as any of them holds. A share is a few subjects with
the companions that rules ask for beside them. So each subject is looked at on the days on which
something changes for it, not on those of all others, and cost grows with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from compliance_engine.inference.model import Row, Scalar
from compliance_engine.inference.plain_conditions import holds_of_row_alone, looks_at_row_alone
from compliance_engine.rulebook.conditions import Logic, Pattern, Test, references

AT_ONCE = 64
"""Subjects of a share."""


@dataclass(frozen=True)
class Share:
    """Rows to be looked at together: the subjects, numbered as rows of the State, come first."""

    subjects: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Look:
    """What rules see of a row as a companion: whether it passes, and the fields they compare."""

    alone: tuple[Test, ...]
    fields: tuple[str, ...]

    def of(self, row: Row) -> tuple[Scalar | None, ...] | None:
        """The values compared; None of a row that does not pass."""
        if not all(holds_of_row_alone(test, row) for test in self.alone):
            return None
        return tuple(row.values.get(field) for field in self.fields)


class Shares:
    """How rows are shared out for some rules."""

    def __init__(self, logics: Sequence[Logic], at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._subjects: dict[str, dict[tuple[Test, ...], None]] = {}
        self._companions: dict[str, dict[str, dict[_Look, None]]] = {}
        for logic in logics:
            subject, *others = logic.when
            self._subjects.setdefault(subject.kind, {})[_alone(subject)] = None
            looks = self._companions.setdefault(subject.kind, {})
            for pattern in (*others, *logic.unless):
                looks.setdefault(pattern.kind, {})[_look(pattern, logic)] = None

    def of(self, rows: Sequence[Row]) -> Iterator[Share]:
        """Shares in which together rules find of each row, as a subject, what they do in all."""
        by_kind: dict[str, list[int]] = {}
        for index, row in enumerate(rows):
            by_kind.setdefault(row.kind, []).append(index)
        for kind, asked in self._subjects.items():
            subjects = [
                index
                for index in by_kind.get(kind, ())
                if any(
                    all(holds_of_row_alone(one, rows[index]) for one in alone) for alone in asked
                )
            ]
            if not subjects:
                continue
            companions = tuple(
                merged
                for other, looks in self._companions[kind].items()
                for merged in _merged((rows[index] for index in by_kind.get(other, ())), [*looks])
            )
            subjects.sort(key=lambda index: rows[index].first)
            for at in range(0, len(subjects), self._at_once):
                together = tuple(subjects[at : at + self._at_once])
                yield Share(together, (*(rows[index] for index in together), *companions))


def _alone(pattern: Pattern) -> tuple[Test, ...]:
    return tuple(test for test in pattern.tests if looks_at_row_alone(test))


def _look(pattern: Pattern, logic: Logic) -> _Look:
    own = [test for test in pattern.tests if not looks_at_row_alone(test)]
    named = {ref.field for test in own for ref in references(test) if ref.pattern is None}
    for other in (*logic.when, *logic.unless):
        asked = (ref for test in other.tests for ref in references(test))
        named |= {ref.field for ref in asked if ref.pattern == pattern.name}
    return _Look(_alone(pattern), tuple(sorted(named)))


def _merged(rows: Iterable[Row], looks: Sequence[_Look]) -> Iterator[Row]:
    """The rows that any look takes in; of those that all see alike, one for days without a gap."""
    alike: dict[tuple[tuple[Scalar | None, ...] | None, ...], list[Row]] = {}
    for row in rows:
        seen = tuple(look.of(row) for look in looks)
        if any(one is not None for one in seen):
            alike.setdefault(seen, []).append(row)
    for group in alike.values():
        group.sort(key=lambda row: row.first)
        current = group[0]
        for row in group[1:]:
            if row.first > current.until:
                yield current
                current = row
            elif row.until > current.until:
                current = replace(current, until=row.until)
        yield current
