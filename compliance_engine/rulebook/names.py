"""What the files of a rulebook are, by their names in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from compliance_engine.documents.files import read_bytes
from compliance_engine.documents.folders import Listing, listed
from compliance_engine.errors import Place, Problem
from compliance_engine.records.folder import PUBLISHERS

TREATY = "treaty.yaml"
CLAUSES = "clauses.yaml"
WORDS = "words.yaml"
MEETINGS = "meetings.yaml"
LOCK = "lock.yaml"
SESSION = "session.yaml"
CORRESPONDENCE = "correspondence.yaml"
DUTIES = "duties"
PLANS = "plans"
LETTERS = "letters"
CASES = ".cases.yaml"
SUFFIX = ".yaml"

_AT_THE_TOP = (TREATY, CLAUSES, WORDS, MEETINGS, LOCK, SESSION, CORRESPONDENCE, PUBLISHERS)
_NO_RULES = (f"{DUTIES}/", f"{PLANS}/", f"{LETTERS}/")


def is_rule(name: str) -> bool:
    """Whether a file of a rulebook, by its name in the folder, is a rule."""
    return "/" in name and not name.startswith(_NO_RULES) and not name.endswith(CASES)


def rule_ids(folder: Path) -> Iterator[str]:
    """The ids of the rules in a folder, in their order, whether or not they can be read."""
    for name in listed(folder, SUFFIX, below=True).paths:
        if is_rule(name):
            yield name.removesuffix(SUFFIX)


def misplaced_files(folder: Path) -> Iterator[Problem]:
    """Files that would be passed over in silence."""
    others = listed(folder, ".yml", below=True)
    yield from others.problems
    for name in others.paths:
        yield Problem(Place(name), "is not read", f"Name it with the ending {SUFFIX}.")
    for name in listed(folder, SUFFIX).paths:
        if name not in _AT_THE_TOP:
            yield Problem(
                Place(name),
                f"is not read: beside {TREATY} stand only folders",
                "Move a rule into a folder, such as article-7/, a duty into duties/.",
            )


def rulebook_files(folder: Path) -> dict[str, Path]:
    """The files of a rulebook by their names in its folder; the texts of letters are no law."""
    return {
        name: path
        for name, path in files_listed(folder).paths.items()
        if not name.startswith(f"{LETTERS}/")
    }


def files_listed(folder: Path) -> Listing:
    """Every file of a rulebook, and what is wrong with others."""
    return listed(folder, SUFFIX, below=True)


def digest_of(folder: Path) -> str:
    """The SHA-256 of a rulebook's files, by which it is known: their names and every byte."""
    digest = sha256()
    for name, path in sorted(rulebook_files(folder).items()):
        digest.update(f"{name}\0".encode())
        digest.update(sha256(read_bytes(path, name)).digest())
    return digest.hexdigest()
