"""Which findings, and which undetermined matters, a listing shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance_engine.cli import offers
from compliance_engine.rulebook.vocabulary import Verdict

if TYPE_CHECKING:
    from compliance_engine.findings.forecast import Coming
    from compliance_engine.findings.history import Interval
    from compliance_engine.findings.model import Check, Finding, Undetermined

F = TypeVar("F", bound=Callable[..., Any])

GROUPS = ("African", "Asia-Pacific", "EEG", "GRULAC", "WEOG")
SEVERITIES = ("low", "medium", "high")


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty choice means everything."""

    rule: str | None = None
    verdict: str | None = None
    article: str | None = None
    severity: str | None = None
    region: str | None = None

    def applied(self, check: Check) -> Check:
        """The check with only what is asked for, and the notes on the States that it names."""
        if self == Filters():
            return check
        findings = tuple(one for one in check.findings if self._wants(one))
        undetermined = tuple(one for one in check.undetermined if self._wants_open(one))
        named = {one.state for one in findings} | {one.state for one in undetermined}
        notes = {code: said for code, said in check.notes.items() if code in named}
        return replace(check, findings=findings, undetermined=undetermined, notes=notes)

    def of_intervals(self, intervals: Iterable[Interval]) -> tuple[Interval, ...]:
        """The intervals asked for; one has the verdicts of all its days."""
        return tuple(
            one
            for one in intervals
            if self.verdict in (None, *(phase.verdict for phase in one.phases))
            and self._wants_rule(one.rule.id, one.rule.severity)
            and self._is_within(one.state, one.rule.article)
        )

    def of_coming(self, coming: Iterable[Coming]) -> tuple[Coming, ...]:
        """What is asked for of what is coming."""
        return tuple(
            one
            for one in coming
            if self._is_within(one.state, one.article or "")
            and self.rule in (None, getattr(one.subject, "id", None))
        )

    def _wants(self, finding: Finding) -> bool:
        return (
            self.verdict in (None, finding.verdict)
            and self._wants_rule(finding.rule, finding.severity)
            and self._is_within(finding.state, finding.article)
        )

    def _wants_rule(self, rule: str, severity: str) -> bool:
        return self.rule in (None, rule) and self.severity in (None, severity)

    def _is_within(self, state: str, provision: str) -> bool:
        return self._in_article(provision) and self._in_region(state)

    def _wants_open(self, one: Undetermined) -> bool:
        return (
            self.rule is None
            and self.severity is None
            and self.verdict in (None, Verdict.UNDETERMINED)
            and self._is_within(one.state, one.article)
        )

    def _in_article(self, provision: str) -> bool:
        return self.article is None or is_within(provision, self.article)

    def _in_region(self, code: str) -> bool:
        from compliance_engine.records.states import state_of_code

        return self.region in (None, state_of_code(code).group)


def article_of(provision: str) -> str:
    """The article that a provision belongs to, or the plan of an action.

    7 of 7(1), Oslo Action Plan of Oslo Action Plan 49.
    """
    article = provision.partition("(")[0]
    return article if article.isdigit() else article.rpartition(" ")[0]


def article_order(article: str) -> tuple[bool, int, str]:
    """The order in which articles are listed; plans come after them."""
    return (not article.isdigit(), int(article) if article.isdigit() else 0, article)


def is_within(provision: str, whole: str) -> bool:
    """Whether a provision is `whole` or a part of it: 1(1)(a) is within 1, 1(1) and 1(1)(a).

    An action is within its plan.
    """
    return provision == whole or provision.startswith((f"{whole}(", f"{whole} "))


_OPTIONS = {
    "region": click.option(
        "--region", type=click.Choice(GROUPS), help="Only this UN regional group."
    ),
    "severity": click.option(
        "--severity", type=click.Choice(SEVERITIES), help="Only this severity."
    ),
    "article": click.option(
        "--article",
        type=offers.ARTICLE,
        metavar="N",
        help="Only this article, paragraph or plan: 7 or 7(1).",
    ),
    "verdict": click.option(
        "--verdict",
        type=click.Choice([str(one) for one in Verdict]),
        help="Only duties with this verdict.",
    ),
    "rule": click.option("--rule", type=offers.RULE, metavar="ID", help="Only this rule."),
}


def filters(*names: str) -> Callable[[F], F]:
    """The options that narrow a listing of findings: these, or all."""

    def narrowed(command: F) -> F:
        for name, option in _OPTIONS.items():
            if not names or name in names:
                command = option(command)
        return command

    return narrowed


def reaches(finding: Finding, level: str) -> bool:
    """Whether a finding is at least as severe as `level`."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(level)
