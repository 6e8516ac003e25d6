"""Which of Articles 3, 4 and 5 a State is implementing, from what else is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

from compliance_engine.facts.model import Fact, FactValue
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import Verdict

_DatedFrom = tuple[FactValue, date]
_ARTICLES = {"stockpile destroyed": "4", "mined areas cleared": "5"}
_UNDER_WAY = (Verdict.NOT_YET_DUE, Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)


def implementation_facts(facts: Sequence[Fact], rulebook: Rulebook) -> Iterator[Fact]:
    """One fact an article and time: under way, completed, or not known.

    Mines that are retained are held under Article 3. Where a date of Article 5 has passed and a
    later extension may exist, it is not known whether the work goes on, unless a later date was
    in fact set. A State whose withdrawal takes effect before the date is at work until then.
    """
    bound = {fact.fields["in_force"]: fact.held for fact in facts if fact.fields.get("bound")}
    latest = _latest_of_each_date(facts)
    articles = {duty.kind: _ARTICLES.get(duty.met_by) for duty in rulebook.duties}
    for fact in facts:
        if fact.kind == "retained":
            status = "completed" if fact.fields["mines"] == 0 else "under way"
            yield _fact("3", status, fact, {"known": fact.fields["known"]})
        elif fact.kind == "duty":
            article = articles[str(fact.fields["kind"])]
            verdict = fact.fields["verdict"]
            if article is None:
                continue
            if verdict == Verdict.NOT_OWED:
                held = fact.held.shared_with(bound[fact.fields["joined"]])
                if held is not None:
                    yield _fact(article, "under way", replace(fact, held=held), {})
                continue
            last = verdict == Verdict.LAST_KNOWN_OUTSTANDING
            known = {"known": fact.fields["known"]} if last else {}
            goes_on = verdict == Verdict.UNDETERMINED and _later_date(fact, latest)
            yield _fact(article, "under way" if goes_on else _status(str(verdict)), fact, known)


def _latest_of_each_date(facts: Sequence[Fact]) -> Mapping[FactValue, Sequence[_DatedFrom]]:
    """Of each kind of duty, the two due dates that begin to count last, each with that day."""
    begins: dict[FactValue, dict[FactValue, date]] = {}
    for fact in facts:
        if fact.kind == "duty":
            of_kind = begins.setdefault(fact.fields["kind"], {})
            due = fact.fields["due"]
            of_kind[due] = max(of_kind.get(due, date.min), fact.held.first)
    return {
        kind: sorted(of_kind.items(), key=itemgetter(1), reverse=True)[:2]
        for kind, of_kind in begins.items()
    }


def _later_date(of: Fact, latest: Mapping[FactValue, Sequence[_DatedFrom]]) -> bool:
    """Whether the same duty had a later due date afterwards."""
    return any(
        due != of.fields["due"] and begins >= of.held.until
        for due, begins in latest[of.fields["kind"]]
    )


def _status(verdict: str) -> str:
    if verdict in _UNDER_WAY:
        return "under way"
    return "not known" if verdict == Verdict.UNDETERMINED else "completed"


def _fact(article: str, status: str, of: Fact, known: Mapping[str, FactValue]) -> Fact:
    fields = {"key": article, "article": article, "status": status, **known}
    return Fact("implementation", fields, of.held, of.basis)
