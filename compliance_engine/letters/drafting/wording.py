"""Sentences of letters with every gap filled: none is ever left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.facts.model import FactValue
from compliance_engine.findings.language.resting import alleging_in_words
from compliance_engine.findings.language.wording import NO_CLAUSES, Wording
from compliance_engine.letters.drafting.listing import spans_of
from compliance_engine.letters.drafting.typesetting import typeset
from compliance_engine.letters.model import PastLetter
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State
from compliance_engine.rulebook.templates import STATE, Gap, Texts
from compliance_engine.rulebook.treaty import Meeting

AND = {"en": "and", "fr": "et", "es": "y", "ru": "и", "zh": "和", "ar": "و"}
_TO = {"en": "to", "fr": "à", "es": "a", "ru": "–", "zh": "至", "ar": "–"}


class CompleteWording(Wording):
    """Fills sentences for one State. A gap without a value raises InvalidInputError."""

    def __init__(self, state: State, as_of: date, language: str) -> None:
        super().__init__(state, as_of, language)
        self._code = state.code

    def clause(
        self,
        texts: Texts,
        values: Mapping[str, Mapping[str, FactValue]],
        clauses: Mapping[str, str] = NO_CLAUSES,
    ) -> str:
        """A part of a sentence with its gaps filled, set so that its lines end well."""
        return typeset(super().clause(texts, values, clauses), self._language)

    def _gap(self, gap: Gap, values: Mapping[str, Mapping[str, FactValue]]) -> str | State:
        if gap.expression is None and gap.filled_by != STATE:
            raise self._without(f"{{{gap.filled_by}}}")
        value = None if gap.expression is None else self._value(gap.expression, values)
        if isinstance(value, Saying) and self._state is not None:
            return alleging_in_words(value, self._state, self._language)
        said = super()._gap(gap, values)
        if isinstance(said, str) and said.strip() in ("", "…"):
            raise self._without(f"{{{gap.expression}}}")
        return said

    def _without(self, gap: str) -> InvalidInputError:
        what = f"a sentence of the letter has no value for {gap}"
        remedy = "Give the record what it lacks, or waive the finding for this letter."
        return InvalidInputError([Problem(Place(self._code), what, remedy)])


def listed(parts: Sequence[str], language: str) -> str:
    """One, two and three."""
    if len(parts) < 2:
        return "".join(parts)
    joined = AND[language]
    if language == "es" and parts[-1].casefold().startswith(("i", "hi")):
        joined = "e"
    return f"{', '.join(parts[:-1])} {joined} {parts[-1]}"


def years(periods: Sequence[int], language: str) -> str:
    """Years in their order, three and more in a row as a span: 2005 to 2010, 2012 and 2013."""
    parts = []
    for span in spans_of(periods):
        if len(span) > 2:
            parts.append(f"{span[0]} {_TO[language]} {span[-1]}")
        else:
            parts += map(str, span)
    return listed(parts, language)


def letters_cited(letters: Sequence[PastLetter], cited: Texts, wording: Wording) -> str:
    """Of 3 March 2026 (reference CCC/2026/12) and of 9 June 2026 (reference CCC/2026/40)."""
    said = [
        wording.clause(cited, {}, {"day": wording.day(one.sent), "reference": one.reference})
        for one in letters
        if one.sent is not None
    ]
    return listed(said, wording.language)


def held(meeting: Meeting, wording: Wording) -> str:
    """From 1 to 5 December 2025; where only the year or month is known, in 2026."""
    opens, closes = meeting.opens, meeting.closes
    if not (opens.exact and closes.exact) or opens.first == closes.first:
        return wording.date(opens, with_word=True)
    first, last = wording.day(opens.first), wording.day(closes.first)
    if opens.first.year == closes.first.year:
        words, others = first.split(" "), last.split(" ")
        while words and others and words[-1] == others[-1]:
            words, others = words[:-1], others[:-1]
        first = " ".join(words).removesuffix(" de")
    match wording.language:
        case "en":
            return f"from {first} to {last}"
        case "fr":
            return f"du {first} au {last}"
        case "es":
            return f"del {first} al {last}"
        case _:
            return f"{first} – {last}"
