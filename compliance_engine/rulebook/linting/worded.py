"""The texts of a rulebook, wherever they stand in its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compliance_engine.documents.yaml import YamlList, YamlMap
from compliance_engine.errors import Place
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.letters.loading import LETTER
from compliance_engine.rulebook.linting.pack import Pack, is_worded
from compliance_engine.rulebook.names import CASES, CLAUSES, PLANS, SESSION

ENGLISH = LANGUAGES[0]

_ALONE = ("rationale", "doubt", "why", "note", "reason")
"""Keys whose text is in English only."""
_HEADINGS = ("title", "articles")
_PARTS = {
    LETTER: (
        "headings",
        "letter_cited",
        "meetings",
        "mission",
        "names",
        "observer_mission",
        "reference_label",
        "salutation",
        "signatory",
        "watermark",
        "written_at",
    ),
    SESSION: ("invitation", "name", "with"),
}
"""Keys of some files whose texts stand alone, or within a sentence."""
_CLAUSE = "in_short"
"""The key right under which a text is a clause, to stand within another sentence."""
_REGISTERS = (CLAUSES, f"{PLANS}/")


@dataclass(frozen=True)
class Text:
    """One text in one language; a heading, or a clause, is not a sentence.

    One from a register of what others wrote may follow its own punctuation.
    """

    language: str
    text: str
    inside: YamlMap
    key: str
    heading: bool
    register: bool
    commitment: bool

    def place(self, column: int) -> Place:
        """Where a character of the text stands, counted from 1."""
        return self.inside.place_within(self.key, column)


def texts_of(pack: Pack) -> Iterator[Text]:
    """Every text in the rulebook's own voice."""
    for name, data in pack.files.items():
        commitment = data.get("nature") == "commitment"
        register = name.startswith(_REGISTERS)
        if is_worded(name):
            for inside, path in _maps(data, ()):
                for key, value in inside.items():
                    language = ENGLISH if key in _ALONE else key
                    if isinstance(value, str) and language in LANGUAGES:
                        headings = (*_HEADINGS, *_PARTS.get(name, ()))
                        heading = not set(headings).isdisjoint(path) or path[-1:] == (_CLAUSE,)
                        yield Text(language, value, inside, key, heading, register, commitment)
        elif name.endswith(CASES):
            for inside, _ in _maps(data, ()):
                name_of_case = inside.get("name")
                if isinstance(name_of_case, str):
                    yield Text(ENGLISH, name_of_case, inside, "name", True, True, False)


def local_texts(pack: Pack) -> Iterator[tuple[YamlMap, dict[str, str]]]:
    """Every text that is given by language."""
    for name, data in pack.files.items():
        if is_worded(name):
            for inside, _ in _maps(data, ()):
                given = {key: str(inside[key]) for key in LANGUAGES if inside.get(key) is not None}
                if given:
                    yield inside, given


def _maps(part: object, path: tuple[str, ...]) -> Iterator[tuple[YamlMap, tuple[str, ...]]]:
    """Every mapping of a file, with the keys that lead to it."""
    match part:
        case YamlMap():
            yield part, path
            for key, value in part.items():
                yield from _maps(value, (*path, key))
        case YamlList():
            for one in part:
                yield from _maps(one, path)
