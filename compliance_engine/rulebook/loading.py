"""Reads a rulebook from its folder, and reports everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from compliance_engine.documents import YamlMap, parse_yaml, read_text, validate
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.rulebook.compiling import compile_duty, compile_rule, compile_treaty
from compliance_engine.rulebook.files import DutyFile, RuleFile, TreatyFile
from compliance_engine.rulebook.meetings import MeetingsFile
from compliance_engine.rulebook.model import Duty, Meeting, Rule, Rulebook, Treaty
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.vocabulary import FINDING, fact_kinds
from compliance_engine.suggestions import did_you_mean

TREATY = "treaty.yaml"
DUTIES = "duties"
PLANS = "plans"
CLAUSES = "clauses.yaml"
WORDS = "words.yaml"
MEETINGS = "meetings.yaml"
LOCK = "lock.yaml"
CASES = ".cases.yaml"
SUFFIX = ".yaml"

_AT_THE_TOP = (TREATY, CLAUSES, WORDS, MEETINGS, LOCK)
_NO_RULES = (f"{DUTIES}/", f"{PLANS}/")

M = TypeVar("M", bound=BaseModel)


def load_rulebook(folder: Path) -> Rulebook:
    """The rulebook in `folder`.

    Raises UsageError if there is no rulebook, InvalidInputError with every problem found.
    """
    if not (folder / TREATY).is_file():
        raise UsageError(
            f"{folder} holds no rulebook: a rulebook is a folder with a file {TREATY}, "
            "such as rules/apmbc"
        )
    texts = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob(f"*{SUFFIX}"))
    }
    loader = _Loader(texts)
    treaty = loader.treaty()
    meetings = loader.meetings()
    duties = loader.duties()
    # Rules cannot be checked against duties that could not be read.
    rules = loader.rules([duty.kind for duty in duties] if loader.every_duty_read else [])
    loader.problems += _misplaced(folder)
    if loader.problems:
        raise InvalidInputError(loader.problems)
    assert treaty is not None
    kinds = fact_kinds(
        [duty.kind for duty in duties], [rule.id for rule in rules if rule.level == 1]
    )
    return Rulebook(treaty, meetings, tuple(duties), tuple(rules), kinds, _digest(texts))


class _Loader:
    def __init__(self, texts: Mapping[str, Path]) -> None:
        self._texts = texts
        self.problems: list[Problem] = []
        self.every_duty_read = True

    def _read(self, name: str, model: type[M]) -> tuple[M, YamlMap] | None:
        try:
            data = parse_yaml(read_text(self._texts[name], name), name)
            made = validate(model, data, name)
        except InvalidInputError as error:
            self.problems.extend(error.problems)
            return None
        assert isinstance(data, YamlMap)
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

    def duties(self) -> list[Duty]:
        names = [name for name in self._texts if name.startswith(f"{DUTIES}/")]
        found = [made[0] for name in names if (made := self._read(name, DutyFile)) is not None]
        self.every_duty_read = len(found) == len(names)
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
        names = [name for name in self._texts if _is_rule(name)]
        found = {
            name.removesuffix(SUFFIX): made
            for name in names
            if (made := self._read(name, RuleFile)) is not None
        }
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


def _misplaced(folder: Path) -> Iterator[Problem]:
    """Files that would be passed over in silence."""
    for path in sorted(folder.rglob("*.yml")):
        place = Place(path.relative_to(folder).as_posix())
        yield Problem(place, "is not read", f"Name it with the ending {SUFFIX}.")
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.name not in _AT_THE_TOP:
            yield Problem(
                Place(path.name),
                f"is not read: beside {TREATY} stand only folders",
                "Move a rule into a folder, such as article-7/, a duty into duties/.",
            )


def _is_rule(name: str) -> bool:
    return "/" in name and not name.startswith(_NO_RULES) and not name.endswith(CASES)


def _digest(texts: Mapping[str, Path]) -> str:
    digest = sha256()
    for name, path in sorted(texts.items()):
        digest.update(f"{name}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
