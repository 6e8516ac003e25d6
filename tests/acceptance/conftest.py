"""The real tables, imported once for all the tests that look at the result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance_engine.records.importing import import_tables, write_records
from tests.acceptance import databases
from tests.acceptance.auditing import Audit, records_in
from tests.acceptance.lettering import Register
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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL of our own."""
    if reason := databases.missing():
        pytest.skip(reason)
    with databases.server() as url:
        yield url


@pytest.fixture
def database(postgresql: str) -> Iterator[str]:
    """The URL of an empty database of it."""
    with databases.fresh_database(postgresql) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def audit_on_each(request: pytest.FixtureRequest, tmp_path: Path) -> Audit:
    """A few records, and a store in each kind of database."""
    file = str(tmp_path / "audit.sqlite")
    store = file if request.param == "sqlite" else str(request.getfixturevalue("database"))
    return Audit(records_in(tmp_path), store)


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    """A few records, and a store in a file."""
    return Audit(records_in(tmp_path), str(tmp_path / "audit.sqlite"))


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A register of letters in a file, and a folder for them."""
    (tmp_path / "letters").mkdir()
    return Register(str(tmp_path / "store.sqlite"), tmp_path / "letters")


@pytest.fixture(params=["sqlite", "postgresql"])
def register_on_each(request: pytest.FixtureRequest, tmp_path: Path) -> Register:
    """A register of letters in each kind of database, and a folder for them."""
    (tmp_path / "letters").mkdir()
    file = str(tmp_path / "store.sqlite")
    store = file if request.param == "sqlite" else str(request.getfixturevalue("database"))
    return Register(store, tmp_path / "letters")
