"""Dates, years and numbers that are compared: can all comparisons hold at once?

A comparison whose difference names one or two values is a bound on a difference; bounds are
closed under addition (Floyd and Warshall). Anything else counts as a value of its own, so that
what is called impossible is impossible, while not every impossibility is found.
"""

from __future__ import annotations

from datetime import date

from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    Expression,
    FieldRef,
    OneOf,
    Operator,
    Shift,
    Sum,
)

_ZERO = "0"


class Ordered:
    """Comparisons of ordered values, gathered one by one."""

    def __init__(self) -> None:
        self._bounds: dict[tuple[str, str], int] = {}
        self._unequal: list[tuple[str, str, int]] = []
        self._listed: dict[str, set[int]] = {}
        self._excluded: dict[str, set[int]] = {}
        self._impossible = False

    def compare(self, test: Comparison) -> None:
        """Adds ``left operator right``."""
        weights: dict[str, int] = {}
        constant = self._add(test.left, 1, weights) + self._add(test.right, -1, weights)
        high, low = self._difference({name: one for name, one in weights.items() if one})
        # high - low + constant OPERATOR 0
        match test.operator:
            case Operator.AT_MOST:
                self._at_most(high, low, -constant)
            case Operator.LESS:
                self._at_most(high, low, -constant - 1)
            case Operator.AT_LEAST:
                self._at_most(low, high, constant)
            case Operator.MORE:
                self._at_most(low, high, constant - 1)
            case Operator.EQUAL:
                self._at_most(high, low, -constant)
                self._at_most(low, high, constant)
            case Operator.UNEQUAL:
                self._unequal.append((high, low, -constant))

    def one_of(self, test: OneOf) -> None:
        """Adds ``field in [..]``, or its negation."""
        name, values = str(test.field), {_number(one) for one in test.values}
        if test.negated:
            self._excluded.setdefault(name, set()).update(values)
        elif name in self._listed:
            self._listed[name] &= values
        else:
            self._listed[name] = values

    def possible(self) -> bool:
        """Whether nothing is found that makes the comparisons contradict each other."""
        for name, values in self._listed.items():
            left = values - self._excluded.get(name, set())
            if not left:
                return False
            self._at_most(name, _ZERO, max(left))
            self._at_most(_ZERO, name, -min(left))
        if self._impossible:
            return False
        closed = self._closed()
        if closed is None:
            return False
        for high, low, apart in self._unequal:
            if high == low and apart == 0:
                return False
            if closed.get((low, high)) == apart and closed.get((high, low)) == -apart:
                return False
        return all(self._some_value(name, closed) for name in {*self._listed, *self._excluded})

    def _some_value(self, name: str, closed: dict[tuple[str, str], int]) -> bool:
        most = closed.get((_ZERO, name))
        least = closed.get((name, _ZERO))
        excluded = self._excluded.get(name, set())
        if name in self._listed:
            return any(
                (most is None or one <= most) and (least is None or one >= -least)
                for one in self._listed[name] - excluded
            )
        fixed = most is not None and least is not None and most == -least
        return not (fixed and most in excluded)

    def _at_most(self, high: str, low: str, most: int) -> None:
        """high - low <= most."""
        if high == low:
            self._impossible |= most < 0
            return
        self._bounds[low, high] = min(most, self._bounds.get((low, high), most))

    def _closed(self) -> dict[tuple[str, str], int] | None:
        """The least upper bound of every difference; None if one lies below itself."""
        closed = dict(self._bounds)
        for middle in sorted({name for pair in self._bounds for name in pair}):
            into = [(low, most) for (low, high), most in closed.items() if high == middle]
            out = [(high, most) for (low, high), most in closed.items() if low == middle]
            for low, first in into:
                for high, second in out:
                    through = first + second
                    if low == high and through < 0:
                        return None
                    if low != high and through < closed.get((low, high), through + 1):
                        closed[low, high] = through
        return closed

    def _add(self, expression: Expression, sign: int, weights: dict[str, int]) -> int:
        """Adds an expression to `weights`, and returns its constant part."""
        match expression:
            case Constant():
                return sign * _number(expression)
            case FieldRef() | AsOf():
                name = str(expression)
                weights[name] = weights.get(name, 0) + sign
                return 0
            case Shift():
                return self._shifted(expression, sign, weights)
            case Sum():
                minus = -sign if expression.minus else sign
                left = self._add(expression.left, sign, weights)
                return left + self._add(expression.right, minus, weights)

    def _shifted(self, shift: Shift, sign: int, weights: dict[str, int]) -> int:
        """A date moved by years: as many times 365 days, and a leap day at most every 4 years."""
        name, years = str(shift), abs(shift.years)
        weights[name] = weights.get(name, 0) + sign
        least, most = 365 * years, 365 * years + years // 4 + 1
        later, earlier = name, str(shift.operand)
        if shift.years < 0:
            later, earlier = earlier, later
        self._at_most(later, earlier, most)
        self._at_most(earlier, later, -least)
        return 0

    def _difference(self, weights: dict[str, int]) -> tuple[str, str]:
        """The two values whose difference this is; one that stands for it, if it is none."""
        positive = [name for name, weight in weights.items() if weight == 1]
        negative = [name for name, weight in weights.items() if weight == -1]
        if len(positive) <= 1 and len(negative) <= 1 and len(weights) == len(positive + negative):
            return (positive or [_ZERO])[0], (negative or [_ZERO])[0]
        ordered = sorted(weights.items())
        turned = ordered[0][1] < 0
        name = " ".join(f"{-weight if turned else weight}*{one}" for one, weight in ordered)
        return (_ZERO, name) if turned else (name, _ZERO)


def _number(constant: Constant) -> int:
    match constant.value:
        case date() as day:
            return day.toordinal()
        case int() as number:
            return number
        case text:
            raise TypeError(f"{text!r} has no order")
