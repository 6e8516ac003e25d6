"""The matters of a State that a letter can be about, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.facts.model import Basis, Dated, Fact, confidence_in
from compliance_engine.findings.model import Finding
from compliance_engine.findings.naming import subject_of
from compliance_engine.letters.drafting.dossier import Dossier, Found, matter_id
from compliance_engine.letters.model import PastLetter, Step
from compliance_engine.records.confidence import BACKGROUND, Confidence, Word
from compliance_engine.rulebook.letters.model import Concern, Family
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import MEETINGS
from compliance_engine.rulebook.treaty import Meeting
from compliance_engine.rulebook.vocabulary import KEY, Verdict

KNOWN = (
    Verdict.MET,
    Verdict.MET_LATE,
    Verdict.MET_TIMELINESS_UNKNOWN,
    Verdict.OUTSTANDING,
    Verdict.LAST_KNOWN_OUTSTANDING,
)


@dataclass(frozen=True)
class Matter:
    """Something to write about: its id, the fact that the gaps name, and all that it rests on.

    `cites` are the provisions concerned, `verified` whether the reading of them was compared with
    their text, and
    `rests_on` the ids of other findings that it was concluded from.
    """

    id: str
    title: Mapping[str, str]
    fact: Fact | None
    facts: tuple[Fact, ...]
    cites: tuple[str, ...]
    confidence: Confidence | None
    verified: bool
    finding: Finding | None = None
    rests_on: tuple[str, ...] = ()
    letter: PastLetter | None = None

    @property
    def key(self) -> str:
        """What tells it apart from others of its kind."""
        return "" if self.fact is None else str(self.fact.fields.get(KEY, ""))


def matters_of(
    family: Family, dossier: Dossier, rulebook: Rulebook, meeting: Meeting | None = None
) -> tuple[Matter, ...]:
    """The matters of the State that a family is about, in the order of the rulebook."""
    found: Iterator[Matter]
    match family.concerns:
        case Concern.FINDINGS:
            found = (_found(one) for one in dossier.found
                     if one.finding.follow_up == family.name)  # fmt: skip
        case Concern.NOT_KNOWN:
            found = _not_known(family, dossier, rulebook)
        case Concern.TO_COME:
            found = _to_come(dossier, rulebook)
        case Concern.MEETING:
            found = iter(()) if meeting is None else iter([_meeting(meeting, dossier)])
        case Concern.REPLY:
            found = (_reply(one) for one in dossier.past if one.step is Step.ANSWERED)
        case Concern.SETTLED:
            found = _settled(family, dossier, rulebook)
    matters = _certain_first(tuple(found))
    return matters if family.latest is None else matters[-family.latest :]


def _certain_first(matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Without those on background knowledge, where others of the same subject say the same.

    Rules of the second level can find the same of a State, one of them from more than another.
    """
    if any(one.fact is None or one.fact.kind != "finding" for one in matters):
        return matters
    sure = tuple(one for one in matters if one.confidence != BACKGROUND)
    return sure or matters


def _found(one: Found) -> Matter:
    finding, conclusion = one.finding, one.conclusion
    return Matter(
        finding.id,
        conclusion.rule.title,
        conclusion.facts[0],
        conclusion.facts,
        tuple(str(cited) for cited in conclusion.rule.cites),
        finding.confidence,
        finding.law_checked,
        finding=finding,
        rests_on=finding.rests_on,
    )


def _not_known(family: Family, dossier: Dossier, rulebook: Rulebook) -> Iterator[Matter]:
    """What the record does not tell.

    Of reports that recur, only those after the last one of which something is known: what is
    current matters, and what was before is not asked for.
    """
    for one in dossier.undetermined:
        if one.matter not in family.matters:
            continue
        fact = _fact_of(dossier, str(family.about), one.matter, one.key)
        if fact is None or _known_since(fact, dossier):
            continue
        yield _of_fact(matter_id(one), fact, dossier, rulebook)


