"""Whatever is altered, removed or put in shows, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from compliance_engine.store.canonical import canonical
from compliance_engine.store.location import location_of
from compliance_engine.store.tables import metadata
from tests.acceptance.auditing import Audit, records_in
from tests.acceptance.command_line import (
    DONE,
    INVALID_INPUT,
)
from tests.acceptance.databases import fresh_database
from tests.acceptance.test_audit_run import submit

TABLES = sorted(metadata.tables)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of a few States."""
    return records_in(tmp_path_factory.mktemp("nights"))


def three_nights(records: Path, store: str) -> None:
    """A report arrives before the second night, and nothing happens before the third.

    Of the first two, messages tell.
    """
    audit = Audit(records, store)
    told = ("--notify-command", "true", "--notify", "a@example.org", "--notify", "b@example.org")
    before = (records / "TUV.yaml").read_text(encoding="utf-8")
    audit.ran("2021-06-24", *told)
    submit(audit)
    audit.ran("2021-06-25", *told)
    audit.ran("2021-06-26")
    audit.mend("TUV", before)


@pytest.fixture(scope="module")
def file_of_nights(records: Path) -> Path:
    """A store in a file, which is copied for each test."""
    made = records.with_name("audit.sqlite")
    three_nights(records, str(made))
    return made


@pytest.fixture(scope="module")
def database_of_nights(records: Path, postgresql: str) -> Iterator[str]:
    """The same in a database, of which each test gets one like it."""
    with fresh_database(postgresql) as store:
        three_nights(records, store)
        yield store


@pytest.fixture(params=["sqlite", "postgresql"])
def nights(request: pytest.FixtureRequest, records: Path, tmp_path: Path) -> Iterator[Audit]:
    """Three nights, in each kind of database."""
    if request.param == "sqlite":
        file = request.getfixturevalue("file_of_nights")
        yield Audit(records, str(shutil.copy(file, tmp_path / "audit.sqlite")))
    else:
        like = request.getfixturevalue("database_of_nights")
        with fresh_database(request.getfixturevalue("postgresql"), like) as store:
            yield Audit(records, store)


@contextmanager
def tampering(store: str) -> Iterator[Connection]:
    """A connection of one who minds no reference between tables."""
    engine = location_of(store).engine()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
        connection.commit()


def rows_of(store: str, table: str) -> list[dict[str, Any]]:
    with location_of(store).engine().connect() as connection:
        found = connection.execute(select(metadata.tables[table])).mappings()
        return sorted((dict(row) for row in found), key=repr)


def matches(table: str, row: dict[str, Any]) -> Any:
    """The row alone, in a WHERE clause."""
    keys = metadata.tables[table].primary_key.columns
    clause = [column == row[column.name] for column in keys]
    return clause[0] if len(clause) == 1 else clause[0] & clause[1]


def other(value: Any, chance: Random) -> Any:
    """Another value of the same type."""
    match value:
        case int():
            return value + 1 + chance.randrange(5)
        case bytes():
            at = chance.randrange(len(value))
            return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        case str() if value:
            at = chance.randrange(len(value))
            return value[:at] + ("0" if value[at] != "0" else "1") + value[at + 1 :]
        case _:  # none, or an empty text
            return "0" * 64


def refused(audit: Audit) -> str:
    ran = audit.ask("verify")
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    return ran.err


