"""Which findings, and which undetermined matters, a listing shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance_engine.rulebook.vocabulary import Verdict

if TYPE_CHECKING:
    from compliance_engine.findings import Check, Finding, Undetermined

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

    def _wants(self, finding: Finding) -> bool:
        return (
            self.rule in (None, finding.rule)
            and self.verdict in (None, finding.verdict)
            and self.severity in (None, finding.severity)
            and self._in_article(finding.article)
            and self._in_region(finding.state)
        )

    def _wants_open(self, one: Undetermined) -> bool:
        return (
            self.rule is None
            and self.severity is None
            and self.verdict in (None, Verdict.UNDETERMINED)
            and self._in_article(one.article)
            and self._in_region(one.state)
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


def filters(command: F) -> F:
    """The options that narrow a listing of findings."""
    for option in (
        click.option("--region", type=click.Choice(GROUPS), help="Only this UN regional group."),
        click.option("--severity", type=click.Choice(SEVERITIES), help="Only this severity."),
        click.option(
            "--article", metavar="N", help="Only this article, paragraph or plan: 7 or 7(1)."
        ),
        click.option(
            "--verdict",
            type=click.Choice([str(one) for one in Verdict]),
            help="Only duties with this verdict.",
        ),
        click.option("--rule", metavar="ID", help="Only this rule."),
    ):
        command = option(command)
    return command


def reaches(finding: Finding, level: str) -> bool:
    """Whether a finding is at least as severe as `level`."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(level)
