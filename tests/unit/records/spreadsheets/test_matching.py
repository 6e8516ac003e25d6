"""Which row is which entry."""

from __future__ import annotations

import pytest

from compliance_engine.documents.escaping import in_cell, of_cell
from compliance_engine.records.spreadsheets.changing import with_rows
from compliance_engine.records.spreadsheets.matching import Row, matched
from compliance_engine.records.spreadsheets.tables import table_named

A: Row = {"covers": "2010", "submitted": "2011", "source": "x"}
B: Row = {"covers": "2011", "submitted": "2012", "source": "y"}
C: Row = {"covers": "2012", "submitted": "none", "known": "2013", "source": "z"}


def test_rows_in_another_order_are_the_same_rows() -> None:
    assert matched([A, B, C], [C, A, B]) == [(0, 1), (1, 2), (2, 0)]


def test_a_row_changed_in_one_cell_is_that_row_and_the_rest_is_added_or_removed() -> None:
    changed = {**B, "submitted": "2013"}
    other: Row = {"covers": "1999", "submitted": "1999", "source": "w"}
    assert matched([A, B], [other, changed]) == [(0, None), (1, 1), (None, 0)]


def test_equal_rows_are_counted() -> None:
    assert matched([A, A], [A]) == [(0, 0), (1, None)]


def test_a_name_tells_rows_apart_unless_two_have_it() -> None:
    one, other = {"id": "1", "what": "a"}, {"id": "2", "what": "b"}
    swapped = [{"id": "2", "what": "a"}, {"id": "1", "what": "b"}]
    assert matched([one, other], swapped, name="id") == [(0, 1), (1, 0)]
    twice = [{"id": "1", "what": "a"}, {"id": "1", "what": "b"}]
    assert matched(twice, list(reversed(twice)), name="id") == [(0, 1), (1, 0)]


def test_a_row_added_below_another_is_put_below_it() -> None:
    tree: dict[str, object] = {
        "article_3": [{"mines": 1, "source": "a"}, {"mines": 2, "source": "b"}]
    }
    rows: list[Row] = [
        {"mines": "1", "source": "a"},
        {"mines": "9", "known": "2020", "source": "c; d"},
        {"mines": "2", "source": "b"},
    ]
    changes = with_rows(tree, table_named("retained"), rows)
    assert [(one.old, one.new) for one in changes] == [(None, rows[1])]
    assert tree["article_3"] == [
        {"mines": 1, "source": "a"},
        {"mines": 9, "known": 2020, "source": ["c", "d"]},
        {"mines": 2, "source": "b"},
    ]


def test_what_only_one_of_two_tables_holds_of_a_mapping_is_kept() -> None:
    tree: dict[str, object] = {"article_7": {"reports": [{"covers": 2010}]}}
    row = {
        "complete_from": "2015-01-01",
        "complete_until": "2015-12-31",
        "complete_source": "untc",
    }
    with_rows(tree, table_named("complete"), [row])
    assert tree == {"article_7": {**row, "reports": [{"covers": 2010}]}}
    with_rows(tree, table_named("complete"), [])
    assert tree == {"article_7": {"reports": [{"covers": 2010}]}}


def test_a_step_of_a_case_that_is_not_there_is_an_error_and_not_lost() -> None:
    tree: dict[str, object] = {"article_1": {"cases": [{"id": "A"}]}}
    with pytest.raises(KeyError):
        with_rows(tree, table_named("case_history"), [{"case": "B", "date": "2020"}])


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "'=1", "''@", "'quoted'", "plain", "", "\t=x", "'"]
)
def test_a_text_guarded_against_formulas_is_itself_again(text: str) -> None:
    assert in_cell(text)[:1] not in ("=", "+", "-", "@", "\t")
    assert of_cell(in_cell(text)) == text
