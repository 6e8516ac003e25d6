"""Records written into a folder: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from compliance_engine.errors import InvalidInputError, Problem, UsageError
from compliance_engine.records.days import days_still_to_come
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from compliance_engine.records.parts import parts_of
from compliance_engine.records.sharing import shared_names
from compliance_engine.records.states import state_of_code
from compliance_engine.records.writing import write_yaml


def write_records(
    trees: Mapping[str, Mapping[str, object]],
    out: Path,
    force: bool = False,
    *,
    today: date | None = None,
) -> list[Path]:
    """Writes each record as ``CODE.yaml`` into `out`, which is made if need be.

    Every record is checked as it will be read before the first file is touched. Existing files
    are replaced only with `force`. Where it is said which day is `today`, nothing may have happened
    later. Raises InvalidInputError if a record is not valid, UsageError
    if a file exists or the folder cannot be written to.
    """
    texts = {f"{code}.yaml": write_yaml(tree, _title(code)) for code, tree in trees.items()}
    _check(texts, today)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the records")
    existing = [name for name in texts if (out / name).exists()]
    if existing and not force:
        raise UsageError(
            f"{len(existing)} of the {len(texts)} records exist in {out} already, "
            f"{existing[0]} first: add --force to replace them, or name another folder"
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".importing-") as temporary:
            for name, text in texts.items():
                (Path(temporary) / name).write_text(text, encoding="utf-8", newline="\n")
            for name in texts:
                (Path(temporary) / name).replace(out / name)
    except OSError as error:
        raise UsageError(f"{out} cannot be written to: {error.strerror or error}") from error
    return [out / name for name in texts]


def _title(code: str) -> str:
    return state_of_code(code).name


def _check(texts: Mapping[str, str], today: date | None) -> None:
    problems: list[Problem] = []
    records: dict[str, Record] = {}
    for name, text in texts.items():
        try:
            record = read_record(text, name)
        except InvalidInputError as error:
            problems.extend(error.problems)
            continue
        records[record.state] = record
        if today is not None:
            problems += days_still_to_come(parts_of(record), today)
    problems += shared_names({}, records)
    if problems:
        raise InvalidInputError(problems)
