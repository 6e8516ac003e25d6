"""Whatever is altered in the register, removed from it or put in shows in `audit verify`."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import delete, insert, inspect, select, update

from compliance_engine.letters.register.sealing import seal_of_step
from compliance_engine.letters.register.tables import letter_copies, letter_steps, metadata
from compliance_engine.store.location import location_of
from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import DONE, INVALID_INPUT, Ran, run
from tests.acceptance.lettering import ANNUAL, Register
from tests.acceptance.test_audit_tampering import other, tampering

SEALED = ("letters", "letter_steps", "letter_files", "letter_copies")


def filled(register: Register) -> Register:
    """A letter that was sent, one that was discarded and one that is a draft."""
    register.was_sent()
    second = register.drafted(ANNUAL)
    assert register.ask("discard", second, "--reason", "Not needed").code == DONE
    register.drafted()
    return register


@pytest.fixture
def written(register: Register) -> Register:
    """Such letters, in a store in a file."""
    return filled(register)


@pytest.fixture
def written_on_each(register_on_each: Register) -> Register:
    """Such letters, in a store of each kind."""
    return filled(register_on_each)


def verify(register: Register, *more: str) -> Ran:
    return run("audit", "verify", "--store", register.store, *more)


def refused(register: Register) -> str:
    ran = verify(register)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    return ran.err


def rows_of(register: Register, table: str) -> list[dict[str, Any]]:
    chosen = metadata.tables[table]
    with location_of(register.store).engine().connect() as connection:
        found = connection.execute(select(chosen).order_by(*chosen.primary_key.columns))
        return [dict(row) for row in found.mappings()]


def key_of(table: str, row: dict[str, Any]) -> Any:
    (key,) = metadata.tables[table].primary_key.columns
    return key == row[key.name]


def test_the_tables_are_those_that_the_migration_makes(register_on_each: Register) -> None:
    store = register_on_each.begin()
    with store.reading() as connection:
        there = inspect(connection)
        for name, table in metadata.tables.items():
            columns = {one["name"]: one["nullable"] for one in there.get_columns(name)}
            assert columns == {one.name: one.nullable for one in table.columns}


def test_what_was_written_is_verified(written_on_each: Register) -> None:
    found = verify(written_on_each, "--format", "json").json["register"]
    assert (found["letters"], found["steps"]) == (3, 6)
    assert found["seal"] == rows_of(written_on_each, "letter_steps")[-1]["sha256"]
    assert verify(written_on_each, "--seal", found["seal"]).code == DONE
    (said,) = verify(written_on_each).out.splitlines()
    assert "3 letters, 6 steps" in said


def test_runs_and_letters_in_one_store_are_both_verified(audit: Audit) -> None:
    register = Register(audit.store, audit.records.parent / "letters")
    register.drafted()
    audit.ran()
    letters, runs = verify(register).out.splitlines()
    assert ("1 letter" in letters, "1 run" in runs) == (True, True)
    run_seal = audit.ask("show", "1", "--format", "json").json["seal"]
    letter_seal = rows_of(register, "letter_steps")[-1]["sha256"]
    for seal in (run_seal, letter_seal):
        assert verify(register, "--seal", seal).code == DONE
    assert verify(register, "--seal", "0" * 64).code == INVALID_INPUT


def test_a_store_without_letters_is_verified_as_before(audit: Audit) -> None:
    audit.ran()
    assert "register" not in audit.ask("verify", "--format", "json").json
    assert len(audit.ask("verify").out.splitlines()) == 1


@pytest.mark.parametrize("table", SEALED)
def test_an_altered_value_shows(written: Register, table: str) -> None:
    """Every column once at least."""
    chance = Random(table)
    rows, chosen = rows_of(written, table), metadata.tables[table]
    for index, column in enumerate(chosen.columns):
        row = rows[index % len(rows)]
        if column.primary_key:
            continue
        with tampering(written.store) as connection:
            changed = update(chosen).where(key_of(table, row))
            connection.execute(changed.values({column.name: changed_value(row, column, chance)}))
        assert any(word in refused(written) for word in ("altered", "removed", "put in"))
        with tampering(written.store) as connection:
            connection.execute(changed.values({column.name: row[column.name]}))
    assert verify(written).code == DONE


def changed_value(row: dict[str, Any], column: Any, chance: Random) -> Any:
    value = row[column.name]
    if column.name == "day":
        return "2026-03-03"
    return "x" if value == "" else other(value, chance)


@pytest.mark.parametrize("table", SEALED)
def test_a_removed_row_shows(written: Register, table: str) -> None:
    """But for the last step, which only a seal noted down elsewhere shows."""
    seal = verify(written, "--format", "json").json["register"]["seal"]
    for row in rows_of(written, table):
        with tampering(written.store) as connection:
            connection.execute(delete(metadata.tables[table]).where(key_of(table, row)))
        ran = verify(written, "--seal", seal)
        assert (ran.code, ran.out) == (INVALID_INPUT, "")
        with tampering(written.store) as connection:
            connection.execute(insert(metadata.tables[table]), row)
    assert verify(written).code == DONE


def test_a_step_that_was_put_in_shows(written_on_each: Register) -> None:
    *_, last = rows_of(written_on_each, "letter_steps")
    with tampering(written_on_each.store) as connection:
        row = {**last, "number": last["number"] + 1, "seq": 2, "step": "approved"}
        connection.execute(insert(letter_steps), row)
    assert "was altered or put in" in refused(written_on_each)


def test_who_can_no_longer_be_read_is_told_to_verify(register: Register) -> None:
    reference = register.drafted()
    with tampering(register.store) as connection:
        connection.execute(update(letter_steps).values(at="yesterday"))
    ran = register.ask("show", reference)
    assert ran.code == INVALID_INPUT
    assert "compliance-engine audit verify" in ran.err


# --- where the files of letters are


def put_in(register: Register, **other: Any) -> None:
    *_, last = rows_of(register, "letter_copies")
    with tampering(register.store) as connection:
        connection.execute(insert(letter_copies), {**last, "number": last["number"] + 1, **other})


def test_a_place_that_was_put_in_shows(written: Register) -> None:
    put_in(written, path="/home/x/.bashrc")
    assert "or where its files are" in refused(written)


def test_a_place_that_no_step_could_have_named_shows(written: Register) -> None:
    put_in(written, part="other")
    assert "where a file of letter 2026/003 is was put in" in refused(written)


COMMANDS = {
    "list": ("list",),
    "show": ("show", "2026/001"),
    "close": ("close", "2026/001"),
    "approve": ("approve", "2026/003", "--by", "Berta Ruiz"),
    "reply": ("reply", "2026/001", "--on", "2026-03-02", "--summary", "Thanks"),
    "discard": ("discard", "2026/003", "--reason", "Not needed"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("how", ["altered", "put in"])
def test_no_command_writes_where_only_a_row_says(
    written: Register, tmp_path: Path, how: str, command: str
) -> None:
    there = tmp_path / "elsewhere" / ".bashrc"
    with tampering(written.store) as connection:
        connection.execute(delete(metadata.tables["letter_copies_written"]))
        if how == "altered":
            connection.execute(update(letter_copies).values(path=str(there)))
    if how == "put in":
        put_in(written, path=str(there))
    before = sorted(written.folder.iterdir())
    written.ask(*COMMANDS[command])
    assert not there.parent.exists()
    assert set(written.folder.iterdir()) - set(before) <= {written.file("2026/003", "-approved")}


def test_what_was_put_before_places_were_sealed_is_known_and_goes_on(register: Register) -> None:
    """Its steps are sealed without where their files are; those after it with it."""
    with patch("compliance_engine.letters.register.adding.seal_of_step", without_copies):
        reference = register.approved()
    assert verify(register).code == DONE
    assert register.ask("list").code == DONE
    ran = register.ask("approve", reference, "--by", "Dora Lang", "--out", register.folder)
    assert ran.code == DONE
    register.drafted()
    assert verify(register).code == DONE
    put_in(register, path="/home/x/.bashrc")
    assert "or where its files are" in refused(register)


def without_copies(row: Any, of: Any, before: str, _copies: Any = ()) -> str:
    return seal_of_step(row, of, before)
