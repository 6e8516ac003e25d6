"""The standing of States, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import (
    alphabetical,
    csv_text,
    grid,
    json_text,
    markdown_table,
    page,
)
from compliance_engine.findings import Standing, written_day

_HEADER = ("State", "Standing", "In force", "Not bound from", "By article")


def render_states(
    form: str, listed: Sequence[Standing], as_of: date, convening: str | None = None
) -> str:
    """The standings in one of the forms ``table``, ``json``, ``csv``, ``markdown``.

    Those for people end with what `convening` a special meeting would take.
    """
    by_name = sorted(listed, key=lambda one: alphabetical(one.state.name))
    rows = [
        (
            one.state.name,
            one.status,
            _day(one.in_force),
            _day(one.until),
            ", ".join(one.by),
        )
        for one in by_name
    ]
    match form:
        case "json":
            return json_text([_as_json(one) for one in listed])
        case "csv":
            header = ("state", "name", "status", "in_force", "until", "by", "notes")
            return csv_text(
                header,
                (
                    (
                        one.state.code,
                        one.state.name,
                        one.status,
                        one.in_force,
                        one.until,
                        ", ".join(one.by),
                        " ".join(one.notes),
                    )
                    for one in listed
                ),
            )
        case "markdown":
            below = f"\n{convening}\n" if convening else ""
            return f"# {_title(as_of)}\n\n{markdown_table(_HEADER, rows)}{below}"
        case _:
            return page(_as_table(rows, by_name, as_of, convening))


def _title(as_of: date) -> str:
    return f"Membership as of {written_day(as_of)}"


def _day(day: date | None) -> str:
    return written_day(day) if day else ""


def _as_table(
    rows: Sequence[tuple[str, str, str, str, str]],
    listed: Sequence[Standing],
    as_of: date,
    convening: str | None,
) -> Iterator[RenderableType]:
    yield Text(_title(as_of), style="bold underline")
    counts = Counter(one.status for one in listed)
    yield Text(", ".join(f"{status}: {count}" for status, count in sorted(counts.items())))
    yield Text("")
    table = grid(40, 18, 18, 18, None, least=12)
    table.add_row(*(Text(title, style="bold") for title in _HEADER))
    for name, *rest in rows:
        table.add_row(Text(name, style="bold"), *(Text(cell) for cell in rest))
    yield table
    noted = [one for one in listed if one.notes]
    if noted:
        yield Text("")
        yield Text("Notes", style="bold")
        notes = grid(40, None)
        for one in noted:
            notes.add_row(Text(one.state.name, style="bold"), Text(" ".join(one.notes)))
        yield notes
    if convening:
        yield Text("")
        yield Text(convening)


def _as_json(one: Standing) -> dict[str, object]:
    return {
        "state": one.state.code,
        "name": one.state.name,
        "status": one.status,
        "in_force": one.in_force.isoformat() if one.in_force else None,
        "until": one.until.isoformat() if one.until else None,
        "by": list(one.by),
        "working": list(one.working),
        "notes": list(one.notes),
    }
