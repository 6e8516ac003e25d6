"""Records written as YAML that a person likes to read and to edit.

Block style, two spaces, list items under their key, short lists on one line, quotes only where
the text would otherwise be read as something else. `parse_yaml` reads back the same values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from compliance_engine.documents.text import refusal, shown

WIDTH = 100
"""A list of scalars that would make its line longer than this is written one item a line."""

_LONGEST_KEY = 500
_LONGEST_NUMBER = 10**18

_READ_AS_SOMETHING_ELSE = re.compile(r"true|false|null|~|-?(?:0|[1-9]\d{0,17})|")
_BEGINS_LIKE_SYNTAX = re.compile(r"[-?:,\[\]{}#&*!|>@`\"'%]|\.\.\.")
_HOLDS_SYNTAX = re.compile(r": | #|:$|^ | $")
_HOLDS_FLOW_SYNTAX = re.compile(r"[,:\[\]{}]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def write_yaml(tree: Mapping[str, object], title: str) -> str:
    """The text of a YAML file with `title` as its first line, a comment.

    A tree is made of texts, whole numbers of up to 18 digits, truth values, None, and lists and
    mappings of these. Raises ValueError for anything else: it could not be read back.
    """
    lines = [f"# {''.join(filter(str.isprintable, title))}"]
    for key, value in tree.items():
        if len(lines) > 1:
            lines.append("")
        lines.extend(entry_lines(key, value, ""))
    return "\n".join(lines) + "\n"


def entry_lines(key: str, value: object, pad: str) -> Iterator[str]:
    """The lines of one key and its value in block style, each after `pad`. Raises ValueError."""
    written = _text(key)
    head = f"{pad}{written}:"
    if len(written) > _LONGEST_KEY:
        head = f"{pad}? {written}\n{pad}:"
    inline = _inline(value, len(head) + 1)
    if inline is not None:
        yield f"{head} {inline}"
        return
    yield head
    yield from _block(value, pad + "  ")


def _block(value: object, pad: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from entry_lines(key, inner, pad)
    elif isinstance(value, Sequence):
        for item in value:
            yield from item_lines(item, pad)


def item_lines(item: object, pad: str) -> Iterator[str]:
    """The lines of one item of a list in block style, each after `pad`. Raises ValueError."""
    inline = _inline(item, len(pad) + 2)
    if inline is not None:
        yield f"{pad}- {inline}"
        return
    lines = _block(item, pad + "  ")
    if isinstance(item, Mapping):
        yield f"{pad}- {next(lines).removeprefix(pad + '  ')}"
    else:
        yield f"{pad}-"
    yield from lines


def _inline(value: object, column: int) -> str | None:
    """The value on the line where it begins, or None if it needs lines of its own."""
    if isinstance(value, Mapping):
        return None if value else "{}"
    if isinstance(value, list | tuple):
        if any(isinstance(item, Mapping | list | tuple) for item in value):
            return None
        flow = f"[{', '.join(_scalar(item, in_flow=True) for item in value)}]"
        return flow if len(value) == 0 or column + len(flow) <= WIDTH else None
    return _scalar(value)


def flow_text(value: object) -> str:
    """The value within braces or brackets, on one line. Raises ValueError."""
    if isinstance(value, Mapping):
        inner = (f"{flow_text(key)}: {flow_text(one)}" for key, one in value.items())
        return f"{{{', '.join(inner)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow_text, value))}]"
    return _scalar(value, in_flow=True)


def _scalar(value: object, in_flow: bool = False) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() if abs(value) < _LONGEST_NUMBER:
            return str(value)
        case str():
            return _text(value, in_flow)
        case _:
            raise ValueError(f"{value!r} cannot be written so that it reads back the same")


def _text(text: str, in_flow: bool = False) -> str:
    if not text.isprintable():
        if what := refusal(text):
            raise ValueError(f"{shown(text)!r} could not be read back: {what}")
        return _double_quoted(text)
    plain = not (
        _READ_AS_SOMETHING_ELSE.fullmatch(text)
        or _BEGINS_LIKE_SYNTAX.match(text)
        or _HOLDS_SYNTAX.search(text)
        or (in_flow and _HOLDS_FLOW_SYNTAX.search(text))
    )
    if plain:
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _double_quoted(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
