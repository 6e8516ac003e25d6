"""The part of the page that is about one State: findings, calendar, history, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from compliance_engine.facts.model import Fact
from compliance_engine.findings.calendar import DutyLine
from compliance_engine.findings.explanation.account import Told
from compliance_engine.findings.history import Interval
from compliance_engine.findings.language.published import published_in_words
from compliance_engine.findings.language.resting import confidence_in_words, saying_in_words
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.language.written import written_day
from compliance_engine.findings.naming import subject_of
from compliance_engine.findings.verdict_words import told_verdict
from compliance_engine.phrases.listing import in_runs
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.records.model import Record
from compliance_engine.records.saying import Saying
from compliance_engine.records.statement import Source
from compliance_engine.records.states import State, state_of_code
from compliance_engine.reports.page.citing import Citing
from compliance_engine.reports.page.gathering import Gathered
from compliance_engine.reports.page.marks import VERDICTS
from compliance_engine.reports.page.matters_told import told_case, told_measure
from compliance_engine.reports.page.parts import RECORDS, Parts
from compliance_engine.reports.page.shown import (
    Beneath,
    OfRule,
    OnMatter,
    OnRecord,
    ShownDuty,
    ShownFinding,
    ShownInterval,
    ShownSource,
    StatePage,
)
from compliance_engine.reports.page.texts import Lexicon, Text
from compliance_engine.rulebook.model import Rulebook

_SAFE = ("http://", "https://")
_USUAL = Confidence(Word.ONE_PUBLISHER)


class StatePages:
    """Makes the parts of all States, in the languages of a lexicon."""

    def __init__(
        self,
        lexicon: Lexicon,
        rulebook: Rulebook,
        as_of: date,
        judged: Mapping[str, Sequence[str]],
    ) -> None:
        """`judged` is what stands beside findings, by id, in each of the languages."""
        self._lexicon = lexicon
        self._as_of = as_of
        self._judged = judged
        self._parts = Parts(lexicon, rulebook)

    def page(self, one: Gathered) -> StatePage:
        """The part of one State."""
        citing = Citing(one)
        working = self._each([(*each.working, *each.notes) for each in one.standing])
        return StatePage(
            code=one.state.code,
            name=self.name(one),
            group=self._said("figures", f"group {one.state.group or 'none'}"),
            standing=self._lexicon.of(lambda language: _standing(one, language)),
            working=working,
            membership=citing.membership,
            findings=tuple(self._findings(one, citing, working)),
            other=tuple(self._other(one, citing)),
            calendar=tuple(self._calendar(one, citing)),
            history=tuple(self._history(one)),
            sources=tuple(self._sources(one.record)),
        )

    def name(self, one: Gathered) -> Text:
        """The State's name."""
        return self._lexicon.of(lambda language: one.state.names[language])

    def _said(self, page: str, key: str) -> Text:
        return self._lexicon.of(lambda language: Phrases(page, language)(key))

    def _each(self, told: Sequence[Sequence[str]]) -> tuple[Text, ...]:
        """Texts given as one list a language."""
        return tuple(self._lexicon.text(*said) for said in zip(*told, strict=True))

    def _day(self, day: date) -> Text:
        return self._lexicon.of(lambda language: written_day(day, language))

    def _findings(
        self, one: Gathered, citing: Citing, working: tuple[Text, ...]
    ) -> Iterator[tuple[Text, tuple[OfRule, ...]]]:
        told = sorted(zip(*one.findings, strict=True), key=_ordered_by(self._parts.order))
        for _, of_part in groupby(told, key=_ordered_by(self._parts.order)):
            rules = groupby(of_part, key=lambda each: each[0].finding.rule)
            listed = sorted(((rule, list(of_rule)) for rule, of_rule in rules), key=_first_due)
            heading = self._parts.heading(listed[0][0])
            yield heading, tuple(self._of_rule(*each, citing, working) for each in listed)

    def _of_rule(
        self,
        rule: str,
        found: Sequence[Sequence[Told]],
        citing: Citing,
        working: tuple[Text, ...],
    ) -> OfRule:
        first = [each.finding for each in found[0]]
        remedies = [
            Phrases("page", language)("suggested", remedy=finding.remedy)
            for language, finding in zip(self._lexicon.languages, first, strict=True)
        ]
        findings = tuple(self._finding(told, citing) for told in found)
        said = {*working, *(one.message for one in findings)}
        why = () if first[0].rests_on else self._each([each.why for each in found[0]])
        return OfRule(
            rule,
            self._parts.title(rule),
            self._severity(first[0].severity),
            findings,
            tuple(text for text in why if text not in said),
            self._lexicon.text(*remedies),
        )

    def _severity(self, severity: str) -> Text:
        return self._lexicon.of(
            lambda language: Phrases("page", language)(
                "weight", severity=Phrases("severities", language)(severity)
            )
        )

    def _finding(self, told: Sequence[Told], citing: Citing) -> ShownFinding:
        finding = told[0].finding
        message = self._lexicon.text(*(each.finding.message for each in told))
        return ShownFinding(
            id=finding.id,
            message=message,
            marks=tuple(self._marks(told)),
            rests_on=tuple(map(self._beneath, finding.rests_on)),
            on_record=citing.of([basis for fact in told[0].facts for basis in fact.basis]),
        )

    def _says(self, saying: Saying, state: State) -> Text:
        return self._lexicon.of(lambda language: saying_in_words(saying, state, language))

    def _beneath(self, finding: str) -> Beneath:
        subject = subject_of(finding, self._parts.rules)
        assert subject is not None, finding
        return Beneath(finding, self._parts.title(subject.rule), subject.key)

    def _marks(self, told: Sequence[Told]) -> Iterator[Text]:
        finding = told[0].finding
        if finding.confidence is not None and finding.confidence != _USUAL:
            sure = finding.confidence
            yield self._lexicon.of(lambda language: confidence_in_words(sure, language))
        for one in finding.said_by:
            yield self._says(one, state_of_code(finding.state))
        if not finding.law_checked:
            yield self._said("check", "mark law unchecked")
        if finding.id in self._judged:
            said = dict(zip(self._lexicon.languages, self._judged[finding.id], strict=True))
            yield self._lexicon.of(
                lambda language: Phrases("page", language)("judged", judgement=said[language])
            )

    def _other(self, one: Gathered, citing: Citing) -> Iterator[OnMatter]:
        for fact in one.on(self._as_of, "measure"):
            if "known" in fact.fields:
                law = fact.fields.get("law")
                told = self._told(fact, told_measure, one.state)
                yield OnMatter(told, str(law) if law else None, citing.of(fact.basis))
        for fact in one.on(self._as_of, "case"):
            yield OnMatter(self._told(fact, told_case, one.state), None, citing.of(fact.basis))

    def _told(self, fact: Fact, say: Callable[[Fact, Wording], str], state: State) -> Text:
        return self._lexicon.of(lambda language: say(fact, Wording(state, self._as_of, language)))

    def _calendar(self, one: Gathered, citing: Citing) -> Iterator[ShownDuty]:
        wordings = [Wording(one.state, self._as_of, each) for each in self._lexicon.languages]
        duties = sorted(
            one.on(self._as_of, "duty"), key=lambda duty: (duty.fields["due"], duty.fields["kind"])
        )
        rows = []
        for duty, lines in zip(duties, zip(*one.calendar, strict=True), strict=True):
            told = self._lexicon.text(*map(told_verdict, lines, wordings))
            rows.append((lines, told, citing.of(duty.basis, besides_membership=True)))
        for _, group in groupby(rows, key=_alike):
            run = list(group)
            (first, told, on_record), last = run[0], run[-1][0]
            yield ShownDuty(
                self._due(first[0].due, last[0].due),
                self._lexicon.text(*map(_titled, first, last)),
                VERDICTS[first[0].verdict],
                told,
                on_record,
            )

    def _due(self, first: date, last: date) -> Text:
        if first == last:
            return self._day(first)
        return self._lexicon.of(
            lambda language: Phrases("page", language)(
                "every year",
                first=written_day(first, language),
                last=written_day(last, language),
            )
        )

    def _history(self, one: Gathered) -> Iterator[tuple[Text, tuple[ShownInterval, ...]]]:
        """What is found of the State first, what is to be settled in the records last."""
        ordered = sorted(
            one.history,
            key=lambda each: (each.rule.nature == RECORDS, each.rule.id, each.held, each.key),
        )
        for rule, of_rule in groupby(ordered, key=lambda each: each.rule.id):
            alike = groupby(of_rule, key=lambda each: (each.held, each.ended, each.phases))
            yield self._parts.title(rule), tuple(self._interval(list(run)) for _, run in alike)

    def _interval(self, run: Sequence[Interval]) -> ShownInterval:
        one = run[0]
        phases = [str(phase.verdict) for phase in one.phases if phase.verdict is not None]

        def verdicts(language: str) -> str:
            said = [Phrases("verdicts", language)(verdict) for verdict in phases]
            return Phrases("history", language)("then").join(said)

        last = self._day(one.last) if one.ended else self._said("history", "continues")
        of_membership = one.rule.logic.when[0].kind == "membership"
        keys = "" if of_membership else in_runs([each.key for each in run if each.key])
        return ShownInterval(keys, self._day(one.held.first), last, self._lexicon.of(verdicts))

    def _sources(self, record: Record) -> Iterator[ShownSource]:
        for number, (name, source) in enumerate(record.sources.items(), start=1):
            yield ShownSource(
                number,
                source.title,
                self._date(source),
                source.url if source.url and source.url.startswith(_SAFE) else None,
                self._published(record, name),
            )

    def _published(self, record: Record, name: str) -> Text:
        """Who published a source, of what kind, and how it was read."""
        return self._lexicon.of(lambda language: published_in_words(record, name, language))

    def _date(self, source: Source) -> Text | None:
        """The date of a source, unless its title ends with it."""
        day = source.date
        if day is None:
            return None
        said = self._lexicon.of(lambda language: Wording(None, self._as_of, language).date(day))
        english = Wording(None, self._as_of).date(day)
        return None if source.title.endswith(english) else said


def _ordered_by(
    order: Callable[[str], tuple[object, ...]],
) -> Callable[[Sequence[Told]], tuple[object, ...]]:
    return lambda told: order(told[0].finding.rule)


def _standing(one: Gathered, language: str) -> str:
    standing = one.standing[0]
    status = Phrases("standings", language)(standing.status)
    if standing.in_force is None:
        return status
    day = written_day(standing.in_force, language)
    return Phrases("page", language)("standing since", standing=status, day=day)


def _first_due(of_rule: tuple[str, Sequence[Sequence[Told]]]) -> date:
    """The first due date that a rule's findings are about; those about none come first."""
    return min(told[0].finding.due or date.min for told in of_rule[1])


def _alike(row: tuple[Sequence[DutyLine], Text, OnRecord]) -> tuple[object, ...]:
    """What duties of years in a row have in common; a duty that is due once stands alone."""
    lines, told, on_record = row
    once = None if lines[0].period else lines[0].due
    return lines[0].duty, once, told, on_record


def _titled(first: DutyLine, last: DutyLine) -> str:
    if first.period is None:
        return first.title
    if first.period == last.period:
        return f"{first.title} {first.period}"
    return f"{first.title} {first.period}-{last.period}"
