"""Every name and code by which a State, or what is none, is found: read from the reference tables.

States have short names in the six languages of the United Nations, a formal name in English,
former and common names, and codes of ISO 3166-1. The table ``not_states.csv`` holds dissolved
States, territories and others that lists name beside States.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from compliance_engine.records.name_keys import name_keys, plain_words
from compliance_engine.records.reference_tables import reference_rows

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
BETWEEN = "|"
_FORMER = ("former_en", "former_fr", "former_es")
_FORMAL = {
    "the republic of": ("République de", "República de"),
    "the kingdom of": ("Royaume de", "Reino de"),
}
"""How a formal name that is a form and the short name begins in French and Spanish."""


@dataclass(frozen=True)
class NotAState:
    """What is named like a State and is none: why it is none, and the States that there are now."""

    name: str
    about: str
    now: tuple[str, ...]


@dataclass(frozen=True)
class NameIndex:
    """The codes of States, and what is no State, by the keys of their names and of their codes.

    `spelt` are the names with which a misspelt one is compared, each with its code; that is empty
    for what is no State.
    """

    names: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str]
    others: Mapping[str, NotAState]
    other_codes: Mapping[str, NotAState]
    spelt: Sequence[tuple[str, str]]


@cache
def name_index() -> NameIndex:
    """The index of the reference tables."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    spelt = []
    for code, name in _names():
        spelt.append((name, code))
        for key in name_keys(name):
            names[key][code] = None
    for code, name in _formal_names():
        for key in name_keys(name):
            names.setdefault(key, {code: None})
    others: dict[str, NotAState] = {}
    other_codes: dict[str, NotAState] = {}
    for row in reference_rows("not_states.csv"):
        known = row["names"].split(BETWEEN)
        one = NotAState(known[0], row["about"], tuple(row["now"].split()))
        other_codes |= {code.casefold(): one for code in row["codes"].split(BETWEEN) if code}
        others |= {key: one for name in known for key in name_keys(name)}
        spelt += [(name, "") for name in known]
    return NameIndex(
        {key: tuple(codes) for key, codes in names.items()},
        {given.casefold(): code for code, given in _codes()},
        others,
        other_codes,
        spelt,
    )


def other_names(code: str) -> tuple[str, ...]:
    """Every name by which a State is found beside its names now: former and common ones."""
    return tuple(dict.fromkeys(name for of, name in _names() if of == code and name))


def _names() -> Iterator[tuple[str, str]]:
    for row in reference_rows("states.csv"):
        yield from ((row["iso3"], row[f"short_name_{language}"]) for language in LANGUAGES)
        yield row["iso3"], row["formal_name_en"]
    for row in reference_rows("former_names.csv"):
        yield from ((row["iso3"], row[key]) for key in _FORMER)
    for row in reference_rows("other_names.csv"):
        if row["kind"] != "former code":
            yield row["iso3"], row["name"]


def _codes() -> Iterator[tuple[str, str]]:
    for row in reference_rows("states.csv"):
        yield from ((row["iso3"], row[key]) for key in ("iso3", "iso2"))
    for row in reference_rows("other_names.csv"):
        if row["kind"] == "former code":
            yield row["iso3"], row["name"]


def _formal_names() -> Iterator[tuple[str, str]]:
    """Formal names in French and Spanish that are made as the English one is."""
    for row in reference_rows("states.csv"):
        formal = " ".join(plain_words(row["formal_name_en"]))
        short = " ".join(plain_words(row["short_name_en"]))
        for begins, (french, spanish) in _FORMAL.items():
            if formal in (f"{begins} {short}", f"{begins} the {short}"):
                yield row["iso3"], f"{french} {row['short_name_fr']}"
                yield row["iso3"], f"{spanish} {row['short_name_es']}"
