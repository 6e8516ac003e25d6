"""What is wrong with the sources of a record: no day, or nobody known who published them."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.errors import Problem
from compliance_engine.records.model import Record
from compliance_engine.records.publishers import (
    EXAMPLE_PUBLISHER,
    PublisherKind,
    Publishers,
    host_of,
)
from compliance_engine.records.statement import Source
from compliance_engine.records.states import EXAMPLE, UnknownStateError, state_of_code
from compliance_engine.suggestions import did_you_mean

_ADD = (
    "Add it to publishers.yaml with its kind and family, or name the original in 'publisher' and "
    "this site in 'through'."
)


def day_problems(record: Record) -> Iterator[Problem]:
    """Sources without a day, and those that are said to be cited by one that is not there."""
    for name, source in record.sources.items():
        if source.date is None and source.seen is None:
            yield Problem(
                source.place,
                f"source '{name}' has neither 'date' nor 'seen'",
                "Give the day of the text; if it bears none, the day on which it was read.",
            )
        if source.by is not None and (source.by not in record.sources or source.by == name):
            yield Problem(
                source.place_of("by"),
                f"source '{name}' is cited by '{source.by}', which is no other source here",
                did_you_mean(source.by, record.sources, "Declare the citing source too."),
            )
        elif source.by is not None and record.sources[source.by].by is not None:
            yield Problem(
                source.place_of("by"),
                f"source '{name}' is cited by '{source.by}', which itself was only seen as cited",
                "Name the text that was read.",
            )


def publisher_problems(record: Record, publishers: Publishers) -> Iterator[Problem]:
    """Publishers and hosts that the tables do not know, in sources and in cases."""
    for name, source in record.sources.items():
        yield from _named(source, publishers, record.state)
        yield from _host(name, source, publishers)
    for case in record.article_1.cases:
        for one in case.by:
            if one == record.state:
                yield Problem(
                    case.place_of("by"),
                    f"'{one}' is the State itself: what it says is an answer",
                    "Write it in 'answer', or in an update under 'history'.",
                )
            elif not (_is_state(one) or publishers.get(one)):
                yield Problem(
                    case.place_of("by"),
                    f"'{one}' is neither a State nor a known publisher",
                    did_you_mean(one, publishers.names, "Name who said it, or leave 'by' out."),
                )


def _named(source: Source, publishers: Publishers, state: str) -> Iterator[Problem]:
    for key in ("publisher", "through", "carries"):
        name = getattr(source, key)
        if name is None:
            continue
        found = publishers.get(name)
        made_up = found is EXAMPLE_PUBLISHER and state != EXAMPLE.code
        if found is None or made_up:
            yield Problem(
                source.place_of(key),
                f"there is no publisher '{name}'",
                did_you_mean(
                    name, publishers.names, "Add it to publishers.yaml with its kind and family."
                ),
            )
        elif key == "through" and found.kind is not PublisherKind.COPY and not source.publisher:
            yield Problem(
                source.place_of(key),
                f"'through' names '{name}', but nobody is named whose text it is",
                "Name the publisher of the original in 'publisher'.",
            )


def _host(name: str, source: Source, publishers: Publishers) -> Iterator[Problem]:
    if source.url is None:
        if source.publisher is None:
            yield Problem(
                source.place,
                f"source '{name}' names no 'publisher', and no 'url' that tells it",
                "Name who published the text: publishers.yaml has the names.",
            )
        return
    host, at = host_of(source.url), publishers.at(source.url)
    given = [one for one in (source.publisher, source.through) if one is not None]
    if at is None:
        yield Problem(
            source.place_of("url"), f"no publisher is known for {host or source.url}", _ADD
        )
    elif given and at.name not in given:
        of_its_own = [publishers.get(one) for one in given]
        if any(one and one.family and one.family == at.family for one in of_its_own):
            return
        yield Problem(
            source.place_of("url"),
            f"{host} is a site of '{at.name}', and the publisher is said to be '{given[0]}'",
            f"If it is a copy of a text of '{given[0]}', add 'through: {at.name}'.",
        )


def _is_state(code: str) -> bool:
    try:
        return state_of_code(code) is not EXAMPLE
    except UnknownStateError:
        return False
