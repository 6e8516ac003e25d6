"""Gaps that may stay empty: what they show is not always known of the duty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compliance_engine.rulebook.conditions import FieldRef, Known, Test
from compliance_engine.rulebook.duty_fields import verdicts_surely_with, why_never_of
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.placed import PlacedRule, named_by
from compliance_engine.rulebook.linting.possible import named_fields, possible
from compliance_engine.rulebook.linting.reached import reached
from compliance_engine.rulebook.linting.remark import Remark, note
from compliance_engine.rulebook.model import Duty

_DUTY = "duty"


def unsure_gaps(pack: Pack) -> Iterator[Remark]:
    """Every gap of a message that shows what is not known in each of its cases."""
    duties = {duty.kind: duty for duty in pack.read.duties}
    for rule in pack.rules.values():
        for message, tests in reached(rule):
            if not possible(tests, rule.kinds):
                continue
            for language, gap in message.gaps():
                for ref in named_by(gap):
                    if (when := _may_be_missing(ref, tests, rule, duties)) is not None:
                        yield note(
                            message.place_of(language, gap),
                            f"the gap {{{gap.expression}}} may be empty here: of a duty that is "
                            f"{when}, '{ref.field}' is not always known",
                            f"Ask for known({ref}) in 'if', and say the rest in another message.",
                        )


def _may_be_missing(
    ref: FieldRef, tests: Sequence[Test], rule: PlacedRule, duties: Mapping[str, Duty]
) -> str | None:
    """The verdicts with which a field may have no value; None if it surely has, or never can."""
    pattern = ref.pattern or ""
    if ref in named_fields(tests) or Known(ref, negated=True) in tests:
        return None
    if rule.kinds[pattern].name != _DUTY:
        return None
    kinds = [duties[kind] for kind in rule.values_left(pattern, "kind", tests)]
    verdicts = rule.values_left(pattern, "verdict", tests)
    sure = verdicts_surely_with(ref.field)
    unsure = [one for one in verdicts if one not in sure]
    if all(why_never_of(duty, ref.field) for duty in kinds) or not kinds:
        return None
    if any(why_never_of(duty, ref.field) for duty in kinds):
        return f"of another kind than '{next(_carrying(kinds, ref.field))}'"
    return " or ".join(f"'{one}'" for one in unsure) or None


def _carrying(duties: Sequence[Duty], field: str) -> Iterator[str]:
    return (duty.kind for duty in duties if why_never_of(duty, field) is None)
