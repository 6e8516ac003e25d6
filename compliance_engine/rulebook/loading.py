"""Reads a rulebook from its folder, and reports everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.records.folder import PUBLISHERS
from compliance_engine.records.publisher_files import general_publishers, read_publishers
from compliance_engine.records.publishers import NOBODY, Publishers
from compliance_engine.rulebook.commitments import Plan
from compliance_engine.rulebook.compiling import compile_duty, compile_rule, compile_treaty
from compliance_engine.rulebook.correspondence import (
    CorrespondenceFile,
    compile_correspondence,
)
from compliance_engine.rulebook.fact_kinds import fact_kinds
from compliance_engine.rulebook.files import DutyFile, RuleFile, TreatyFile
from compliance_engine.rulebook.former import former_name_problems
from compliance_engine.rulebook.languages import spoken_texts
from compliance_engine.rulebook.meetings import MeetingsFile
from compliance_engine.rulebook.model import Correspondence, Duty, Rule, Rulebook, Spoken
from compliance_engine.rulebook.names import (
    CASES,
    CORRESPONDENCE,
    DUTIES,
    MEETINGS,
    PLANS,
    SUFFIX,
    TREATY,
    digest_of,
    files_listed,
    is_rule,
    misplaced_files,
    rulebook_files,
)
from compliance_engine.rulebook.plans import PlanFile, compile_plan, plan_problems
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.treaty import Meeting, Treaty
from compliance_engine.rulebook.vocabulary import FINDING, FactKind
from compliance_engine.suggestions import did_you_mean

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class PartlyRead:
    """What could be read of a rulebook, and every problem found.

    A duty or rule whose file has a problem may be here without the part that has it; then
    there is no fingerprint either.
    """

    treaty: Treaty | None
    meetings: tuple[Meeting, ...]
    plans: tuple[Plan, ...]
    duties: tuple[Duty, ...]
    rules: tuple[Rule, ...]
    sha256: str
    spoken: tuple[Spoken, ...]
    problems: tuple[Problem, ...]
    correspondence: Correspondence | None = None
    publishers: Publishers = NOBODY

    def whole(self) -> Rulebook | None:
        """The rulebook, if nothing is wrong with it."""
        if self.problems or self.treaty is None:
            return None
        return Rulebook(
            self.treaty,
            self.meetings,
            self.plans,
            self.duties,
            self.rules,
            self.kinds,
            self.sha256,
            self.spoken,
            self.correspondence,
            self.publishers,
        )

    @property
    def kinds(self) -> Mapping[str, FactKind]:
        """The kinds of facts that the duties and rules read give."""
        return fact_kinds(
            [duty.kind for duty in self.duties], [rule.id for rule in self.rules if rule.level == 1]
        )


def load_rulebook(folder: Path) -> Rulebook:
    """The rulebook in `folder`.

    Raises UsageError if there is no rulebook, InvalidInputError with every problem found.
    """
    read = read_rulebook(folder)
    rulebook = read.whole()
    if rulebook is None:
        raise InvalidInputError(read.problems)
    return rulebook


def read_rulebook(folder: Path) -> PartlyRead:
    """What can be read of the rulebook in `folder`. Raises UsageError if there is no rulebook."""
    if not is_there(folder / TREATY):
        raise UsageError(
            f"{folder} holds no rulebook: a rulebook is a folder with a file {TREATY}, "
            "such as rules/apmbc"
        )
    found = files_listed(folder)
    loader = _Loader(rulebook_files(folder))
    loader.problems += found.problems
    treaty = loader.treaty()
    meetings = loader.meetings()
    correspondence = loader.correspondence()
    publishers = loader.publishers()
    duties = loader.duties()
    # Rules cannot be checked against duties that could not be read.
    rules = loader.rules([duty.kind for duty in duties] if loader.every_duty_read else [])
    plans = loader.plans([duty.kind for duty in duties], rules) if loader.every_duty_read else []
    loader.problems += misplaced_files(folder)
    problems = tuple(sorted(set(loader.problems)))
    sha256 = "" if problems else digest_of(folder)
    return PartlyRead(
        treaty,
        meetings,
        tuple(plans),
        tuple(duties),
        tuple(rules),
        sha256,
        tuple(loader.spoken),
        problems,
        correspondence,
        publishers,
    )


class _Loader:
    def __init__(self, texts: Mapping[str, Path]) -> None:
        self._texts = texts
        self.problems: list[Problem] = []
        self.spoken: list[Spoken] = []
        self.duty_files: list[DutyFile] = []
        self.rule_files: dict[str, RuleFile] = {}
        self.every_duty_read = True

    def _read(self, name: str, model: type[M]) -> tuple[M, YamlMap] | None:
        try:
            data = parse_yaml(read_text(self._texts[name], name), name)
            made = validate(model, data, name)
        except InvalidInputError as error:
            self.problems.extend(error.problems)
            return None
        assert isinstance(data, YamlMap)
        self.spoken.extend(spoken_texts(made))
        return made, data

    def treaty(self) -> Treaty | None:
        found = self._read(TREATY, TreatyFile)
        if found is None:
            return None
        reading = Reading()
        treaty = compile_treaty(found[0], reading)
        self.problems.extend(reading.problems)
        return treaty

    def meetings(self) -> tuple[Meeting, ...]:
        found = self._read(MEETINGS, MeetingsFile) if MEETINGS in self._texts else None
        if found is None:
            return ()
        self.problems.extend(found[0].problems())
        return found[0].values()

    def correspondence(self) -> Correspondence | None:
        known = CORRESPONDENCE in self._texts
        found = self._read(CORRESPONDENCE, CorrespondenceFile) if known else None
        if found is None:
            return None
        reading = Reading()
        made = compile_correspondence(found[0], reading)
        self.problems.extend(reading.problems)
        return made

    def publishers(self) -> Publishers:
        known = general_publishers()
        if PUBLISHERS not in self._texts:
            return known
        try:
            return known.with_more(read_publishers(self._texts[PUBLISHERS]))
        except InvalidInputError as error:
            self.problems.extend(error.problems)
            return known

    def plans(self, duties: Iterable[str], rules: Iterable[Rule]) -> list[Plan]:
        kinds = fact_kinds(duties, [rule.id for rule in rules if rule.level == 1])
        plans = []
        for name in self._texts:
            found = self._read(name, PlanFile) if name.startswith(f"{PLANS}/") else None
            if found is not None:
                reading, plan = Reading(), name.removeprefix(f"{PLANS}/").removesuffix(SUFFIX)
                plans.append(compile_plan(plan, *found, kinds=kinds, reading=reading))
                self.problems.extend(reading.problems)
        self.problems.extend(plan_problems(plans, self.rule_files, self.duty_files))
        return plans

    def duties(self) -> list[Duty]:
        names = [name for name in self._texts if name.startswith(f"{DUTIES}/")]
        found = [made[0] for name in names if (made := self._read(name, DutyFile)) is not None]
        self.every_duty_read = len(found) == len(names)
        self.duty_files = found
        kinds = fact_kinds([file.kind for file in found])
        duties = []
        for file in found:
            reading = Reading()
            duties.append(compile_duty(file, kinds, reading))
            self.problems.extend(reading.problems)
        self._check_duties(found)
        return duties

    def _check_duties(self, files: list[DutyFile]) -> None:
        known = [file.kind for file in files]
        for file in files:
            if known.count(file.kind) > 1:
                what = f"two duties are of the kind '{file.kind}'"
                self.problems.append(Problem(file.place_of("kind"), what, "Rename one."))
            yearly = file.every_year
            after = yearly.first_after if yearly else None
            if self.every_duty_read and yearly and after is not None and after not in known:
                self.problems.append(
                    Problem(
                        yearly.place_of("first_after"),
                        f"there is no duty of the kind '{after}'",
                        did_you_mean(after, known, f"Duties: {', '.join(known)}."),
                    )
                )

    def rules(self, duties: Iterable[str]) -> list[Rule]:
        names = [name for name in self._texts if is_rule(name)]
        found = {
            name.removesuffix(SUFFIX): made
            for name in names
            if (made := self._read(name, RuleFile)) is not None
        }
        self.rule_files = {rule: file for rule, (file, _) in found.items()}
        self.problems.extend(former_name_problems(self.rule_files))
        levels = {
            rule: 2 if any(key.split()[0] == FINDING for key in file.when if key.split()) else 1
            for rule, (file, _) in found.items()
        }
        # A rule that could not be read may be of either level; naming it is no second mistake.
        first = [rule for name in names if levels.get(rule := name.removesuffix(SUFFIX), 1) == 1]
        kinds = fact_kinds(duties, first)
        rules = []
        for rule, (file, data) in found.items():
            reading = Reading()
            rules.append(compile_rule(rule, levels[rule], file, data, kinds=kinds, reading=reading))
            self.problems.extend(reading.problems)
        for name in self._texts:
            of = name.removesuffix(CASES)
            if name.endswith(CASES) and of + SUFFIX not in names:
                remedy = did_you_mean(of, found, "Name it after its rule.")
                self.problems.append(
                    Problem(Place(name), f"are the worked cases of no rule '{of}'", remedy)
                )
        return rules
