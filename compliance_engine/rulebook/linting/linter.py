"""Everything that is wrong with a rulebook, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.errors import Problem
from compliance_engine.rulebook.linting.citations import citations
from compliance_engine.rulebook.linting.contradictions import contradictions
from compliance_engine.rulebook.linting.languages import languages
from compliance_engine.rulebook.linting.letters import letters
from compliance_engine.rulebook.linting.names import names
from compliance_engine.rulebook.linting.never_known import never_known
from compliance_engine.rulebook.linting.pack import Pack, open_pack
from compliance_engine.rulebook.linting.registers import registers
from compliance_engine.rulebook.linting.remark import Level, Remark
from compliance_engine.rulebook.linting.unsure_gaps import unsure_gaps
from compliance_engine.rulebook.linting.variants import variants
from compliance_engine.rulebook.linting.wording import wording
from compliance_engine.rulebook.linting.worked_cases import worked_cases
from compliance_engine.rulebook.names import CASES, SUFFIX


def _conditions(pack: Pack) -> Iterator[Remark]:
    for rule in pack.rules.values():
        yield from contradictions(rule)
        yield from variants(rule)


CHECKS: tuple[Callable[[Pack], Iterable[Remark]], ...] = (
    _conditions,
    never_known,
    unsure_gaps,
    names,
    languages,
    letters,
    wording,
    citations,
    worked_cases,
    registers,
)


@dataclass(frozen=True)
class Linted:
    """Everything found about a rulebook, in the order of its files, and the rules that it has."""

    rules: tuple[str, ...]
    remarks: tuple[Remark, ...]

    def of(self, rules: Iterable[str]) -> Linted:
        """What was found in the files of these rules."""
        chosen = tuple(rules)
        files = {rule + ending for rule in chosen for ending in (SUFFIX, CASES)}
        return Linted(chosen, tuple(one for one in self.remarks if one.place.file in files))

    def also(self, problems: Iterable[Problem]) -> Linted:
        """It with problems that others found, each an error."""
        every = {*self.remarks, *map(Remark, problems)}
        return Linted(self.rules, tuple(sorted(every)))

    def count(self, level: Level) -> int:
        """How many remarks are of a level."""
        return sum(one.level is level for one in self.remarks)


def lint(folder: Path) -> Linted:
    """Everything that is found about the rulebook in `folder`.

    Raises UsageError if there is no rulebook.
    """
    pack = open_pack(folder)
    found = {Remark(problem) for problem in pack.problems}
    for check in CHECKS:
        found.update(check(pack))
    return Linted(pack.names_of_rules, tuple(sorted(found)))
