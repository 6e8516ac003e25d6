"""Whatever people do to a workbook: it is brought in whole, or refused and nothing is written."""

from __future__ import annotations

import copy
import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.command_line import DONE, INVALID_INPUT, run
from tests.acceptance.test_records_workbook import RECORDS, cells_of, exported, imported, rewritten

STRANGE = (
    *("", " ", "none", "yes", "2013", "2013-05", "=1", "x; y", ";", "untc; isu-2014", "\n", "é𝒳"),
    *("null", "true", "~", "[", "{", "- x", "a: b", "# c", "*a", "|", "1" * 20, "x" * 400),
    *("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LINE SEPARATOR}", 2013.0, -1, 0.5, 1e300, True),
    *(date(2013, 5, 1), date(2013, 5, 31)),
)
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """The sheets with rows in them, as exported."""
    found = cells_of(exported(tmp_path_factory.mktemp("base") / "base.xlsx", RECORDS))
    return {
        name: rows for name, rows in found.items() if name not in ("About", "States", "_choices")
    }


def disturbed(sheets: dict[str, Rows], chance: random.Random) -> dict[str, Rows]:
    """The sheets after a few of the things that people do to them."""
    made = copy.deepcopy(sheets)
    for _ in range(chance.choice([1, 1, 2, 4])):
        rows = made[chance.choice([name for name, rows in made.items() if len(rows) > 1])]
        number = chance.randrange(1, len(rows))
        column = chance.randrange(2, len(rows[0]))
        match chance.choice(["cell", "cell", "strange", "delete", "twice", "sort"]):
            case "cell":
                rows[number][column] = chance.choice(rows[1:])[column]
            case "strange":
                rows[number][column] = chance.choice(STRANGE)
            case "delete":
                del rows[number]
            case "twice":
                rows.append(list(rows[number]))
            case "sort":
                rows[1:] = chance.sample(rows[1:], len(rows) - 1)
    return made


@pytest.mark.parametrize("seed", range(25))
def test_a_workbook_is_brought_in_whole_or_not_at_all(
    sheets: dict[str, Rows], tmp_path: Path, seed: int
) -> None:
    records = tmp_path / "records"
    shutil.copytree(RECORDS, records)
    before = {path.name: path.read_bytes() for path in records.iterdir()}
    book = rewritten(tmp_path / "book.xlsx", disturbed(sheets, random.Random(seed)))
    ran = imported(book, records, "--apply")
    after = {path.name: path.read_bytes() for path in records.iterdir()}
    if ran.code == INVALID_INPUT:
        assert after == before
        assert ran.err
        return
    assert ran.code == DONE
    assert run("records", "validate", "--records", records).code == DONE
    assert imported(book, records).out == "Nothing changes.\n"
