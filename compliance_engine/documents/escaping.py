"""One escape for each format that is written: what it holds is text, and never a command.

Each also shows what no text may hold as its number (`shown`), since a store may hold texts from
before those were refused, and an error repeats what was wrong.
"""

from __future__ import annotations

import json
import re
from xml.sax.saxutils import escape

from compliance_engine.documents.text import shown

_MARKS = re.compile(r"([\\`*_\[\]<>|#~$])")
_ENTITY = re.compile(r"&(?=#?\w)")
_BLOCK = re.compile(r"^(\s*)([-+](?=\s|$)|-(?=-)|=(?==|$))")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_RUN = re.compile(r"[ \t]*\n\s*")

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - full-width signs count as well
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001

_OURS = re.compile("(\x1b\\[[0-9;]*m|\x1b\\[\\?25[lh]|\x1b\\[K|\r)")
"""What a page or a bar of progress itself asks of a terminal: styles, the cursor, the same line."""

_QUOTES = {'"': "&quot;", "'": "&#39;"}


class Markup(str):
    """Markdown as it is to be written, in which texts are escaped already."""

    __slots__ = ()


def code_in_markdown(text: str) -> Markup:
    """A text as a computer reads it, in a cell of a table or elsewhere in a line."""
    code = shown(text).replace("|", "\\|")
    return Markup(f"`{code}`")


def link_in_markdown(text: str, where: str) -> Markup:
    """A text that leads to an address of ours, which is written as it is."""
    return Markup(f"[{in_markdown(text, begins=False)}]({where})")


def in_markdown(text: str, *, begins: bool = True) -> str:
    """Text within a line of Markdown, on one line: neither markup, nor HTML, nor an entity.

    It may be what `begins` a line, unlike a heading or a cell of a table. An address stays one that
    can be followed, as it is seen.
    """
    line = _MARKS.sub(r"\\\1", _RUN.sub(" ", shown(text)))
    line = _ENTITY.sub(r"\\&", line)
    return _NUMBERED.sub(r"\1\\\2", _BLOCK.sub(r"\1\\\2", line)) if begins else line


def in_markup(text: str) -> str:
    """Text, or the value of an attribute in quotes, in HTML or in the XML of Word."""
    return escape(shown(text), _QUOTES)


def for_terminal(text: str, *, styled: bool) -> str:
    """Output in which nothing is a command; but for our own, where it is `styled`."""
    if not styled:
        return "\r\n".join(map(shown, text.split("\r\n")))
    return "".join(
        part if number % 2 else shown(part) for number, part in enumerate(_OURS.split(text))
    )


def for_template(value: object) -> object:
    """What a template shows of a value, as its `finalize`; the template escapes markup itself."""
    return shown(value) if type(value) is str else value


def in_json(value: object, indent: int | None = 2) -> str:
    """A value as JSON, in the order given; without `indent` on one line without spaces."""
    separators = None if indent else (",", ":")
    return shown_in_json(
        json.dumps(value, indent=indent, ensure_ascii=False, separators=separators)
    )


def shown_in_json(text: str) -> str:
    """JSON in which what no text may hold stands as JSON writes it, ``\\u009b``."""
    return shown(text, json_number)


def json_number(character: str) -> str:
    """A character as JSON writes it in digits."""
    return json.dumps(character)[1:-1]


def in_cell(text: str) -> str:
    """A cell of a table that no spreadsheet program takes for a formula and runs."""
    return f"'{shown(text)}" if _FORMULA.match(text) else shown(text)


def of_cell(cell: str) -> str:
    """The text that stands in a cell made by `in_cell`."""
    return cell[1:] if _GUARDED.match(cell) else cell
