"""The steps of an explanation: what a rule asks, one condition after the other, and what it saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Fact, FactValue
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.rulebook.conditions import FieldRef, Pattern, Test, references
from compliance_engine.rulebook.model import Rule

Values = tuple[tuple[str, FactValue | None], ...]


_WHICH = ("kind", "rule")
"""The fields that say which duty, communication or finding a fact is about."""


@dataclass(frozen=True)
class Exists:
    """That there is a fact for a pattern, of one key if that is asked for.

    With `alike`, one that is about the duty, say, that these tests of the pattern ask for.
    """

    pattern: Pattern
    key: str | None
    alike: tuple[Test, ...] = ()

    def __str__(self) -> str:
        return f"there is a {self.pattern.kind}" + (f" {self.key}" if self.key else "")


@dataclass(frozen=True)
class NoneMatches:
    """That no fact matches a pattern of `unless`."""

    pattern: Pattern

    def __str__(self) -> str:
        tests = " and ".join(str(test) for test in self.pattern.tests)
        return f"no {self.pattern.kind} with {tests}"


@dataclass(frozen=True)
class InEffect:
    """That the rule applies on the day."""

    span: Span

    def __str__(self) -> str:
        until = f" until {self.span.until}" if self.span.ends else ""
        return f"in effect from {self.span.first}{until}"


NotTests = Exists | NoneMatches | InEffect
Asked = Test | Exists | NoneMatches | InEffect


@dataclass(frozen=True)
class Step:
    """One condition of a rule: whether it holds, and what the fields that it names are.

    `fact` is what it was asked of, or what blocks it; `earlier` are the facts that the patterns
    before it found, by their names.
    """

    pattern: str
    asked: Asked
    holds: bool
    fact: Fact | None = None
    earlier: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def condition(self) -> str:
        """The condition as the rule writes it."""
        return str(self.asked)

    @property
    def named(self) -> tuple[FieldRef, ...]:
        """The fields that the condition names, each once."""
        match self.asked:
            case Exists() | InEffect():
                found: list[FieldRef] = []
            case NoneMatches():
                found = [ref for test in self.asked.pattern.tests for ref in references(test)]
            case _:
                found = list(references(self.asked))
        return tuple(dict.fromkeys(found))

    def value(self, ref: FieldRef) -> FactValue | None:
        """What a field that the condition names is, None where the fact has none."""
        of = self.fact if ref.pattern is None else self.earlier.get(ref.pattern)
        return of.fields.get(ref.field) if of is not None else None

    @property
    def of_another(self) -> bool:
        """Whether it does not hold because the fact is about another duty, say, than is asked."""
        return not self.holds and not isinstance(self.asked, NotTests) and asks_which(self.asked)

    @property
    def values(self) -> Values:
        """The value of each field named, if there is a fact to have one."""
        return tuple((str(ref), self.value(ref)) for ref in self.named) if self.fact else ()


def asks_which(test: Test) -> bool:
    """Whether a test only asks which duty, communication or finding a fact is about."""
    return all(ref.pattern is None and ref.field in _WHICH for ref in references(test))


@dataclass(frozen=True)
class Explanation:
    """A rule applied to one State.

    If it holds, `conclusion` has what it found. If not, the last of `steps` is the first
    condition that fails, for the facts that came closest. `facts` are those that matched.
    """

    rule: Rule
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    conclusion: Conclusion | None