def _known_since(fact: Fact, dossier: Dossier) -> bool:
    due = fact.fields.get("due")
    return isinstance(due, date) and any(
        other.kind == "duty"
        and other.fields["kind"] == fact.fields["kind"]
        and other.fields["verdict"] in KNOWN
        and isinstance(later := other.fields["due"], date)
        and later > due
        for other in dossier.facts
    )


def _to_come(dossier: Dossier, rulebook: Rulebook) -> Iterator[Matter]:
    """Reports not yet due, of a State that is bound; the first one due first."""
    duties = (one for one in dossier.facts if one.kind == "duty")
    for fact in sorted(duties, key=lambda one: str(one.fields["due"])):
        report = str(fact.fields["kind"]).endswith("report")
        if report and fact.fields["verdict"] == Verdict.NOT_YET_DUE:
            parts = (dossier.state.code, str(fact.fields["kind"]), str(fact.fields[KEY]))
            yield _of_fact("/".join(one for one in parts if one), fact, dossier, rulebook)


def _of_fact(name: str, fact: Fact, dossier: Dossier, rulebook: Rulebook) -> Matter:
    membership = dossier.membership
    facts = (fact,) if membership is None else (fact, membership)
    if fact.kind == "duty":
        duty = rulebook.duty(str(fact.fields["kind"]))
        title, verified = duty.title, duty.verified
        cites = tuple(str(cited) for cited in duty.cites)
    else:
        article = rulebook.provision_on(fact.kind)
        title, verified = {"en": name.partition("/")[2]}, True
        cites = (f"{rulebook.treaty.abbreviation} {article}",) if article else ()
    confidence = confidence_in(basis for one in facts for basis in one.basis)
    return Matter(name, title, fact, facts, cites, confidence, verified)


def _meeting(meeting: Meeting, dossier: Dossier) -> Matter:
    trust = Confidence(Word.ONE_PUBLISHER if meeting.verified else Word.BACKGROUND)
    basis = Basis(Place(MEETINGS), (MEETINGS,), trust)
    fact = Fact(
        "meeting",
        {
            KEY: meeting.name,
            "kind": meeting.kind,
            "opens": Dated.earliest(meeting.opens),
            "closes": Dated.latest(meeting.closes),
            "days_checked": meeting.verified,
        },
        Span(dossier.as_of, dossier.as_of + timedelta(days=1)),
        (basis,),
    )
    name = f"{dossier.state.code}/meeting/{meeting.name}"
    return Matter(name, {"en": meeting.kind}, fact, (fact,), (), trust, meeting.verified)


def _reply(letter: PastLetter) -> Matter:
    name = f"{letter.state}/reply/{letter.reference}"
    title = {"en": "Reply", "fr": "Réponse", "es": "Respuesta"}
    return Matter(name, title, None, (), (), None, True, letter=letter)


def _settled(family: Family, dossier: Dossier, rulebook: Rulebook) -> Iterator[Matter]:
    """What was written about, is found no longer, and of which the record now tells more."""
    standing = {one.finding.id for one in dossier.found}
    rules = {rule.id: rule for rule in rulebook.rules}
    written = (one for letter in dossier.past if letter.sent is not None for one in letter.matters)
    for name in dict.fromkeys(written):
        subject = subject_of(name, rules, rulebook.renamed)
        if subject is None or name in standing:
            continue
        logic = rules[subject.rule].logic.when[0]
        if logic.kind != family.about:
            continue
        kinds = {
            str(value.value)
            for test in logic.tests
            for value in [getattr(test, "right", None)]
            if value is not None and hasattr(value, "value")
        }
        for fact in dossier.facts:
            same = fact.kind == logic.kind and str(fact.fields.get(KEY, "")) == subject.key
            if same and (fact.kind != "duty" or str(fact.fields["kind"]) in kinds):
                yield _of_fact(name, fact, dossier, rulebook)


def _fact_of(dossier: Dossier, kind: str, matter: str, key: str) -> Fact | None:
    return next(
        (
            fact
            for fact in dossier.facts
            if fact.kind == kind
            and str(fact.fields.get(KEY, "")) == key
            and (kind != "duty" or fact.fields["kind"] == matter)
        ),
        None,
    )
