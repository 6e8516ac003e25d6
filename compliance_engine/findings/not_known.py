"""What is not known of a State on a day: matters on which its record does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from compliance_engine.facts.model import Fact
from compliance_engine.findings.model import Undetermined
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import KEY, Verdict

NOTHING_KNOWN = "not known"


def undetermined_matters(
    code: str, facts: Sequence[Fact], rulebook: Rulebook, as_of: date
) -> Iterator[Undetermined]:
    """What is not known on the day, of what the State's present membership asks of it."""
    today = [fact for fact in facts if as_of in fact.held]
    standing = next((fact.fields for fact in today if fact.kind == "membership"), {})
    on_measures = rulebook.provision_on("measure")
    on_cases = rulebook.provision_on("case")
    for fact in today:
        key = str(fact.fields.get(KEY, ""))
        disagree = fact.fields.get("sources_disagree") is True
        first = fact.kind == "case" and not _of_armed_group(fact)
        asked = standing.get("applies_article_1" if first else "bound", False)
        if not asked or fact.fields.get("joined", standing["in_force"]) != standing["in_force"]:
            continue
        match fact.kind:
            case "duty" if fact.fields["verdict"] == Verdict.UNDETERMINED:
                due = fact.fields["due"]
                duty = rulebook.duty(str(fact.fields["kind"]))
                assert isinstance(due, date)
                yield Undetermined(code, duty.kind, duty.article, key, due, disagree)
            case "measure" if on_measures and fact.fields["status"] == NOTHING_KNOWN:
                matter = "national implementation measures"
                yield Undetermined(code, matter, on_measures, key, None, False)
            case "case" if on_cases and _case_unclear(fact):
                article = on_measures if _of_armed_group(fact) else str(fact.fields["provision"])
                yield Undetermined(code, "alleged matter", article or on_cases, key, None, False)


def _case_unclear(fact: Fact) -> bool:
    """Whether it is not known if a case is still open, or if Article 1 applied to it."""
    status, applied = fact.fields["status"], fact.fields["article_1_applied"]
    if fact.fields["actor_kind"] == "another State":
        return False
    return status == NOTHING_KNOWN or (status == "open" and applied == NOTHING_KNOWN)


def _of_armed_group(fact: Fact) -> bool:
    """What is laid at the door of an armed group raises a question on the State's measures only."""
    return fact.fields["actor_kind"] == "non-State armed group"
