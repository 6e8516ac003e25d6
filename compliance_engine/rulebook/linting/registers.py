"""Where the rules do not agree with what is kept beside them: the clauses, and the lock."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.documents.files import is_there
from compliance_engine.errors import InvalidInputError
from compliance_engine.rulebook.coverage import coverage
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.remark import Level, Remark
from compliance_engine.rulebook.lock import lock_of, lock_problems, read_lock, refusals
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import CLAUSES, LOCK


def registers(pack: Pack) -> Iterator[Remark]:
    """What the register of clauses and the lock, where there are such, say of the rules.

    Neither can be compared with a rulebook that cannot be read as a whole.
    """
    rulebook = pack.read.whole()
    if rulebook is None:
        return
    if is_there(pack.folder / CLAUSES):
        try:
            coverage(pack.folder, rulebook)
        except InvalidInputError as error:
            yield from map(Remark, error.problems)
    if is_there(pack.folder / LOCK):
        yield from _of_the_lock(pack, rulebook)


def _of_the_lock(pack: Pack, rulebook: Rulebook) -> Iterator[Remark]:
    """A rule that is not locked yet is only to be known; one that changed is an error."""
    problems = lock_problems(pack.folder, rulebook)
    try:
        locked = read_lock(pack.folder)
    except InvalidInputError:
        yield from map(Remark, problems)
        return
    assert locked is not None
    refused = set(refusals(pack.folder, locked, lock_of(pack.folder, rulebook, locked.retired)))
    for problem in problems:
        yield Remark(problem, Level.ERROR if problem in refused else Level.NOTE)
