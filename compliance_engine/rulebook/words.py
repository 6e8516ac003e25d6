"""What may not be said in the software's own voice, and what to say instead.

The words are the rulebook's, in its file ``words.yaml``: no pattern of its authors is ever run
as a regular expression. Rules, the program's own phrases and those texts of records that reach
the output are all held to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.documents.folding import EITHER, Folded, folded, of_several_alphabets
from compliance_engine.documents.model import Document, Model, validate
from compliance_engine.documents.text import shown
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.states import UnknownStateError, state_of_code

FILE = "words.yaml"

_FORM = re.compile(r"[^\W_]+(?:(?:,? |['’-])[^\W_]+|\([^\W_]+\))*\*?")
_GAP = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 6
"""How many letters a word has that is looked for where letters are spaced out."""

_Forms = Field(default=(), strict=False)


class InLanguage(Model):
    """Words of one language that are not said."""

    words: tuple[str, ...] = Field(strict=False, description="Whole words; * ends a stem")
    say: str = Field(description="What to say instead")
    except_: tuple[str, ...] = Field(
        default=(), strict=False, alias="except", description="Phrases that may contain them"
    )


class Never(Model):
    """Words that are not said, for one reason."""

    why: str
    en: InLanguage | None = None
    fr: InLanguage | None = None
    es: InLanguage | None = None


class OldNames(Model):
    """Names that a State no longer bears."""

    en: tuple[str, ...] = _Forms
    fr: tuple[str, ...] = _Forms
    es: tuple[str, ...] = _Forms
    except_: tuple[str, ...] = Field(default=(), strict=False, alias="except")


class WordsFile(Document):
    """The file of what is not said."""

    never: tuple[Never, ...] = Field(default=(), strict=False)
    never_of_commitments: tuple[Never, ...] = Field(default=(), strict=False)
    names: dict[str, OldNames] = Field(default={}, description="By the code of the State")


@dataclass(frozen=True)
class FoundWord:
    """A word that stands in a text from character `column` on, counted from 1."""

    column: int
    word: str
    why: str
    say: str

    @property
    def folded(self) -> str:
        """The word by which it is compared with others: without its case and its disguise."""
        return folded(self.word).text.replace(EITHER, "i").replace("l", "i")

    def problem(self, place: Place) -> Problem:
        """What is wrong at the place where the word stands."""
        what = f"'{shown(self.word)}' is not said: {self.why}"
        return Problem(place, what, f"Say instead: {self.say}.")


@dataclass(frozen=True)
class Entry:
    """Forms of one language that are not said, outside of the phrases that may contain them.

    All are folded: `whole` matches them as words, `within` the longer ones anywhere.
    """

    whole: re.Pattern[str]
    within: re.Pattern[str] | None
    allowed: re.Pattern[str] | None
    why: str
    say: str

    def found_in(self, read: Folded, text: str) -> Iterator[FoundWord]:
        """The words in a text that was folded, also those that are broken or spaced out."""
        texts = [(self.whole, read)]
        if (joined := read.joined()) is not None:
            texts.append((self.whole, joined))
        if self.within is not None:
            texts += [(self.within, one) for one in read.squeezed()]
        phrases = self.allowed.finditer(read.text) if self.allowed else ()
        allowed = [read.span(*one.span()) for one in phrases]
        for forms, of in texts:
            for one in forms.finditer(of.text):
                first, last = of.span(*one.span())
                if not any(begin <= first and last <= end for begin, end in allowed):
                    yield FoundWord(first + 1, text[first:last], self.why, self.say)


@dataclass(frozen=True)
class Words:
    """What is not said, by language; `of_commitments` in texts on political commitments."""

    always: Mapping[str, tuple[Entry, ...]]
    of_commitments: Mapping[str, tuple[Entry, ...]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of which it has words."""
        return tuple(language for language, entries in self.always.items() if entries)

    def found_in(
        self, text: str, language: str, *, commitment: bool = False
    ) -> tuple[FoundWord, ...]:
        """The words of `text` that are not said, in their order; gaps in braces are no words.

        They are found however they are disguised: see `documents.folding`.
        """
        entries = self.always.get(language, ())
        if commitment:
            entries += self.of_commitments.get(language, ())
        if not entries:
            return ()
        blank = _GAP.sub(lambda gap: " " * len(gap[0]), text)
        read = folded(blank)
        found = {one.column: one for one in _mixed(blank)}
        found |= {one.column: one for entry in entries for one in entry.found_in(read, blank)}
        return tuple(found[column] for column in sorted(found))


