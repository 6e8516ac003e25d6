"""Reads the texts of letters from the folder of a rulebook, with everything wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from compliance_engine.documents.files import read_text
from compliance_engine.documents.folders import listed
from compliance_engine.documents.model import Document, validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.records.states import UnknownStateError, state_of_code
from compliance_engine.rulebook.letters.compiling import compile_family, compile_letters
from compliance_engine.rulebook.letters.files import FamilyFile, LanguagesFile, LetterFile
from compliance_engine.rulebook.letters.model import Family, Letters
from compliance_engine.rulebook.names import SUFFIX
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.vocabulary import FactKind
from compliance_engine.suggestions import did_you_mean

FOLDER = "letters"
FAMILIES = f"{FOLDER}/families"
LETTER = f"{FOLDER}/letter.yaml"
LANGUAGES = f"{FOLDER}/languages.yaml"

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class LettersRead:
    """What could be read of the texts of letters, and every problem found."""

    letters: Letters | None
    families: Mapping[str, Family]
    problems: tuple[Problem, ...]


def load_letters(folder: Path, kinds: Mapping[str, FactKind]) -> Letters:
    """The texts of letters in the rulebook at `folder`, whose facts are of these `kinds`.

    Raises UsageError if it has none, InvalidInputError with every problem found.
    """
    if not (folder / FOLDER).is_dir():
        raise UsageError(
            f"the rulebook in {folder} has no letters: they are files in its folder {FOLDER}/"
        )
    read = read_letters(folder, kinds)
    if read.letters is None:
        raise InvalidInputError(read.problems)
    return read.letters


def read_letters(folder: Path, kinds: Mapping[str, FactKind]) -> LettersRead:
    """What can be read of the texts of letters in the rulebook at `folder`."""
    problems: list[Problem] = []
    shared = _read(folder, LETTER, LetterFile, problems)
    languages = _read(folder, LANGUAGES, LanguagesFile, problems)
    families: dict[str, Family] = {}
    found = listed(folder / FAMILIES, SUFFIX, within=f"{FAMILIES}/")
    problems += found.problems
    for name in (one.removesuffix(SUFFIX) for one in found.paths):
        file = _read(folder, f"{FAMILIES}/{name}{SUFFIX}", FamilyFile, problems)
        if file is not None:
            reading = Reading()
            families[name] = compile_family(name, file, kinds, reading)
            problems += reading.problems
            if shared is not None:
                problems += _heading_missing(file, shared)
    if not problems:
        problems += _names_of_families(families)
    if languages is not None:
        problems += _language_problems(languages)
    if shared is None or languages is None or problems:
        return LettersRead(None, families, tuple(sorted(set(problems))))
    reading = Reading()
    letters = compile_letters(shared, languages, families, reading)
    problems += reading.problems
    return LettersRead(None if problems else letters, families, tuple(sorted(set(problems))))


def _read(folder: Path, name: str, model: type[D], problems: list[Problem]) -> D | None:
    try:
        return validate(model, parse_yaml(read_text(folder / name, name), name), name)
    except InvalidInputError as error:
        problems += error.problems
        return None


def _heading_missing(file: FamilyFile, shared: LetterFile) -> Iterator[Problem]:
    if file.article not in shared.headings:
        yield Problem(
            file.place_of("article"),
            f"there is no heading for Article {file.article}",
            f"Add one under 'headings' in {LETTER}.",
        )


def _names_of_families(families: Mapping[str, Family]) -> Iterator[Problem]:
    for family in families.values():
        place = Place(f"{FAMILIES}/{family.name}.yaml")
        named = [*family.instead_of, *(one for said in family.says for one in said.not_with)]
        for name in named:
            if name not in families:
                remedy = did_you_mean(name, families, f"Families: {', '.join(families)}.")
                yield Problem(place, f"there is no family '{name}'", remedy)


def _language_problems(file: LanguagesFile) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for language in type(file.languages).model_fields:
        place = file.languages.place_of(language)
        for code in getattr(file.languages, language):
            try:
                state_of_code(code)
            except UnknownStateError as error:
                yield Problem(place, str(error), error.remedy)
            if code in seen:
                what = f"{code} is written to in two languages, {seen[code]} and {language}"
                yield Problem(place, what, "Leave one.")
            seen[code] = language
