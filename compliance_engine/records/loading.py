"""Reads a folder of records, and reports everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from compliance_engine.documents import MAX_BYTES, Model, parse_yaml, read_text, validate
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.records.model import Record
from compliance_engine.records.states import EXAMPLE, UnknownStateError, state_of_code
from compliance_engine.suggestions import did_you_mean

SUFFIX = ".yaml"


@dataclass(frozen=True)
class Records:
    """The records of a folder, by State code in alphabetical order.

    `sha256` is over every file, by name and content.
    """

    by_state: Mapping[str, Record]
    sha256: str


class RecordFolder:
    """The record files of a folder, by State code in alphabetical order, read one by one.

    `digests` are of the bytes of each file, and `sha256` of all of them with their names, as they
    were when the folder was opened.
    """

    def __init__(self, folder: Path) -> None:
        """Raises UsageError if there are none."""
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder} to read records from")
        self._paths = {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))}
        if not self._paths:
            raise UsageError(f"{folder} holds no records: a record is a file such as GNQ{SUFFIX}")
        self.digests = {code: _digest(path) for code, path in self._paths.items()}
        self.misnamed = tuple(
            Problem(Place(path.name), "is not read", f"Name it {path.stem}{SUFFIX}.")
            for path in sorted(folder.glob("*.yml"))
        )

    @property
    def sha256(self) -> str:
        """Of every file, by name and content."""
        listed = (f"{self._paths[code].name}\0{one}\0" for code, one in self.digests.items())
        return sha256("".join(listed).encode()).hexdigest()

    def read(self, code: str) -> Record:
        """The record of a State.

        Raises InvalidInputError with every problem found, and if the file is no longer what it
        was when the folder was opened.
        """
        path = self._paths[code]
        record = read_record(read_text(path, path.name), path.name)
        if _digest(path) != self.digests[code]:
            remedy = "Run the command again once nobody is writing to the folder."
            raise InvalidInputError(
                [Problem(Place(path.name), "was changed while it was being read", remedy)]
            )
        return record


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


def _digest(path: Path) -> str:
    """The digest of a file's bytes, as far as a record may be long; none if it cannot be read."""
    try:
        with path.open("rb") as file:
            return sha256(file.read(MAX_BYTES + 1)).hexdigest()
    except OSError:
        return ""


def read_record(text: str, file: str) -> Record:
    """One record from its text. Raises InvalidInputError with every problem found."""
    return read_record_data(parse_yaml(text, file), file)


def read_record_data(data: object, file: str) -> Record:
    """One record from what `parse_yaml` read. Raises InvalidInputError with every problem."""
    record = validate(Record, data, file)
    problems = [*_state_problems(record, file), *_source_problems(record)]
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


def _source_problems(record: Record) -> Iterator[Problem]:
    """Sources that are named but not declared, or declared but never named."""
    named: set[str] = set()
    for statement, keys in _statements(record):
        for key in keys:
            sources = getattr(statement, key)
            named.update(sources or ())
            for name in sources or ():
                if name not in record.sources:
                    yield Problem(
                        statement.place_of(key),
                        f"the source '{name}' is not declared under 'sources'",
                        did_you_mean(name, record.sources, "Declare it there."),
                    )
    for name in sorted(set(record.sources) - named):
        yield Problem(
            record.sources[name].place,
            f"no statement names the source '{name}'",
            "Name it where it is used, or remove it.",
        )


def _statements(record: Record) -> Iterator[tuple[Model, tuple[str, ...]]]:
    """Every part of the record that names sources, with the keys that do."""
    own = ("source",)
    for entry in record.membership:
        yield entry, own
        if entry.withdrawal is not None:
            yield entry.withdrawal, own
    for case in record.article_1.cases:
        yield case, own
        for step in case.history:
            yield step, own
    groups = (
        record.events,
        record.article_3,
        (record.article_4,),
        record.article_4.found_later if record.article_4 else (),
        (record.article_5.clearance,),
        record.article_5.extensions,
        record.article_7.reports,
        record.article_7.lists,
        record.article_8.requests,
        record.article_9,
    )
    for group in groups:
        for statement in group:
            if statement is not None:
                yield statement, own
    yield record.article_7, ("complete_source",)
    for disagreement in record.article_7.disagreements:
        yield disagreement, ("kept_source", "contrary_source")