def _mixed(text: str) -> Iterator[FoundWord]:
    """The words that are written in letters of several alphabets, which hides what they are."""
    if not text.isascii():
        for one in _WORD.finditer(text):
            if of_several_alphabets(one[0]):
                why = "its letters are of several alphabets, which look alike"
                yield FoundWord(one.start() + 1, one[0], why, "the word in letters of one alphabet")


def load_words(folder: Path) -> Words:
    """The words of the rulebook in `folder`; none if it has no file of them.

    Raises InvalidInputError with every problem found.
    """
    path = folder / FILE
    if not is_there(path):
        return Words({}, {})
    file = validate(WordsFile, parse_yaml(read_text(path, FILE), FILE), FILE)
    if problems := list(_problems(file)):
        raise InvalidInputError(problems)
    languages = ("en", "fr", "es")
    return Words(
        {language: tuple(_always(file, language)) for language in languages},
        {language: tuple(_entries(file.never_of_commitments, language)) for language in languages},
    )


def _always(file: WordsFile, language: str) -> Iterator[Entry]:
    yield from _entries(file.never, language)
    for code, names in file.names.items():
        listed: tuple[str, ...] = getattr(names, language)
        if listed:
            say = state_of_code(code).names[language]
            why = "it is not the State's name in the United Nations"
            yield _entry(listed, names.except_, why, say)


def _entries(listed: Iterable[Never], language: str) -> Iterator[Entry]:
    for one in listed:
        said: InLanguage | None = getattr(one, language)
        if said is not None:
            yield _entry(said.words, said.except_, one.why, said.say)


def _entry(forms: tuple[str, ...], phrases: tuple[str, ...], why: str, say: str) -> Entry:
    long = [form for form in forms if sum(map(str.isalpha, form)) >= _LONG]
    within = re.compile("|".join(_squeezed(form) for form in long)) if long else None
    return Entry(_pattern(forms), within, _pattern(phrases) if phrases else None, why, say)


def _squeezed(form: str) -> str:
    """The letters of a form one after the other, as they are left where it is spaced out."""
    return _drawn(re.sub(r"\W", "", folded(form).text))


def _drawn(form: str) -> str:
    """A folded form as a pattern, which also matches what is drawn like an i or an l."""
    return "".join(f"[{c}{EITHER}]" if c in "il" else re.escape(c) for c in form)


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Matches the forms as whole words of a folded text, the longest first, over line breaks."""
    longest_first = sorted(forms, key=len, reverse=True)
    alternatives = "|".join(_form(form) for form in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _form(form: str) -> str:
    stem = _drawn(folded(form.removesuffix("*")).text).replace(r"\ ", r"\s+")
    return stem + (r"\w*" if form.endswith("*") else "")


def _problems(file: WordsFile) -> Iterator[Problem]:
    for one in (*file.never, *file.never_of_commitments):
        said = [part for part in (one.en, one.fr, one.es) if part is not None]
        if not said:
            remedy = "Add: en: {words: […], say: …}"
            yield Problem(one.place, "no language has words here", remedy)
        for part in said:
            if not part.words:
                yield Problem(part.place_of("words"), "lists no words", "List at least one.")
            yield from _bad_forms(part.words, part.place_of("words"))
            yield from _bad_forms(part.except_, part.place_of("except"))
            yield from _idle(part.except_, part.words, part.place_of("except"))
    for code, names in file.names.items():
        try:
            state_of_code(code)
        except UnknownStateError as error:
            yield Problem(names.place, str(error), error.remedy)
        everything = names.en + names.fr + names.es
        for key in ("en", "fr", "es", "except"):
            forms = names.except_ if key == "except" else getattr(names, key)
            yield from _bad_forms(forms, names.place_of(key))
        yield from _idle(names.except_, everything, names.place_of("except"))


def _bad_forms(forms: Iterable[str], place: Place) -> Iterator[Problem]:
    for form in forms:
        if _FORM.fullmatch(form) is None:
            yield Problem(
                place,
                f"{form!r} is not a word",
                "Write letters; a space, hyphen or apostrophe within; * only at the end.",
            )


def _idle(phrases: Iterable[str], words: tuple[str, ...], place: Place) -> Iterator[Problem]:
    """Exceptions that contain none of the words."""
    for phrase in phrases:
        if words and not _pattern(words).search(folded(phrase).text):
            yield Problem(place, f"'{phrase}' contains none of the words", "Remove it.")
