"""The texts of a record that a rulebook puts into its sentences, and the words that they hold.

Which texts reach the output is decided by what the messages and explanations name. Notes, titles
of sources and what else a record quotes are shown as quotations only, and are not held to
the software's own choice of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance_engine.documents.model import Model
from compliance_engine.errors import Problem
from compliance_engine.records.model import Record
from compliance_engine.rulebook.conditions import FieldRef
from compliance_engine.rulebook.model import Duty, Rule, Rulebook, Yearly
from compliance_engine.rulebook.templates import Gap, Texts
from compliance_engine.rulebook.treaty import Explanation, Treaty
from compliance_engine.rulebook.words import Words

LANGUAGE = "en"
"""The language in which records are written."""

Named = tuple[str, str]
"""A kind of fact and one of its fields."""


def word_problems(record: Record, shown: frozenset[Named], words: Words) -> Iterator[Problem]:
    """Words that are not said, in texts of the record that become fields which are `shown`."""
    for named, part, key in texts_of(record):
        text = getattr(part, key)
        if named in shown and text is not None:
            for word in words.found_in(text, LANGUAGE):
                yield word.problem(part.place_within(key, word.column))


def texts_of(record: Record) -> Iterator[tuple[Named, Model, str]]:
    """Texts that become fields of facts: the field, and the part and key that it comes from."""
    for entry in record.membership:
        yield ("membership", "reason"), entry, "in_force_reason"
    for event in record.events:
        yield ("notice", "what"), event, "what"
    for case in record.article_1.cases:
        for key in ("alleged_by", "location", "summary"):
            yield ("case", key), case, key
        yield ("case", "said_by"), case, "alleged_by"
    for request in record.article_8.requests:
        yield ("duty", "by"), request, "by"
    for measure in record.article_9:
        yield ("measure", "law"), measure, "law"


def fields_named(rulebook: Rulebook) -> frozenset[Named]:
    """Every field that a message or an explanation of the rulebook shows."""
    named = [*_of_treaty(rulebook.treaty)]
    for rule in rulebook.rules:
        named += _of_rule(rule)
    for duty in rulebook.duties:
        named += _of_duty(duty)
    return frozenset(named)


def _of_rule(rule: Rule) -> Iterator[Named]:
    kinds = {pattern.name: pattern.kind for pattern in rule.logic.when}
    for pattern, field in _gaps(message.texts for message in rule.messages):
        yield kinds[pattern], field


def _of_duty(duty: Duty) -> Iterator[Named]:
    yield from _gaps([duty.explain, duty.explain_extended, duty.explain_later_date])
    if isinstance(duty.recurrence, Yearly):
        why = duty.recurrence
        yield from _gaps([why.explain_before_first, why.explain_coincides, why.explain_not_bound])


def _of_treaty(treaty: Treaty) -> Iterator[Named]:
    said: list[Explanation | None] = [
        treaty.explain,
        treaty.explain_first,
        treaty.explain_stated,
        treaty.provisional.explain if treaty.provisional else None,
        *treaty.notices.values(),
    ]
    if treaty.withdrawal is not None:
        said.append(treaty.withdrawal.explain)
        if (deferral := treaty.withdrawal.deferral) is not None:
            said += [deferral.pending, deferral.unknown, deferral.ended]
    yield from _gaps(one.texts for one in said if one is not None)


def _gaps(all_of: Iterable[Texts]) -> Iterator[Named]:
    """The pattern and field of every gap that shows one."""
    for texts in all_of:
        for template in texts.values():
            for part in template.parts:
                if isinstance(part, Gap) and isinstance(part.expression, FieldRef):
                    yield part.expression.pattern or "", part.expression.field
