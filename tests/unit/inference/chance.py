"""Random rules and rows, made so that they meet often and in awkward ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.inference.model import Row, Scalar
from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    Expression,
    FieldRef,
    Known,
    Logic,
    OneOf,
    Operator,
    Pattern,
    Shift,
    Sum,
    Test,
    Value,
)
from compliance_engine.rulebook.vocabulary import FactKind, Field, Type

# Fields are named like the words that the core keeps to itself.
_FIELDS: Mapping[str, Mapping[str, Type]] = {
    "report": {
        "kind": Type.TEXT,
        "id": Type.TEXT,
        "due": Type.DATE,
        "asof": Type.DATE,
        "year": Type.YEAR,
        "first": Type.YEAR,
        "days": Type.COUNT,
        "late": Type.FLAG,
        "until": Type.FLAG,
    },
    "note": {
        "kind": Type.TEXT,
        "sid": Type.TEXT,
        "due": Type.DATE,
        "year": Type.YEAR,
        "t": Type.COUNT,
        "days": Type.COUNT,
        "late": Type.FLAG,
    },
    'odd "kind"': {"kind": Type.TEXT, "year": Type.YEAR, "é\\": Type.COUNT},
}
KINDS = {
    kind: FactKind(kind, kind, {name: Field(type_, name) for name, type_ in fields.items()})
    for kind, fields in _FIELDS.items()
}
_TEXTS = ("a", "a", "b", "b", "a b", "a!", 'a"', "a\\", "é", "", "1", "true", "report", "a\n\0")
_DAYS = tuple(
    date(year, month, day)
    for year, month, day in (
        (2011, 2, 28),
        (2011, 3, 1),
        (2012, 2, 28),
        (2012, 2, 29),
        (2012, 3, 1),
        (2013, 2, 28),
    )
)
_NUMBERS = (0, 0, 0, 1, 1, 1, 2, 2, -1, 365, 366, 2**54, -(2**54))
_ORDERED = (Type.DATE, Type.YEAR, Type.COUNT)


def rules(seed: int | str) -> tuple[Logic, ...]:
    """The rules of a seed, always the same."""
    chance = _Chance(seed)
    return tuple(chance.logic(f"rule {number}") for number in range(chance.randint(1, 6)))


def facts(seed: int | str) -> tuple[tuple[Row, ...], date]:
    """The rows of a seed and the day on which to match them, always the same."""
    chance = _Chance(seed)
    return tuple(chance.rows()), chance.choice(_DAYS)


def days(seed: int | str) -> Sequence[date]:
    """Days on which to match the rows of a case: several, in any order, some of them twice."""
    chance = _Chance(seed)
    return [chance.choice(_DAYS) for _ in range(chance.randint(0, 9))]


class _Chance(Random):
    def logic(self, rule: str) -> Logic:
        named: dict[str, str] = {}
        when = []
        for number in range(self.choice((0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4))):
            when.append(self.pattern(f"p{number}", named))
            named[when[-1].name] = when[-1].kind
        names = [*named, "blocker"]
        unless = [
            self.pattern(self.choice(names), named) for _ in range(self.choice((0, 0, 1, 1, 2, 3)))
        ]
        first = self.choice((*(date(1999, 3, 1),) * 8, *_DAYS[:4]))
        until = self.choice((*(FOREVER,) * 8, *_DAYS[4:]))
        return Logic(rule, tuple(when), tuple(unless), Span(first, until))

    def pattern(self, name: str, earlier: Mapping[str, str]) -> Pattern:
        kind = self.choice(("report", "report", "note", 'odd "kind"'))
        count = self.choice((0, 1, 1, 2, 2, 3, 4))
        return Pattern(kind, name, tuple(self.test(kind, earlier) for _ in range(count)))

    def test(self, kind: str, earlier: Mapping[str, str]) -> Test:
        match self.randrange(10):
            case 0:
                return Known(self.ref(tuple(Type), kind, earlier), self.chance(0.4))
            case 1 | 2:
                ref = self.ref(tuple(Type), kind, earlier)
                values = [self.constant(ref.type) for _ in range(self.randint(1, 3))]
                return OneOf(ref, tuple(values), self.chance(0.5))
            case 3 | 4:
                ref = self.ref((Type.TEXT, Type.FLAG), kind, earlier)
                fields = self.fields((ref.type,), kind, earlier)
                other: Expression = self.constant(ref.type)
                if fields and self.chance(0.6):
                    other = self.choice(fields)
                equal = self.choice((Operator.EQUAL, Operator.EQUAL, Operator.UNEQUAL))
                return Comparison(*self.shuffled(ref, other, equal))
            case _:
                type_ = self.choice(_ORDERED)
                left = self.expression(type_, kind, earlier, self.choice((0, 0, 1, 2)))
                right = self.expression(type_, kind, earlier, self.choice((0, 0, 1, 2)))
                return Comparison(left, self.choice(tuple(Operator)), right)

    def shuffled(
        self, one: Expression, other: Expression, operator: Operator
    ) -> tuple[Expression, Operator, Expression]:
        return (one, operator, other) if self.chance(0.5) else (other, operator, one)

    def expression(
        self, type_: Type, kind: str, earlier: Mapping[str, str], depth: int
    ) -> Expression:
        if not depth:
            return self.leaf(type_, kind, earlier)
        differing = self.choice((Type.DATE, Type.YEAR)) if self.chance(0.3) else None
        left = self.expression(
            differing if type_ is Type.COUNT and differing else type_, kind, earlier, depth - 1
        )
        if left.type is not type_:
            return Sum(left, self.expression(left.type, kind, earlier, depth - 1), True, type_)
        right = self.expression(Type.COUNT, kind, earlier, depth - 1)
        return Sum(left, right, self.chance(0.5), type_)

    def leaf(self, type_: Type, kind: str, earlier: Mapping[str, str]) -> Expression:
        if type_ is Type.DATE and self.chance(0.3):
            return self.moved(AsOf())
        fields = self.fields((type_,), kind, earlier)
        if not fields or self.chance(0.25):
            return self.constant(type_)
        ref = self.choice(fields)
        return self.moved(ref) if type_ is Type.DATE else ref

    def moved(self, day: FieldRef | AsOf) -> Expression:
        years = self.choice((-4, -1, -1, -1, 0, 1, 1, 1, 2))
        return Shift(day, years) if self.chance(0.3) else day

    def ref(self, types: Sequence[Type], kind: str, earlier: Mapping[str, str]) -> FieldRef:
        return self.choice(self.fields(types, kind, earlier))

    def fields(
        self, types: Sequence[Type], kind: str, earlier: Mapping[str, str]
    ) -> list[FieldRef]:
        """Fields of these types, of the fact itself or of one earlier one."""
        pattern = self.choice((None, None, None, *earlier))
        fields = _FIELDS[kind if pattern is None else earlier[pattern]].items()
        return [FieldRef(pattern, name, type_) for name, type_ in fields if type_ in types]

    def constant(self, type_: Type) -> Constant:
        values: Mapping[Type, Value] = {
            Type.TEXT: self.choice(_TEXTS),
            Type.FLAG: self.chance(0.5),
            Type.DATE: self.choice(_DAYS),
            Type.YEAR: self.randint(2010, 2012),
            Type.COUNT: self.choice(_NUMBERS),
        }
        return Constant(values[type_], type_)

    def rows(self) -> list[Row]:
        return [self.row() for _ in range(self.choice((0, 1, 2, 3, 4, 5, 6, 7, 9)))]

    def row(self) -> Row:
        kind = self.choice(("report", "report", "note", 'odd "kind"'))
        sparse = self.choice((0.0, 0.2, 0.5))
        values: dict[str, Scalar] = {}
        for name, type_ in _FIELDS[kind].items():
            if not self.chance(sparse):
                value = self.constant(type_).value
                values[name] = value.toordinal() if isinstance(value, date) else value
        first, until = sorted((self.choice(_DAYS), self.choice(_DAYS)))
        if self.chance(0.7):
            first, until = date.min, FOREVER
        return Row(kind, values, first.toordinal(), until.toordinal())

    def chance(self, share: float) -> bool:
        return self.random() < share
