"""The grammar of conditions: one Python expression, parsed into a tree and never evaluated."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from functools import lru_cache

from compliance_engine.rulebook.slips import EXAMPLE, Slip, slip_behind, slip_in

MAX_LENGTH = 2_000
MAX_DEPTH = 20


class ConditionError(ValueError):
    """The condition is not allowed; `column` counts from 1 within its text."""

    def __init__(self, what: str, remedy: str, column: int) -> None:
        self.what = what
        self.remedy = remedy
        self.column = column
        super().__init__(what)


class UnknownPatternError(ConditionError):
    """The condition names a pattern that is not there."""


@lru_cache(maxsize=1_000)
def syntax_tree(text: str, example: str = EXAMPLE) -> ast.expr:
    """The tree of a condition; its columns count characters from 0. Raises ConditionError.

    Where nothing better is known to say, `example` tells what can be written. The tree is shared
    by all that ask for the same text, as the languages of a sentence do: it is only to be read.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"is longer than {MAX_LENGTH} characters", "Split the rule.", 1)
    # One line: a folded text of a file may hold line breaks where a person broke it.
    line = text.replace("\n", " ").replace("\r", " ")
    if (slip := slip_in(line)) is not None:
        raise _refused(slip)
    indent = len(line) - len(line.lstrip())
    line = line.lstrip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(line, mode="eval").body
    except SyntaxError as error:
        slip = slip_behind(line, error.offset or 1, example)
        raise _refused(slip, indent) from error
    except (ValueError, MemoryError, RecursionError) as error:
        raise ConditionError("cannot be read", "Write it more simply.", 1) from error
    # Python counts bytes, a person characters.
    encoded = line.encode()
    for node in _nodes(tree):
        if isinstance(node, ast.expr):
            node.col_offset = indent + len(encoded[: node.col_offset].decode(errors="ignore"))
    rest = encoded[tree.end_col_offset or 0 :].decode(errors="ignore")
    if "#" in rest:
        raise ConditionError(
            "a comment inside of a condition hides all that follows it",
            "Write the comment on a line of its own, above.",
            indent + len(line) - len(rest) + rest.index("#") + 1,
        )
    return tree


def _refused(slip: Slip, indent: int = 0) -> ConditionError:
    return ConditionError(slip.what, slip.remedy, indent + slip.column)


def _nodes(tree: ast.expr) -> Iterator[ast.AST]:
    """Every part of a tree. Raises ConditionError if it is nested too deep."""
    level: list[ast.AST] = [tree]
    for _ in range(MAX_DEPTH):
        yield from level
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    if level:
        raise ConditionError(
            f"is nested more than {MAX_DEPTH} levels deep", "Write it more simply.", 1
        )


def refusal(node: ast.AST, what: str, remedy: str) -> ConditionError:
    """The error that tells what is wrong at the place of `node`."""
    return ConditionError(what, remedy, getattr(node, "col_offset", 0) + 1)
