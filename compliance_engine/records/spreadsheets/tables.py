"""The tables in which records are shown and typed: made from the models of a record.

A table is one kind of entry, such as reports; its columns are the fields of that entry. Export,
import, the commands that add an entry, and the documentation all go by this description.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from compliance_engine.documents.names import is_name
from compliance_engine.records import articles, correspondence, membership, reporting, statement
from compliance_engine.records.spreadsheets.kinds import NAME, NAMING, TEXT, Kind, kind_of

CODE, STATE = "code", "state"
"""The first two columns of every table: which State a row is of, by code and by name."""


class Shape(Enum):
    """How the rows of a table stand in a record."""

    LIST = auto()
    """Entries of a list."""
    ONE = auto()
    """One entry at most, a mapping."""
    NAMED = auto()
    """Entries of a mapping; their first column is the name."""
    NESTED = auto()
    """Entries of a list within each entry of another table; their first column names that."""


@dataclass(frozen=True)
class Column:
    """A column: the path of its field in an entry, what it holds, whether it must be filled."""

    key: str
    kind: Kind
    required: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the value within an entry."""
        return tuple(self.key.split("."))


@dataclass(frozen=True)
class Table:
    """A table of the workbook, named as its CSV file is.

    `path` leads to its entries within a record. Of a nested table, it leads to the entries that
    hold them, `within` is the key of its list there, and `owner` the key that tells those apart.
    """

    name: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    shape: Shape = Shape.LIST
    within: str = ""
    owner: str = ""

    def column(self, key: str) -> Column:
        """The column of a field. Raises KeyError."""
        found = next((one for one in self.columns if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def _columns(model: type[BaseModel], *without: str, only: str = "") -> tuple[Column, ...]:
    return tuple(
        column
        for column in _fields(model, "", True)
        if column.key not in without and column.key.startswith(only)
    )


def _fields(model: type[BaseModel], before: str, required: bool) -> Iterator[Column]:
    hints = get_type_hints(model, include_extras=True)
    for key, field in _in_order(model):
        hint = hints[key]
        if (inner := _model_in(hint)) is not None:
            yield from _fields(inner, f"{before}{key}.", required=False)
        elif not _holds_models(hint):
            kind = kind_of(hint)
            kind = NAMING if kind is TEXT and is_name(field.metadata) else kind
            yield Column(f"{before}{key}", kind, required and field.is_required())


def _in_order(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields of a model, those that every statement has last."""
    common = statement.Statement.model_fields
    own = [(key, field) for key, field in model.model_fields.items() if key not in common]
    yield from own
    yield from ((key, model.model_fields[key]) for key in common if key in model.model_fields)


def _model_in(hint: object) -> type[BaseModel] | None:
    """The model that a field holds at most one of."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return next(
        (one for one in parts if isinstance(one, type) and issubclass(one, BaseModel)), None
    )


def _holds_models(hint: object) -> bool:
    return any(_model_in(part) or _holds_models(part) for part in get_args(hint))


TABLES: tuple[Table, ...] = (
    Table("membership", ("membership",), _columns(membership.Membership)),
    Table("events", ("events",), _columns(membership.Event)),
    Table("cases", ("article_1", "cases"), _columns(articles.Case)),
    Table(
        "case_history",
        ("article_1", "cases"),
        (Column("case", NAME, required=True), *_columns(articles.CaseEvent)),
        Shape.NESTED,
        within="history",
        owner="id",
    ),
    Table("retained", ("article_3",), _columns(articles.Retained)),
    Table("stockpile", ("article_4",), _columns(articles.Stockpile), Shape.ONE),
    Table("stocks_found", ("article_4", "found_later"), _columns(articles.FoundStock)),
    Table("clearance", ("article_5", "clearance"), _columns(articles.Clearance), Shape.ONE),
    Table("extensions", ("article_5", "extensions"), _columns(articles.Extension)),
    Table("reports", ("article_7", "reports"), _columns(reporting.Report)),
    Table("complete", ("article_7",), _columns(reporting.Article7, only="complete_"), Shape.ONE),
    Table("lists", ("article_7", "lists"), _columns(reporting.CompleteList)),
    Table("disagreements", ("article_7", "disagreements"), _columns(reporting.Disagreement)),
    Table("requests", ("article_8", "requests"), _columns(articles.ClarificationRequest)),
    Table("measures", ("article_9",), _columns(articles.Measure)),
    Table("letters", ("letters",), _columns(correspondence.SentLetter)),
    Table(
        "sources",
        ("sources",),
        (Column("name", NAME, required=True), *_columns(statement.Source)),
        Shape.NAMED,
    ),
)
"""Every table, in the order of the sheets."""

STATE_COLUMNS = (Column(CODE, TEXT), Column(STATE, TEXT))


def table_named(name: str) -> Table:
    """The table of this name. Raises KeyError."""
    return _BY_NAME[name]


_BY_NAME: Mapping[str, Table] = {one.name: one for one in TABLES}
