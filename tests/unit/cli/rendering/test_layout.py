"""How a page is laid out: what wraps where, and how wide a column is."""

from __future__ import annotations

import pytest

from compliance_engine.cli.rendering.layout import PAGE_WIDTH, fitting, grid, page, words

NARROW = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("before", range(PAGE_WIDTH - 12, PAGE_WIDTH + 1))
@pytest.mark.parametrize(
    "unbroken", [f"5{NARROW}427", f"État{NO_BREAK}:", f"«{NO_BREAK}là{NO_BREAK}»"]
)
def test_a_line_never_ends_at_a_space_that_does_not_break(before: int, unbroken: str) -> None:
    text = f"{'x' * before} {unbroken} y"
    lines = page([words(text)]).splitlines()
    assert sum(unbroken in line for line in lines) == 1
    assert " ".join(lines) == text


def test_a_cell_of_a_table_keeps_them_too() -> None:
    table = grid(8, None)
    table.add_row(words(f"au jour{NO_BREAK}:"), words(f"1{NARROW}000"))
    assert page([table]) == f"au        1{NARROW}000\njour{NO_BREAK}:\n"


@pytest.mark.parametrize(
    ("least", "cells", "width"), [(18, [], 18), (18, ["short"], 18), (3, ["a", "longer", ""], 6)]
)
def test_a_column_is_as_wide_as_its_longest_cell_but_not_less_than_asked_for(
    least: int, cells: list[str], width: int
) -> None:
    assert fitting(least, cells) == width
