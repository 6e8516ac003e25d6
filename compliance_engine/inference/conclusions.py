"""What rules conclude of a State: of which facts, resting on what, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Fact, FactValue
from compliance_engine.inference.model import Match
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.vocabulary import FINDING, KEY, FactKind


@dataclass(frozen=True)
class Conclusion:
    """A rule that holds of a State: the facts its patterns found, in their order.

    A rule of the second level `rests_on` conclusions of the first.
    """

    rule: Rule
    facts: tuple[Fact, ...]
    rests_on: tuple[Conclusion, ...] = ()

    @property
    def key(self) -> str:
        """What tells it apart from other conclusions of the rule: the key of its subject."""
        return str(self.facts[0].fields[KEY])

    @property
    def named(self) -> Mapping[str, Fact]:
        """The facts by the names that the rule gives them."""
        patterns = self.rule.logic.when
        return {pattern.name: fact for pattern, fact in zip(patterns, self.facts, strict=True)}


@dataclass(frozen=True)
class Concluded:
    """All that the rules conclude of a State, in a fixed order, on every day of `held`."""

    held: Span
    conclusions: tuple[Conclusion, ...]


@dataclass(frozen=True)
class Held:
    """A rule, the fact that it is about, and days in a row on which it holds of that fact."""

    rule: Rule
    subject: Fact
    held: Span

    @property
    def key(self) -> str:
        """What tells its finding apart from others of the rule."""
        return str(self.subject.fields[KEY])


@dataclass(frozen=True, order=True)
class Grouped:
    """The matches of a rule that have their subject in common: the rows of the first of them.

    `others` are the rows that only further ones found.
    """

    rule: str
    rows: tuple[int, ...]
    others: tuple[int, ...]

    def concluded(
        self, rules: Mapping[str, Rule], known: Sequence[Fact], first: Mapping[int, Conclusion]
    ) -> Conclusion:
        """The conclusion; it rests on those of the `first` level, by row, that any match found."""
        return Conclusion(
            rules[self.rule],
            tuple(known[row] for row in self.rows),
            tuple(first[row] for row in dict.fromkeys(self.rows + self.others) if row in first),
        )


def grouped(matches: Iterable[Match]) -> tuple[Grouped, ...]:
    """One for each rule and subject, in order."""
    by_subject: dict[tuple[str, int], list[Match]] = {}
    for match in sorted(matches):
        by_subject.setdefault((match.rule, match.rows[0]), []).append(match)
    return tuple(
        Grouped(rule, group[0].rows, tuple(row for match in group[1:] for row in match.rows))
        for (rule, _), group in by_subject.items()
    )


def finding_facts(
    conclusions: Sequence[Conclusion], kinds: Mapping[str, FactKind], as_of: date
) -> list[Fact]:
    """Conclusions as facts of their day, with what rules can ask of the duty concerned."""
    held = Span(as_of, as_of + timedelta(days=1))
    return [finding_fact(one, held, kinds[FINDING]) for one in conclusions]


def finding_fact(conclusion: Conclusion, held: Span, kind: FactKind) -> Fact:
    """A conclusion as a fact of the days on which it holds."""
    subject = conclusion.facts[0]
    fields: dict[str, FactValue] = {
        name: value for name, value in subject.fields.items() if name in kind.fields
    }
    rule = conclusion.rule
    fields |= {
        KEY: conclusion.key,
        "rule": rule.id,
        "article": rule.article.partition("(")[0],
        "nature": rule.nature,
        "follows_up": rule.follow_up is not None,
    }
    basis = tuple(dict.fromkeys(basis for fact in conclusion.facts for basis in fact.basis))
    return Fact(FINDING, fields, held, basis, subject.working)
