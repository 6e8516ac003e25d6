"""Strict YAML: every key and value keeps its line and column, and nothing is guessed.

Scalars follow YAML 1.2: only ``true`` and ``false`` are truth values, so ``NO`` stays the text
that it is; only plain decimal numbers are numbers, so ``010`` and ``12:30`` stay text and a
model that wants a number refuses them. Refused: duplicate keys, anchors and aliases, tags,
several documents in a file, and nesting deeper than any record needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml as pyyaml

from compliance_engine.documents.slips import slip_of
from compliance_engine.documents.text import (
    NOT_ALLOWED,
    REMEDY,
    RefusedCharacter,
    canonical,
    composed,
    first_refused,
    shown,
)
from compliance_engine.errors import InvalidInputError, Place, Problem

MAX_DEPTH = 20
MAX_VALUES = 100_000
MAX_PROBLEMS = 200
"""Of a file with more, these are told: it is no record, and nobody reads them all."""

YamlValue = "str | int | bool | None | YamlMap | YamlList"

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_ESCAPE = re.compile(r"\\[0abefrvNLPxuU]")
_TOO_DEEP = "exceeded maximum nesting depth"
_UNUSUAL = re.compile("[^\x20-\x7e]|  |^ | $")
"""What a text may have that is written as `canonical` would not write it."""

_BEGINS_NUMBER = "-0123456789"
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class YamlMap(dict[str, object]):
    """A mapping that knows where it, its keys and its values stand.

    Its keys are canonical. `unusual` tells whether a text in it, at any depth, may not be.
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.key_places: dict[str, Place] = {}
        self.value_places: dict[str, Place] = {}
        self.text_places: dict[str, Place] = {}
        self.unusual = False

    def place_within(self, key: str, column: int) -> Place:
        """Where character `column`, from 1, of the text at `key` stands.

        A text that is folded, escaped or on several lines only has a beginning.
        """
        start = self.text_places.get(key)
        return start.after(column - 1) if start else self.value_places[key]


class YamlList(list[object]):
    """A list that knows where it and its items stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.value_places: list[Place] = []


def parse_yaml(text: str, file: str, *, at_rest: bool = False) -> object:
    """The one value of a YAML text, `file` being the name that places show.

    What no text may hold is refused. In a file `at_rest`, which was not just written, it is shown
    as its number where an escape stands for it, ``"\\e"``, so that one value stops nobody.

    Raises InvalidInputError with the first thing that is not YAML, or with every duplicate
    key, alias and tag of a text that is.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if refused := list(islice(_refused_characters(text, file), MAX_PROBLEMS)):
        raise InvalidInputError(refused)
    reader = _Reader(file, at_rest=at_rest)
    try:
        return reader.read(pyyaml.parse(text, Loader=pyyaml.CSafeLoader))
    except pyyaml.MarkedYAMLError as error:
        if error.problem == _TOO_DEEP and error.problem_mark is not None:
            # The parser looks ahead and gives up first: the reader tells where its own depth ends.
            return parse_yaml(text[: error.problem_mark.index], file, at_rest=at_rest)
        slip = slip_of(text, error)
        place = Place(file, slip.line, slip.column)
        raise InvalidInputError([Problem(place, slip.what, slip.remedy)]) from error


def escapes_refused(text: str, file: str) -> tuple[Problem, ...]:
    """What no text may hold, of a YAML text that is valid but for that, and has it as an escape."""
    if _ESCAPE.search(text) is None:
        return ()
    reader = _Reader(file, at_rest=False)
    try:
        reader.read(pyyaml.parse(text, Loader=pyyaml.CSafeLoader))
    except InvalidInputError as error:
        return error.problems
    return ()


def _refused_characters(text: str, file: str) -> Iterator[Problem]:
    """The first character of each line, also of a comment, that no text may hold."""
    if first_refused(text.replace("\r", "\n")) is None:
        return
    for number, line in enumerate(re.split("\r\n|\r|\n", text), start=1):
        if found := first_refused(line):
            yield _refused_at(Place(file, number, found.index + 1), found)


def _refused_at(place: Place, found: RefusedCharacter) -> Problem:
    return Problem(place, f"here is {found}, {NOT_ALLOWED}", REMEDY)


