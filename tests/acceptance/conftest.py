"""Databases, audits and registers for the tests of commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance import databases
from tests.acceptance.auditing import Audit, records_in
from tests.acceptance.lettering import Register


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
