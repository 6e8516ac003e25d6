"""Writes the tables of columns in docs/spreadsheets.md, from the description that the code uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from compliance_engine.records.spreadsheets.tables import TABLES, Shape, Table
from compliance_engine.records.spreadsheets.words import Words

TARGET = Path(__file__).parent.parent / "docs" / "spreadsheets.md"
BEGIN = "<!-- columns: made by scripts/spreadsheet_tables.py -->\n"
END = "<!-- end of columns -->\n"


def column_tables() -> str:
    """A Markdown table of columns for each table of the workbook."""
    return "\n".join(line for table in TABLES for line in _lines(table)) + "\n"


def with_tables(document: str) -> str:
    """The document with its tables of columns as they are now."""
    before, _, rest = document.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{column_tables()}\n{END}{after}"


def _lines(table: Table) -> Iterator[str]:
    words = Words("en")
    yield f"### `{table.name}`: {words.title(table.name)}"
    yield ""
    yield f"{words.about(table.name)}."
    if table.shape is Shape.NESTED:
        yield f"Each row belongs to an entry of {', '.join(table.path)}."
    yield ""
    yield "| column | heading | holds | must be filled | what belongs in it |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        note = words.note(table.name, column.key)
        if column.kind.choices:
            note += f" *{', '.join(column.kind.choices)}*"
        must = "yes" if column.required else ""
        heading = words.heading(table.name, column.key)
        yield f"| `{column.key}` | {heading} | {column.kind.name} | {must} | {note} |"
    yield ""


if __name__ == "__main__":
    TARGET.write_text(with_tables(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name} written\n")
