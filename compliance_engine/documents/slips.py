"""What is wrong with a text that is not YAML, in words for people who know no parser.

The parser tells what it expected next. Here that is turned into the slip which people make
most often, at the place where they made it.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml as pyyaml

_KEY_OUT_OF_LINE = (
    "this line does not stand exactly under the lines that it belongs with",
    "Indent it by as many spaces as its neighbours, or close the text of the line above.",
)
_LIST_OUT_OF_LINE = (
    "this line stands in a list, but is no item of it",
    "Begin it with '- ' like the items above, or indent it like the key of the list.",
)
_QUOTES = "Put the whole text in quotes."
_CANNOT_BEGIN = {
    "\t": ("the line is indented with a tab", "Indent it with spaces."),
    "%": ("a text cannot begin with '%'", _QUOTES),
    "@": ("a text cannot begin with '@'", _QUOTES),
    "`": ("a text cannot begin with '`'", _QUOTES),
}
_OTHERWISE = ("cannot be read from here on", "Check indentation, quotes and colons here.")
_KNOWN = {
    "found a tab character that violates indentation": _CANNOT_BEGIN["\t"],
    "found unknown escape character": (
        "a backslash in double quotes stands before a letter that it cannot go with",
        "Write two backslashes, or use single quotes.",
    ),
    "found invalid Unicode character escape code": (
        "a backslash in double quotes names a character that does not exist",
        "Write two backslashes, or use single quotes.",
    ),
    "could not find expected ':'": (
        "this line has no colon after its key",
        "Write 'key: value', with a space after the colon.",
    ),
    "block sequence entries are not allowed in this context": (
        "an item of a list begins in the middle of a line",
        "Begin each item with '- ' on a line of its own, or write [one, other].",
    ),
    "did not find expected '-' indicator": _LIST_OUT_OF_LINE,
    "did not find expected alphabetic or numeric character": (
        "a text cannot begin with '&' or '*'",
        _QUOTES,
    ),
    "did not find expected node content": (
        "a text cannot begin with a bracket or comma",
        _QUOTES,
    ),
    "did not find expected <document start>": (
        "something stands after the end of the only value",
        "Write lines 'key: value'.",
    ),
    "did not find expected comment or line break": (
        "a text begins on the line of the sign | or >",
        "Begin the text on the next line, indented.",
    ),
    "could not find expected directive name": _CANNOT_BEGIN["%"],
}


@dataclass(frozen=True)
class Slip:
    """What is wrong and what to do, at a line and column counted from 1 (0 if not known)."""

    line: int
    column: int
    what: str
    remedy: str


def slip_of(text: str, error: pyyaml.MarkedYAMLError) -> Slip:
    """The slip behind what the parser says of a text."""
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return Slip(0, 0, *_OTHERWISE)
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, here = line[: mark.column], line[mark.column : mark.column + 1]
    problem = error.problem or ""
    match problem:
        case "found unexpected end of stream" if begun is not None:
            what, remedy = "the quote opened here is never closed", "Close it with the same sign."
            return _at(begun, what, remedy)
        case "did not find expected ',' or ']'" | "did not find expected ',' or '}'":
            return _bracket(problem[-2], mark, begun)
        case "mapping values are not allowed in this context":
            return _at(mark, *_colon(before))
        case "found character that cannot start any token" if here in _CANNOT_BEGIN:
            return _at(mark, *_CANNOT_BEGIN[here])
        case "did not find expected key":
            return _at(mark, *_no_key(before, here))
        case _:
            return _at(mark, *_KNOWN.get(problem, _OTHERWISE))


def _at(mark: pyyaml.Mark, what: str, remedy: str) -> Slip:
    return Slip(mark.line + 1, mark.column + 1, what, remedy)


def _bracket(closing: str, mark: pyyaml.Mark, begun: pyyaml.Mark | None) -> Slip:
    opening = {"]": "[", "}": "{"}[closing]
    if begun is not None and mark.line > begun.line:
        what = f"the bracket {opening} opened here is never closed"
        return _at(begun, what, f"Close it with {closing}.")
    what = f"a comma or the closing {closing} is missing before this"
    return _at(mark, what, f"Write {opening}one, other{closing}; put a text with signs in quotes.")


def _colon(before: str) -> tuple[str, str]:
    if ": " in before:
        what = "a colon followed by a space stands within a text without quotes"
        return what, _QUOTES
    return (
        "a key cannot stand here",
        "Indent this line like its neighbours; on the line above, write a space after the colon.",
    )


def _no_key(before: str, here: str) -> tuple[str, str]:
    if before.rstrip().endswith(("'", '"')) and before.strip() not in ("'", '"'):
        if before.count(before.rstrip()[-1]) % 2:
            what = "the quote before this ends a text that was opened on an earlier line"
            return what, "Close that text on its own line, with the sign that opens it."
        what = "the text ends at the quote before this, but the line goes on"
        return what, "Use the other kind of quote, ' or \", around the whole text."
    if here in ("]", "}"):
        return f"the bracket {here} closes nothing", "Remove it."
    if here == "-" and not before.strip():
        what = "an item of a list stands among keys"
        return what, "Put it under the key that it belongs to."
    return _KEY_OUT_OF_LINE
