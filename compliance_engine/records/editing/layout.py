"""Where the parts of a YAML text begin and end, so that one can be changed without the others.

The parser ends a block where the next begins, after blank lines and comments that do not belong to
it. Here a part ends with the last character that says something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml as pyyaml

from compliance_engine.records.editing.errors import CannotEditError

_COMMENT = re.compile(r"\s#")


@dataclass(frozen=True)
class Layout:
    """A text of strict YAML; places in it are numbers of characters from its beginning."""

    text: str

    def root(self) -> pyyaml.MappingNode:
        """The node of the whole record."""
        node = pyyaml.compose(self.text, Loader=pyyaml.CSafeLoader)
        if not isinstance(node, pyyaml.MappingNode):
            raise CannotEditError
        return node

    def end_of(self, node: pyyaml.Node) -> int:
        """The place after the last character of a value."""
        if not _is_flow(node):
            assert isinstance(node, pyyaml.CollectionNode)
            last = node.value[-1]
            return self.end_of(last[1] if isinstance(last, tuple) else last)
        begin, end = place(node), node.end_mark.index
        if isinstance(node, pyyaml.ScalarNode) and node.style in ("|", ">"):
            return begin + len(self.text[begin:end].rstrip())
        return int(end)

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the line after that of a place begins, or the end of the text."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def blank_before(self, line: int) -> int:
        """Where the blank line before a line begins; the line itself if there is none."""
        before = self.line_start(line - 1) if line else line
        return line if self.text[before:line].strip() else before

    def dash_of(self, item: pyyaml.Node) -> int:
        """The place of the dash before an item of a block list."""
        dash = len(self.text[: place(item)].rstrip()) - 1
        if dash < 0 or self.text[dash] != "-":
            raise CannotEditError
        return dash

    def column(self, at: int) -> int:
        """How many characters stand before a place on its line."""
        return at - self.line_start(at)

    def holds_comment(self, start: int, end: int) -> bool:
        """Whether a part may hold a comment of its own."""
        return _COMMENT.search(self.text, start, end) is not None


def place(node: pyyaml.Node) -> int:
    """Where a node begins."""
    return int(node.start_mark.index)


def is_block(node: pyyaml.Node) -> bool:
    """Whether a node is a list or mapping on lines of its own, with something in it."""
    return not _is_flow(node)


def _is_flow(node: pyyaml.Node) -> bool:
    return not isinstance(node, pyyaml.CollectionNode) or bool(node.flow_style) or not node.value
