"""The fields of a letter, as its Word template names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from compliance_engine.findings.language.prose import capitalised
from compliance_engine.letters.drafting.template_language import TEXT, TEXTS, Records, Shape
from compliance_engine.letters.drafting.typesetting import typeset
from compliance_engine.letters.drafting.wording import CompleteWording
from compliance_engine.letters.drafting.writing import Passage
from compliance_engine.records.states import State
from compliance_engine.rulebook.letters.model import Letters

NOTE_VERBALE = "note-verbale"
LETTER = "letter"
FORMS = (NOTE_VERBALE, LETTER)


@dataclass(frozen=True)
class MatterFields:
    """What a template shows of a matter: its heading, if any, its text, a list, and the rest."""

    heading: str
    text: str
    items: tuple[str, ...]
    rest: str


_TEXTS = (
    "addressee", "closing", "committee", "contact", "convention", "dated", "form", "opening",
    "reference", "reference_label", "salutation", "signatory", "state", "subject", "unit",
)  # fmt: skip

FIELDS: Mapping[str, Shape] = {
    **dict.fromkeys(_TEXTS, TEXT),
    "matters": Records({"heading": TEXT, "text": TEXT, "items": TEXTS, "rest": TEXT}),
}
"""Every field of a letter; those of `matters` are within a loop over them."""

REQUIRED = ("reference", "dated", "addressee", "opening", "matters", "text", "items", "rest",
            "closing")  # fmt: skip
"""Those without which a template would leave out a part of the letter."""


def addressee(state: State, letters: Letters, wording: CompleteWording) -> str:
    """To whom the letter goes: the State's permanent mission, or that of an observer."""
    observes = state.code in letters.observers
    texts = letters.observer_mission if observes else letters.mission
    return wording.clause(texts, {})


def fields_of(
    passages: Sequence[Passage],
    state: State,
    letters: Letters,
    wording: CompleteWording,
    *,
    form: str,
    reference: str,
    day: date,
) -> dict[str, Any]:
    """The fields of a letter dated `day`."""
    language = wording.language
    of_form = letters.forms[form]
    names = {name: typeset(text[language], language) for name, text in letters.names.items()}
    mission = addressee(state, letters, wording)
    clauses = {**names, "mission": mission, "day": wording.day(day)}
    return {
        **names,
        "addressee": mission,
        "closing": wording.sentence(of_form.closing, {}, clauses),
        "contact": typeset(letters.contact[language], language),
        "dated": wording.clause(letters.written_at, {}, clauses),
        "form": of_form.title[language],
        "matters": [*_matters(passages, letters, language)],
        "opening": wording.sentence(of_form.opening, {}, clauses),
        "reference": reference,
        "reference_label": typeset(letters.reference_label[language], language),
        "salutation": of_form.salutation[language] if of_form.salutation else "",
        "signatory": wording.clause(of_form.signatory, {}, clauses) if of_form.signatory else "",
        "state": capitalised(typeset(wording.state(state), language)),
        "subject": _subject(passages, language),
    }


def _subject(passages: Sequence[Passage], language: str) -> str:
    """What the letter is about, in the words of its families."""
    between = " ; " if language == "fr" else "; "
    return typeset(between.join(one.family.title[language] for one in passages), language)


def _matters(
    passages: Sequence[Passage], letters: Letters, language: str
) -> Iterator[MatterFields]:
    """What each passage says, under a heading where the letter has matters of several articles."""
    several = len({one.family.article for one in passages}) > 1
    for passage, before in zip(passages, (None, *passages), strict=False):
        article = passage.family.article
        new = before is None or before.family.article != article
        heading = letters.headings[article][language] if several and new else ""
        heading = typeset(heading, language)
        yield MatterFields(heading, passage.text, passage.items, passage.rest)
