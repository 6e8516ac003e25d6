"""Slips that people make in conditions, told before the grammar gives up on them.

What is looked for stands outside of quoted texts; the column of a slip counts from 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

EXAMPLE = 'Write, for example: verdict == "outstanding" and year >= 2010'

_QUOTED = re.compile(r"""(["'])(?:\\.|(?!\1).)*\1""")
_CURLY = "“”„«»\u2018’\u201a"
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_DAY = re.compile(r"(?<![\w.])\d{4}-\d{1,2}-\d{1,2}(?![\w.])")
_WRONG_SIGNS = {
    "&&": "Write: and",
    "||": "Write 'field in [..]' for several values, or a second rule.",
    "=>": "Write >= for 'at least', or 'on or after'.",
    "=<": "Write <= for 'at most', or 'on or before'.",
    "<>": "Write != for 'is not'.",
    "===": "Write == to compare.",
    "≥": "Write >=",
    "≤": "Write <=",
    "≠": "Write !=",
}
_SIGNS = re.compile("|".join(re.escape(sign) for sign in sorted(_WRONG_SIGNS, reverse=True)))
_ONE_EQUALS = re.compile(r"(?<![=!<>:])=(?!=)")
_SHOUTED = re.compile(r"\b(AND|OR|NOT|IN)\b")
_WORD = r"\b(?!(?:and|or|not|in|is|if|else)\b)[^\W\d]\w*"
_WORDS = re.compile(rf"{_WORD}\s+{_WORD}")
_LOOSE_AND = re.compile(r"\band\s*$|^\s*and\b|\band\s+(?=and\b)")


@dataclass(frozen=True)
class Slip:
    """What is wrong at a column, and what to write instead."""

    what: str
    remedy: str
    column: int


def slip_in(line: str) -> Slip | None:
    """The first slip known to be one, whether or not the grammar would take the text."""
    outside = _outside_of_texts(line)
    return next(_slips(line, outside, _ALWAYS), None)


def slip_behind(line: str, column: int, example: str) -> Slip:
    """Why the grammar gave up on a text, at `column` by its own account."""
    outside = _outside_of_texts(line)
    named = next(_slips(line, outside, _IF_REFUSED), None)
    return named or Slip("cannot be read from here on", example, column)


def _outside_of_texts(line: str) -> str:
    """The condition with each quoted text blanked, every character in its place."""
    return _QUOTED.sub(lambda found: '"' + "_" * (len(found[0]) - 2) + '"', line)


_Finder = Callable[[str, str], "Slip | None"]


def _slips(line: str, outside: str, finders: tuple[_Finder, ...]) -> Iterator[Slip]:
    for finder in finders:
        slip = finder(line, outside)
        if slip is not None:
            yield slip


def _nothing(line: str, outside: str) -> Slip | None:
    del outside
    return None if line.strip() else Slip("is empty: nothing is asked", EXAMPLE, 1)


def _curly_quote(line: str, outside: str) -> Slip | None:
    del line
    for index, sign in enumerate(outside):
        if sign in _CURLY:
            return Slip(f"the quote {sign} is not one that conditions know", 'Write: "', index + 1)
    return None


def _open_quote(line: str, outside: str) -> Slip | None:
    del line
    blank = re.sub(r'"_*"', lambda found: " " * len(found[0]), outside)
    found = re.search("[\"']", blank)
    if found is None:
        return None
    what = f"the quote {found[0]} opened here is never closed"
    return Slip(what, "Close the text with the same sign.", found.start() + 1)


def _brackets(line: str, outside: str) -> Slip | None:
    del line
    opened: list[tuple[str, int]] = []
    for index, sign in enumerate(outside):
        if sign in _CLOSING:
            opened.append((sign, index))
        elif sign in _CLOSING.values():
            if not opened:
                what = f"the bracket {sign} closes nothing"
                return Slip(what, "Remove it, or open it before.", index + 1)
            opening, _ = opened.pop()
            if _CLOSING[opening] != sign:
                what = f"the bracket {opening} is closed with {sign}"
                return Slip(what, f"Write {_CLOSING[opening]} here.", index + 1)
    if not opened:
        return None
    opening, index = opened[-1]
    what = f"the bracket {opening} opened here is never closed"
    return Slip(what, f"Close it with {_CLOSING[opening]}.", index + 1)


def _day_without_quotes(line: str, outside: str) -> Slip | None:
    del line
    found = _DAY.search(outside)
    if found is None:
        return None
    return Slip(f"the day {found[0]} needs quotes", f'Write: "{found[0]}"', found.start() + 1)


def _wrong_sign(line: str, outside: str) -> Slip | None:
    del line
    found = _SIGNS.search(outside)
    if found is None:
        return None
    what = f"'{found[0]}' is no sign that conditions know"
    return Slip(what, _WRONG_SIGNS[found[0]], found.start() + 1)


def _one_equals_sign(line: str, outside: str) -> Slip | None:
    del line
    found = _ONE_EQUALS.search(outside)
    if found is None:
        return None
    return Slip("one '=' compares nothing", "Write == to compare.", found.start() + 1)


def _capital_word(line: str, outside: str) -> Slip | None:
    del line
    found = _SHOUTED.search(outside)
    if found is None:
        return None
    small = found[0].lower()
    remedy = f"Write: {small}" if small != "or" else _WRONG_SIGNS["||"]
    return Slip(f"'{found[0]}' is written in capitals", remedy, found.start() + 1)


def _text_without_quotes(line: str, outside: str) -> Slip | None:
    found = _WORDS.search(outside)
    if found is None:
        return None
    rest = re.split(r"\s+(?:and|or)\b|[\])=<>!,]", outside[found.start() :])[0]
    text = line[found.start() : found.start() + len(rest)].strip()
    return Slip(f"the text '{text}' needs quotes", f'Write: "{text}"', found.start() + 1)


def _and_without_partner(line: str, outside: str) -> Slip | None:
    del line
    found = _LOOSE_AND.search(outside)
    if found is None:
        return None
    column = found.start() + len(found[0]) - len(found[0].lstrip()) + 1
    return Slip("'and' joins two conditions; one is missing", "Write it, or remove 'and'.", column)


_ALWAYS: tuple[_Finder, ...] = (_nothing, _curly_quote, _day_without_quotes)
_IF_REFUSED: tuple[_Finder, ...] = (
    _open_quote,
    _brackets,
    _wrong_sign,
    _one_equals_sign,
    _capital_word,
    _and_without_partner,
    _text_without_quotes,
)
