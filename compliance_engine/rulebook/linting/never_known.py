"""Conditions and gaps on fields that the duty, or the rule, they are about never has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance_engine.rulebook.conditions import FieldRef, Known, Test, references
from compliance_engine.rulebook.duty_fields import verdicts_with, why_never_of
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.placed import PlacedRule, PlacedTest, full, named_by, shown
from compliance_engine.rulebook.linting.possible import possible
from compliance_engine.rulebook.linting.reached import reached
from compliance_engine.rulebook.linting.remark import Remark, error
from compliance_engine.rulebook.model import Duty
from compliance_engine.rulebook.names import SUFFIX
from compliance_engine.rulebook.vocabulary import FINDING, KEY, FactKind

_DUTY = "duty"
_KIND, _VERDICT, _RULE = "kind", "verdict", "rule"
_OF_FINDINGS = (KEY, _RULE, "article", "nature", "follows_up")
"""What the conclusion of a rule tells of itself."""
_REMEDY = "Name another field, or another kind in the same pattern."


@dataclass(frozen=True)
class _Rulebook:
    """What is needed of the rulebook to tell which fields a fact can have."""

    duties: Mapping[str, Duty]
    rules: Mapping[str, PlacedRule]
    kinds: Mapping[str, FactKind]

    def made_by_findings(self, field: str) -> bool:
        """Whether a finding has a field of itself, whatever it is about."""
        others = [kind for kind in self.kinds.values() if kind.name != FINDING]
        return field in _OF_FINDINGS or not any(field in kind.fields for kind in others)


def never_known(pack: Pack) -> Iterator[Remark]:
    """Every condition and gap that names what is never known there."""
    duties = {duty.kind: duty for duty in pack.read.duties}
    rulebook = _Rulebook(duties, pack.rules, pack.read.kinds)
    for rule in pack.rules.values():
        yield from _of_patterns(rule, rulebook)
        yield from _of_messages(rule, rulebook)


def _of_patterns(rule: PlacedRule, rulebook: _Rulebook) -> Iterator[Remark]:
    asked = list(rule.in_effect)
    for pattern in (*rule.when, *rule.unless):
        tests = [*asked, *pattern.tests]
        if not possible(full(tests), rule.kinds):
            continue
        if pattern in rule.when:
            asked = tests
        for test in pattern.tests:
            yield from _of_test(test, full(tests), rule, rulebook)
        why = _never_found(pattern.name, full(tests), rule, rulebook)
        if why is not None:
            yield error(pattern.place, why, "Correct the verdict, or name another rule.")


def _of_messages(rule: PlacedRule, rulebook: _Rulebook) -> Iterator[Remark]:
    for message, tests in reached(rule):
        if not possible(tests, rule.kinds):
            continue
        for test in message.tests:
            yield from _of_test(test, tests, rule, rulebook)
        for language, gap in message.gaps():
            for ref in named_by(gap):
                why = _why_never(ref, tests, rule, rulebook)
                if Known(ref, negated=True) in tests:
                    why = f"it is said where '{ref}' is not known"
                if why is not None:
                    place = message.place_of(language, gap)
                    what = f"the gap {{{gap.expression}}} is always empty here: {why}"
                    yield error(place, what, "Leave it out, or say it in another message.")


def _of_test(
    test: PlacedTest, tests: Sequence[Test], rule: PlacedRule, rulebook: _Rulebook
) -> Iterator[Remark]:
    if isinstance(test.full, Known) and test.full.negated:
        return
    for ref in dict.fromkeys(references(test.full)):
        why = _why_never(ref, tests, rule, rulebook)
        if why is not None:
            yield error(test.place, f"'{shown(test.written)}' can never hold: {why}", _REMEDY)


def _why_never(
    ref: FieldRef, tests: Sequence[Test], rule: PlacedRule, rulebook: _Rulebook
) -> str | None:
    """Why the field of a pattern never has a value where the tests hold; None if it can have."""
    if ref.pattern is None or ref.pattern not in rule.kinds:
        return None
    match rule.kinds[ref.pattern].name:
        case "duty":
            return _never_of_duty(ref.pattern, ref.field, tests, rule, rulebook)
        case "finding":
            whys = [
                _never_of_finding(one, ref.field, rulebook)
                for one in rule.values_left(ref.pattern, _RULE, tests)
            ]
            return whys[0] if whys and None not in whys else None
        case _:
            return None


def _never_of_duty(
    pattern: str, field: str, tests: Sequence[Test], rule: PlacedRule, rulebook: _Rulebook
) -> str | None:
    kinds = rule.values_left(pattern, _KIND, tests)
    whys = [why_never_of(rulebook.duties[kind], field) for kind in kinds]
    if whys and None not in whys:
        return f"of the duty '{kinds[0]}', '{field}' is never known, since {whys[0]}"
    verdicts = rule.values_left(pattern, _VERDICT, tests)
    if verdicts and not set(verdicts) & set(verdicts_with(field)):
        listed = " or ".join(f"'{one}'" for one in verdicts)
        return f"'{field}' is never known of a duty that is {listed}"
    return None


def _never_of_finding(name: str, field: str, rulebook: _Rulebook) -> str | None:
    of = rulebook.rules.get(name + SUFFIX)
    if of is None or rulebook.made_by_findings(field):
        return None
    subject = of.when[0]
    kind = of.kinds[subject.name]
    if field not in kind.fields:
        return f"findings of {name} are on a {kind.name}, which has no '{field}'"
    if kind.name == _DUTY:
        return _never_of_duty(subject.name, field, full(of.asked), of, rulebook)
    return None


def _never_found(
    pattern: str, tests: Sequence[Test], rule: PlacedRule, rulebook: _Rulebook
) -> str | None:
    """Why no finding is of the rules and verdicts that a pattern asks for; None if one can be."""
    if rule.kinds[pattern].name != FINDING:
        return None
    found: set[str] = set()
    rules = rule.values_left(pattern, _RULE, tests)
    for name in rules:
        of = rulebook.rules.get(name + SUFFIX)
        asked = full(of.asked) if of is not None else []
        if of is None or of.when[0].kind != _DUTY or not possible(asked, of.kinds):
            return None
        found |= set(of.values_left(of.when[0].name, _VERDICT, asked))
    wanted = set(rule.values_left(pattern, _VERDICT, tests))
    if not rules or found & wanted:
        return None
    listed = " or ".join(f"'{one}'" for one in sorted(wanted))
    return f"{rules[0]} never finds a duty that is {listed}"
