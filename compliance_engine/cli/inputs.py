"""The records and rules that a command works on, with every problem of both shown together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from compliance_engine.cache import Cache, digest_of, digest_of_program
from compliance_engine.cli.filters import article_of, article_order, is_within
from compliance_engine.cli.progress import watched
from compliance_engine.errors import EngineError, InvalidInputError, Problem, UsageError
from compliance_engine.facts import consistency_problems, fields_named, word_problems
from compliance_engine.records import Record, RecordFolder, UnknownStateError, find_state
from compliance_engine.rulebook import Rule, Rulebook, load_rulebook, missing_translations
from compliance_engine.rulebook.words import Words, load_words
from compliance_engine.suggestions import did_you_mean

T = TypeVar("T")


class Inputs:
    """A rulebook and the records that it runs on, which are read when they are needed."""

    def __init__(self, rulebook: Rulebook, folder: RecordFolder, words: Words) -> None:
        self.rulebook = rulebook
        self.folder = folder
        self._words = words
        self._shown = fields_named(rulebook)

    def record(self, code: str) -> Record:
        """The record of a State. Raises InvalidInputError with every problem found in it."""
        record = self.folder.read(code)
        problems = [
            *consistency_problems(record, self.rulebook.treaty),
            *word_problems(record, self._shown, self._words),
        ]
        if problems:
            raise InvalidInputError(problems)
        return record

    @cached_property
    def by_state(self) -> Mapping[str, Record]:
        """Every record. Raises InvalidInputError with every problem of all of them."""
        codes = tuple(self.folder.digests)
        return dict(zip(codes, self.of_each(codes, self.record), strict=True))

    def of_each(self, codes: Collection[str], work: Callable[[str], T]) -> Iterator[T]:
        """What `work` gives for each of these States, one after the other.

        The records of all others are read too. Raises, after the last, InvalidInputError with
        every problem of all records or, if there is none, the first EngineError.
        """
        problems = [*self.folder.misnamed]
        failures: list[EngineError] = []
        for code in watched(tuple(self.folder.digests)):
            try:
                if code in codes:
                    yield work(code)
                else:
                    self.record(code)
            except InvalidInputError as error:
                problems.extend(error.problems)
            except EngineError as error:
                failures.append(error)
        if problems:
            raise InvalidInputError(problems)
        if failures:
            raise failures[0]

    def chosen(self, names: Sequence[str]) -> tuple[str, ...]:
        """The codes of the States named, or of all of them. Raises UsageError."""
        if not names:
            return tuple(self.folder.digests)
        return tuple(sorted({self.code_of(name) for name in names}))

    def code_of(self, name: str) -> str:
        """The code of a State with a record. Raises UsageError."""
        if name.upper() in self.folder.digests:
            return name.upper()
        try:
            state = find_state(name)
        except UnknownStateError as error:
            raise UsageError(f"{error}. {error.remedy}") from error
        if state.code not in self.folder.digests:
            raise UsageError(
                f"there is no record of {state.code} ({state.name}). "
                "To list the States that have one: compliance-engine states"
            )
        return state.code

    def rule(self, name: str) -> Rule:
        """The rule of this id, which may be given without its folder. Raises UsageError."""
        return rule_named(name, self.rulebook)

    def article(self, given: str) -> str:
        """An article, or a part of one, under which something is checked. Raises UsageError."""
        provisions = {rule.article for rule in self.rulebook.rules}
        provisions |= {duty.article for duty in self.rulebook.duties}
        if any(is_within(one, given) for one in provisions):
            return given
        articles = sorted({article_of(one) for one in provisions}, key=article_order)
        raise UsageError(
            f"nothing is checked under '{given}'. Write {', '.join(articles)}, or a paragraph of "
            "an article, such as 7(1)"
        )


def rule_named(name: str, rulebook: Rulebook) -> Rule:
    """The rule of this id, which may be given without its folder. Raises UsageError."""
    return rulebook.rule(id_named(name, [rule.id for rule in rulebook.rules]))


def id_named(name: str, ids: Sequence[str]) -> str:
    """The id of a rule, which may be given without its folder. Raises UsageError."""
    found = [one for one in ids if name in (one, one.partition("/")[2])]
    if len(found) == 1:
        return found[0]
    remedy = did_you_mean(name, ids, f"Rules: {', '.join(ids)}.")
    raise UsageError(f"there is no rule '{name}'. {remedy}")


def open_inputs(records_folder: Path, rules_folder: Path, language: str = "en") -> Inputs:
    """Reads the rulebook, for a page in a language, and opens the folder of records.

    Raises UsageError, or InvalidInputError with every problem of the rulebook, among them what it
    does not say in that language, and of the records, if the rulebook has any.
    """
    problems: list[Problem] = []
    rulebook, words = None, Words({}, {})
    try:
        rulebook = load_rulebook(rules_folder)
        problems += missing_translations(rulebook, language)
    except InvalidInputError as error:
        problems += error.problems
    try:
        words = load_words(rules_folder)
    except InvalidInputError as error:
        problems += error.problems
    folder = RecordFolder(records_folder)
    if rulebook is None or problems:
        raise InvalidInputError([*problems, *_problems_of(folder, rulebook, words)])
    return Inputs(rulebook, folder, words)


def load_inputs(
    records_folder: Path, rules_folder: Path, language: str = "en", cache: Cache | None = None
) -> Inputs:
    """Reads the rulebook and sees to it that all records are valid.

    Those of which that is in the cache are read again only when they are needed. Raises
    InvalidInputError with every problem of both, or UsageError.
    """
    inputs = open_inputs(records_folder, rules_folder, language)
    known_valid = digest_of(
        "valid", digest_of_program(), inputs.rulebook.sha256, inputs.folder.sha256
    )
    if cache is None or cache.get(known_valid) is None:
        assert inputs.by_state
        if cache is not None:
            cache.put(known_valid, b"")
    return inputs


def _problems_of(
    folder: RecordFolder, rulebook: Rulebook | None, words: Words
) -> Iterator[Problem]:
    """What is wrong with records, beside a rulebook that may not be readable."""
    yield from folder.misnamed
    for code in folder.digests:
        try:
            record = folder.read(code)
        except InvalidInputError as error:
            yield from error.problems
            continue
        if rulebook is not None:
            yield from consistency_problems(record, rulebook.treaty)
            yield from word_problems(record, fields_named(rulebook), words)


def check_day(as_of: date, rulebook: Rulebook) -> None:
    """Refuses a day on which the treaty was not in force. Raises UsageError."""
    treaty = rulebook.treaty
    if as_of < treaty.in_force:
        raise UsageError(
            f"the {treaty.title['en']} entered into force on {treaty.in_force}; "
            f"there is nothing to check as of {as_of}"
        )
