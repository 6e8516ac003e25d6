"""The lock of a rulebook: what each rule meant at its version, and which rules there were.

A rule that changes its meaning gets a new version, so that a finding of the past can be told from
one of today by the version of its rule. Duties and the treaty file have one version together:
that of the treaty file, which is the version of the rulebook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.documents.model import Document, Model, validate
from compliance_engine.documents.names import Name
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.fields import Day
from compliance_engine.rulebook.citing import read_yaml
from compliance_engine.rulebook.meaning import VERSION, fingerprint
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import LOCK, SUFFIX, TREATY

COMMAND = "compliance-engine rules lock"

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Version = Annotated[int, Field(ge=1)]


class LockedRule(Model):
    """A rule's version, the fingerprint of what it means, and the names that it had before."""

    version: Version
    sha256: Sha256
    formerly: tuple[str, ...] = Field(default=(), strict=False)


class LockedTreaty(Model):
    """The version of the treaty file and the duties, with the fingerprint of each."""

    version: Name
    sha256: Sha256
    duties: dict[str, Sha256]


class Retired(Model):
    """A rule that there was: its last version, the day on which it went, and why."""

    version: Version
    date: Day
    reason: Annotated[str, Field(min_length=1)]


class Lock(Document):
    """The file ``lock.yaml``. Only `retired` is written by hand."""

    treaty: LockedTreaty
    rules: dict[str, LockedRule]
    retired: dict[str, Retired] = Field(default={})


def read_lock(folder: Path) -> Lock | None:
    """The lock of the rulebook in `folder`, None if it has none. Raises InvalidInputError."""
    if not is_there(folder / LOCK):
        return None
    return validate(Lock, parse_yaml(read_text(folder / LOCK, LOCK), LOCK), LOCK)


def retired_rules(folder: Path) -> frozenset[str]:
    """The ids of rules that there were. Raises InvalidInputError if the lock cannot be read."""
    locked = read_lock(folder)
    return frozenset(locked.retired) if locked is not None else frozenset()


def lock_of(folder: Path, rulebook: Rulebook, retired: Mapping[str, Retired]) -> Lock:
    """The lock that holds of the rulebook as it is, loaded from `folder`."""
    treaty = rulebook.treaty
    return Lock(
        treaty=LockedTreaty(
            version=treaty.version,
            sha256=fingerprint(read_yaml(folder, TREATY)),
            duties={
                duty.place.file.removesuffix(SUFFIX): fingerprint(
                    read_yaml(folder, duty.place.file)
                )
                for duty in rulebook.duties
            },
        ),
        rules={
            rule.id: LockedRule(
                version=rule.version,
                sha256=fingerprint(read_yaml(folder, f"{rule.id}{SUFFIX}")),
                formerly=rule.formerly,
            )
            for rule in rulebook.rules
        },
        retired=dict(retired),
    )


def lock_problems(folder: Path, rulebook: Rulebook) -> list[Problem]:
    """All in which the rulebook and its lock differ, none if the lock is current."""
    try:
        locked = read_lock(folder)
    except InvalidInputError as error:
        return list(error.problems)
    if locked is None:
        what = "is missing: nothing tells whether a rule has changed since its version was given"
        return [Problem(Place(LOCK), what, f"Write it: {COMMAND}")]
    found = lock_of(folder, rulebook, locked.retired)
    return sorted([*refusals(folder, locked, found), *_not_locked_yet(folder, locked, found)])


