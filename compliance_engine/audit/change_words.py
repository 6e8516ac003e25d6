"""What changed, in words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from compliance_engine.audit.comparing import FORMERLY, WORDING, Kind, Transition
from compliance_engine.audit.items import FINDING, JUDGED
from compliance_engine.audit.judgement_words import JudgementLines
from compliance_engine.audit.standing_judgements import Judgements
from compliance_engine.dates.partial import parse_day
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.listing import alphabetical, in_runs
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import UnknownStateError, state_of_code

_SHOWN = ("verdict", "due", "severity", "known", "confidence")
_STYLES = {"high": "bold", "low": "dim"}


@dataclass(frozen=True)
class Line:
    """A change in words: the State, what it is about, why or what differs, how severe it is."""

    state: str
    told: str
    why: str
    severity: str
    style: str


class ChangeWords:
    """Tells changes in one language, as of a day; with judgements, what was decided beside it."""

    def __init__(self, language: str, as_of: date, judgements: Judgements | None = None) -> None:
        self._language = language
        self._as_of = as_of
        self._judgements = judgements or Judgements.among(())
        self._on_judgements = JudgementLines(language)
        self._phrases = Phrases("audit", language)
        self._verdicts = Phrases("verdicts", language)
        self._severities = Phrases("severities", language)
        self._values = Phrases("values", language)

    def parts(self, transitions: Iterable[Transition]) -> Iterator[tuple[str, list[Line]]]:
        """A heading for each kind of change, which counts them, with its lines by States' names."""
        for kind, heading, group in self.by_kind(transitions):
            if kind is Kind.UNDETERMINED:
                yield heading, list(self.matters(group))
            else:
                yield heading, [self.line(one) for one in group]

    def by_kind(
        self, transitions: Iterable[Transition]
    ) -> Iterator[tuple[Kind, str, list[Transition]]]:
        """Each kind of change with its heading and its transitions, by States' names."""
        kinds = list(Kind)

        def order(one: Transition) -> tuple[object, ...]:
            return kinds.index(one.kind), alphabetical(self.state(one.item.state)), one.item.id

        shown = (one for one in transitions if not one.quiet)
        for kind, of_kind in groupby(sorted(shown, key=order), key=lambda one: one.kind):
            group = list(of_kind)
            yield kind, f"{self._phrases(kind)} ({self._phrases.number(len(group))})", group

    def matters(self, transitions: Iterable[Transition]) -> Iterator[Line]:
        """A line for each State, those of a kind together: annual report 2004-2007, 2009."""
        for code, of_state in groupby(transitions, key=lambda one: one.item.state):
            items = [one.item for one in of_state]
            named = [
                f"{name} {in_runs([str(one.content['key']) for one in alike])}".strip()
                for name, alike in groupby(items, key=lambda one: one.name(self._language))
            ]
            yield Line(self.state(code), self._phrases("between").join(named), "", "", "")

    def reworded(self, transitions: Iterable[Transition]) -> str | None:
        """How many findings say the same in other words, or under a new name of their rule."""
        found = [one.kind for one in transitions if one.item.about == FINDING]
        numbers = {kind: found.count(kind) for kind in (Kind.REWORDED, Kind.RENAMED)}
        said = [self._phrases.counted(kind, number) for kind, number in numbers.items() if number]
        return " ".join(said) or None

    def state(self, code: str) -> str:
        """The State's name; the code itself, if it is of none."""
        try:
            return state_of_code(code).names[self._language]
        except UnknownStateError:
            return code

    def why(self, one: Transition) -> str:
        """By what it was resolved, or what differs; what was decided on it."""
        if one.item.about == JUDGED:
            return self._of_judgement(one)
        return "; ".join(part for part in (self._what(one), self._beside(one)) if part)

    def _what(self, one: Transition) -> str:
        reason = dict(one.reason or {})
        former = reason.pop(FORMERLY, None)
        said = [self._reason(reason)] if reason else []
        if one.kind is Kind.CHANGED and one.fields:
            said.append(self._differences(one))
        if former is not None:
            said.append(self._phrases("formerly", id=former))
        return "; ".join(part for part in said if part)

    def _beside(self, one: Transition) -> str:
        """The judgement in force on a finding that stands."""
        name = one.item.id
        judged, item = self._judgements.judged(name), self._judgements.of.get(name)
        if one.after is None or judged is None or item is None:
            return ""
        return self._on_judgements.beside(judged, item)

    def _of_judgement(self, one: Transition) -> str:
        said = self._on_judgements
        match one.kind:
            case Kind.JUDGED | Kind.WAIVED:
                return said.decided(one.item)
            case Kind.JUDGEMENT_ENDED | Kind.WAIVER_EXPIRED:
                return said.ended(one.item)
            case Kind.CHANGED if one.before and one.after:
                return said.differs(one.before, one.after, one.fields)
            case _:
                return self._reason(one.reason) if one.reason else said.until(one.item)

    def line(self, one: Transition) -> Line:
        """A change in words."""
        item = one.item
        severity = self._severities(item.severity) if item.severity else ""
        style = _STYLES.get(item.severity, "")
        told = item.message(self._language, self._as_of)
        if item.about == JUDGED:
            said = self._on_judgements
            told = said.on(item) if one.kind is Kind.CHANGED else said.subject(item)
        elif one.after is None and item.about == FINDING:
            told = f"{item.title(self._language)} ({item.id})"
        return Line(self.state(item.state), told, self.why(one), severity, style)

    def _differences(self, one: Transition) -> str:
        assert one.before is not None
        assert one.after is not None
        was, is_ = one.before.content, one.after.content
        shown = [
            self._phrases(
                "differs",
                field=self._field(name),
                before=self._value(name, was.get(name)),
                after=self._value(name, is_.get(name)),
            )
            for name in one.fields
            if name in _SHOWN
        ]
        others = [
            self._field(name) for name in one.fields if name not in _SHOWN and name not in WORDING
        ]
        if others:
            shown.append(self._phrases("differs in", fields=self._phrases("between").join(others)))
        return "; ".join(shown)

    def _field(self, name: str) -> str:
        return self._phrases(f"field {name}")

    def _value(self, name: str, value: object) -> str:
        match name:
            case _ if value is None:
                return self._phrases("none")
            case "verdict":
                return self._verdicts(str(value))
            case "severity":
                return self._severities(str(value))
            case "due":
                return written_day(parse_day(str(value)), self._language)
            case "confidence":
                return Phrases("confidence", self._language)(str(value))
            case _:
                return str(value)

    def _reason(self, reason: Mapping[str, str]) -> str:
        said = self._phrases
        match dict(reason):
            case {"by": "met", "verdict": verdict, "submitted": day}:
                return said("by met on", verdict=self._verdicts(verdict), day=self._day(day))
            case {"by": "met", "verdict": verdict} | {"by": "verdict", "verdict": verdict}:
                return said("by verdict", verdict=self._verdicts(verdict))
            case {"by": "measure", "from": before, "to": after}:
                return said(
                    "by measure",
                    before=self._values(f"measure.status.{before}"),
                    after=self._values(f"measure.status.{after}"),
                )
            case {"by": "case", "status": status}:
                return said("by case", status=self._values(f"case.status.{status}"))
            case {"by": "withdrawal" | "case update" as by, "on": day}:
                return said(f"by {by}", day=self._day(day))
            case {"by": "letter", "letter": letter, "status": status, "on": day}:
                stands = self._values(f"letter.status.{status}")
                return said("by letter", letter=letter, status=stands, day=self._day(day))
            case {"by": "letter known", "letter": letter, "on": day}:
                return said("by letter known", letter=letter, day=self._day(day))
            case {"by": "rule retired", "rule": rule}:
                return said("by rule retired", rule=rule)
            case {"by": "rule changed" | "days for an answer" as by, "from": before, "to": after}:
                return said(f"by {by}", before=before, after=after)
            case {"by": "other finding", "id": name}:
                return said("by other finding", id=name)
            case {"by": "what it rested on", "ids": ids}:
                return said("by what it rested on", ids=ids)
            case other:
                return said(f"by {other['by']}")

    def _day(self, text: str) -> str:
        """A day written out; one known in part stays as the source has it."""
        try:
            return written_day(date.fromisoformat(text), self._language)
        except ValueError:
            return text
