"""Puts the matters of a State into words, family by family, with the basis of each sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.inference.plain_conditions import test_holds
from compliance_engine.inference.rows import row_of
from compliance_engine.letters.drafting.basis import (
    Line,
    Row,
    row_of_citation,
    row_of_letter,
    rows_of,
)
from compliance_engine.letters.drafting.dossier import Dossier
from compliance_engine.letters.drafting.matters import Matter
from compliance_engine.letters.drafting.wording import CompleteWording, held, letters_cited, years
from compliance_engine.letters.model import PastLetter
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.conditions import fields_of, references
from compliance_engine.rulebook.letters.gaps import Before
from compliance_engine.rulebook.letters.model import (
    Concern,
    Family,
    Letters,
    Said,
    Sentence,
    Variant,
)
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.templates import Gap
from compliance_engine.rulebook.treaty import Meeting


@dataclass(frozen=True)
class Passage:
    """What a letter says of one family: a text, then items of a list, then the rest of the text."""

    family: Family
    matters: tuple[Matter, ...]
    text: str
    items: tuple[str, ...]
    rest: str
    lines: tuple[Line, ...]


class Writer:
    """Writes the passages of one letter, in one language."""

    def __init__(
        self,
        dossier: Dossier,
        rulebook: Rulebook,
        letters: Letters,
        language: str,
        meeting: Meeting | None = None,
    ) -> None:
        self._dossier = dossier
        self._rulebook = rulebook
        self._letters = letters
        self._language = language
        self._meeting = meeting
        self.wording = CompleteWording(dossier.state, dossier.as_of, language)

    def passages(self, found: Mapping[str, Sequence[Matter]]) -> Iterator[Passage]:
        """What is said of the matters of each family; letters written before are named once.

        Raises InvalidInputError for a sentence without a basis or a gap without a value.
        """
        present = [name for name, matters in found.items() if matters]
        named: set[tuple[PastLetter, ...]] = set()
        for name in present:
            family, matters = self._letters.families[name], found[name]
            written = self._written_before(family, matters)
            yield self._passage(
                family, matters, present, self._before(written, again=written in named)
            )
            named.add(written)

    def _passage(
        self,
        family: Family,
        matters: Sequence[Matter],
        present: Sequence[str],
        begins: Iterator[Line],
    ) -> Passage:
        before = [*begins]
        items: list[Line] = []
        after: list[Line] = []
        lines = list(before)
        says = [one for one in family.says if not {*one.not_with} & {*present}]
        groups_of = {one.place: [*self._groups(one, matters)] for one in says}
        has_list = any(len(groups) > 1 for groups in groups_of.values())
        for sentence in says:
            groups = groups_of[sentence.place]
            listed = has_list and (len(groups) > 1 or not sentence.each)
            said = [
                line
                for group in groups
                for line in self._said(sentence, family, group, matters, listed=listed)
            ]
            lines += said
            if len(groups) > 1 and not items:
                items = said
            else:
                (after if items else before).extend(said)
        return Passage(
            family,
            tuple(matters),
            _joined(before),
            tuple(one.sentence for one in items),
            _joined(after),
            tuple(lines),
        )

    def _groups(self, sentence: Sentence, matters: Sequence[Matter]) -> Iterator[Sequence[Matter]]:
        """The matters that a sentence is said of together: all, or those it does not tell apart."""
        if not sentence.each:
            yield matters
            return
        named = sorted({field for one in sentence.variants for field in _fields(one)})
        groups: dict[tuple[object, ...], list[Matter]] = {}
        for matter in matters:
            fields = matter.fact.fields if matter.fact else {}
            groups.setdefault(tuple(fields.get(name) for name in named), []).append(matter)
        yield from groups.values()

    def _said(
        self,
        sentence: Sentence,
        family: Family,
        group: Sequence[Matter],
        matters: Sequence[Matter],
        *,
        listed: bool,
    ) -> Iterator[Line]:
        many = len(self._written(group) if sentence.rests_on is Said.LETTERS else group)
        variant = next(
            (
                one
                for one in sentence.variants
                if (listed or not one.listed)
                and one.number in (None, "one" if many == 1 else "several")
                and self._holds(one, matters if one.of_all else group)
            ),
            None,
        )
        if variant is None:
            if sentence.each and isinstance(sentence.rests_on, Concern):
                what = f"the letter '{family.name}' has no sentence for this"
                remedy = f"Add a variant to the sentence at {sentence.place}."
                raise InvalidInputError([Problem(Place(group[0].id), what, remedy)])
            return
        fact = group[0].fact
        values = {fact.kind: fact.fields} if fact else {}
        said = self.wording.sentence(variant.texts, values, self._clauses(group))
        yield Line(said, self._rows(sentence, group))

    def _holds(self, variant: Variant, matters: Sequence[Matter]) -> bool:
        """Whether the condition of a variant holds of each of these matters."""
        if not variant.tests:
            return True
        for matter in matters:
            if matter.fact is None:
                return False
            row = row_of(matter.fact, self._rulebook.kinds)
            rows = {matter.fact.kind: row}
            if not all(test_holds(test, row, rows, self._dossier.as_of) for test in variant.tests):
                return False
        return True

    def _clauses(self, group: Sequence[Matter]) -> Mapping[str, str]:
        clauses = {"unit": self._letters.names["unit"][self._language]}
        periods = [one.fact.fields.get("period") for one in group if one.fact]
        if whole := [period for period in periods if isinstance(period, int)]:
            clauses["periods"] = years(whole, self._language)
        if written := self._written(group):
            cited = letters_cited(written, self._letters.letter_cited, self.wording)
            clauses["letters"] = cited
            if (answered := written[-1].answered) is not None:
                clauses["answered"] = self.wording.day(answered)
        if self._meeting is not None:
            clauses["meeting"] = self._letters.meetings[self._meeting.kind][self._language]
            clauses["held"] = held(self._meeting, self.wording)
        return clauses

    def _written(self, group: Sequence[Matter]) -> tuple[PastLetter, ...]:
        """The letters that were sent on some of these matters, the first one first."""
        replied = [one.letter for one in group if one.letter is not None]
        ids = {one.id for one in group}
        closing = {
            name for name, one in self._letters.families.items()
            if one.concerns in (Concern.REPLY, Concern.SETTLED)
        }  # fmt: skip
        found = replied or [
            one
            for one in self._dossier.past
            if one.sent is not None and ids & {*one.matters} and not closing & {*one.families}
        ]
        return tuple(sorted(found, key=lambda one: (one.sent or date.max, one.reference)))

    def _written_before(self, family: Family, matters: Sequence[Matter]) -> tuple[PastLetter, ...]:
        """The letters that a passage begins with: the last one alone, where it was answered."""
        if family.concerns in (Concern.REPLY, Concern.SETTLED):
            return ()
        written = self._written(matters)
        return written[-1:] if written and written[-1].answered is not None else written

    def _before(self, written: tuple[PastLetter, ...], *, again: bool) -> Iterator[Line]:
        """What was written before, and when; `again` where that has just been said."""
        if not written:
            return
        if again:
            how = Before.ALSO
        elif written[-1].answered is not None:
            how = Before.ANSWERED
        else:
            how = Before.ONCE if len(written) == 1 else Before.SEVERAL_TIMES
        clauses = {"letters": letters_cited(written, self._letters.letter_cited, self.wording)}
        said = self.wording.sentence(self._letters.written_before[how], {}, clauses)
        yield Line(said, tuple(row_of_letter(one, self._dossier.as_of) for one in written))

    def _rows(self, sentence: Sentence, group: Sequence[Matter]) -> tuple[Row, ...]:
        as_of = self._dossier.as_of
        match sentence.rests_on:
            case Said.COURTESY:
                return ()
            case Said.LETTERS:
                return tuple(row_of_letter(one, as_of) for one in self._written(group))
            case Citation() as citation:
                return (row_of_citation(citation, self._rulebook, as_of),)
            case _:
                return rows_of(group, self._dossier.record, as_of, self._language)


def _fields(variant: Variant) -> Iterator[str]:
    """The fields of a matter that a variant names, in its condition or in its gaps."""
    for test in variant.tests:
        yield from (one.field for one in references(test))
    for text in variant.texts.values():
        for part in text.parts:
            if isinstance(part, Gap) and part.expression is not None:
                yield from (one.field for one in fields_of(part.expression))


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(one.sentence for one in lines)
