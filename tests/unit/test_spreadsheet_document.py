"""The page on spreadsheets says what the code does."""

from __future__ import annotations

from compliance_engine.records.registers.layout import usual_headings
from scripts.spreadsheet_tables import TARGET, with_tables


def test_the_tables_of_columns_are_those_of_the_code() -> None:
    document = TARGET.read_text(encoding="utf-8")
    assert document == with_tables(document), "run python scripts/spreadsheet_tables.py"


def test_the_usual_headings_of_registers_are_told() -> None:
    document = TARGET.read_text(encoding="utf-8")
    for key in ("participant", "signature", "state", "covers", "due_year", "submitted", "note"):
        listed = ", ".join(usual_headings()[key])
        assert f"| `{key}` | {listed} |" in document
