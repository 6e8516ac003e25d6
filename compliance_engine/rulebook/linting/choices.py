"""Texts and flags that are compared: can all comparisons hold at once?"""

from __future__ import annotations

from collections.abc import Mapping

from compliance_engine.rulebook.conditions import Comparison, Constant, FieldRef, OneOf, Operator
from compliance_engine.rulebook.vocabulary import FactKind, Type

Kinds = Mapping[str, FactKind]
"""The kind of fact that each pattern is of."""


def values_of(ref: FieldRef, kinds: Kinds) -> tuple[str, ...]:
    """All that a field can hold, where that is known."""
    kind = kinds.get(ref.pattern or "")
    return kind.fields[ref.field].values if kind and ref.field in kind.fields else ()


class Choices:
    """Texts and flags: what each can still be, those that are equal taken together."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._same: dict[FieldRef, FieldRef] = {}
        self._allowed: dict[FieldRef, set[object]] = {}
        self._excluded: dict[FieldRef, set[object]] = {}
        self._unequal: list[tuple[FieldRef, FieldRef]] = []

    def add(self, test: Comparison | OneOf) -> None:
        """Adds a comparison of texts or flags."""
        match test:
            case OneOf():
                self._limit(test.field, {one.value for one in test.values}, not test.negated)
            case Comparison(left=FieldRef() as left, right=FieldRef() as right):
                if test.operator is Operator.EQUAL:
                    self._same[self._root(left)] = self._root(right)
                else:
                    self._unequal.append((left, right))
            case (
                Comparison(left=FieldRef() as ref, right=Constant() as constant)
                | Comparison(left=Constant() as constant, right=FieldRef() as ref)
            ):
                self._limit(ref, {constant.value}, test.operator is Operator.EQUAL)

    def _limit(self, ref: FieldRef, values: set[object], allowed: bool) -> None:
        if not allowed:
            self._excluded.setdefault(ref, set()).update(values)
        elif ref in self._allowed:
            self._allowed[ref] &= values
        else:
            self._allowed[ref] = values

    def _root(self, ref: FieldRef) -> FieldRef:
        while ref in self._same and self._same[ref] != ref:
            ref = self._same[ref]
        return ref

    def possible(self) -> bool:
        """Whether nothing is found that keeps the comparisons from holding at once."""
        refs = {*self._allowed, *self._excluded, *self._same, *self._same.values()}
        refs |= {ref for pair in self._unequal for ref in pair}
        left: dict[FieldRef, set[object] | None] = {}
        for ref in refs:
            root = self._root(ref)
            left[root] = _both(left.get(root), self._domain(ref))
        for ref, excluded in self._excluded.items():
            root = self._root(ref)
            values = left[root]
            left[root] = None if values is None else values - excluded
        if any(values is not None and not values for values in left.values()):
            return False
        for one, other in self._unequal:
            first, second = self._root(one), self._root(other)
            values = left[first]
            if first == second:
                return False
            if values is not None and len(values) == 1 and values == left[second]:
                return False
        return True

    def _domain(self, ref: FieldRef) -> set[object] | None:
        """What a field can hold; None if it can hold any text."""
        values = values_of(ref, self._kinds)
        whole: set[object] | None = {True, False} if ref.type is Type.FLAG else None
        if values:
            whole = set(values)
        return _both(whole, self._allowed.get(ref))


def _both(one: set[object] | None, other: set[object] | None) -> set[object] | None:
    if one is None or other is None:
        return set(other) if one is None and other is not None else one
    return one & other
