"""Writes the lock of a rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import read_text, write_text
from compliance_engine.errors import InvalidInputError
from compliance_engine.records.writing import write_yaml
from compliance_engine.rulebook.lock import COMMAND, Lock, lock_of, read_lock, refusals
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import LOCK

TITLE = f'Written by "{COMMAND}": what each rule means at its version. Only retired is by hand.'


@dataclass(frozen=True)
class Locked:
    """What a lock newly holds: rules that it did not have, at a higher version, or no more.

    `renamed` are those, by their new ids, that it had under a former one.
    """

    rules: int
    added: tuple[str, ...]
    raised: tuple[str, ...]
    retired: tuple[str, ...]
    renamed: tuple[str, ...] = ()


def write_lock(folder: Path, rulebook: Rulebook) -> Locked:
    """Locks the rulebook, which was loaded from `folder`, as it is.

    Rules are added, or locked at a higher version; those retired are dropped. Raises
    InvalidInputError, and writes nothing, if anything was changed without a new version, a
    version went down, or a locked rule is gone without being retired.
    """
    before = read_lock(folder)
    now = lock_of(folder, rulebook, before.retired if before else {})
    if before is not None and (problems := list(refusals(folder, before, now))):
        raise InvalidInputError(problems)
    text = write_yaml(_tree(now), TITLE)
    path = folder / LOCK
    if before is None or read_text(path, LOCK) != text:
        write_text(path, text)
    known = before.rules if before else {}
    former = {name: rule for rule, one in now.rules.items() for name in one.formerly}
    renamed = tuple(former[name] for name in known if name in former)
    return Locked(
        len(now.rules),
        tuple(name for name in now.rules if name not in known and name not in renamed),
        tuple(
            name
            for name in now.rules
            if name in known and now.rules[name].version > known[name].version
        ),
        tuple(name for name in known if name not in now.rules and name not in former),
        renamed,
    )


def _tree(lock: Lock) -> dict[str, object]:
    tree: dict[str, object] = {
        "treaty": {
            "version": lock.treaty.version,
            "sha256": lock.treaty.sha256,
            "duties": dict(sorted(lock.treaty.duties.items())),
        },
        "rules": {
            name: {
                "version": rule.version,
                "sha256": rule.sha256,
                **({"formerly": list(rule.formerly)} if rule.formerly else {}),
            }
            for name, rule in sorted(lock.rules.items())
        },
    }
    if lock.retired:
        tree["retired"] = {
            name: {"version": one.version, "date": one.date.isoformat(), "reason": one.reason}
            for name, one in sorted(lock.retired.items())
        }
    return tree
