"""Rows and the days of the check as the facts that the core is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring_ascii

from compliance_engine.dates.counting import Rounding, add_years
from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import AS_OF, TRIGGER, Place
from compliance_engine.inference.core import HEADER_ID, Batch
from compliance_engine.inference.encoding import FIRST, GO, HEADER, KIND, UNTIL
from compliance_engine.inference.model import Row, Scalar
from compliance_engine.inference.worker import SESSION

LooksAt = Mapping[str, Iterable[tuple[str, int]]]
"""By kind of fact, the fields that rules look at, and by how many calendar years each is moved."""

_ROW = TRIGGER + 1


class BatchWriter:
    """Writes the batches of rulesets that look at the same facts: each fact once for all.

    A fact has what any of them looks at, and its id is the number of its row, counted from 1.
    The header before them cannot fail: the core does not survive a batch whose first fact does.
    """

    def __init__(self, looks_at: Sequence[LooksAt]) -> None:
        self._kinds = [frozenset(one) for one in looks_at]
        fields: dict[str, set[tuple[str, int]]] = {GO: set()}
        for kind, of_kind in ((kind, of_kind) for one in looks_at for kind, of_kind in one.items()):
            fields.setdefault(kind, set()).update(of_kind)
        self._years = sorted(years for _, years in fields.pop(GO) if years)
        self._columns = {
            kind: [(field, years, _key(Place(_ROW, field, years).name)) for field, years in columns]
            for kind, columns in ((kind, sorted(of_kind)) for kind, of_kind in fields.items())
        }
        self._heads = {kind: f"{_head(kind)}{_key(FIRST)}" for kind in fields}

    def batches(self, rows: Sequence[Row], days: Sequence[date]) -> list[Batch]:
        """A batch for each ruleset: the rows of the kinds that it looks at, a trigger for each day.

        Rows that hold on no day from the first to the last are left out: no rule can match them.
        Raises EngineError where calendar years move the day of a check out of the calendar.
        """
        first, last = min(days).toordinal(), max(days).toordinal()
        facts = [
            (row.kind, self._fact(row, number))
            for number, row in enumerate(rows, start=HEADER_ID + 1)
            if row.kind in self._columns and row.first <= last and first < row.until
        ]
        first_trigger = HEADER_ID + 1 + len(rows)
        triggers = [self._trigger(day, id_) for id_, day in enumerate(days, start=first_trigger)]
        header = f'{{"id":{HEADER_ID}{_head(HEADER)}}}'
        batches = []
        for kinds in self._kinds:
            written = ",".join((header, *(one for kind, one in facts if kind in kinds), *triggers))
            batches.append(Batch(f"[{written}]", first_trigger, len(days)))
        return batches

    def _fact(self, row: Row, number: int) -> str:
        """A row; a date that calendar years move out of the calendar is no value, and left out."""
        pieces = [f'{{"id":{number}{self._heads[row.kind]}{row.first},"{UNTIL}":{row.until}']
        values = row.values
        for field, years, key in self._columns[row.kind]:
            value = values.get(field)
            if value is not None and years:
                value = _moved(int(value), years)
            if value is not None:
                pieces.append(f"{key}{_literal(value)}")
        return "".join(pieces) + "}"

    def _trigger(self, as_of: date, number: int) -> str:
        """The fact, after all others, that lets rules match on this day."""
        day = as_of.toordinal()
        pieces = [f'{{"id":{number}{_head(GO)}{_key(AS_OF)}{day}']
        for years in self._years:
            moved = _moved(day, years)
            if moved is None:
                raise EngineError(f"{as_of} moved by {years} calendar years leaves the calendar")
            pieces.append(f"{_key(Place(TRIGGER, AS_OF, years).name)}{moved}")
        return "".join(pieces) + "}"


def _head(kind: str) -> str:
    """What follows the id of a fact."""
    return f',"sid":"{SESSION}"{_key(KIND)}{encode_basestring_ascii(kind)}'


def _key(name: str) -> str:
    return f",{encode_basestring_ascii(name)}:"


def _literal(value: Scalar) -> str:
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if value is True:
        return "true"
    return "false" if value is False else f"{value:d}"


@lru_cache(maxsize=1 << 14)
def _moved(day: int, years: int) -> int | None:
    try:
        return add_years(date.fromordinal(day), years, Rounding.EARLIER).toordinal()
    except OverflowError:
        return None
