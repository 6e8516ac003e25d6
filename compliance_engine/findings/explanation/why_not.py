"""Why a rule finds nothing: what is now, what would have to be different, and from when.

Days are found by trying the condition over time, on the record as it stands. Where something
that the record does not hold would have to happen, or be known, the earliest day on which it
could is given, and is not called certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.counting import add_days
from compliance_engine.facts.model import Fact
from compliance_engine.findings.explanation.duties_wanting import DutiesWanting, Needed, admitted
from compliance_engine.findings.explanation.steps import (
    Exists,
    Explanation,
    InEffect,
    NoneMatches,
    Step,
    asks_which,
)
from compliance_engine.findings.explanation.steps_in_words import StepsInWords
from compliance_engine.findings.explanation.telling import Telling
from compliance_engine.findings.explanation.turning import OverTime, Turning, horizon
from compliance_engine.findings.language.wording import Wording
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.conditions import Test
from compliance_engine.rulebook.model import Rule, Rulebook
from compliance_engine.rulebook.vocabulary import FINDING


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
        self._wording = wording
        self._telling = telling
        self._over_time = over_time
        self._state = state
        self._as_of = as_of
        self._steps = StepsInWords(rule, rulebook, wording.language)
        self._duties = DutiesWanting(wording, telling, over_time)
        self._phrases = Phrases("explain", wording.language)

    def of(self, explanation: Explanation) -> WhyNot:
        """Of an explanation without a conclusion."""
        step = self._really_asked(explanation.steps[-1])
        failing = self._phrases("asked", asked=self._steps.asked(step))
        turning = self._over_time.turning(step)
        now = self._now(step)
        if turning.first is not None:
            needed = Needed((self._from(step, turning.first, explanation),), turning.first)
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
        seen = self._steps.seen(step)
        if isinstance(step.asked, NoneMatches):
            if fact.kind == "duty":
                return self._phrases("blocked", lines=lines), self._telling.known(fact)
            return (self._phrases("blocked by", lines=lines, seen=seen),)
        if _verdict_of_duty(step):
            return (self._telling.known(fact),)
        ref = step.named[0] if len(step.named) == 1 else None
        if ref is not None and ref.pattern is None and isinstance(step.value(ref), str | bool):
            since = self._wording.day(self._over_time.since(fact, ref.field))
            return (self._phrases("now since", seen=seen, day=since, lines=lines),)
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

    def _needed(self, step: Step, turning: Turning) -> Needed:
        match step.asked:
            case InEffect(span=span):
                last = self._wording.day(add_days(span.until, -1))
                return Needed((self._phrases("applied until", day=last),), possible=False)
            case Exists(pattern=pattern):
                if pattern.kind == FINDING:
                    return self._finding_needed(pattern.tests)
                return self._nothing_on_record(turning)
            case NoneMatches():
                return Needed((self._phrases("unblocked"),), possible=False)
        if step.fact is not None and _verdict_of_duty(step):
            wanted = admitted([_test(step)], "duty", "verdict", self._kinds)
            needed = self._duties.needed(step.fact, wanted, self._as_of)
            return needed if needed is not None else self._never(step)
        return self._never(step)

    def _nothing_on_record(self, turning: Turning) -> Needed:
        if turning.before is not None:
            last = self._wording.day(add_days(turning.before.until, -1))
            return Needed((self._phrases("on record until", day=last),))
        day = self._wording.day(horizon(self._as_of))
        return Needed((self._phrases("nothing on record", day=day),))

    def _finding_needed(self, tests: Sequence[Test]) -> Needed:
        """The findings of the first level that would have to be made."""
        rules = admitted(tests, FINDING, "rule", self._kinds)
        if not rules:
            return Needed(())
        titles = self._steps.titles(rules)
        said = self._phrases("finding needed", titles=titles, state=self._state, rule=rules[0])
        return Needed((said,))

    def _never(self, step: Step) -> Needed:
        """Of a condition that the record, as it stands, never makes hold again."""
        facts = [*step.earlier.values(), *([step.fact] if step.fact else [])]
        if any(fact.kind == FINDING for fact in facts):
            return Needed(())
        day = self._wording.day(horizon(self._as_of))
        return Needed((self._phrases("no day", day=day),))

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
