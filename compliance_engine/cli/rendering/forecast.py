"""What is coming, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from rich.console import RenderableType

from compliance_engine.cli.inputs import Inputs
from compliance_engine.cli.rendering.exporting import made_from
from compliance_engine.cli.rendering.layout import (
    csv_text,
    grid,
    indented,
    json_text,
    markdown_table,
    page,
    words,
)
from compliance_engine.findings.forecast import Change, Coming
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Duty, Rule

SCHEMA = "compliance-engine/forecast/1"
ONE_DAY = timedelta(days=1)

NAMED = 24
"""States that are listed by name; of more, the number is told."""


@dataclass(frozen=True)
class ShownForecast:
    """What comes after the day of a check, up to a last day (inclusive)."""

    as_of: date
    last: date
    known_at: date | None
    coming: Sequence[Coming]


def render_forecast(
    form: str, shown: ShownForecast, inputs: Inputs, engine: str, *, language: str
) -> str:
    """The forecast in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    match form:
        case "json":
            return json_text(_as_json(shown, inputs, engine))
        case "csv":
            columns = ("date", "state", "name", "change", "article", "matter", "key")
            return csv_text(columns, (_csv_row(one, language) for one in _in_order(shown)))
        case "markdown":
            return _as_markdown(shown, language)
        case _:
            return page(_as_table(shown, language))


def _in_order(shown: ShownForecast) -> list[Coming]:
    changes = list(Change)
    return sorted(
        shown.coming,
        key=lambda one: (one.day, changes.index(one.change), _matter(one), one.state, one.key),
    )


def _matter(one: Coming) -> str:
    """The rule or the kind of duty that it is about, as programs name it; none for a standing."""
    match one.subject:
        case Rule():
            return one.subject.id
        case Duty():
            return one.subject.kind
        case _:
            return ""


def _lines(shown: ShownForecast, language: str) -> Iterator[tuple[date, str, str]]:
    """The days, what comes on each, and for whom; what comes for several States in one line."""
    phrases = Phrases("forecast", language)

    def line(one: Coming) -> tuple[date, str]:
        match one.subject:
            case None:
                what = Phrases("standings", language)(one.key)
            case Duty() if one.key:
                what = phrases("which", what=one.subject.title[language], which=one.key)
            case _:
                what = one.subject.title[language]
        return one.day, phrases(one.change, what=what)

    for (day, what), group in groupby(_in_order(shown), key=line):
        counts = Counter(state_of_code(one.state).names[language] for one in group)
        if len(counts) > NAMED:
            yield day, what, Phrases("check", language).counted("states", len(counts))
            continue
        named = [
            phrases("several", state=name, number=number) if number > 1 else name
            for name, number in sorted(counts.items(), key=lambda item: alphabetical(item[0]))
        ]
        yield day, what, phrases("between two").join(named)


def _title(shown: ShownForecast, language: str) -> str:
    phrases = Phrases("forecast", language)
    days = {
        "first": written_day(shown.as_of + ONE_DAY, language),
        "last": written_day(shown.last, language),
    }
    if shown.known_at is None:
        return phrases("title", **days)
    return phrases("title known", **days, known=written_day(shown.known_at, language))


def _note(shown: ShownForecast, language: str) -> str:
    return Phrases("forecast", language)(
        "as the records stand" if shown.coming else "nothing coming"
    )


def _as_table(shown: ShownForecast, language: str) -> Iterator[RenderableType]:
    yield words(_title(shown, language), "bold underline")
    yield words(_note(shown, language))
    for day, of_day in groupby(_lines(shown, language), key=lambda line: line[0]):
        yield words("")
        yield words(written_day(day, language), "bold")
        table = grid(70, None)
        for _, what, states in of_day:
            table.add_row(words(what), words(states))
        yield indented(table)


def _as_markdown(shown: ShownForecast, language: str) -> str:
    phrases = Phrases("forecast", language)
    heads = tuple(phrases(one) for one in ("day", "what comes", "states"))
    rows = [
        (written_day(day, language), what, states) for day, what, states in _lines(shown, language)
    ]
    listed = f"\n{markdown_table(heads, rows)}" if rows else ""
    return f"# {_title(shown, language)}\n\n{_note(shown, language)}\n{listed}"


def _csv_row(one: Coming, language: str) -> Sequence[object]:
    name = state_of_code(one.state).names[language]
    return one.day, one.state, name, one.change, one.article, _matter(one), one.key


def _as_json(shown: ShownForecast, inputs: Inputs, engine: str) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "as_of": shown.as_of.isoformat(),
        "until": shown.last.isoformat(),
        "known_at": shown.known_at.isoformat() if shown.known_at else None,
        **made_from(inputs, len(inputs.folder.digests), engine),
        "coming": [
            {
                "date": one.day.isoformat(),
                "state": one.state,
                "change": str(one.change),
                "article": one.article,
                "matter": _matter(one) or None,
                "key": one.key or None,
            }
            for one in _in_order(shown)
        ],
    }
