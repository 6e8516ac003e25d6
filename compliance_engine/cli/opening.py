"""Opens rules and records for a command, with every problem of both shown together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from compliance_engine.cache.entries import Cache
from compliance_engine.cache.naming import digest_of, digest_of_files, digest_of_program
from compliance_engine.cache.packing import UnpackingError, packed, unpacked
from compliance_engine.cli import options
from compliance_engine.cli.inputs import NO_CACHE, Inputs
from compliance_engine.cli.judgements import JudgementFolder
from compliance_engine.cli.letters_known import NO_LETTERS, KnownLetters
from compliance_engine.errors import InvalidInputError, Problem, UsageError

if TYPE_CHECKING:
    from compliance_engine.records.folder import RecordFolder
    from compliance_engine.rulebook.model import Rulebook
    from compliance_engine.rulebook.words import Words

READ = (".yaml", ".yml")
"""The files of a rulebook's folder that have a say in what it is."""


def open_inputs(
    records_folder: Path,
    rules_folder: Path,
    language: str = "en",
    cache: Cache = NO_CACHE,
    judgements_folder: Path | None = None,
    *,
    letters: KnownLetters = NO_LETTERS,
) -> Inputs:
    """Reads the rulebook, for a page in a language, and opens the folder of records.

    Judgements are beside the records, if no other folder is named. The `letters` are counted
    among what the records tell. No record may say that something happened after today, and no
    judgement that it was made then.

    Raises UsageError, or InvalidInputError with every problem of the rulebook, among them what it
    does not say in that language, and then of the records too.
    """
    from compliance_engine.records.folder import RecordFolder

    rulebook = _kept_rulebook(rules_folder, language, cache)
    folder = RecordFolder(records_folder)
    today = options.day_of_records()
    judgements = JudgementFolder(records_folder, judgements_folder, rules_folder, today)
    if rulebook is not None:
        words = partial(_words, rules_folder)
        return Inputs(rulebook, words, folder, judgements, cache, letters=letters, today=today)
    return _read_inputs(folder, judgements, rules_folder, language, cache, letters=letters)


def load_inputs(
    records_folder: Path,
    rules_folder: Path,
    language: str = "en",
    cache: Cache = NO_CACHE,
    judgements_folder: Path | None = None,
    *,
    letters: KnownLetters = NO_LETTERS,
) -> Inputs:
    """Reads the rulebook and sees to it that all records and judgements are valid.

    Raises InvalidInputError with every problem of all these, or UsageError.
    """
    inputs = open_inputs(
        records_folder, rules_folder, language, cache, judgements_folder, letters=letters
    )
    inputs.check_records()
    return inputs


def _read_inputs(
    folder: RecordFolder,
    judgements: JudgementFolder,
    rules_folder: Path,
    language: str,
    cache: Cache,
    *,
    letters: KnownLetters,
) -> Inputs:
    from compliance_engine.rulebook.languages import missing_translations
    from compliance_engine.rulebook.loading import load_rulebook
    from compliance_engine.rulebook.words import Words

    problems: list[Problem] = []
    rulebook, words = None, Words({}, {})
    name = _name_of(rules_folder, language, cache)
    try:
        rulebook = load_rulebook(rules_folder)
        problems += missing_translations(rulebook, language)
    except InvalidInputError as error:
        problems += error.problems
    try:
        words = _words(rules_folder)
    except InvalidInputError as error:
        problems += error.problems
    if rulebook is None or problems:
        problems += _problems_of(folder, judgements, rulebook, words)
        raise InvalidInputError(problems)
    if name is not None and name == _name_of(rules_folder, language, cache):
        cache.put(name, packed(rulebook, {}))
    today = options.day_of_records()
    return Inputs(rulebook, lambda: words, folder, judgements, cache, letters=letters, today=today)


def _kept_rulebook(rules_folder: Path, language: str, cache: Cache) -> Rulebook | None:
    """The rulebook from the cache, if it was found to be without a problem."""
    name = _name_of(rules_folder, language, cache)
    content = cache.get(name) if name is not None else None
    if content is None:
        return None
    from compliance_engine.rulebook.model import Rulebook

    try:
        kept = unpacked(content, {})
    except UnpackingError:
        return None
    return kept if isinstance(kept, Rulebook) else None


def _name_of(rules_folder: Path, language: str, cache: Cache) -> str | None:
    """The name of a rulebook in the cache; None where it keeps nothing, or files are unreadable."""
    if not cache.keeps:
        return None
    try:
        files = digest_of_files(rules_folder, READ)
    except OSError:
        return None
    return digest_of("rulebook", digest_of_program(), files, language)


def _words(rules_folder: Path) -> Words:
    from compliance_engine.rulebook.words import load_words

    return load_words(rules_folder)


def _problems_of(
    folder: RecordFolder, judgements: JudgementFolder, rulebook: Rulebook | None, words: Words
) -> Iterator[Problem]:
    """What is wrong with records and judgements, beside a rulebook that has problems itself."""
    from compliance_engine.records.sharing import shared_names

    yield from folder.misnamed
    yield from judgements.problems(folder, rulebook, words)
    read = folder.read
    if rulebook is not None:
        today = options.day_of_records()
        read = Inputs(rulebook, lambda: words, folder, judgements, today=today).record
    for code in folder.digests:
        try:
            read(code)
        except InvalidInputError as error:
            yield from error.problems
    yield from shared_names(folder.texts())


def check_day(as_of: date, rulebook: Rulebook) -> None:
    """Refuses a day on which the treaty was not in force. Raises UsageError."""
    treaty = rulebook.treaty
    if as_of < treaty.in_force:
        raise UsageError(
            f"the {treaty.title['en']} entered into force on {treaty.in_force}; "
            f"there is nothing to check as of {as_of}"
        )
