"""Records written into a folder: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compliance_engine.documents import parse_yaml, validate
from compliance_engine.documents.files import make_folder, write_all
from compliance_engine.errors import InvalidInputError, Problem, UsageError
from compliance_engine.records.model import Record
from compliance_engine.records.states import state_of_code
from compliance_engine.records.writing import write_yaml


def write_records(
    trees: Mapping[str, Mapping[str, object]], out: Path, force: bool = False
) -> list[Path]:
    """Writes each record as ``CODE.yaml`` into `out`, which is made if need be.

    Every record is checked as it will be read before the first file is touched. Existing files
    are replaced only with `force`. Raises InvalidInputError if a record is not valid, UsageError
    if a file exists or the folder cannot be written to.
    """
    texts = {f"{code}.yaml": write_yaml(tree, _title(code)) for code, tree in trees.items()}
    _check(texts)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the records")
    existing = [name for name in texts if (out / name).exists()]
    if existing and not force:
        raise UsageError(
            f"{len(existing)} of the {len(texts)} records exist in {out} already, "
            f"{existing[0]} first: add --force to replace them, or name another folder"
        )
    make_folder(out)
    write_all({out / name: text.encode() for name, text in texts.items()})
    return [out / name for name in texts]


def _title(code: str) -> str:
    return state_of_code(code).name


def _check(texts: Mapping[str, str]) -> None:
    problems: list[Problem] = []
    for name, text in texts.items():
        try:
            validate(Record, parse_yaml(text, name), name)
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