def test_what_was_written_is_verified(nights: Audit) -> None:
    found = nights.ask("verify", "--format", "json").json
    assert found["runs"] == 3
    assert found["seal"] == nights.ask("show", "3", "--format", "json").json["seal"]
    assert nights.ask("verify", "--seal", found["seal"]).code == DONE


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize("table", TABLES)
def test_an_altered_value_shows(nights: Audit, table: str) -> None:
    """In a row at either end and some between, every column once at least."""
    chance = Random(table)
    rows = rows_of(nights.store, table)
    columns = list(metadata.tables[table].columns.keys())
    chosen = [rows[0], rows[-1], *chance.sample(rows, min(len(rows), len(columns)))]
    for index, row in enumerate(chosen):
        column = columns[index % len(columns)]
        if column in metadata.tables[table].primary_key.columns:
            continue
        with tampering(nights.store) as connection:
            changed = {column: other(row[column], chance)}
            connection.execute(
                update(metadata.tables[table]).where(matches(table, row)).values(changed)
            )
        assert "altered" in refused(nights) or "removed" in refused(nights)
        with tampering(nights.store) as connection:
            connection.execute(
                update(metadata.tables[table])
                .where(matches(table, row))
                .values({column: row[column]})
            )
    assert nights.ask("verify").code == DONE


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_shows(nights: Audit, table: str) -> None:
    chance = Random(table)
    rows = rows_of(nights.store, table)
    for row in (rows[0], rows[-1], *chance.sample(rows, min(len(rows), 3))):
        with tampering(nights.store) as connection:
            connection.execute(delete(metadata.tables[table]).where(matches(table, row)))
        assert refused(nights)
        with tampering(nights.store) as connection:
            connection.execute(insert(metadata.tables[table]).values(row))
    assert nights.ask("verify").code == DONE


@pytest.mark.parametrize("table", TABLES)
def test_a_row_put_in_shows(nights: Audit, table: str) -> None:
    row = rows_of(nights.store, table)[-1]
    key = [column.name for column in metadata.tables[table].primary_key.columns][-1]
    made = {**row, key: row[key] + 1000 if isinstance(row[key], int) else "f" * 64}
    for unique in ("id", "name", "message_id"):
        made |= {unique: "another"} if unique in made else {}
    with tampering(nights.store) as connection:
        connection.execute(insert(metadata.tables[table]).values(made))
    assert "put in" in refused(nights) or "removed" in refused(nights)


def test_the_first_altered_row_is_named(nights: Audit) -> None:
    row = next(one for one in rows_of(nights.store, "transitions") if one["kind"] == "resolved")
    with tampering(nights.store) as connection:
        connection.execute(
            update(metadata.tables["transitions"])
            .where(matches("transitions", row))
            .values(reason=canonical({"by": "met"}))
        )
    said = refused(nights)
    assert f"row {row['seq']} of run 2 in transitions was altered" in said
    assert row["id"] in said


def test_runs_that_were_removed_at_the_end_show_by_a_seal_noted_down(nights: Audit) -> None:
    seal = nights.ask("verify", "--format", "json").json["seal"]
    with tampering(nights.store) as connection:
        connection.execute(text("DELETE FROM seals WHERE run = 3"))
        connection.execute(text("DELETE FROM runs WHERE number = 3"))
    assert nights.ask("verify").code == DONE
    assert nights.ask("verify", "--seal", seal).code == INVALID_INPUT


def test_a_row_that_was_altered_beyond_reading_is_told(nights: Audit) -> None:
    with tampering(nights.store) as connection:
        connection.execute(text("UPDATE runs SET as_of = 'yesterday' WHERE number = 2"))
    for asked in (("log",), ("show", "3"), ("diff", "1", "3")):
        ran = nights.ask(*asked)
        assert (ran.code, ran.out) == (INVALID_INPUT, "")
        assert "the row of run 2 cannot be read" in ran.err


def test_rows_are_only_ever_added(nights: Audit) -> None:
    before = {table: rows_of(nights.store, table) for table in TABLES}
    told = nights.ran("2021-06-27", "--notify-command", "true")
    assert told["transitions"]
    for table in TABLES:
        now = rows_of(nights.store, table)
        assert all(row in now for row in before[table])


def test_a_tamperer_is_told_by_the_database_of_what_hangs_together(nights: Audit) -> None:
    with (
        location_of(nights.store).engine().connect() as connection,
        pytest.raises(SQLAlchemyError),
    ):
        connection.execute(text("DELETE FROM runs"))
