"""The States that the engine knows, by ISO 3166-1 alpha-3 code and by their names.

Names are UNTERM's, taken from the OCHA taxonomy; they are never translated or shortened here.
The articles that names take within a sentence follow the usage of the United Nations, in Spanish
too, where most names take none: la Argentina, el Brasil, el Japón, but Chile, España, Túnez.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from compliance_engine.suggestions import did_you_mean

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


class UnknownStateError(ValueError):
    """No State has this code or name; `remedy` names the nearest."""

    def __init__(self, given: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(f"{given!r} is not a State that the engine knows")


@dataclass(frozen=True)
class State:
    """A State: its codes, its names in the six UN languages, its UN regional group.

    `articles` are what its name takes within a sentence in the languages of the engine, empty
    where it takes none. That of a name with its form in brackets is of the form: "l'" for
    Bolivie (État plurinational de).
    """

    code: str
    iso2: str
    names: Mapping[str, str]
    formal_name: str
    group: str
    articles: Mapping[str, str]

    @property
    def name(self) -> str:
        """The short name in English."""
        return self.names["en"]


EXAMPLE = State(
    "XXX",
    "XX",
    {"en": "Example State", "fr": "État exemple", "es": "Estado ejemplo"},
    "the Example State",
    "",
    {"en": "", "fr": "l'", "es": "el"},
)
"""A made-up State for worked cases of rules; XXX is a code that ISO 3166 leaves to users."""

FORMER_NAMES = {
    "swaziland": "SWZ",
    "macedonia": "MKD",
    "the former yugoslav republic of macedonia": "MKD",
    "turkey": "TUR",
    "cape verde": "CPV",
    "czech republic": "CZE",
    "serbia and montenegro": "SRB",
    "zaire": "COD",
    "united kingdom": "GBR",
    "east timor": "TLS",
    "ivory coast": "CIV",
    "moldova": "MDA",
    "bolivia": "BOL",
    "venezuela": "VEN",
    "tanzania": "TZA",
    "palestine": "PSE",
    "netherlands": "NLD",
    "brunei": "BRN",
    "nauru": "NRU",
    "holland": "NLD",
    "the vatican": "VAT",
    "vatican": "VAT",
    "vatican city": "VAT",
    "russia": "RUS",
    "syria": "SYR",
    "iran": "IRN",
    "south korea": "KOR",
    "north korea": "PRK",
    "laos": "LAO",
    "vietnam": "VNM",
    "micronesia": "FSM",
    "united states": "USA",
    "great britain": "GBR",
    "burma": "MMR",
}
"""Names that people type, for finding a State only: they are never printed."""


@cache
def all_states() -> Mapping[str, State]:
    """Every State of the reference table, by code."""
    articles = {row.pop("iso3"): row for row in reference_rows("articles.csv")}
    return {
        row["iso3"]: State(
            row["iso3"],
            row["iso2"],
            {language: row[f"short_name_{language}"] for language in LANGUAGES},
            row["formal_name_en"],
            row["un_regional_group"],
            articles[row["iso3"]],
        )
        for row in reference_rows("states.csv")
    }


def reference_rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of the package, by the names of its columns."""
    path = files("compliance_engine.records") / "reference" / table
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def state_of_code(code: str) -> State:
    """The State with exactly this three-letter code. Raises UnknownStateError."""
    states = all_states()
    if code in states:
        return states[code]
    if code == EXAMPLE.code:
        return EXAMPLE
    _refuse_two_letters(code, code)
    for state in states.values():
        if code.casefold() in (state.name.casefold(), state.code.casefold()):
            raise UnknownStateError(code, f"Write its code: {state.code}.")
    remedy = did_you_mean(code, states, "Write the three letters of ISO 3166-1, such as GNQ.")
    raise UnknownStateError(code, remedy)


def find_state(given: str) -> State:
    """The State with this code or name, in any case and any UN language.

    Raises UnknownStateError, naming the nearest.
    """
    states = all_states()
    folded = given.strip().casefold()
    by_name: dict[str, State] = {}
    for state in states.values():
        for name in (state.code, state.formal_name, *state.names.values()):
            by_name.setdefault(name.casefold(), state)
    for name, code in FORMER_NAMES.items():
        by_name.setdefault(name, states[code])
    if folded in by_name:
        return by_name[folded]
    _refuse_two_letters(given, folded.upper())
    names = [state.name for state in states.values()]
    names += [state.code for state in states.values() if len(folded) <= len(state.code) + 1]
    remedy = did_you_mean(given.strip(), names, "Write its three-letter code or its name.")
    raise UnknownStateError(given, remedy)


def _refuse_two_letters(given: str, code: str) -> None:
    for state in all_states().values():
        if state.iso2 == code:
            remedy = f"The engine uses three letters: write {state.code} for {state.name}."
            raise UnknownStateError(given, remedy)
