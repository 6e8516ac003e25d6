"""A record's text made to say something else, with all that it says already left as it stands.

Only the lines of what differs are written anew; every other byte is kept, with its comments,
order, quotes and line ends. The result is read back and compared before anyone gets it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import yaml as pyyaml

from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError
from compliance_engine.records.editing.errors import CannotEditError
from compliance_engine.records.editing.layout import Layout, is_block, place
from compliance_engine.records.writing import entry_lines, flow_text, item_lines

_MOSTLY = 0.5
"""Entries of a list of which more than this part is the same are one entry, changed."""


class _Splice(NamedTuple):
    """Characters from `start` up to, but not including, `end` that a text takes the place of."""

    start: int
    end: int
    text: str


def rewritten(text: str, file: str, tree: Mapping[str, object]) -> str:
    """The YAML of `text`, changed to hold `tree`.

    A tree is made of texts, whole numbers, truth values, None, and lists and mappings of these.
    Raises InvalidInputError if the text is not valid YAML, CannotEditError if it cannot be changed
    without touching what stays.
    """
    old = parse_yaml(text, file)
    if same(old, tree):
        return text
    if not isinstance(old, dict):
        raise CannotEditError(file)
    rewriter = _Rewriter(text)
    try:
        splices = sorted(rewriter.of_mapping(rewriter.layout.root(), old, tree), key=_placed)
    except CannotEditError as error:
        raise CannotEditError(file) from error
    made = text
    for splice in reversed(splices):
        made = made[: splice.start] + rewriter.ended(splice.text) + made[splice.end :]
    try:
        again = parse_yaml(made, file)
    except InvalidInputError as error:
        raise CannotEditError(file) from error
    if not same(again, tree):
        raise CannotEditError(file)
    return made


def same(one: object, other: object) -> bool:
    """Whether two trees say the same; the order of keys says nothing, and 1 is not true."""
    return _canonical(one) == _canonical(other)


def _canonical(tree: object) -> str:
    return json.dumps(tree, sort_keys=True)


def _placed(splice: _Splice) -> tuple[int, int]:
    return splice.start, splice.end


class _Rewriter:
    def __init__(self, text: str) -> None:
        self.layout = Layout(text)
        self._break = "\r\n" if "\r\n" in text else "\n"

    def ended(self, text: str) -> str:
        """A text to put in, with the line ends of the file."""
        return text.replace("\n", self._break)

    def of_mapping(
        self, node: pyyaml.Node, old: Mapping[str, object], new: Mapping[str, object]
    ) -> Iterator[_Splice]:
        """What makes a block mapping say `new`."""
        assert isinstance(node, pyyaml.MappingNode)
        nodes = {str(key.value): (key, value) for key, value in node.value}
        pad = " " * self.layout.column(place(node.value[0][0]))
        if not any(key in nodes for key in new):
            raise CannotEditError
        for key, (key_node, value_node) in nodes.items():
            if key not in new:
                yield self._without(node, key_node, value_node)
            elif not same(old[key], new[key]):
                yield from self._entry(key, key_node, value_node, old[key], new[key])
        before: str | None = None
        for key, value in new.items():
            if key not in nodes:
                yield self._added(nodes, before, "\n".join(entry_lines(key, value, pad)), pad)
            else:
                before = key

    def _entry(
        self, key: str, key_node: pyyaml.Node, node: pyyaml.Node, old: object, new: object
    ) -> Iterator[_Splice]:
        """What makes the entry of a block mapping hold another value."""
        if is_block(node) and new:
            if isinstance(old, Mapping) and isinstance(new, Mapping) and set(old) & set(new):
                yield from self.of_mapping(node, old, new)
                return
            if isinstance(old, list) and isinstance(new, list) and _of_mappings(old):
                yield from self._of_list(node, old, new)
                return
        begin, end = place(key_node), self.layout.end_of(node)
        if self.layout.holds_comment(place(node), end) and not isinstance(old, str):
            raise CannotEditError
        if isinstance(node, pyyaml.MappingNode) and isinstance(new, Mapping) and new:
            yield self._in_braces(node, new)
            return
        pad = " " * self.layout.column(begin)
        yield _Splice(begin, end, "\n".join(entry_lines(key, new, pad)).removeprefix(pad))

    def _without(
        self, mapping: pyyaml.MappingNode, key_node: pyyaml.Node, node: pyyaml.Node
    ) -> _Splice:
        """What takes an entry out of a block mapping."""
        begin = place(key_node)
        start = self.layout.line_start(begin)
        if self.layout.text[start:begin].strip():  # stands after the dash of an item
            following = next((key for key, _ in mapping.value if place(key) > begin), None)
            if following is None:
                raise CannotEditError
            return _Splice(begin, place(following), "")
        if begin == start:
            start = self.layout.blank_before(start)
        return self._lines(start, self.layout.end_of(node))

    def _added(
        self,
        nodes: Mapping[str, tuple[pyyaml.Node, pyyaml.Node]],
        before: str | None,
        lines: str,
        pad: str,
    ) -> _Splice:
        """What puts a new entry into a block mapping, after the one that comes before it."""
        between = "" if pad else "\n"
        if before is not None:
            return self._after(self.layout.end_of(nodes[before][1]), between + lines)
        begin = min(place(key) for key, _ in nodes.values())
        start = self.layout.line_start(begin)
        if self.layout.text[start:begin].strip():  # stands after the dash of an item
            return _Splice(begin, begin, f"{lines.removeprefix(pad)}\n{pad}")
        return _Splice(start, start, f"{lines}\n{between}")

    def _of_list(
        self, node: pyyaml.Node, old: Sequence[object], new: Sequence[object]
    ) -> Iterator[_Splice]:
        """What makes a block list say `new`, entry by entry."""
        assert isinstance(node, pyyaml.SequenceNode)
        pad = " " * self.layout.column(self.layout.dash_of(node.value[0]))
        matcher = SequenceMatcher(None, [*map(_canonical, old)], [*map(_canonical, new)], False)
        for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if kind == "equal":
                continue
            changed = 0
            for one, other in zip(range(old_from, old_to), range(new_from, new_to), strict=False):
                if not _is_changed(old[one], new[other]):
                    break
                changed += 1
                was, becomes = old[one], new[other]
                assert isinstance(was, Mapping)
                assert isinstance(becomes, Mapping)
                if is_block(node.value[one]):
                    yield from self.of_mapping(node.value[one], was, becomes)
                else:
                    yield self._in_braces(node.value[one], becomes)
            for one in range(old_from + changed, old_to):
                start = self.layout.line_start(self.layout.dash_of(node.value[one]))
                yield self._lines(start, self.layout.end_of(node.value[one]))
            lines = [
                line for one in new[new_from + changed : new_to] for line in item_lines(one, pad)
            ]
            if lines:
                yield self._put_in(node, old_from + changed - 1, old_to, "\n".join(lines))

    def _in_braces(self, node: pyyaml.Node, new: Mapping[str, object]) -> _Splice:
        """What makes a mapping in braces say `new`; it is written anew as a whole."""
        begin, end = place(node), self.layout.end_of(node)
        if self.layout.holds_comment(begin, end):
            raise CannotEditError
        return _Splice(begin, end, flow_text(new))

    def _put_in(self, node: pyyaml.SequenceNode, after: int, until: int, lines: str) -> _Splice:
        """What puts items into a list after one of its items, or before the first."""
        last = max(after, until - 1)
        if last >= 0:
            return self._after(self.layout.end_of(node.value[last]), lines)
        start = self.layout.line_start(self.layout.dash_of(node.value[0]))
        return _Splice(start, start, f"{lines}\n")

    def _lines(self, start: int, end: int) -> _Splice:
        """What takes whole lines out, up to the one on which something ends."""
        return _Splice(start, self.layout.line_end(end), "")

    def _after(self, end: int, lines: str) -> _Splice:
        """What puts lines after the one on which something ends."""
        at = self.layout.line_end(end)
        ended = self.layout.text[:at].endswith("\n")
        return _Splice(at, at, f"{lines}\n" if ended else f"\n{lines}")


def _of_mappings(items: Sequence[object]) -> bool:
    return all(isinstance(one, Mapping) for one in items)


def _is_changed(old: object, new: object) -> bool:
    """Whether an entry is another one changed, rather than something else."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return False
    alike = sum(key in new and same(value, new[key]) for key, value in old.items())
    return alike > 0 and alike >= _MOSTLY * min(len(old), len(new))
