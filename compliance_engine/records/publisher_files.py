"""Tables of publishers, read: the package's, and what a rulebook or a folder of records adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from compliance_engine.documents.files import read_text
from compliance_engine.documents.model import Model, validate
from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.folder import PUBLISHERS
from compliance_engine.records.publishers import (
    NO_VOICE,
    NOBODY,
    Publisher,
    PublisherKind,
    Publishers,
    family_of,
    host_problem,
)
from compliance_engine.records.states import UnknownStateError, state_of_code

_GENERAL = Path(__file__).parent / "reference" / PUBLISHERS


class _Entry(Model):
    """A publisher as a file has it."""

    title: str | None = None
    kind: Annotated[PublisherKind, Field(strict=False)]
    family: str | None = None
    state: str | None = None
    acts_for: str | None = None
    hosts: tuple[str, ...] = Field(default=(), strict=False)


@cache
def general_publishers() -> Publishers:
    """Those that every rulebook and every folder knows."""
    return read_publishers(_GENERAL)


def publishers_in(folder: Path) -> Publishers:
    """Those that a folder adds; none if it has no such file. Raises InvalidInputError."""
    path = folder / PUBLISHERS
    return read_publishers(path) if path.is_file() else NOBODY


def read_publishers(path: Path) -> Publishers:
    """The publishers of a file. Raises InvalidInputError with every problem found."""
    data = parse_yaml(read_text(path, path.name), path.name)
    if not isinstance(data, YamlMap):
        problem = Problem(
            Place(path.name), "is not a mapping of names to publishers", _EXAMPLE_OF_AN_ENTRY
        )
        raise InvalidInputError([problem])
    problems: list[Problem] = []
    found: dict[str, Publisher] = {}
    for name, value in data.items():
        try:
            found[name] = _publisher(name, value, data.key_places[name], path.name)
        except InvalidInputError as error:
            problems += error.problems
    problems += _hosts_twice(found.values())
    if problems:
        raise InvalidInputError(problems)
    return Publishers(found)


_EXAMPLE_OF_AN_ENTRY = (
    "Write lines such as: nation-thailand: {kind: press, family: nation-thailand, "
    "hosts: [nationthailand.com]}"
)


def _publisher(name: str, value: object, place: Place, file: str) -> Publisher:
    if not isinstance(value, YamlMap):
        raise InvalidInputError([Problem(place, f"'{name}' says nothing", _EXAMPLE_OF_AN_ENTRY)])
    entry = validate(_Entry, value, file)
    if problems := [*_wrong_with(name, entry, place)]:
        raise InvalidInputError(problems)
    family = "" if entry.kind in NO_VOICE else entry.family or name
    made = Publisher(
        name,
        entry.title or name,
        entry.kind,
        family,
        entry.state,
        entry.acts_for,
        tuple(host.lower() for host in entry.hosts),
        place,
    )
    if entry.kind is PublisherKind.STATE and entry.state is not None:
        return replace(made, family=family_of(entry.state))
    return made


def _wrong_with(name: str, entry: _Entry, place: Place) -> Iterator[Problem]:
    if entry.kind in NO_VOICE and entry.family:
        yield Problem(
            entry.place_of("family"),
            f"'{name}' is of the kind '{entry.kind}', which has no family",
            "Remove the family.",
        )
    if (entry.kind is PublisherKind.STATE) != (entry.state is not None):
        yield Problem(
            place,
            f"'{name}': the kind 'State' and the key 'state' belong together",
            "Give the code of the State, such as state: THA, or another kind.",
        )
    if entry.state is not None:
        try:
            state_of_code(entry.state)
        except UnknownStateError as error:
            yield Problem(entry.place_of("state"), str(error), error.remedy)
    if entry.kind is PublisherKind.STATE and entry.family:
        yield Problem(
            entry.place_of("family"),
            f"'{name}': all bodies of one government are one family",
            "Remove the family: it follows from 'state'.",
        )


def _hosts_twice(found: Iterable[Publisher]) -> Iterator[Problem]:
    seen: dict[str, Publisher] = {}
    for one in found:
        for host in one.hosts:
            if host in seen:
                yield host_problem(one, host, seen[host])
            seen.setdefault(host, one)
