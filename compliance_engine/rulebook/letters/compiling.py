"""Turns the files of letters into values; what cannot be read becomes a problem at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from compliance_engine.errors import Problem
from compliance_engine.rulebook.citation import Citation, CitationError
from compliance_engine.rulebook.conditions import FieldRef, Test
from compliance_engine.rulebook.letters.files import (
    FamilyFile,
    FormFile,
    LanguagesFile,
    LetterFile,
    LetterText,
    SentenceFile,
)
from compliance_engine.rulebook.letters.gaps import (
    OF_FAMILIES,
    OF_FORMS,
    OF_LETTERS_CITED,
    OF_WRITTEN_BEFORE,
    Before,
)
from compliance_engine.rulebook.letters.model import (
    Concern,
    Family,
    Form,
    Letters,
    Said,
    Sentence,
    Variant,
)
from compliance_engine.rulebook.parsing import Scope
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.templates import Gap, Texts
from compliance_engine.rulebook.vocabulary import FactKind
from compliance_engine.suggestions import did_you_mean


def compile_family(
    name: str, file: FamilyFile, kinds: Mapping[str, FactKind], reading: Reading
) -> Family:
    """A family; the gaps of its sentences name the fields of the fact that it is `about`."""
    named: dict[str, FactKind] = {}
    if file.about is not None:
        if file.about in kinds:
            named[file.about] = kinds[file.about]
        else:
            remedy = did_you_mean(file.about, kinds, f"Kinds of facts: {', '.join(kinds)}.")
            what = f"there is no kind of fact '{file.about}'"
            reading.problems.append(Problem(file.place_of("about"), what, remedy))
    concern = Concern(file.concerns)
    return Family(
        name,
        file.title.by_language(),
        concern,
        file.about,
        file.matters,
        file.latest,
        file.article,
        file.order,
        file.instead_of,
        tuple(_sentence(one, concern, named, reading) for one in file.says),
    )


def _sentence(
    file: SentenceFile, concern: Concern, named: Mapping[str, FactKind], reading: Reading
) -> Sentence:
    variants = []
    for one in file.text:
        tests: tuple[Test, ...] = ()
        if one.if_ is not None:
            place = partial(one.place_within, "if")
            tests = reading.condition(one.if_, Scope(None, named), place)
        texts = reading.texts(one.by_language(), named, one.place_within, OF_FAMILIES)
        variants.append(Variant(tests, one.number, one.listed, one.of_all, texts))
    if not variants:
        what = "says nothing"
        reading.problems.append(Problem(file.place_of("text"), what, "Add: text: [{en: …}]"))
    if not file.each and concern not in _OF_ONE_MATTER and any(map(_names_a_field, variants)):
        what = "names fields of a matter, of which there can be several"
        reading.problems.append(Problem(file.place, what, "Add: each: true"))
    return Sentence(
        _basis(file, concern, reading), file.each, file.not_with, tuple(variants), file.place
    )


_OF_ONE_MATTER = (Concern.MEETING, Concern.REPLY)


def _names_a_field(variant: Variant) -> bool:
    gaps = (part for text in variant.texts.values() for part in text.parts)
    return any(isinstance(gap, Gap) and isinstance(gap.expression, FieldRef) for gap in gaps)


def _basis(file: SentenceFile, concern: Concern, reading: Reading) -> Concern | Said | Citation:
    """What a sentence rests on: its own matters, letters, a provision, or a courtesy."""
    if file.rests_on == concern:
        return concern
    if file.rests_on in tuple(Said):
        return Said(file.rests_on)
    try:
        return Citation.parse(file.rests_on)
    except CitationError:
        names = (str(concern), *map(str, Said))
        remedy = did_you_mean(
            file.rests_on,
            names,
            f"Write {', '.join(names)}, or what is cited, such as APMBC 7(2).",
        )
        what = f"'{file.rests_on}' is nothing that a sentence of this family can rest on"
        reading.problems.append(Problem(file.place_of("rests_on"), what, remedy))
        return Said.COURTESY


def compile_letters(
    file: LetterFile,
    languages: LanguagesFile,
    families: Mapping[str, Family],
    reading: Reading,
) -> Letters:
    """All that letters are made of."""

    def texts(text: LetterText, gaps: Iterable[str]) -> Texts:
        return reading.texts(text.by_language(), {}, text.place_within, tuple(gaps))

    def form(one: FormFile) -> Form:
        return Form(
            one.title.by_language(),
            one.salutation.by_language() if one.salutation else None,
            texts(one.opening, OF_FORMS),
            texts(one.closing, OF_FORMS),
            texts(one.signatory, OF_FORMS) if one.signatory else None,
        )

    before = {Before(one.if_): texts(one, OF_WRITTEN_BEFORE) for one in file.written_before}
    for missing in Before:
        if missing not in before:
            what = f"nothing is said for '{missing}'"
            problem = Problem(file.place_of("written_before"), what, f"Add: if: {missing}")
            reading.problems.append(problem)
    in_order = sorted(families.values(), key=lambda family: (family.order, family.name))
    return Letters(
        names={name: getattr(file.names, name).by_language() for name in _NAMES},
        written_at=texts(file.written_at, ("day",)),
        reference_label=file.reference_label.by_language(),
        watermark=file.watermark.by_language(),
        contact=file.contact.by_language(),
        mission=texts(file.mission, ()),
        observer_mission=texts(file.observer_mission, ()),
        observers=file.observers,
        forms={"note-verbale": form(file.forms.note_verbale), "letter": form(file.forms.letter)},
        headings={article: text.by_language() for article, text in file.headings.items()},
        written_before=before,
        letter_cited=texts(file.letter_cited, OF_LETTERS_CITED),
        meetings={kind: text.by_language() for kind, text in file.meetings.items()},
        families={family.name: family for family in in_order},
        working_language={
            code: language
            for language in type(languages.languages).model_fields
            for code in getattr(languages.languages, language)
        },
        languages=_spoken(file, families),
    )


_NAMES = ("committee", "convention", "unit")


def _spoken(file: LetterFile, families: Mapping[str, Family]) -> tuple[str, ...]:
    """The languages in which every text of letters is there."""
    spoken = set(file.mission.by_language())
    for text in _texts_of(file):
        spoken &= set(text.by_language())
    for family in families.values():
        for said in family.says:
            for one in said.variants:
                spoken &= set(one.texts)
    return tuple(language for language in LetterText.model_fields if language in spoken)


def _texts_of(part: object) -> Iterable[LetterText]:
    from compliance_engine.documents.model import Model

    match part:
        case LetterText():
            yield part
        case Model():
            for name in type(part).model_fields:
                yield from _texts_of(getattr(part, name))
        case Mapping():
            for value in part.values():
                yield from _texts_of(value)
        case tuple():
            for value in part:
                yield from _texts_of(value)
