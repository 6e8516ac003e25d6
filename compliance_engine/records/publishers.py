"""Who publishes the texts that records rest on: of which kind, and in which family.

A family is what makes two texts one voice. Copies and background knowledge have none. All bodies
of one government are one family, and the government of every State is known by its code, as
`government-tha`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlsplit

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.states import UnknownStateError, state_of_code

_GOVERNMENT = "government-"


class PublisherKind(StrEnum):
    """What a publisher is."""

    DEPOSITARY = "depositary"
    UN_ORGAN = "UN organ"
    MEETING = "meeting"
    STATE = "State"
    SUPPORT_UNIT = "support unit"
    ICRC = "ICRC"
    MONITOR = "civil-society monitor"
    PRESS = "press"
    COPY = "copy"
    BACKGROUND = "background knowledge"


NO_VOICE = (PublisherKind.COPY, PublisherKind.BACKGROUND)
"""Kinds without a family: what they say is not counted."""


@dataclass(frozen=True)
class Publisher:
    """One publisher. `acts_for` is the addressee in whose name it receives reports.

    `family` is empty where the kind has none; `state` is the code of a government's State.
    """

    name: str
    title: str
    kind: PublisherKind
    family: str = ""
    state: str | None = None
    acts_for: str | None = None
    hosts: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


EXAMPLE_PUBLISHER = Publisher(
    "example", "a made-up publisher", PublisherKind.MONITOR, family="example"
)
"""Who published the made-up texts of the State made up for examples, and of no other."""


@dataclass(frozen=True)
class Publishers:
    """Publishers by name."""

    by_name: Mapping[str, Publisher]

    def get(self, name: str) -> Publisher | None:
        """The publisher of this name, or the government of a State; None if there is none."""
        if name == EXAMPLE_PUBLISHER.name:
            return EXAMPLE_PUBLISHER
        return self.by_name.get(name) or _government(name)

    def at(self, url: str) -> Publisher | None:
        """Whose site an address is on: that of the longest end of its host."""
        labels = host_of(url).split(".")
        for start in range(len(labels)):
            if found := self._by_host.get(".".join(labels[start:])):
                return found
        return None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the tables, in alphabetical order."""
        return tuple(sorted(self.by_name))

    @cached_property
    def _by_host(self) -> Mapping[str, Publisher]:
        return {host: one for one in self.by_name.values() for host in one.hosts}

    def with_more(self, more: Publishers) -> Publishers:
        """These and more of them. Raises InvalidInputError where a name or host is there twice."""
        problems = [*_twice(self, more)]
        if problems:
            raise InvalidInputError(problems)
        return Publishers({**self.by_name, **more.by_name})


NOBODY = Publishers({})


def host_of(url: str) -> str:
    """The host of an address, in small letters; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def family_of(state: str) -> str:
    """The family of all bodies of a State's government."""
    return f"{_GOVERNMENT}{state.lower()}"


def _government(name: str) -> Publisher | None:
    """The government of a State named by its code."""
    code = name.removeprefix(_GOVERNMENT).upper()
    if not name.startswith(_GOVERNMENT) or name != name.lower():
        return None
    try:
        state = state_of_code(code)
    except UnknownStateError:
        return None
    title = f"Government of {state.name}"
    return Publisher(name, title, PublisherKind.STATE, family_of(state.code), state.code)


def host_problem(one: Publisher, host: str, other: Publisher) -> Problem:
    """What is wrong where a host is named of two publishers."""
    what = f"the host {host} of '{one.name}' is a host of '{other.name}' already"
    return Problem(one.place, what, "A host is named once: remove it from one of them.")


def _twice(known: Publishers, more: Publishers) -> Iterator[Problem]:
    hosts = known._by_host
    for one in more.by_name.values():
        if one.name in known.by_name:
            yield Problem(
                one.place,
                f"the publisher '{one.name}' is known already",
                "Remove it here, or give it another name.",
            )
            continue
        for host in one.hosts:
            if host in hosts:
                yield host_problem(one, host, hosts[host])
