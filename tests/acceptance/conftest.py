"""The real tables, imported once for all the tests that look at the result."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.records.importing import import_tables, write_records
from tests.acceptance.reading_back import TABLES, RecordFile, Records


@pytest.fixture(scope="session")
def imported_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the records made of the real tables."""
    out = tmp_path_factory.mktemp("imported") / "states"
    write_records(import_tables(TABLES), out)
    return out


@pytest.fixture(scope="session")
def imported(imported_folder: Path) -> Records:
    """The records made of the real tables, as they stand in their files."""
    return {path.stem: RecordFile.read(path) for path in sorted(imported_folder.glob("*.yaml"))}
