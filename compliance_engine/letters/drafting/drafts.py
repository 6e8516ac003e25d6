"""From dossiers to drafts: each a letter in Word, its basis, and its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.findings.checking import finding_of
from compliance_engine.findings.language.wording import Wording
from compliance_engine.letters.drafting import basis_sheet, page
from compliance_engine.letters.drafting.archive import archived
from compliance_engine.letters.drafting.choosing import Chosen, chosen_passages
from compliance_engine.letters.drafting.dossier import Dossier
from compliance_engine.letters.drafting.guarding import INTERVAL, Withheld
from compliance_engine.letters.drafting.plain_text import everything_said, paragraphs_of, text_of
from compliance_engine.letters.drafting.right_to_left import in_language
from compliance_engine.letters.drafting.stationery import Stationery
from compliance_engine.letters.drafting.template import BODY
from compliance_engine.letters.drafting.watermark import watermarked
from compliance_engine.letters.drafting.writing import Passage, Writer
from compliance_engine.letters.model import Draft
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.letters.model import Letters
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.treaty import Meeting
from compliance_engine.rulebook.words import Words


@dataclass(frozen=True)
class Brief:
    """What letters are asked for, and how they are to look.

    `families` are those to be written, none for all that follow from findings and from what is
    not known; `rule` leaves only the findings of one rule. `language` is that of every letter, None
    for that of each State. Each is dated `day`. A matter rests for `interval` after a letter.
    """

    day: date
    form: str = page.NOTE_VERBALE
    language: str | None = None
    rule: str | None = None
    families: tuple[str, ...] = ()
    meeting: Meeting | None = None
    interval: timedelta = INTERVAL


@dataclass(frozen=True)
class Drafted:
    """A draft, with what an index of letters tells of it; `fields` are those of its template."""

    draft: Draft
    addressee: str
    form: str
    subject: str
    day: date
    fields: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Outcome:
    """What became of one State: its draft if there is one, and what was not written, and why.

    `problems` stopped the draft: a sentence without a basis, or words that are not said.
    """

    state: str
    drafted: Drafted | None
    withheld: tuple[Withheld, ...] = ()
    problems: tuple[Problem, ...] = ()


class Draftsman:
    """Drafts letters from one rulebook on one stationery."""

    def __init__(
        self,
        rulebook: Rulebook,
        letters: Letters,
        stationery: Stationery,
        words: Sequence[Words],
    ) -> None:
        """`words` are those that are not said."""
        self._rulebook = rulebook
        self._letters = letters
        self._stationery = stationery
        self._words = words

    def drafts_of(
        self,
        dossiers: Iterable[Dossier],
        brief: Brief,
        references: Callable[[Dossier], str] | None = None,
    ) -> Iterator[Outcome]:
        """What becomes of each State, in the order given.

        `references` gives each draft its reference, only once it is clear that there is one.
        """
        for dossier in dossiers:
            yield self.outcome(dossier, brief, references or preview_reference(brief))

    def outcome(
        self, dossier: Dossier, brief: Brief, reference: Callable[[Dossier], str]
    ) -> Outcome:
        """What becomes of one State."""
        code = dossier.state.code
        language = brief.language or self._letters.working_language.get(code)
        if language is None:
            what = "is in no language of letters/languages.yaml"
            remedy = "Add it there under the language to write in, or give --lang."
            return Outcome(code, None, (), (Problem(Place(code), what, remedy),))
        writer = Writer(dossier, self._rulebook, self._letters, language, brief.meeting)
        try:
            chosen = chosen_passages(dossier, brief, self._rulebook, self._letters, writer)
            if not chosen.passages:
                return Outcome(code, None, chosen.withheld)
            drafted = self._drafted(dossier, brief, writer, chosen, reference)
        except InvalidInputError as error:
            return Outcome(code, None, (), error.problems)
        return Outcome(code, drafted, chosen.withheld)

    def _drafted(
        self,
        dossier: Dossier,
        brief: Brief,
        writer: Writer,
        chosen: Chosen,
        reference: Callable[[Dossier], str],
    ) -> Drafted:
        language = writer.wording.language
        template = self._stationery.template(brief.form)
        values = page.fields_of(
            chosen.passages,
            dossier.state,
            self._letters,
            writer.wording,
            form=brief.form,
            reference="",
            day=brief.day,
        )
        self._check_words(template.filled(values), language, dossier.state.code)
        values["reference"] = name = reference(dossier)
        parts = in_language(template.filled(values), language)
        text = text_of(parts)
        letter = archived(watermarked(parts, self._letters.watermark[language]))
        lines = [line for passage in chosen.passages for line in passage.lines]
        sheet = basis_sheet.basis_sheet(
            self._stationery.basis,
            lines,
            title=name,
            about=f"{values['state']}, {dossier.as_of.isoformat()}",
            also=[*self._also(dossier, language)],
            fixed=_fixed(paragraphs_of(parts[BODY]), values),
            withheld=chosen.withheld,
            language=language,
        )
        draft = Draft(
            reference=name,
            state=dossier.state.code,
            language=language,
            as_of=dossier.as_of,
            families=tuple(one.family.name for one in chosen.passages),
            matters=_matters(chosen.passages),
            letter=letter,
            basis=sheet,
            text=text,
        )
        return Drafted(draft, values["addressee"], brief.form, values["subject"], brief.day, values)

    def _also(self, dossier: Dossier, language: str) -> Iterator[str]:
        """What bears on the State's standing, and on its relations with others under the treaty.

        A letter says nothing of these; whoever approves it should know of them.
        """
        wording = Wording(dossier.state, dossier.as_of, _spoken(language))
        yield from (wording.of_working(one) for one in dossier.notes)
        for one in dossier.found:
            between_states = one.finding.article.startswith("8") and not one.finding.rests_on
            if one.finding.follow_up is None and between_states:
                code, found = dossier.state.code, one.conclusion
                told = finding_of(code, found, self._rulebook, wording, dossier.as_of)
                yield f"{told.id}: {told.message}"

    def _check_words(self, parts: Mapping[str, bytes], language: str, code: str) -> None:
        """Refuses a letter, with its template, that says what is not said."""
        said = everything_said(parts)
        found = [one for words in self._words for one in words.found_in(said, language)]
        if found:
            raise InvalidInputError(one.problem(Place(f"letter to {code}")) for one in found)


def preview_reference(brief: Brief) -> Callable[[Dossier], str]:
    """References of drafts that are not registered: the same for the same State and day."""

    def reference(dossier: Dossier) -> str:
        seen = f"{dossier.state.code} {dossier.as_of} {brief.day} {brief.rule} {brief.families}"
        digest = sha256(seen.encode()).hexdigest()[:4].upper()
        return f"DRAFT-{dossier.state.code}-{brief.day:%Y%m%d}-{digest}"

    return reference


def _spoken(language: str) -> str:
    """The language in which the unit reads what is found."""
    return language if language in LANGUAGES else LANGUAGES[0]


def _matters(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.id for passage in passages for one in passage.matters))


def _fixed(paragraphs: Iterable[str], values: Mapping[str, Any]) -> Iterator[str]:
    """The paragraphs that the template says by itself: for whoever edits it to answer for."""
    said = {str(one) for one in values.values() if isinstance(one, str)}
    for matter in values["matters"]:
        said |= {matter.heading, matter.text, matter.rest, *matter.items}
    filled = {one for one in said if one}
    for paragraph in paragraphs:
        left = paragraph
        for one in sorted(filled, key=len, reverse=True):
            left = left.replace(one, "")
        if any(letter.isalpha() for letter in left):
            yield paragraph
