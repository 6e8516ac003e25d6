"""Records as a folder of CSV files, one a table, with the keys of the record as headings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compliance_engine.documents.files import make_folder, write_all
from compliance_engine.records.spreadsheets.csv_files import SUFFIX, written
from compliance_engine.records.spreadsheets.reading import STATES
from compliance_engine.records.spreadsheets.tables import CODE, STATE, TABLES
from compliance_engine.records.spreadsheets.writing_rows import (
    STATES_KEYS,
    states_rows,
    table_rows,
    trees_of,
)


def write_folder(folder: Path, texts: Mapping[str, str], language: str) -> list[Path]:
    """Writes every table of some records, given by code, into a folder, made if need be.

    Raises UsageError if it cannot be written to, InvalidInputError for a text that no cell holds.
    """
    trees = trees_of(texts)
    files = {
        f"{table.name}{SUFFIX}": written(
            (CODE, STATE, *(one.key for one in table.columns)), table_rows(table, trees, language)
        )
        for table in TABLES
    }
    files[f"{STATES}{SUFFIX}"] = written(STATES_KEYS, states_rows(texts, language))
    make_folder(folder)
    write_all({folder / name: text.encode() for name, text in files.items()})
    return [folder / name for name in files]
