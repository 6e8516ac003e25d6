"""The tables hold the whole of a record, and every column has its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.phrases.phrases import LANGUAGES, page_phrases
from compliance_engine.records.editing.rewriting import same
from compliance_engine.records.naming import record_fields
from compliance_engine.records.spreadsheets.changing import with_rows
from compliance_engine.records.spreadsheets.rows import Tree, rows_of
from compliance_engine.records.spreadsheets.tables import STATE_COLUMNS, TABLES, Shape, Table
from compliance_engine.records.spreadsheets.words import Words, headings_of, titles_of

STATES = Path(__file__).parents[4] / "fixtures" / "states"
NAMES = [table.name for table in TABLES]


def fields_of(table: Table) -> Iterator[str]:
    """The fields of a record that the columns of a table hold."""
    for column in table.columns:
        if table.shape is Shape.NESTED:
            if column is not table.columns[0]:
                yield ".".join((*table.path, table.within, column.key))
        elif table.shape is not Shape.NAMED or column is not table.columns[0]:
            yield ".".join((*table.path, column.key))


def test_every_field_of_a_record_has_its_column() -> None:
    held = {field for table in TABLES for field in fields_of(table)}
    all_fields = record_fields() - {"state"}
    ends = {one for one in all_fields if not any(x.startswith(f"{one}.") for x in all_fields)}
    assert ends - held == set()
    assert held - all_fields == set()


@pytest.mark.parametrize("code", ["GNQ", "UKR", "TUR", "SSD", "POL", "KHM"])
def test_a_record_is_made_whole_again_from_its_rows(code: str) -> None:
    text = (STATES / f"{code}.yaml").read_text(encoding="utf-8")
    tree = parse_yaml(text, f"{code}.yaml")
    assert isinstance(tree, YamlMap)
    made: Tree = {"state": code}
    for table in TABLES:
        with_rows(made, table, rows_of(tree, table))
    assert same(made, tree)
    assert list(made) == list(tree)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_each_sheet_and_column_has_its_words_in_each_language(table: Table, language: str) -> None:
    words = Words(language)
    assert 0 < len(words.title(table.name)) <= 31
    assert words.about(table.name)
    for column in (*STATE_COLUMNS, *table.columns):
        assert words.heading(table.name, column.key)
        assert words.note(table.name, column.key)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_no_heading_means_two_columns_in_whatever_language(table: Table) -> None:
    known = headings_of(table)
    for language in LANGUAGES:
        for column in (*STATE_COLUMNS, *table.columns):
            assert known[Words(language).heading(table.name, column.key).casefold()] == column.key


def test_no_title_means_two_sheets() -> None:
    names = [*NAMES, "states", "findings", "undetermined", "about"]
    titles = [title for name in names for title in {*map(str.casefold, titles_of(name))}]
    assert len(titles) == len(set(titles))


def test_no_words_are_left_of_columns_that_are_gone() -> None:
    columns = [
        (table.name, column.key) for table in TABLES for column in (*STATE_COLUMNS, *table.columns)
    ]
    used = {key for table, key in columns} | {f"{table}.{key}" for table, key in columns}
    prefixes = ("sheet ", "about ", "findings.", "undetermined.", "states.", "note states.")
    said = [key for key in page_phrases("sheets") if not key.startswith(prefixes)]
    page = ["title", "made", "made without", "how it is used", "how dates are written"]
    page += ["what an empty cell says", "what a row is", "sheets"]
    assert [key for key in said if key.removeprefix("note ") not in used | set(page)] == []
