"""Adds a judgement to the text of a file that people edit: every other line stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compliance_engine.documents.yaml import YamlList, YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError
from compliance_engine.records.writing import write_yaml

Item = tuple[str, int]
"""A judgement of a file: the section that it stands in, and its number there, from 0."""

_EMPTY = "[]"


class CannotEditError(Exception):
    """The file is laid out in a way that no line can be added to without touching others."""


class _Edit(NamedTuple):
    """Lines from `start` up to, but not including, `end` that others take the place of."""

    start: int
    end: int
    lines: Sequence[str]


def new_file(state: str, name: str, section: str, item: Mapping[str, object]) -> str:
    """The text of a file with one judgement."""
    return write_yaml({"state": state, section: [item]}, f"{name}: judgements on findings")


def with_item(
    text: str, name: str, section: str, item: Mapping[str, object], replaced: Sequence[Item]
) -> str:
    """The text with a judgement added at the end of a section, or in place of those `replaced`.

    Raises CannotEditError if that cannot be done line by line.
    """
    root = parse_yaml(text, name)
    assert isinstance(root, YamlMap)
    lines = text.splitlines(keepends=True)
    edited = _Lines(lines, root)
    edits = edited.edits(section, item, replaced)
    for edit in sorted(edits, reverse=True):
        lines[edit.start : edit.end] = edit.lines
    made = "".join(lines)
    try:
        again = parse_yaml(made, name)
    except InvalidInputError as error:
        raise CannotEditError from error
    if again != _expected(root, section, item, replaced):
        raise CannotEditError
    return made


class _Lines:
    def __init__(self, lines: list[str], root: YamlMap) -> None:
        self._lines = lines
        self._root = root
        self._break = "\r\n" if any(one.endswith("\r\n") for one in lines) else "\n"
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += self._break

    def edits(
        self, section: str, item: Mapping[str, object], replaced: Sequence[Item]
    ) -> list[_Edit]:
        edits = []
        placed = False
        for name in dict.fromkeys(where for where, _ in replaced):
            numbers = sorted(number for where, number in replaced if where == name)
            listed = self._items(name)
            if name != section and len(numbers) == len(listed):
                key = self._root.key_places[name].line - 1
                edits.append(_Edit(key, self._end_of(name), ()))
                continue
            for number in numbers:
                start, end = self._range(name, number)
                new: Sequence[str] = ()
                if name == section and not placed:
                    new, placed = self._rendered(item, self._indent(start)), True
                edits.append(_Edit(start, end, new))
        return edits if placed else [*edits, self._added(section, item)]

    def _added(self, section: str, item: Mapping[str, object]) -> _Edit:
        end = len(self._lines)
        if section not in self._root:
            head = [self._break, f"{section}:{self._break}"]
            return _Edit(end, end, [*head, *self._rendered(item, 2)])
        key = self._root.key_places[section].line - 1
        if not self._items(section):
            if _EMPTY not in self._lines[key]:
                raise CannotEditError
            head = [self._lines[key].replace(f" {_EMPTY}", "", 1)]
            return _Edit(key, key + 1, [*head, *self._rendered(item, 2)])
        indent = self._indent(self._start_of(section, 0))
        end = self._end_of(section)
        return _Edit(end, end, [self._break, *self._rendered(item, indent)])

    def _items(self, section: str) -> YamlList:
        found = self._root.get(section)
        return found if isinstance(found, YamlList) else YamlList(self._root.place)

    def _range(self, section: str, number: int) -> tuple[int, int]:
        """The lines of an item, without blank lines and remarks after it."""
        start = self._start_of(section, number)
        last = number + 1 == len(self._items(section))
        end = self._end_of(section) if last else self._start_of(section, number + 1)
        while self._lines[end - 1].lstrip()[:1] in ("", "#"):
            end -= 1
        return start, end

    def _start_of(self, section: str, number: int) -> int:
        """The line of the dash of an item."""
        start = self._items(section).value_places[number].line - 1
        if not self._lines[start].lstrip().startswith("- "):
            raise CannotEditError
        return start

    def _end_of(self, section: str) -> int:
        """The line after the last of a section; remarks at the left edge belong to the next."""
        key = self._root.key_places[section].line
        after = [one.line - 1 for one in self._root.key_places.values() if one.line > key]
        end = min(after, default=len(self._lines))
        while not self._lines[end - 1].strip() or self._lines[end - 1].startswith("#"):
            end -= 1
        return end

    def _indent(self, line: int) -> int:
        return len(self._lines[line]) - len(self._lines[line].lstrip())

    def _rendered(self, item: Mapping[str, object], indent: int) -> list[str]:
        """The lines of an item; its dash stands so many columns from the left edge."""
        _, _, *lines = write_yaml({"list": [item]}, "").splitlines()
        return [f"{' ' * indent}{line[2:]}{self._break}" for line in lines]


def _expected(
    root: YamlMap, section: str, item: Mapping[str, object], replaced: Sequence[Item]
) -> dict[str, object]:
    """What the edited file must hold: all that it held, but for the change."""
    expected: dict[str, object] = dict(root)
    first = min((number for where, number in replaced if where == section), default=None)
    for name in dict.fromkeys((section, *(where for where, _ in replaced))):
        listed = root.get(name)
        assert listed is None or isinstance(listed, list)
        kept: list[object] = []
        for number, one in enumerate(listed or ()):
            if name == section and number == first:
                kept.append(item)
            if (name, number) not in replaced:
                kept.append(one)
        if name == section and first is None:
            kept.append(item)
        expected[name] = kept
        if not kept:
            del expected[name]
    return expected