class _Reader:
    """Builds values from parser events, with an explicit stack instead of recursion."""

    def __init__(self, file: str, *, at_rest: bool) -> None:
        self._file = file
        self._at_rest = at_rest
        self._problems: list[Problem] = []
        self._stack: list[YamlMap | YamlList] = []
        self._keys: list[tuple[str, Place] | None] = []
        self._root: object = None
        self._values = 0

    def read(self, events: Iterator[pyyaml.Event]) -> object:
        documents = 0
        for event in events:
            match event:
                case pyyaml.ScalarEvent():
                    self._scalar(event)
                case pyyaml.MappingStartEvent() | pyyaml.SequenceStartEvent():
                    self._open(event)
                case pyyaml.MappingEndEvent() | pyyaml.SequenceEndEvent():
                    self._stack.pop()
                    self._keys.pop()
                case pyyaml.AliasEvent():
                    place, what = self._place(event), f"an alias (*{event.anchor}) is not allowed"
                    self._problem(place, what, "Write it out.")
                    self._add(None, place)
                case pyyaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        what = "a second document begins here"
                        self._stop(self._place(event), what, "Use one file each.")
        if self._problems:
            raise InvalidInputError(self._problems)
        return self._root

    def _place(self, event: pyyaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)

    def _open(self, event: pyyaml.CollectionStartEvent) -> None:
        place = self._marked_place(event)
        if len(self._stack) >= MAX_DEPTH:
            self._stop(place, f"is nested more than {MAX_DEPTH} levels deep", "Flatten it.")
        is_map = isinstance(event, pyyaml.MappingStartEvent)
        opened: YamlMap | YamlList = YamlMap(place) if is_map else YamlList(place)
        self._add(opened, place)
        self._stack.append(opened)
        self._keys.append(None)

    def _scalar(self, event: pyyaml.ScalarEvent) -> None:
        place = self._marked_place(event)
        said = self._said(event, place)
        inside = self._stack[-1] if self._stack else None
        if isinstance(inside, YamlMap) and self._keys[-1] is None:
            said = canonical(said)
            self._keys[-1] = (said, place)
            if said in inside:
                first = inside.key_places[said].line
                self._problem(
                    place,
                    f"the key '{said}' stands here a second time, first on line {first}",
                    "Keep one of the two.",
                )
            return
        if _UNUSUAL.search(said):
            for one in self._stack:
                if isinstance(one, YamlMap):
                    one.unusual = True
        value = said if event.style else _plain(said)
        self._add(value, place, _text_place(event, place) if said == event.value else None)

    def _add(self, value: object, place: Place, text_place: Place | None = None) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self._stop(place, f"holds more than {MAX_VALUES} values", "Split the file.")
        if not self._stack:
            self._root = value
            return
        inside = self._stack[-1]
        if isinstance(inside, YamlList):
            inside.append(value)
            inside.value_places.append(place)
            return
        key = self._keys[-1]
        if key is None:
            self._stop(place, "a key must be a plain text, not a list or mapping", "")
            return
        self._keys[-1] = None
        name, key_place = key
        inside[name] = value
        inside.key_places.setdefault(name, key_place)
        inside.value_places[name] = place
        if text_place is not None:
            inside.text_places[name] = text_place

    def _marked_place(self, event: pyyaml.ScalarEvent | pyyaml.CollectionStartEvent) -> Place:
        """The place of a value, which may have neither an anchor nor a tag."""
        place = self._place(event)
        if event.anchor:
            self._problem(place, f"an anchor (&{event.anchor}) is not allowed", "Remove it.")
        if event.tag:
            self._problem(place, f"a tag ({event.tag}) is not allowed", "Remove it.")
        return place

    def _said(self, event: pyyaml.ScalarEvent, place: Place) -> str:
        """The text of a scalar, composed; it may hold as an escape what is not in the file."""
        said: str = event.value
        if found := first_refused(said):
            if self._at_rest:
                return shown(said)
            self._problems.append(_refused_at(place, found))
        return composed(said)

    def _problem(self, place: Place, what: str, remedy: str) -> None:
        self._problems.append(Problem(place, what, remedy))
        if len(self._problems) >= MAX_PROBLEMS:
            raise InvalidInputError(self._problems)

    def _stop(self, place: Place, what: str, remedy: str) -> None:
        self._problem(place, what, remedy)
        raise InvalidInputError(self._problems)


def _text_place(event: pyyaml.ScalarEvent, place: Place) -> Place | None:
    """Where the first character stands, if each one stands where it would be counted."""
    start, end = event.start_mark, event.end_mark
    quote = 1 if event.style in ("'", '"') else 0
    if start is None or end is None or start.line != end.line:
        return None
    if end.column - start.column != len(event.value) + 2 * quote:
        return None
    return place.after(quote) if quote else place


def _plain(text: str) -> str | int | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if text[0] in _BEGINS_NUMBER and _NUMBER.fullmatch(text) else text
