"""Why a rule finds nothing: what is now, what would have to be different, and from when.

Days are found by trying the condition over time, on the record as it stands. Where something
that the record does not hold would have to happen, or be known, the earliest day on which it
could is given, and is not called certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates import add_days
from compliance_engine.facts import Fact
from compliance_engine.findings.conditions_in_words import ConditionsInWords
from compliance_engine.findings.field_names import FieldNames
from compliance_engine.findings.steps import (
    Exists,
    Explanation,
    InEffect,
    NoneMatches,
    Step,
    asks_which,
)
from compliance_engine.findings.telling import Telling
from compliance_engine.findings.turning import OverTime, Turning, horizon
from compliance_engine.findings.wording import Wording
from compliance_engine.inference.model import Row
from compliance_engine.inference.plain import test_holds
from compliance_engine.phrases import Phrases
from compliance_engine.rulebook import FINDING, FactKind, Rule, Rulebook, Verdict
from compliance_engine.rulebook.conditions import (
    Test,
    references,
)

_MET = (Verdict.MET, Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)
_LATE = (Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)
_MISSING = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)


@dataclass(frozen=True)
class WhyNot:
    """The first condition that does not hold, and what about it.

    `first` is the first day on which it holds, as the record stands if that is `certain`, else
    the first on which it could. Neither says that the rule holds then.
    """

    failing: str
    now: tuple[str, ...]
    needed: tuple[str, ...]
    first: date | None = None
    certain: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, in the order in which it is read."""
        return (self.failing, *self.now, *self.needed)


@dataclass(frozen=True)
class _Needed:
    """What would have to be different, and the first day on which it could be.

    `possible` is false where nothing could make the condition hold of the same thing.
    """

    sentences: tuple[str, ...]
    first: date | None = None
    possible: bool = True


