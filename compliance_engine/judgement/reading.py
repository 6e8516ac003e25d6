"""Reads the judgements of a folder, and reports everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from compliance_engine.dates.span import Span
from compliance_engine.documents.files import read_text
from compliance_engine.documents.folders import listed
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.findings.naming import subject_of
from compliance_engine.judgement.files import DeterminationInFile, JudgementFile, WaiverInFile
from compliance_engine.judgement.model import (
    Decision,
    Determination,
    Judgement,
    Said,
    Waiver,
)
from compliance_engine.records.folder import OTHER_SUFFIX, misnamed
from compliance_engine.records.states import UnknownStateError, state_of_code
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.words import Words
from compliance_engine.suggestions import did_you_mean

FOLDER = "judgements"
"""The name of the folder within that of the records, and that places show."""

SUFFIX = ".yaml"
RECORD = "record"
"""The nature of findings on the record itself, which are settled there and not waived."""

LANGUAGE = "en"
"""The language in which judgements are written, as records are."""

_ONE_DAY = timedelta(days=1)

Read = Mapping[str, tuple[Judgement, ...]]
"""Judgements by the code of their State."""


@dataclass(frozen=True)
class Reference:
    """What judgements are read against: States that have a record, rules, words that are not said.

    Without a rulebook, which may be broken itself, rules are taken as they are written. `retired`
    are the ids of rules that there were. Nothing can have been judged after `today`, if it is
    given.
    """

    states: Collection[str]
    rulebook: Rulebook | None
    words: Words
    retired: Collection[str] = ()
    today: date | None = None

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that there are."""
        return tuple(one.id for one in self.rulebook.rules) if self.rulebook else ()

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The ids of rules by the names that they had before."""
        return self.rulebook.renamed if self.rulebook else {}

    def nature_of(self, rule: str) -> str | None:
        """What a rule rests on; None of a rule that there is no more."""
        if self.rulebook is None or rule not in self.rules:
            return None
        return self.rulebook.rule(rule).nature


def read_folder(folder: Path, reference: Reference) -> Read:
    """Every judgement in `folder`, one YAML file a State, by State code in alphabetical order.

    Raises InvalidInputError with every problem found.
    """
    found, problems = read_each(folder, reference)
    if problems:
        raise InvalidInputError([one for of_file in problems.values() for one in of_file])
    return found


def read_each(folder: Path, reference: Reference) -> tuple[Read, Mapping[str, Sequence[Problem]]]:
    """The judgements of each file that can be used, and the problems of each other.

    Both by the name of the file without its ending, which is to be the code of a State.
    """
    within = f"{FOLDER}/"
    files, others = (listed(folder, one, within=within) for one in (SUFFIX, OTHER_SUFFIX))
    problems: dict[str, list[Problem]] = {}
    for problem in (*files.problems, *others.problems, *misnamed(others, within)):
        of = problem.place.file.removeprefix(within).rpartition(".")[0]
        problems.setdefault(of, []).append(problem)
    found: dict[str, tuple[Judgement, ...]] = {}
    for file, path in files.paths.items():
        name, stem = f"{within}{file}", file.removesuffix(SUFFIX)
        try:
            found[stem] = read_file(read_text(path, name), name, reference, at_rest=True)
        except InvalidInputError as error:
            problems.setdefault(stem, []).extend(error.problems)
    return found, problems


def read_file(
    text: str, name: str, reference: Reference, *, at_rest: bool = False
) -> tuple[Judgement, ...]:
    """The judgements of a file, determinations first; `at_rest` as for `parse_yaml`.

    Raises InvalidInputError with every problem found.
    """
    file = validate(JudgementFile, parse_yaml(text, name, at_rest=at_rest), name)
    reading = _Reading(file, reference)
    problems = list(_state_problems(file, name, reference))
    judgements = [
        *(_determination(one, reading) for one in file.determinations),
        *(_waiver(one, reading) for one in file.waivers),
    ]
    made = tuple(one for one in judgements if one is not None)
    problems += [*reading.problems, *_overlaps(made)]
    if problems:
        raise InvalidInputError(problems)
    return made


def _no_record(place: Place, code: str) -> Problem:
    try:
        name = state_of_code(code).name
    except UnknownStateError as error:
        return Problem(place, str(error), error.remedy)
    what = f"there is no record of '{code}' ({name})"
    return Problem(place, what, "Write the code of a State's record.")


def _state_problems(file: JudgementFile, name: str, reference: Reference) -> Iterator[Problem]:
    place, stem = file.place_of("state"), Path(name).stem
    if file.state not in reference.states:
        yield _no_record(place, file.state)
    elif stem != file.state:
        what = f"the file is named {stem}{SUFFIX}, but its judgements are on {file.state}"
        remedy = f"Name the file {file.state}{SUFFIX}, or correct the state."
        yield Problem(place, what, remedy)


class _Reading:
    """Finds what the judgements of a file are on, and collects what is wrong with that."""

    def __init__(self, file: JudgementFile, reference: Reference) -> None:
        self.state = file.state
        self.problems: list[Problem] = []
        self._reference = reference

    def on(self, one: DeterminationInFile | WaiverInFile, key: str | None) -> _On | None:
        """The rule and key that it is on; None, with a problem, if there is no such thing."""
        if one.rule is not None:
            rule = self._rule(one.rule, one.place_of("rule"))
            return None if rule is None else (rule, key)
        assert one.finding is not None
        return self._finding(one.finding, one.place_of("finding"))

    def as_judged(self, one: DeterminationInFile | WaiverInFile) -> dict[str, Said]:
        """What findings said, by their present ids."""
        remembered = {}
        for finding, said in one.as_judged.items():
            on = self._finding(finding, said.place)
            if on is not None:
                present = "/".join(part for part in (self.state, on[0], on[1]) if part)
                remembered[present] = Said(said.verdict, said.due, said.evidence)
        return remembered

    def check_day(self, one: DeterminationInFile) -> None:
        """Adds a problem for a determination that cannot have been made yet."""
        today = self._reference.today
        if today is not None and one.on > today:
            what = f"'on' is {one.on}, which is still to come: today is {today}"
            self.problems.append(Problem(one.place_of("on"), what, "Correct the day."))

    def check_words(self, one: DeterminationInFile | WaiverInFile) -> None:
        """Adds a problem for each word of the reason that is not said."""
        for word in self._reference.words.found_in(one.reason, LANGUAGE):
            self.problems.append(word.problem(one.place_within("reason", word.column)))

    def _rule(self, name: str, place: Place) -> str | None:
        known = self._reference
        rule = known.renamed.get(name, name)
        if known.rulebook is None or rule in known.rules or rule in known.retired:
            return rule
        remedy = did_you_mean(name, known.rules, "To list them: compliance-engine rules list")
        self.problems.append(Problem(place, f"there is no rule '{name}'", remedy))
        return None

    def _finding(self, name: str, place: Place) -> tuple[str, str] | None:
        known = self._reference
        state, _, rest = name.partition("/")
        if state != self.state or not rest:
            what = f"'{name}' is not the id of a finding on {self.state}"
            remedy = f"Begin it with {self.state}/, as compliance-engine check --format csv does."
            self.problems.append(Problem(place, what, remedy))
            return None
        if known.rulebook is None:
            return rest, ""
        subject = subject_of(name, (*known.rules, *known.retired), known.renamed)
        if subject is None:
            near = [f"{state}/{rule}" for rule in known.rules]
            remedy = did_you_mean(name, near, "To list the rules: compliance-engine rules list")
            self.problems.append(Problem(place, f"'{name}' names no rule", remedy))
            return None
        return subject.rule, subject.key

    def refuse_waiver_on_record(self, rule: str, place: Place) -> None:
        """What a record leaves open is settled there: a waiver would only hide it."""
        if self._reference.nature_of(rule) == RECORD:
            what = f"a finding of {rule} is about the record itself, and cannot be waived"
            remedy = "Correct the record, or write a determination."
            self.problems.append(Problem(place, what, remedy))


_On = tuple[str, str | None]


def _determination(one: DeterminationInFile, reading: _Reading) -> Determination | None:
    on = reading.on(one, one.key or "")
    as_judged = reading.as_judged(one)
    reading.check_words(one)
    reading.check_day(one)
    if on is None:
        return None
    return Determination(
        reading.state,
        *on,
        Span(one.on, one.until + _ONE_DAY),
        one.by,
        one.reason,
        as_judged,
        one.place,
        Decision(one.judgement),
        one.source,
    )


def _waiver(one: WaiverInFile, reading: _Reading) -> Waiver | None:
    on = reading.on(one, None)
    as_judged = reading.as_judged(one)
    reading.check_words(one)
    if on is None:
        return None
    reading.refuse_waiver_on_record(on[0], one.place_of("finding" if one.rule is None else "rule"))
    held = Span(one.from_, one.until + _ONE_DAY)
    return Waiver(reading.state, *on, held, one.by, one.reason, as_judged, one.place)


def _overlaps(judgements: tuple[Judgement, ...]) -> Iterator[Problem]:
    """Judgements on one thing that are in force on the same days."""
    earlier: dict[str, list[Judgement]] = {}
    for one in judgements:
        on_it = earlier.setdefault(one.subject, [])
        for before in on_it:
            if before.held.overlaps(one.held):
                what = (
                    f"two judgements on {one.subject} are in force on the same days: "
                    f"the other is on line {before.place.line}"
                )
                remedy = "End the earlier one on the day before, or remove one of the two."
                yield Problem(one.place, what, remedy)
        on_it.append(one)
