"""The basis sheet: a Word file for the file, never for sending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from compliance_engine.letters.drafting.archive import archived
from compliance_engine.letters.drafting.basis import Line, Row
from compliance_engine.letters.drafting.guarding import Withheld
from compliance_engine.letters.drafting.listing import listed_ids
from compliance_engine.letters.drafting.right_to_left import in_language
from compliance_engine.letters.drafting.template import WordTemplate
from compliance_engine.letters.drafting.template_language import (
    TEXT,
    TEXTS,
    Record,
    Records,
    Shape,
)
from compliance_engine.phrases.phrases import LANGUAGES, Phrases

COLUMNS = ("sentence", "rests_on", "law", "where", "sources", "confidence", "verified", "as_of")

_TEXTS = (
    "about", "also_label", "courtesies_label", "fixed_label", "not_for_sending", "title",
    "withheld_label",
)  # fmt: skip

FIELDS: Mapping[str, Shape] = {
    **dict.fromkeys(_TEXTS, TEXT),
    **dict.fromkeys(("also", "courtesies", "fixed", "withheld"), TEXTS),
    "labels": Record(dict.fromkeys(COLUMNS, TEXT)),
    "rows": Records(dict.fromkeys(COLUMNS, TEXT)),
}
REQUIRED = ("rows", *COLUMNS)


def basis_sheet(
    template: WordTemplate,
    lines: Sequence[Line],
    *,
    title: str,
    about: str,
    also: Sequence[str],
    fixed: Iterable[str],
    withheld: Iterable[Withheld],
    language: str,
) -> bytes:
    """The basis of a letter, with what to bear in mind, and what its template says by itself."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    words = Phrases("letters", spoken)
    values = {
        "title": words("basis.title", letter=title),
        "about": about,
        "not_for_sending": words("basis.not for sending"),
        "labels": {name: words(f"basis.{name}") for name in COLUMNS},
        "rows": list(_rows(lines, words)),
        "courtesies": [one.sentence for one in lines if not one.rows],
        "courtesies_label": words("basis.courtesies"),
        "also": list(also),
        "also_label": words("basis.also"),
        "fixed": list(fixed),
        "fixed_label": words("basis.fixed"),
        "withheld": [f"{one.matter or one.state}: {one.told(spoken)}" for one in withheld],
        "withheld_label": words("basis.withheld"),
    }
    return archived(in_language(template.filled(values), spoken))


def _rows(lines: Iterable[Line], words: Phrases) -> Iterator[dict[str, Any]]:
    """What a sentence rests on: a row for all that have their law, sources and trust in common.

    The sentence stands beside the first.
    """
    for line in lines:
        alike: dict[Row, list[Row]] = {}
        for one in line.rows:
            alike.setdefault(replace(one, rests_on="", where=()), []).append(one)
        for number, (row, rows) in enumerate(alike.items()):
            ids = listed_ids(one.rests_on for one in rows)
            places = dict.fromkeys(place for one in rows for place in one.where)
            yield {
                "sentence": line.sentence if number == 0 else "",
                "rests_on": "\n".join(filter(None, (row.rule, *ids))),
                "law": row.cites,
                "where": "\n".join(places),
                "sources": "\n".join(row.sources),
                "confidence": row.resting,
                "verified": words("yes" if row.verified else "no"),
                "as_of": row.as_of,
            }