class WhyNots:
    """Tells why one rule does not hold of a State on a day."""

    def __init__(
        self,
        rule: Rule,
        rulebook: Rulebook,
        wording: Wording,
        telling: Telling,
        over_time: OverTime,
        *,
        state: str,
        as_of: date,
    ) -> None:
        self._rule = rule
        self._kinds = rulebook.kinds
        self._rulebook = rulebook
        self._wording = wording
        self._telling = telling
        self._over_time = over_time
        self._state = state
        self._as_of = as_of
        self._names = FieldNames(rule, rulebook, wording)
        self._conditions = ConditionsInWords(self._names, wording)
        self._phrases = Phrases("explain", wording.language)

    def of(self, explanation: Explanation) -> WhyNot:
        """Of an explanation without a conclusion."""
        step = self._really_asked(explanation.steps[-1])
        failing = self._phrases("asked", asked=self._conditions.asked(step))
        turning = self._over_time.turning(step)
        now = self._now(step)
        if turning.first is not None:
            needed = _Needed((self._from(step, turning.first, explanation),), turning.first)
        else:
            needed = self._needed(step, turning)
        sentences = [*self._held(step, turning), *needed.sentences]
        if needed.possible and turning.first is None and self._more_to_come(step):
            sentences.append(self._phrases("at least"))
        certain = turning.first is not None
        return WhyNot(failing, now, tuple(sentences), needed.first, certain)

    def _really_asked(self, step: Step) -> Step:
        """The step, or that there is such a fact at all where what was tried is about another."""
        match step.asked:
            case Exists(pattern=pattern, key=key):
                pass
            case _ if step.of_another:
                pattern = next(one for one in self._rule.logic.when if one.name == step.pattern)
                key = None
            case _:
                return step
        alike = tuple(test for test in pattern.tests if asks_which(test))
        return Step(step.pattern, Exists(pattern, key, alike), False, earlier=step.earlier)

    def _now(self, step: Step) -> tuple[str, ...]:
        fact = step.fact
        if fact is None:
            return ()
        lines = _lines(self._telling, fact)
        seen = self._conditions.seen(step)
        if isinstance(step.asked, NoneMatches):
            if fact.kind == "duty":
                return self._phrases("blocked", lines=lines), self._telling.known(fact)
            return (self._phrases("blocked by", lines=lines, seen=seen),)
        if _verdict_of_duty(step):
            return (self._telling.known(fact),)
        refs = step.named
        if (
            len(refs) == 1
            and refs[0].pattern is None
            and isinstance(step.value(refs[0]), str | bool)
        ):
            since = self._over_time.since(fact, refs[0].field)
            day = self._wording.day(since)
            return (self._phrases("now since", seen=seen, day=day, lines=lines),)
        return (self._phrases("now", seen=seen, lines=lines),)

    def _held(self, step: Step, turning: Turning) -> list[str]:
        """When it held before, of a condition that facts or the calendar can change."""
        if turning.before is None or isinstance(step.asked, Exists | InEffect | NoneMatches):
            return []
        first = self._wording.day(turning.before.first)
        last = self._wording.day(add_days(turning.before.until, -1))
        return [self._phrases("held", first=first, last=last)]

    def _from(self, step: Step, first: date, explanation: Explanation) -> str:
        day = self._wording.day(first)
        if isinstance(step.asked, InEffect):
            return self._phrases("applies from", day=day)
        if isinstance(step.asked, Exists):
            return self._phrases("on record from", day=day)
        if self._rule.level > 1:
            return self._phrases("from", day=day)
        subject = explanation.steps[0].fact
        holds = self._over_time.rule_holds(self._rule.logic, first, subject)
        return self._phrases("from with rule" if holds else "from without rule", day=day)

    def _needed(self, step: Step, turning: Turning) -> _Needed:
        match step.asked:
            case InEffect(span=span):
                last = self._wording.day(add_days(span.until, -1))
                return _Needed((self._phrases("applied until", day=last),), possible=False)
            case Exists(pattern=pattern):
                if pattern.kind == FINDING:
                    return self._finding_needed(pattern.tests)
                return self._nothing_on_record(turning)
            case NoneMatches():
                return _Needed((self._phrases("unblocked"),), possible=False)
        if _verdict_of_duty(step) and step.fact is not None:
            return self._duty_needed(step, step.fact)
        return self._never(step)

    def _nothing_on_record(self, turning: Turning) -> _Needed:
        if turning.before is not None:
            last = self._wording.day(add_days(turning.before.until, -1))
            return _Needed((self._phrases("on record until", day=last),))
        day = self._wording.day(horizon(self._as_of))
        return _Needed((self._phrases("nothing on record", day=day),))

    def _finding_needed(self, tests: Sequence[Test]) -> _Needed:
        """The findings of the first level that would have to be made."""
        rules = _admitted(tests, FINDING, "rule", self._kinds)
        titles = [self._names.titled(self._rulebook.rule(rule).title) for rule in rules]
        if not rules:
            return _Needed(())
        listed = self._conditions.listed(titles, alternatives=True)
        said = self._phrases("finding needed", titles=listed, state=self._state, rule=rules[0])
        return _Needed((said,))

    def _duty_needed(self, step: Step, fact: Fact) -> _Needed:
        """What would have to be known of a duty, and the first day on which it could be."""
        wanted = _admitted([_test(step)], "duty", "verdict", self._kinds)
        missing, late = set(wanted) <= set(_MISSING), set(wanted) <= set(_LATE)
        due = fact.fields["due"]
        assert isinstance(due, date)
        shown = self._wording.day(due)
        verdict = Verdict(str(fact.fields["verdict"]))
        if not wanted or not (missing or late):
            return self._never(step)
        if verdict is Verdict.NOT_OWED:
            return self._nothing_more("never owed", fact, missing=missing)
        if verdict in _MET:
            return self._nothing_more("nothing more", fact, missing=missing)
        if verdict is Verdict.NOT_YET_DUE:
            return self._once_due(fact, missing=missing)
        if fact.fields.get("sources_disagree") is True:
            return _Needed((self._phrases("undetermined disagree"),))
        key = "undetermined missing" if missing else "done late needed"
        return _Needed((self._phrases(key, due=shown),))

    def _nothing_more(self, key: str, fact: Fact, *, missing: bool) -> _Needed:
        """Of a duty of which it cannot hold any more; and what of the next of its kind."""
        sentences = [self._phrases(key)]
        later = self._over_time.next_due(fact)
        if later is not None:
            due = later.fields["due"]
            assert isinstance(due, date)
            sentences.append(self._phrases("next due", due=self._wording.day(due)))
            sentences += self._once_due(later, missing=missing).sentences
        return _Needed(tuple(sentences), possible=False)

    def _once_due(self, fact: Fact, *, missing: bool) -> _Needed:
        """Of a duty whose due date has not passed, and that the record says nothing more of."""
        later = self._over_time.following(fact)
        if later is None or later.fields["verdict"] != Verdict.UNDETERMINED:
            told = (self._telling.known(later or fact), self._phrases("nothing more"))
            return _Needed(told, possible=False)
        day = later.held.first
        key = "not met yet" if missing else "not late yet"
        return _Needed((self._phrases(key, day=self._wording.day(day)),), day)

    def _never(self, step: Step) -> _Needed:
        """Of a condition that the record, as it stands, never makes hold again."""
        facts = [*step.earlier.values(), *([step.fact] if step.fact else [])]
        if any(fact.kind == FINDING for fact in facts):
            return _Needed(())
        day = self._wording.day(horizon(self._as_of))
        return _Needed((self._phrases("no day", day=day),))

    def _more_to_come(self, step: Step) -> bool:
        """Whether a rule asks for more than the condition that did not hold."""
        logic = self._rule.logic
        if logic.unless:
            return step.asked != NoneMatches(logic.unless[-1])
        last = logic.when[-1]
        return not (step.pattern == last.name and last.tests and step.asked == last.tests[-1])


def _lines(telling: Telling, fact: Fact) -> str:
    shown = [f"{one.place}, {', '.join(one.sources)}" for one in telling.own_basis(fact)]
    return f"({'; '.join(shown)})"


def _test(step: Step) -> Test:
    assert not isinstance(step.asked, Exists | NoneMatches | InEffect)
    return step.asked


def _verdict_of_duty(step: Step) -> bool:
    if step.fact is None or step.fact.kind != "duty":
        return False
    return [(ref.pattern, ref.field) for ref in step.named] == [(None, "verdict")]


def _admitted(
    tests: Sequence[Test], kind: str, field: str, kinds: Mapping[str, FactKind]
) -> tuple[str, ...]:
    """The values of a field that meet those of the tests that ask about it alone."""
    about = [
        test
        for test in tests
        if {(ref.pattern, ref.field) for ref in references(test)} == {(None, field)}
    ]
    if not about:
        return ()
    rows = {value: Row(kind, {field: value}, 0, 1) for value in kinds[kind].fields[field].values}
    return tuple(
        value
        for value, row in rows.items()
        if all(test_holds(test, row, {}, date.min) for test in about)
    )
