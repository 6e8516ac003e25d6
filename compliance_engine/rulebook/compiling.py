"""From the files of a rulebook to its values: names resolved, types checked, texts parsed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from compliance_engine.dates.counting import Rounding
from compliance_engine.dates.span import Span
from compliance_engine.documents.yaml import YamlMap
from compliance_engine.errors import Problem
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.conditions import Logic
from compliance_engine.rulebook.files import (
    CitedText,
    DutyFile,
    LocalText,
    RuleFile,
    TreatyFile,
)
from compliance_engine.rulebook.model import Duty, Occasional, Rule, Yearly
from compliance_engine.rulebook.patterns import Patterns, in_effect
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.sentences import compile_in_short, compile_variants
from compliance_engine.rulebook.templates import Texts
from compliance_engine.rulebook.treaty import (
    ConflictDeferral,
    Explanation,
    ProvisionalRule,
    SpecialMeetingRule,
    Treaty,
    WithdrawalRule,
)
from compliance_engine.rulebook.vocabulary import FactKind, Field, Type

TREATY_KIND = FactKind(
    "membership",
    "What the explanations of a treaty can name",
    {
        "in_force": Field(Type.DATE, "entry into force for the State"),
        "deposited": Field(Type.DATE, "the deposit of the instrument"),
        "notified": Field(Type.DATE, "the receipt of a notice of withdrawal"),
        "effective": Field(Type.DATE, "the day from which a withdrawal has effect"),
        "expiry": Field(Type.DATE, "the end of the months after the receipt of the notice"),
        "conflict_ended": Field(Type.DATE, "the end of an armed conflict"),
        "reason": Field(Type.TEXT, "the reason that the record gives"),
        "given": Field(Type.DATE, "the day of a notice"),
    },
)
"""Explanations of the treaty are about one membership, whose steps they can name."""

WORKING_KIND = FactKind(
    "working",
    "What the explanations of a duty can name",
    {
        "occasion": Field(Type.DATE, "the day that gave rise to the duty"),
        "initial_due": Field(Type.DATE, "the due date of the duty that comes before the first"),
        "first_due": Field(Type.DATE, "the first due date of a recurring duty"),
        "ordinary_due": Field(Type.DATE, "the due date before any extension"),
        "decided": Field(Type.DATE, "the day of a decision on a later date"),
        "decided_at": Field(Type.TEXT, "the meeting that took it"),
        "until": Field(Type.DATE, "the first day on which the State was not bound"),
    },
)
"""The steps of the calculation of a due date."""

SPECIAL_MEETING_KIND = FactKind(
    "meeting",
    "What the explanation of a special meeting can name",
    {
        "parties": Field(Type.COUNT, "the number of States Parties on the day"),
        "in_favour": Field(Type.COUNT, "how many must be in favour at least"),
        "quorum": Field(Type.COUNT, "how many must be present at least"),
    },
)
"""The thresholds of a special meeting, counted for a day."""

NO_CITATION = Citation("", "", "")
"""Stands for a citation that could not be read, whose problem has been reported."""


def compile_treaty(file: TreatyFile, reading: Reading) -> Treaty:
    """The treaty of a rulebook."""
    kinds = {TREATY_KIND.name: TREATY_KIND}

    def explained(text: CitedText, named: Mapping[str, FactKind] = kinds) -> Explanation:
        cites = reading.citations([text.cites], text.place_of("cites"))
        texts = reading.texts(text.by_language(), named, text.place_within)
        short = text.in_short
        clause = reading.texts(short.by_language(), named, short.place_within) if short else None
        return Explanation(texts, cites[0] if cites else NO_CITATION, clause)

    entry, law, provisional = (
        file.entry_into_force,
        file.withdrawal,
        file.provisional_application,
    )
    withdrawal, deferral = None, None
    if law is not None:
        pending, unknown, ended = (
            law.explain_pending,
            law.explain_conflict_unknown,
            law.explain_conflict,
        )
        if pending is not None and unknown is not None and ended is not None:
            deferral = ConflictDeferral(explained(pending), explained(unknown), explained(ended))
        withdrawal = WithdrawalRule(
            law.months, Rounding(law.rounding), explained(law.explain), deferral
        )
    special = file.special_meeting
    special_meeting = None
    if special is not None:
        special_meeting = SpecialMeetingRule(
            Fraction(special.in_favour_at_least),
            Fraction(special.quorum_more_than),
            explained(special.explain, {SPECIAL_MEETING_KIND.name: SPECIAL_MEETING_KIND}),
        )
    return Treaty(
        file.name,
        file.abbreviation,
        file.title.by_language(),
        file.version,
        file.in_force,
        {number: text.by_language() for number, text in file.articles.items()},
        entry.months_after_deposit,
        explained(entry.explain),
        explained(entry.explain_first),
        explained(entry.explain_stated),
        withdrawal,
        ProvisionalRule(provisional.provision, explained(provisional.explain))
        if provisional
        else None,
        special_meeting,
        {kind: explained(text) for kind, text in file.notices.items()},
    )


def compile_duty(file: DutyFile, kinds: Mapping[str, FactKind], reading: Reading) -> Duty:
    """The definition of a duty."""
    named = {
        "duty": kinds["duty"],
        "membership": kinds["membership"],
        WORKING_KIND.name: WORKING_KIND,
    }

    def texts(text: LocalText) -> Texts:
        return reading.texts(text.by_language(), named, text.place_within)

    recurrence: Occasional | Yearly
    if file.once is not None and file.every_year is None:
        once = file.once
        recurrence = Occasional(
            once.after,
            once.days,
            once.months,
            once.years,
            Rounding(once.rounding or Rounding.REFUSE),
            once.extendable,
        )
        if once.extendable != (file.explain_extended is not None):
            reading.problems.append(
                Problem(
                    file.place,
                    "a due date that can be extended must be explained",
                    "Give 'extendable: true' and 'explain_extended' together, or neither.",
                )
            )
    else:
        yearly, reasons = file.every_year, file.explain_not_owed
        if file.once is not None or yearly is None or reasons is None:
            reading.problems.append(
                Problem(
                    file.place,
                    "a duty arises either once or every year",
                    "Give 'once', or 'every_year' together with 'explain_not_owed'.",
                )
            )
            recurrence = Occasional("", 0, 0, 0, Rounding.REFUSE)
        else:
            month, day = reading.day_of_year(yearly.on, yearly.place_of("on"))
            recurrence = Yearly(
                month,
                day,
                yearly.first_after,
                texts(reasons.before_first),
                texts(reasons.coincides),
                texts(reasons.not_bound),
            )
    return Duty(
        file.kind,
        file.title.by_language(),
        reading.citations(file.cites, file.place_of("cites")),
        file.nature,
        in_effect(file.in_effect, "duty", reading) if file.in_effect else Span(date.min),
        file.owed_where,
        recurrence,
        file.met_by,
        texts(file.explain),
        texts(file.explain_extended.by_decision) if file.explain_extended else {},
        texts(file.explain_extended.by_source) if file.explain_extended else {},
        file.doubt,
        file.verified,
        file.place,
        compile_in_short(file.in_short, named, reading) if file.in_short else None,
    )


def compile_rule(
    name: str,
    level: int,
    file: RuleFile,
    data: YamlMap,
    *,
    kinds: Mapping[str, FactKind],
    reading: Reading,
) -> Rule:
    """One rule; `data` is its file as read, for the places of its conditions."""
    patterns = Patterns(kinds, reading)
    when = patterns.when(file.when, data["when"])
    unless = patterns.unless(file.unless, data.get("unless"))
    if not file.when:
        place = file.place_of("when")
        reading.problems.append(Problem(place, "'when' has no pattern", "Add: duty: …"))
    messages = compile_variants(
        file.message, patterns.named, patterns.named, reading, file.place_of("message")
    )
    return Rule(
        name,
        file.title.by_language(),
        reading.citations(file.cites, file.place_of("cites")),
        file.nature,
        file.version,
        file.verified,
        file.doubt,
        Logic(
            name,
            when,
            unless,
            in_effect(file.in_effect, "rule", reading),
        ),
        level,
        file.severity,
        messages,
        reading.texts(file.remedy.by_language(), {}, file.remedy.place_within),
        file.follow_up,
        file.rationale,
        file.place,
        file.formerly,
    )
