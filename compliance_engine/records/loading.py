"""Reads a folder of records, and reports everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.records.days import days_after_source
from compliance_engine.records.folder import SUFFIX, RecordFolder
from compliance_engine.records.model import Record
from compliance_engine.records.parts import Parts, parts_of
from compliance_engine.records.repeats import repeats
from compliance_engine.records.source_checks import day_problems
from compliance_engine.records.statement import Source
from compliance_engine.records.states import EXAMPLE, UnknownStateError, state_of_code
from compliance_engine.suggestions import did_you_mean


@dataclass(frozen=True)
class Records:
    """The records of a folder, by State code in alphabetical order.

    `sha256` is over every file, by name and content.
    """

    by_state: Mapping[str, Record]
    sha256: str


def load_records(folder: Path) -> Records:
    """Every record in `folder`, one YAML file a State named after its code.

    Raises UsageError if there are none, InvalidInputError with every problem found.
    """
    files = RecordFolder(folder)
    problems = [*files.misnamed]
    records: dict[str, Record] = {}
    for code in files.digests:
        try:
            records[code] = files.read(code)
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return Records(records, files.sha256)


def read_record(text: str, file: str, *, at_rest: bool = False) -> Record:
    """One record from its text; `at_rest` as for `parse_yaml`.

    Raises InvalidInputError with every problem found.
    """
    return read_record_data(parse_yaml(text, file, at_rest=at_rest), file)


def read_record_data(data: object, file: str) -> Record:
    """One record from what `parse_yaml` read. Raises InvalidInputError with every problem.

    Nobody says here which day it is: `days_still_to_come` finds the days that lie ahead of it.
    """
    record = validate(Record, data, file)
    parts = parts_of(record)
    problems = [
        *_state_problems(record, file),
        *_source_problems(parts, record.sources),
        *day_problems(record),
        *days_after_source(parts, record.sources),
        *repeats(parts),
    ]
    if problems:
        raise InvalidInputError(problems)
    return record


def _state_problems(record: Record, file: str) -> Iterator[Problem]:
    place = record.place_of("state")
    try:
        state = state_of_code(record.state)
    except UnknownStateError as error:
        yield Problem(place, str(error), error.remedy)
        return
    stem = file.removesuffix(SUFFIX)
    if state is not EXAMPLE and stem != state.code:
        yield Problem(
            place,
            f"the file is named {file}, but its record is of {state.code} ({state.name})",
            f"Name the file {state.code}{SUFFIX}, or correct the state.",
        )


def _source_problems(parts: Parts, declared: Mapping[str, Source]) -> Iterator[Problem]:
    """Sources that are named but not declared, or declared but never named."""
    named: set[str] = set()
    for part in parts:
        for key in part.shape.sources:
            sources = getattr(part.entry, key)
            named.update(sources or ())
            for name in sources or ():
                if name not in declared:
                    yield Problem(
                        part.entry.place_of(key),
                        f"the source '{name}' is not declared under 'sources'",
                        did_you_mean(name, declared, "Declare it there."),
                    )
    named |= {one.by for one in declared.values() if one.by is not None}
    for name in sorted(set(declared) - named):
        yield Problem(
            declared[name].place,
            f"no statement names the source '{name}'",
            "Name it where it is used, or remove it.",
        )
