"""Letters over time: from when an answer to each was awaited, and until when.

A letter holds from the latest possible day on which it was sent. Its answer counts from the
earliest possible day of it: so that no reminder falls due too early, nor of what was answered.
The day after which a reminder is due is counted from that of the letter, in calendar days: as many
as the letter says or, if it does not, the rulebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from compliance_engine.dates.counting import add_days
from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.model import Dated, Fact, FactValue, Working
from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Correspondence, Rulebook
from compliance_engine.rulebook.vocabulary import LETTER

AWAITED, ANSWERED, FOLLOWED = "answer awaited", "answered", "followed by another letter"
CLOSED, NOT_AWAITED = "closed", "no answer awaited"

_NOT_DUTIES = {"national implementation measures": "measure", "alleged matter": "case"}
"""What may not be known beside duties, and the kind of fact that tells of it."""


@dataclass(frozen=True)
class _Subject:
    """What a letter is about, as far as another letter can be about the same.

    A matter can be found by one rule at first and by another later: the article and the key, such
    as the year or the case, stay.
    """

    article: str
    key: str


@dataclass
class _Running:
    """A letter to which an answer is awaited, while those after it are gone through."""

    letter: SentLetter
    number: int
    left: set[_Subject]
    followed: date = FOREVER


def letter_facts(record: Record, rulebook: Rulebook) -> Iterator[Fact]:
    """Every letter on every day since it was sent, and each matter that it is about."""
    running: list[_Running] = []
    for letter in sorted(record.letters, key=lambda one: (one.sent.last, one.reference)):
        about = {matter: _subject(matter, rulebook) for matter in letter.matters}
        if letter.answer_awaited:
            running.append(_begun(letter, set(about.values()), running))
        for matter, subject in about.items():
            fields: dict[str, FactValue] = {
                "key": f"{letter.reference}/{matter}",
                "reference": letter.reference,
                "article": subject.article,
            }
            held = Span(letter.sent.last)
            yield Fact("matter", fields, held, (basis_of(record, letter),))
    awaited = {one.letter.reference: one for one in running}
    for letter in record.letters:
        running_on = awaited.get(letter.reference)
        yield from _facts(record, letter, running_on, rulebook.correspondence)


def _begun(letter: SentLetter, about: set[_Subject], earlier: list[_Running]) -> _Running:
    """The letter as the next one on its matters: it takes them over from those before it."""
    day = letter.sent.last
    before = [one for one in earlier if one.left & about and day < _ended(one.letter)]
    number = 1 + max((one.number for one in before), default=0)
    for one in before:
        one.left -= about
        if not one.left:
            one.followed = day
    return _Running(letter, number, set(about))


def _ended(letter: SentLetter) -> date:
    """The first day on which an answer to a letter is no longer awaited, if it is not followed."""
    return min(_from(letter.answered, letter), _from(letter.closed, letter))


def _from(when: PartialDate | None, letter: SentLetter) -> date:
    return FOREVER if when is None else max(when.first, letter.sent.last)


def _facts(
    record: Record, letter: SentLetter, running: _Running | None, default: Correspondence | None
) -> Iterator[Fact]:
    """A letter over time; the `default` is what holds where it does not say for how many days."""
    working: tuple[Working, ...] = ()
    fields: dict[str, FactValue] = {"key": letter.reference, "sent": Dated.latest(letter.sent)}
    if running is not None:
        fields["number"] = running.number
        days = letter.answer_within or (default.answer_within if default else None)
        if days is not None:
            fields["answer_within"] = days
            fields["awaited_until"] = add_days(letter.sent.last, days)
            if default is not None and default.explain:
                working = (Working(default.explain, {LETTER: dict(fields)}),)
    for (first, status), (until, _) in pairwise([*_turns(letter, running), (FOREVER, "")]):
        told: dict[str, FactValue] = {"status": status}
        if letter.answered is not None and first >= _from(letter.answered, letter):
            told["answered"] = Dated.earliest(letter.answered)
        held, basis = Span(first, until), (basis_of(record, letter),)
        yield Fact(LETTER, fields | told, held, basis, working if status == AWAITED else ())


def _turns(letter: SentLetter, running: _Running | None) -> Iterator[tuple[date, str]]:
    """The days from which on a letter stands otherwise than before, in order, and how."""
    turns = {letter.sent.last: AWAITED if running else NOT_AWAITED}
    followed = running.followed if running else FOREVER
    for status, day in (
        (FOLLOWED, followed),
        (ANSWERED, _from(letter.answered, letter)),
        (CLOSED, _from(letter.closed, letter)),
    ):
        if day < FOREVER:
            turns = {before: one for before, one in turns.items() if before < day}
            turns[day] = status
    yield from sorted(turns.items())


def _subject(matter: str, rulebook: Rulebook) -> _Subject:
    """What a matter is about: by its rule, as it is called now, or by its duty."""
    rules = {rule.id: rule.article for rule in rulebook.rules}
    former = {old: rules[new] for old, new in rulebook.renamed.items() if new in rules}
    duties = {duty.kind: duty.article for duty in rulebook.duties}
    others = {matter: rulebook.provision_on(kind) or "" for matter, kind in _NOT_DUTIES.items()}
    known = {**others, **duties, **former, **rules}
    for name in sorted(known, key=len, reverse=True):
        if matter == name or matter.startswith(f"{name}/"):
            return _Subject(known[name].partition("(")[0], matter[len(name) + 1 :])
    return _Subject("", matter)
