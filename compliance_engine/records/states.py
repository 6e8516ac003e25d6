"""The States that the engine knows, by ISO 3166-1 alpha-3 code and by their names.

Names are UNTERM's, taken from the OCHA taxonomy; they are never translated or shortened here.
The articles that names take within a sentence follow the usage of the United Nations, in Spanish
too, where most names take none: la Argentina, el Brasil, el Japón, but Chile, España, Túnez.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from compliance_engine.records.name_index import LANGUAGES
from compliance_engine.records.reference_tables import reference_rows
from compliance_engine.records.resolving import Resolution, resolve

SHOWN = 80
"""Characters that are shown of what is no name of a State."""


class UnknownStateError(ValueError):
    """A code or name that stands for no State, or for several; `remedy` says what to do.

    It may be `proposed` a State, whose name it is but for its spelling.
    """

    def __init__(self, given: str, what: str, remedy: str, proposed: State | None = None) -> None:
        self.remedy = remedy
        self.proposed = proposed
        shown = given if len(given) <= SHOWN else f"{given[:SHOWN]}…"
        super().__init__(f"{shown!r} {what}")


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


@cache
def all_states() -> Mapping[str, State]:
    """Every State of the reference table, by code."""
    articles = {
        row["iso3"]: {language: row[language] for language in row if language != "iso3"}
        for row in reference_rows("articles.csv")
    }
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


def state_of_code(code: str) -> State:
    """The State with exactly this three-letter code. Raises UnknownStateError."""
    if code in all_states():
        return all_states()[code]
    if code == EXAMPLE.code:
        return EXAMPLE
    found = resolve(code)
    if len(found.codes) == 1:
        state = all_states()[found.codes[0]]
        remedy = f"Write the three letters of its code: {state.code}, for {state.name}."
        raise UnknownStateError(code, "is not the code of a State", remedy)
    raise _unknown(code, found, "Write the three letters of ISO 3166-1, such as GNQ.")


def find_state(given: str) -> State:
    """The State with this code or name, as `resolve` reads it.

    Raises UnknownStateError for what stands for no State, or for several.
    """
    states = all_states()
    if given in states:
        return states[given]
    found = resolve(given)
    if len(found.codes) == 1:
        return states[found.codes[0]]
    raise _unknown(given, found, "Write its three-letter code or its name.")


def _unknown(given: str, found: Resolution, otherwise: str) -> UnknownStateError:
    """Why a name or code stands for no State, or for several, and what to do."""
    states = all_states()
    if found.codes:
        meant = " or ".join(_named(code) for code in found.codes)
        return UnknownStateError(
            given, "stands for more than one State", f"Write the code of the one meant: {meant}."
        )
    what = "is not a State that the engine knows"
    if found.other is not None:
        now = ", ".join(_named(code) for code in found.other.now)
        remedy = f"Write the code of the State that is meant: {now}." if now else ""
        remedy = remedy or "Take it out, or write the code of the State that is meant."
        return UnknownStateError(given, f"{what}: {found.other.about}", remedy)
    if found.proposed is not None:
        state = states[found.proposed]
        remedy = f"Did you mean {state.name} ({state.code})?"
        return UnknownStateError(given, what, remedy, state)
    return UnknownStateError(given, what, otherwise)


def _named(code: str) -> str:
    return f"{code} ({all_states()[code].name})"
