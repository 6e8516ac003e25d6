"""The page of letters that were drafted, and of what was not written, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import RenderableType

from compliance_engine.cli.rendering.layout import (
    csv_text,
    fitting,
    grid,
    indented,
    json_text,
    page,
    words,
)
from compliance_engine.letters.drafting.drafts import Outcome
from compliance_engine.letters.drafting.index import names_of
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code

SCHEMA = "compliance-engine/letters-draft/1"


def render_drafts(
    shape: str, outcomes: Sequence[Outcome], folder: str | None, language: str
) -> str:
    """The letters in one of the shapes ``table``, ``json``, ``csv``; `folder` is where they are."""
    match shape:
        case "json":
            return json_text(_as_json(outcomes, folder, language))
        case "csv":
            return _as_csv(outcomes)
        case _:
            return page(_as_table(outcomes, folder, language))


def _as_json(outcomes: Sequence[Outcome], folder: str | None, language: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "folder": folder,
        "letters": [
            {
                "state": one.drafted.draft.state,
                "reference": one.drafted.draft.reference,
                "language": one.drafted.draft.language,
                "form": one.drafted.form,
                "dated": one.drafted.day.isoformat(),
                "as_of": one.drafted.draft.as_of.isoformat(),
                "families": list(one.drafted.draft.families),
                "matters": list(one.drafted.draft.matters),
                "letter": names_of(one.drafted)[0],
                "basis": names_of(one.drafted)[1],
            }
            for one in outcomes
            if one.drafted is not None
        ],
        "not_written": [
            {
                "state": kept.state,
                "matter": kept.matter or None,
                "guard": str(kept.guard),
                "why": kept.told(language),
            }
            for one in outcomes
            for kept in one.withheld
        ],
        "stopped": [
            {"state": one.state, "problems": [str(problem) for problem in one.problems]}
            for one in outcomes
            if one.problems
        ],
    }


def _as_csv(outcomes: Sequence[Outcome]) -> str:
    header = ("state", "reference", "language", "form", "families", "letter", "basis")
    return csv_text(
        header,
        (
            (
                one.drafted.draft.state,
                one.drafted.draft.reference,
                one.drafted.draft.language,
                one.drafted.form,
                " ".join(one.drafted.draft.families),
                *names_of(one.drafted),
            )
            for one in outcomes
            if one.drafted is not None
        ),
    )


def _as_table(
    outcomes: Sequence[Outcome], folder: str | None, language: str
) -> Iterator[RenderableType]:
    said = Phrases("letters", language)
    drafted = [one for one in outcomes if one.drafted is not None]
    if folder is None:
        yield words(said("none drafted"))
    else:
        yield words(said.counted("drafted", len(drafted), folder=folder))
    named = sorted(
        ((state_of_code(one.state).names[language], one) for one in outcomes),
        key=lambda pair: alphabetical(pair[0]),
    )
    table = grid(fitting(12, (name for name, one in named if one.drafted)), 4, None)
    for name, one in named:
        if one.drafted is not None:
            table.add_row(words(name), one.drafted.draft.language, words(one.drafted.subject))
    if drafted:
        yield ""
        yield indented(table)
    rows = [*_not_written(named, language)]
    if rows:
        yield ""
        yield words(said("sheet.withheld"), style="bold")
        kept = grid(fitting(12, (name for name, _, _ in rows)), 46, None)
        for name, matter, why in rows:
            kept.add_row(words(name), words(matter), words(why))
        yield indented(kept)


def _not_written(
    named: Sequence[tuple[str, Outcome]], language: str
) -> Iterator[tuple[str, str, str]]:
    said = Phrases("letters", language)
    for name, one in named:
        for kept in one.withheld:
            matter = kept.matter.removeprefix(f"{one.state}/")
            yield name, matter, kept.told(language)
        if one.problems:
            yield name, "", said("stopped")
