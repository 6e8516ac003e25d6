"""By what a finding was resolved, told from the facts of the new run; never guessed.

The subject of a finding is its first fact. What became of that fact is the reason; where it is
as before, the rule may have changed, or what else the finding rested on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from compliance_engine.audit.comparing import Kind, Transition
from compliance_engine.audit.identity import under_present_names
from compliance_engine.audit.items import Content, Item
from compliance_engine.audit.letter_news import Became, LetterNews
from compliance_engine.facts.model import Fact
from compliance_engine.facts.plain import plain_fields
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import LETTER

Reason = Mapping[str, str]

_MET = ("met", "met late", "met, timeliness unknown")
_BY_ITSELF = ("met", "case closed", "measure", "letter")
"""Reasons that would do without a withdrawal too."""


def with_reasons(
    transitions: Iterable[Transition],
    facts_of: Callable[[str], Sequence[Fact]],
    rulebook: Rulebook,
    as_of: date,
    present: Collection[str],
    *,
    removed: Collection[str] = (),
    news: Collection[LetterNews] = (),
) -> tuple[Transition, ...]:
    """The transitions; those of what is no longer found, or found by a letter, with its reason.

    `facts_of` gives the facts of a State on the new day, and `present` are the ids that the new
    run found. Of the States `removed`, nothing was resolved: they are no longer looked at. `news`
    is what became of letters since the run before.
    """
    transitions = tuple(transitions)
    arisen = [one.item for one in transitions if one.kind in (Kind.NEW, Kind.REOPENED)]
    sent = {one.letter: one for one in news if one.became is Became.SENT}
    known: dict[str, list[Fact]] = {}

    def on_day(state: str) -> list[Fact]:
        if state not in known:
            known[state] = [fact for fact in facts_of(state) if as_of in fact.held]
        return known[state]

    def told(one: Transition) -> Transition:
        if one.after is None and one.item.state in removed:
            return replace(one, kind=Kind.REMOVED, reason={"by": "record removed"})
        match one.kind:
            case Kind.RESOLVED:
                was = under_present_names(one.item, rulebook.renamed)
                why = _of_finding(was, on_day(one.item.state), rulebook, present, arisen)
            case Kind.KNOWN:
                why = _of_matter(one.item.content, on_day(one.item.state))
            case Kind.NEW | Kind.REOPENED if letter := _known_since(one.item, sent):
                day = letter.on.isoformat()
                why = {**(one.reason or {}), **_given("letter known", letter=letter.letter, on=day)}
            case _:
                return one
        return replace(one, reason=why)

    return tuple(told(one) for one in transitions)


def _of_finding(
    item: Item,
    facts: Sequence[Fact],
    rulebook: Rulebook,
    present: Collection[str],
    arisen: Iterable[Item],
) -> Reason:
    was = item.content
    rules = {rule.id: rule for rule in rulebook.rules}
    if was["rule"] not in rules:
        return {"by": "rule retired", "rule": was["rule"]}
    subject = was["evidence"][0]
    now = _same(subject, facts)
    became = _of_letters([subject], facts)
    if became is None and now is not None and now != subject["fields"]:
        became = _of_subject(subject["fact"], subject["fields"], now)
    if became is not None and became["by"] in _BY_ITSELF:
        return became
    if withdrawn := _withdrawn(facts):
        return withdrawn
    if became is not None:
        return became
    if gone := [one for one in was["rests_on"] if one not in present]:
        return {"by": "what it rested on", "ids": ", ".join(gone)}
    if letter := _of_letters(was["evidence"], facts):
        return letter
    if successor := next((one for one in arisen if _same_subject(one, item)), None):
        return {"by": "other finding", "id": successor.id}
    version = rules[was["rule"]].version
    if version != was["rule_version"]:
        return {"by": "rule changed", "from": str(was["rule_version"]), "to": str(version)}
    return {"by": "no longer found"}


def _of_subject(kind: str, was: Content, now: Content) -> Reason:
    match kind:
        case "duty" if now["verdict"] in _MET:
            day = now.get("submitted") or now.get("submitted_from")
            return _given("met", verdict=now["verdict"], submitted=day)
        case "duty" if now["verdict"] != was.get("verdict"):
            return {"by": "verdict", "verdict": now["verdict"]}
        case "measure" if now["status"] != was.get("status"):
            return {"by": "measure", "from": str(was.get("status")), "to": now["status"]}
        case "case" if now["status"] == "closed":
            return {"by": "case closed"}
        case "case" if now["status"] != was.get("status"):
            return {"by": "case", "status": now["status"]}
        case "case" if now.get("last_update") not in (None, was.get("last_update")):
            return {"by": "case update", "on": str(now["last_update"])}
        case "letter" if now.get("answer_within") != was.get("answer_within"):
            days = {"from": was.get("answer_within"), "to": now.get("answer_within")}
            return _given("days for an answer", **days)
        case _:
            names = sorted(name for name in {*was, *now} if was.get(name) != now.get(name))
            return {"by": "record changed", "fields": ", ".join(names)}


def _of_letters(evidence: Iterable[Content], facts: Iterable[Fact]) -> Reason | None:
    """What became of the first letter of the evidence that does not stand as it did."""
    stands = {fact.fields["key"]: fact for fact in facts if fact.kind == LETTER}
    for was in evidence:
        key = was["fields"].get("key")
        now = stands.get(key) if was["fact"] == LETTER else None
        if now is not None and now.fields["status"] != was["fields"]["status"]:
            status, since = now.fields["status"], now.held.first.isoformat()
            return _given("letter", letter=key, status=status, on=since)
    return None


def _known_since(item: Item, sent: Mapping[str, LetterNews]) -> LetterNews | None:
    """The letter that a finding rests on, if the run before did not know that it was sent."""
    evidence = item.content.get("evidence", ())
    keys = (one["fields"].get("key") for one in evidence if one["fact"] == LETTER)
    return next((sent[key] for key in keys if key in sent), None)


def _of_matter(was: Content, facts: Sequence[Fact]) -> Reason:
    if withdrawn := _withdrawn(facts):
        return withdrawn
    for fact in facts:
        now = plain_fields(fact.fields)
        if now.get("key") != was["key"]:
            continue
        if fact.kind == "duty" and now["kind"] == was["matter"]:
            day = now.get("submitted") or now.get("submitted_from")
            return _given("verdict", verdict=now["verdict"], submitted=day)
        if fact.kind == "measure" and was["matter"] == "national implementation measures":
            return {"by": "measure", "from": "not known", "to": str(now["status"])}
        if fact.kind == "case" and was["matter"] == "alleged matter":
            return {"by": "case", "status": str(now["status"])}
    return {"by": "no longer asked"}


def _withdrawn(facts: Sequence[Fact]) -> Reason | None:
    for fact in facts:
        if fact.kind == "membership" and fact.fields["status"] == "withdrawn":
            return {"by": "withdrawal", "on": fact.held.first.isoformat()}
    return None


def _same(subject: Content, facts: Sequence[Fact]) -> Content | None:
    """The fields of the fact that has the kind and the key of a finding's subject."""
    was = subject["fields"]
    for fact in facts:
        now = plain_fields(fact.fields)
        alike = all(now.get(name) == was.get(name) for name in ("key", "kind", "joined"))
        if fact.kind == subject["fact"] and alike:
            return now
    return None


def _same_subject(one: Item, other: Item) -> bool:
    """Whether two findings are about the same fact of the same State."""
    mine, theirs = one.content["evidence"][0], other.content["evidence"][0]
    identity = ("key", "kind", "joined")
    return (
        one.state == other.state
        and mine["fact"] == theirs["fact"]
        and all(mine["fields"].get(name) == theirs["fields"].get(name) for name in identity)
    )


def _given(by: str, **values: object) -> Reason:
    return {"by": by, **{name: str(value) for name, value in values.items() if value is not None}}
