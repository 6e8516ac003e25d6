"""Which of Articles 3, 4 and 5 a State is implementing, from what else is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compliance_engine.facts.model import Fact, FactValue
from compliance_engine.rulebook import Rulebook, Verdict

_ARTICLES = {"stockpile destroyed": "4", "mined areas cleared": "5"}
_UNDER_WAY = (Verdict.NOT_YET_DUE, Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)


def implementation_facts(facts: Sequence[Fact], rulebook: Rulebook) -> Iterator[Fact]:
    """One fact an article and time: under way, completed, or not known.

    Mines that are retained are held under Article 3. Where a date of Article 5 has passed and a
    later extension may exist, it is not known whether the work goes on, unless a later date was
    in fact set.
    """
    articles = {duty.kind: _ARTICLES.get(duty.met_by) for duty in rulebook.duties}
    for fact in facts:
        if fact.kind == "retained":
            status = "completed" if fact.fields["mines"] == 0 else "under way"
            yield _fact("3", status, fact, {"known": fact.fields["known"]})
        elif fact.kind == "duty":
            article = articles[str(fact.fields["kind"])]
            verdict = fact.fields["verdict"]
            if article is None or verdict == Verdict.NOT_OWED:
                continue
            last = verdict == Verdict.LAST_KNOWN_OUTSTANDING
            known = {"known": fact.fields["known"]} if last else {}
            goes_on = verdict == Verdict.UNDETERMINED and _later_date(fact, facts)
            yield _fact(article, "under way" if goes_on else _status(str(verdict)), fact, known)


def _later_date(of: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the same duty had a later due date afterwards."""
    return any(
        one.kind == "duty"
        and one.fields["kind"] == of.fields["kind"]
        and one.held.first >= of.held.until
        and one.fields["due"] != of.fields["due"]
        for one in facts
    )


def _status(verdict: str) -> str:
    if verdict in _UNDER_WAY:
        return "under way"
    return "not known" if verdict == Verdict.UNDETERMINED else "completed"


def _fact(article: str, status: str, of: Fact, known: Mapping[str, FactValue]) -> Fact:
    fields = {"key": article, "article": article, "status": status, **known}
    return Fact("implementation", fields, of.held, of.basis)
