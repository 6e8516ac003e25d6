"""The reference tables of the package, as they stand in its files."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def reference_rows(table: str) -> Sequence[Mapping[str, str]]:
    """The rows of a table of the package, by the names of its columns."""
    path = files("compliance_engine.records") / "reference" / table
    with path.open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))
