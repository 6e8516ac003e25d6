"""The rulebook and the records that a command works on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from compliance_engine.cache.entries import Cache
from compliance_engine.cache.naming import digest_of, digest_of_program
from compliance_engine.cli.filters import article_of, article_order, is_within
from compliance_engine.cli.letters_known import NO_LETTERS, KnownLetters
from compliance_engine.cli.progress import watched
from compliance_engine.errors import EngineError, InvalidInputError, Problem, UsageError
from compliance_engine.records.states import UnknownStateError, find_state
from compliance_engine.suggestions import did_you_mean

if TYPE_CHECKING:
    from compliance_engine.cli.judgements import JudgementFolder
    from compliance_engine.findings.evaluation import Evaluation
    from compliance_engine.inference.engine import Engine
    from compliance_engine.judgement.model import Judgement
    from compliance_engine.records.folder import RecordFolder
    from compliance_engine.records.model import Record
    from compliance_engine.records.publishers import Publishers
    from compliance_engine.rulebook.model import Rule, Rulebook
    from compliance_engine.rulebook.words import Words

T = TypeVar("T")

NO_CACHE = Cache(None)


class Inputs:
    """A rulebook and the records that it runs on, which are read when they are needed."""

    def __init__(
        self,
        rulebook: Rulebook,
        words: Callable[[], Words],
        folder: RecordFolder,
        judgements: JudgementFolder,
        cache: Cache = NO_CACHE,
        *,
        letters: KnownLetters = NO_LETTERS,
        today: date | None = None,
    ) -> None:
        """`words` gives the words that are not said, once they are needed.

        The `letters` are counted among what the records tell. Where it is said which day is
        `today`, no record may say that something happened later.
        """
        self.rulebook = rulebook
        self.folder = folder
        self.judgement_folder = judgements
        self._read_words = words
        self._cache = cache
        self._letters = letters
        self.today = today

    @cached_property
    def _valid(self) -> str:
        """Under what name the cache keeps that all records are valid.

        What had happened by one day had happened by every later one, so that the day is left out.
        """
        program = digest_of_program()
        checked = "days not checked" if self.today is None else "days checked"
        return digest_of("valid", program, self.rulebook.sha256, self.folder.sha256, checked)

    def record(self, code: str) -> Record:
        """The record of a State. Raises InvalidInputError with every problem found in it."""
        read = self._letters.on(self.folder.read(code))
        record = read.with_publishers(self.publishers)
        if problems := [*self.problems_of(record)]:
            raise InvalidInputError(problems)
        return record

    def digest(self, code: str) -> str:
        """A digest of the record of a State, with the letters that are counted."""
        return self._letters.digest(code, self.folder.digests[code])

    def problems_of(self, record: Record) -> Iterator[Problem]:
        """What is wrong with a record beside publishers, clocks, today and the words not said."""
        from compliance_engine.facts.consistency import consistency_problems
        from compliance_engine.facts.shown import word_problems
        from compliance_engine.records.days import days_still_to_come
        from compliance_engine.records.parts import parts_of
        from compliance_engine.records.source_checks import publisher_problems

        yield from publisher_problems(record, self.publishers)
        if self.today is not None:
            yield from days_still_to_come(parts_of(record), self.today)
        yield from consistency_problems(record, self.rulebook.treaty)
        yield from word_problems(record, *self._texts_shown)

    @cached_property
    def publishers(self) -> Publishers:
        """Those of the rulebook, and those that the folder of records adds.

        Raises InvalidInputError.
        """
        return self.rulebook.publishers.with_more(self.folder.publishers)

    @cached_property
    def _texts_shown(self) -> tuple[frozenset[tuple[str, str]], Words]:
        """The fields that rules show, and the words that are not said in them."""
        from compliance_engine.facts.shown import fields_named

        return fields_named(self.rulebook), self.words

    def names_shared(self, entered: Mapping[str, Record] = MappingProxyType({})) -> list[Problem]:
        """The names that two records share though each is given once, with those `entered`."""
        from compliance_engine.records.sharing import shared_names

        return [*shared_names(self.folder.texts(), entered)]

    @cached_property
    def by_state(self) -> Mapping[str, Record]:
        """Every record. Raises InvalidInputError with every problem of all of them."""
        codes = tuple(self.folder.digests)
        return dict(zip(codes, self.of_each(codes, self.record), strict=True))

    def of_each(self, codes: Collection[str], work: Callable[[str], T]) -> Iterator[T]:
        """What `work` gives for each of these States, one after the other.

        The records of all others are read too, unless all are known to be valid, and so are all
        judgements. Raises, after the last, InvalidInputError with every problem of all these or,
        if there is none, the first EngineError.
        """
        known_valid = self._cache.keeps and self._cache.get(self._valid) is not None
        problems = [*self.folder.misnamed, *self._judgement_problems]
        if not known_valid:
            problems += self.names_shared()
        failures: list[EngineError] = []
        for code in watched(tuple(self.folder.digests)):
            try:
                if code in codes:
                    yield work(code)
                elif not known_valid:
                    self.record(code)
            except InvalidInputError as error:
                problems.extend(error.problems)
            except EngineError as error:
                failures.append(error)
        if problems:
            raise InvalidInputError(problems)
        if self._cache.keeps and not known_valid:
            self._cache.put(self._valid, b"")
        if failures:
            raise failures[0]

    @cached_property
    def _judgement_problems(self) -> tuple[Problem, ...]:
        try:
            _ = self.judgements
        except InvalidInputError as error:
            return error.problems
        return ()

    @cached_property
    def judgements(self) -> Mapping[str, tuple[Judgement, ...]]:
        """The judgements on each State that has some.

        Raises InvalidInputError with every problem found in them.
        """
        return self.judgement_folder.read(self.folder, self.rulebook, lambda: self.words)

    def judgements_of_each(
        self,
    ) -> tuple[Mapping[str, Sequence[Judgement]], Mapping[str, Sequence[Problem]]]:
        """The judgements of each file that can be used, and the problems of each other."""
        return self.judgement_folder.read_each(self.folder, self.rulebook, lambda: self.words)

    def states_judged(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those of these States that have judgements; none where judgements have problems.

        The problems are told by `of_each`.
        """
        found = {} if self._judgement_problems else self.judgements
        return tuple(code for code in codes if code in found)

    @cached_property
    def words(self) -> Words:
        """The words that are not said. Raises InvalidInputError."""
        return self._read_words()

    def judgements_on(self, codes: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements on these States. Raises InvalidInputError."""
        return tuple(one for code in codes for one in self.judgements.get(code, ()))

    def evaluations(
        self, codes: Collection[str], engine: Engine, as_of: date, known_at: date | None = None
    ) -> Iterator[Evaluation]:
        """The evaluations of these States, from the cache where they still hold.

        Raises what `of_each` does.
        """
        from compliance_engine.findings.remembering import Evaluations

        kept = Evaluations(self.rulebook, engine, self._cache, known_at)

        def evaluation(code: str) -> Evaluation:
            return kept.of(code, self.digest(code), partial(self.record, code), as_of)

        return self.of_each(codes, evaluation)

    def check_records(self) -> None:
        """Reads all records, unless they are known to be valid. Raises InvalidInputError."""
        for _ in self.of_each((), self.record):
            raise AssertionError("no State was asked for")

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
    """The rule of this id, or formerly of it, which may be given without its folder.

    Raises UsageError.
    """
    current = rulebook.renamed.get(name, name)
    return rulebook.rule(id_named(current, [rule.id for rule in rulebook.rules]))


def id_named(name: str, ids: Sequence[str]) -> str:
    """The id of a rule, which may be given without its folder. Raises UsageError."""
    found = [one for one in ids if name in (one, one.partition("/")[2])]
    if len(found) == 1:
        return found[0]
    remedy = did_you_mean(name, ids, f"Rules: {', '.join(ids)}.")
    raise UsageError(f"there is no rule '{name}'. {remedy}")
