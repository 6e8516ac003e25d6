"""Reads cells of the tables back from a record file, sharing no code with the importer."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from compliance_engine.documents import parse_yaml

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"

Cells = dict[str, str]
Part = dict[str, Any]

STRENGTH = ("verified", "single-source", "background-knowledge")


def rows_of(table: str) -> list[Cells]:
    """The rows of a table, without spaces around the cells."""
    with (TABLES / table).open(encoding="utf-8", newline="") as file:
        return [{name: cell.strip() for name, cell in row.items()} for row in csv.DictReader(file)]


@dataclass(frozen=True)
class RecordFile:
    """A record as it stands in its file."""

    code: str
    title: str
    tree: Part

    @classmethod
    def read(cls, path: Path) -> RecordFile:
        text = path.read_text(encoding="utf-8")
        tree = parse_yaml(text, path.name)
        assert isinstance(tree, dict)
        assert tree["state"] == path.stem
        return cls(path.stem, text.splitlines()[0].removeprefix("# "), tree)

    def section(self, *path: str) -> list[Part]:
        """The list at a path of keys, empty if it is not written."""
        here: Any = self.tree
        for key in path:
            here = here.get(key, {})
        return list(here) if here else []

    def sources(self, names: str | list[str]) -> list[Part]:
        return [
            self.tree["sources"][name] for name in ([names] if isinstance(names, str) else names)
        ]

    def confidence(self, names: str | list[str], written: str | None) -> str:
        """What a statement claims: as written, else as its strongest source."""
        if written is not None:
            return written
        claims = [source.get("confidence", "single-source") for source in self.sources(names)]
        return str(min(claims, key=STRENGTH.index))

    def cites(self, names: str | list[str], cell: str) -> bool:
        """Whether the sources named are exactly those of the cell, in its order and once."""
        parts = list(dict.fromkeys(part.strip() for part in cell.split(" ; ")))
        sources = self.sources(names)
        return len(parts) == len(sources) and all(
            _is(source, part) for source, part in zip(sources, parts, strict=True)
        )

    def says(self, part: Part, row: Cells) -> bool:
        """Whether a statement has the sources, the confidence and the note of a row."""
        return (
            self.cites(part["source"], row["source"])
            and self.confidence(part["source"], part.get("confidence")) == row["confidence"]
            and part.get("note", "") == row["note"]
        )

    @property
    def bound_from(self) -> date | None:
        """The entry into force: as stated for a succession, else by Article 17."""
        entry = self.section("membership")[0]
        if "in_force" in entry:
            return date.fromisoformat(entry["in_force"])
        if "deposited" not in entry:
            return None
        year, month = int(entry["deposited"][:4]), int(entry["deposited"][5:7]) + 6
        first = date(year + (month > 12), month - 12 * (month > 12), 1)
        return max(first, date(1999, 3, 1))

    @property
    def initial_due_year(self) -> str:
        assert self.bound_from is not None
        return str((self.bound_from + timedelta(days=180)).year)


def _is(source: Part, part: str) -> bool:
    """Whether a source is the one that a part of a cell describes, with its remark."""
    note = str(source.get("note", ""))
    if part.startswith("github "):
        return part in note
    for described in (str(source.get("url", "no address")), str(source["title"])):
        if part == described:
            return True
        if part.startswith(f"{described} (") and part.endswith(")"):
            return part[len(described) + 2 : -1] in note
    return False


@dataclass(frozen=True)
class Unit:
    """One report, or one year of a statement on several."""

    record: RecordFile
    number: int
    part: Part
    year: int | None

    @property
    def dated(self) -> bool:
        return self.part["submitted"] != "none" and not self.open

    @property
    def open(self) -> bool:
        return str(self.part["submitted"]).startswith("by ")

    @property
    def due_year(self) -> str:
        """The year in which what is reported on was due."""
        if self.part["covers"] == "initial":
            return self.record.initial_due_year
        if self.part["covers"] == "voluntary":
            return ""
        if self.year is not None:
            return str(self.year + 1)
        return str(self.part["submitted"])[:4]


def units_of(record: RecordFile) -> Iterator[Unit]:
    """Every report; a statement on several years once for each."""
    for number, part in enumerate(record.section("article_7", "reports")):
        covers = part["covers"]
        dated = part["submitted"] != "none" and not str(part["submitted"]).startswith("by ")
        if isinstance(covers, int):
            yield Unit(record, number, part, covers)
        elif not dated and len(covers) == len("1999-2018") and covers[4] == "-":
            for year in range(int(covers[:4]), int(covers[5:]) + 1):
                yield Unit(record, number, part, year)
        else:
            yield Unit(record, number, part, None)


Records = Mapping[str, RecordFile]


def all_found(
    records: Records,
    rows: list[Cells],
    parts: Callable[[RecordFile], list[Part]],
    is_told: Callable[[RecordFile, Part, Cells], bool],
) -> None:
    """Asserts that the parts of the records are the rows, one for one, in their order."""
    by_state: dict[str, list[Cells]] = {}
    for row in rows:
        by_state.setdefault(row["iso3"], []).append(row)
        if "state" in row:
            assert records[row["iso3"]].title == row["state"]
    for code, record in records.items():
        told, expected = parts(record), by_state.pop(code, [])
        assert len(told) == len(expected), f"{code}: {len(told)} of {len(expected)} rows"
        for part, row in zip(told, expected, strict=True):
            assert is_told(record, part, row), f"{code}: {part} is not {row}"
    assert not by_state


def text(part: Part, key: str) -> str:
    return str(part.get(key, ""))
