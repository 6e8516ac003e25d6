"""The cells of a table for some records, as workbooks and CSV files have them."""

from __future__ import annotations

from collections.abc import Mapping

from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.records.spreadsheets.proposing import digest_of_text
from compliance_engine.records.spreadsheets.rows import entries_of, place_of, rows_of
from compliance_engine.records.spreadsheets.tables import CODE, STATE, Table
from compliance_engine.records.states import state_of_code

STATES_KEYS = (CODE, STATE, "group", "sha256")
"""The columns of the table of States."""

LONGEST = 32_767
"""Characters that a cell of Excel holds."""


def table_rows(table: Table, trees: Mapping[str, YamlMap], language: str) -> list[list[str]]:
    """The cells of a table for some records, each row with its State's code and name first.

    Raises InvalidInputError for a text that no cell can hold.
    """
    problems: list[Problem] = []
    rows = []
    for code, tree in trees.items():
        name = state_of_code(code).names[language]
        for (_, entry), cells in zip(entries_of(tree, table), rows_of(tree, table), strict=True):
            for key, cell in cells.items():
                if len(cell) > LONGEST or not _is_plain(cell):
                    what = f"'{key}' is longer than a cell, or has a character that none can hold"
                    problems.append(
                        Problem(place_of(entry), what, "Shorten it, or take the character out.")
                    )
            rows.append([code, name, *(cells.get(one.key, "") for one in table.columns)])
    if problems:
        raise InvalidInputError(problems)
    return rows


def trees_of(texts: Mapping[str, str]) -> dict[str, YamlMap]:
    """What the texts of valid records say, by code."""
    trees = {}
    for code, text in texts.items():
        tree = parse_yaml(text, f"{code}.yaml")
        assert isinstance(tree, YamlMap)
        trees[code] = tree
    return trees


def states_rows(texts: Mapping[str, str], language: str) -> list[list[str]]:
    """Each State, its regional group, and the digest of its record."""
    rows = []
    for code, text in texts.items():
        state = state_of_code(code)
        rows.append([code, state.names[language], state.group, digest_of_text(text)])
    return rows


def _is_plain(cell: str) -> bool:
    return all(one.isprintable() or one in "\n\t" for one in cell)
