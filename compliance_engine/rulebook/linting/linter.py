"""Everything that is wrong with a rulebook, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from compliance_engine.rulebook.linting.citations import citations
from compliance_engine.rulebook.linting.contradictions import contradictions
from compliance_engine.rulebook.linting.languages import languages
from compliance_engine.rulebook.linting.names import names
from compliance_engine.rulebook.linting.never_known import never_known
from compliance_engine.rulebook.linting.pack import Pack, open_pack
from compliance_engine.rulebook.linting.remark import Remark
from compliance_engine.rulebook.linting.variants import variants
from compliance_engine.rulebook.linting.wording import wording
from compliance_engine.rulebook.linting.worked_cases import worked_cases


def _conditions(pack: Pack) -> Iterator[Remark]:
    for rule in pack.rules.values():
        yield from contradictions(rule)
        yield from variants(rule)


CHECKS: tuple[Callable[[Pack], Iterable[Remark]], ...] = (
    _conditions,
    never_known,
    names,
    languages,
    wording,
    citations,
    worked_cases,
)


def lint(folder: Path) -> tuple[Remark, ...]:
    """Everything found about the rulebook in `folder`, in the order of its files.

    Raises UsageError if there is no rulebook.
    """
    pack = open_pack(folder)
    found = {Remark(problem) for problem in pack.problems}
    for check in CHECKS:
        found.update(check(pack))
    return tuple(sorted(found))
