"""From the files of a rulebook to its values: names resolved, types checked, texts parsed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from compliance_engine.dates import FOREVER, Rounding, Span
from compliance_engine.documents import YamlList, YamlMap
from compliance_engine.errors import Place, Problem
from compliance_engine.rulebook.conditions import Logic, Pattern, Test
from compliance_engine.rulebook.files import (
    CitedText,
    DutyFile,
    LocalText,
    RuleFile,
    TreatyFile,
)
from compliance_engine.rulebook.model import (
    Citation,
    Duty,
    Explanation,
    Message,
    Occasional,
    Rule,
    Treaty,
    WithdrawalRule,
    Yearly,
)
from compliance_engine.rulebook.parsing import Scope
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.templates import Texts
from compliance_engine.rulebook.vocabulary import FactKind, Field, Type
from compliance_engine.suggestions import did_you_mean

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
        "until": Field(Type.DATE, "the first day on which the State was not bound"),
    },
)
"""The steps of the calculation of a due date."""

NO_CITATION = Citation("", "", "")
"""Stands for a citation that could not be read, whose problem has been reported."""


def compile_treaty(file: TreatyFile, reading: Reading) -> Treaty:
    """The treaty of a rulebook."""
    kinds = {TREATY_KIND.name: TREATY_KIND}

    def explained(text: CitedText) -> Explanation:
        cites = reading.citations([text.cites], text.place_of("cites"))
        texts = reading.texts(text.by_language(), kinds, text.place_within)
        return Explanation(texts, cites[0] if cites else NO_CITATION)

    entry, law, provisional = (
        file.entry_into_force,
        file.withdrawal,
        file.provisional_application,
    )
    withdrawal = None
    if law is not None:
        withdrawal = WithdrawalRule(
            law.months,
            Rounding(law.rounding),
            law.deferred_by_armed_conflict,
            explained(law.explain),
            explained(law.explain_pending),
            explained(law.explain_conflict_unknown),
            explained(law.explain_conflict),
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
        explained(provisional.explain) if provisional else None,
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
        recurrence,
        file.met_by,
        texts(file.explain),
        file.doubt,
        file.verified,
        file.place,
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
    patterns = _Patterns(kinds, reading)
    when = [
        patterns.pattern(key, text, *_places(data["when"], key, data.place), positive=True)
        for key, text in file.when.items()
    ]
    reading.every_pattern_is_named = None not in when
    unless = []
    listed = data.get("unless")
    for index, one in enumerate(file.unless):
        raw = listed[index] if isinstance(listed, YamlList) else None
        if len(one) != 1:
            reading.problems.append(
                Problem(
                    raw.place if isinstance(raw, YamlMap) else data.place,
                    "each item of 'unless' is one pattern",
                    "Begin another item with '- ' for another pattern.",
                )
            )
        for key, text in one.items():
            places = _places(raw, key, data.place)
            unless.append(patterns.pattern(key, text, *places, positive=False))
    found = [pattern for pattern in when if pattern is not None]
    if not file.when:
        place = file.place_of("when")
        reading.problems.append(Problem(place, "'when' has no pattern", "Add: duty: …"))
    texts = file.message
    messages = []
    for variant in texts:
        scope = Scope(None, patterns.named)
        tests: tuple[Test, ...] = ()
        if variant.if_ is not None:
            tests = reading.condition(variant.if_, scope, partial(variant.place_within, "if"))
        written = reading.texts(variant.by_language(), patterns.named, variant.place_within)
        messages.append(Message(tests, written))
    if not texts or texts[-1].if_ is not None:
        reading.problems.append(
            Problem(
                file.place_of("message"),
                "the last message must hold in every case",
                "End the list with a message that has no 'if'.",
            )
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
            tuple(found),
            tuple(pattern for pattern in unless if pattern is not None),
            _in_effect(file, reading),
        ),
        level,
        file.severity,
        tuple(messages),
        reading.texts(file.remedy.by_language(), {}, file.remedy.place_within),
        file.follow_up,
        file.rationale,
        file.place,
    )


def _in_effect(file: RuleFile, reading: Reading) -> Span:
    first, until = file.in_effect.from_, file.in_effect.until or FOREVER
    if first >= until:
        reading.problems.append(
            Problem(file.in_effect.place, "the rule ends before it begins", "Correct the dates.")
        )
        return Span(date.min)
    return Span(first, until)


def _places(inside: object, key: str, otherwise: Place) -> tuple[Place, Callable[[int], Place]]:
    """The place of a key, and those of the characters of its value."""
    if isinstance(inside, YamlMap) and key in inside:
        return inside.key_places[key], partial(inside.place_within, key)
    return otherwise, otherwise.after


class _Patterns:
    """Reads the patterns of a rule in order; each can name the positive ones before it."""

    def __init__(self, kinds: Mapping[str, FactKind], reading: Reading) -> None:
        self._kinds = kinds
        self._reading = reading
        self.named: dict[str, FactKind] = {}

    def pattern(
        self,
        key: str,
        text: str,
        key_place: Place,
        place_within: Callable[[int], Place],
        *,
        positive: bool,
    ) -> Pattern | None:
        kind_name, _, name = key.partition(" as ")
        kind = self._kinds.get(kind_name)
        name = name or kind_name
        if kind is None:
            self._problem(
                key_place,
                f"'{kind_name}' is no kind of fact",
                did_you_mean(kind_name, self._kinds, f"Kinds: {', '.join(self._kinds)}."),
            )
            return None
        if not name.isidentifier():
            self._problem(
                key_place,
                f"'{name}' is not a name",
                f"Write one word, such as: {kind_name} as later",
            )
            return None
        if positive and name in self.named:
            self._problem(
                key_place, f"two patterns are named '{name}'", f"Write: {kind_name} as later"
            )
            return None
        tests = self._reading.condition(text, Scope(kind, self.named), place_within)
        if positive:
            self.named[name] = kind
        return Pattern(kind_name, name, tests)

    def _problem(self, place: Place, what: str, remedy: str) -> None:
        self._reading.problems.append(Problem(place, what, remedy))