def refusals(folder: Path, locked: Lock, found: Lock) -> Iterator[Problem]:
    """What forbids that `found` takes the place of `locked`: a person must mend it first."""
    yield from _treaty_refusals(folder, locked.treaty, found.treaty)
    for name, rule in found.rules.items():
        before = before_it(rule, name, locked)
        place = _version_place(folder, f"{name}{SUFFIX}")
        if name in locked.retired:
            what = f"the id {name} is retired since {locked.retired[name].date}"
            remedy = "Give the rule another id, so that findings of the two are never confused."
            yield Problem(Place(place.file), what, remedy)
        elif before is not None and rule.version < before.version:
            what = f"version {rule.version} is lower than the one locked, {before.version}"
            yield Problem(place, what, f"Write version: {before.version + 1}")
        elif before is not None and rule.version == before.version and rule.sha256 != before.sha256:
            what = f"the rule has changed since its version {before.version} was locked"
            remedy = f"Write version: {before.version + 1}, and then: {COMMAND}"
            yield Problem(place, what, remedy)
    former = {name: rule for rule, one in found.rules.items() for name in one.formerly}
    for name, rule in locked.rules.items():
        if name not in found.rules and name not in locked.retired and name not in former:
            what = f"the rule {name} is locked, but there is no such rule"
            remedy = (
                f"Bring it back, or add it under 'retired', with version: {rule.version}, "
                "the date and the reason. If it has another id now, name it there under 'formerly'."
            )
            yield Problem(rule.place, what, remedy)
        for before_name in rule.formerly:
            if before_name not in former and before_name not in locked.retired:
                what = f"{before_name} is locked as a former name of {name}, but no rule says so"
                remedy = f"Write in the rule: formerly: [{before_name}], or retire that name too."
                yield Problem(rule.place, what, remedy)
    for name in sorted(set(former) & set(locked.retired)):
        what = f"{name} is retired, and a former name of {former[name]}"
        yield Problem(locked.retired[name].place, what, "Keep one of the two.")


def before_it(rule: LockedRule, name: str, locked: Lock) -> LockedRule | None:
    """What was locked of a rule, under its id or else under a former one."""
    names = (name, *reversed(rule.formerly))
    return next((locked.rules[one] for one in names if one in locked.rules), None)


def _treaty_refusals(folder: Path, before: LockedTreaty, now: LockedTreaty) -> Iterator[Problem]:
    place = _version_place(folder, TREATY)
    if _numbers(now.version) < _numbers(before.version):
        what = f"version {now.version} is lower than the one locked, {before.version}"
        yield Problem(place, what, f"Write a version higher than {before.version}.")
        return
    if now.version != before.version:
        return
    changed = [TREATY] if now.sha256 != before.sha256 else []
    for duty, sha256 in before.duties.items():
        if now.duties.get(duty) != sha256:
            changed.append(f"{duty}{SUFFIX}")
    if changed:
        what = f"{', '.join(changed)} changed since version {before.version} was locked"
        yield Problem(place, what, f"Raise the version in {TREATY}, and then: {COMMAND}")


def _not_locked_yet(folder: Path, locked: Lock, found: Lock) -> Iterator[Problem]:
    """What writing the lock anew mends."""
    remedy = f"Lock it: {COMMAND}"
    for name, rule in found.rules.items():
        before = locked.rules.get(name)
        place = _version_place(folder, f"{name}{SUFFIX}")
        if name not in locked.retired and (before is None or rule.version > before.version):
            yield Problem(place, f"version {rule.version} is not locked yet", remedy)
        elif before is not None and rule.formerly != before.formerly:
            yield Problem(Place(place.file), "its former names are not locked yet", remedy)
    for name, rule in locked.rules.items():
        if name in locked.retired and name not in found.rules:
            yield Problem(rule.place, f"the rule {name} is retired, but still locked", remedy)
    for duty in found.treaty.duties:
        if duty not in locked.treaty.duties:
            yield Problem(Place(f"{duty}{SUFFIX}"), "the duty is not locked yet", remedy)
    if _numbers(found.treaty.version) > _numbers(locked.treaty.version):
        what = f"version {found.treaty.version} is not locked yet"
        yield Problem(_version_place(folder, TREATY), what, remedy)


def _version_place(folder: Path, name: str) -> Place:
    return read_yaml(folder, name).value_places[VERSION]


def _numbers(version: str) -> tuple[tuple[int, str], ...]:
    """A version such as ``1.10.0`` in an order in which it comes after ``1.9.0``."""
    return tuple(
        (int(part) if part.isdigit() else -1, part) for part in version.replace("-", ".").split(".")
    )
