"""What every format shares: the width of a page, safe CSV, Markdown rows, JSON text."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from compliance_engine.cli.terminal import takes_escapes
from compliance_engine.documents.escaping import Markup, in_cell, in_json, in_markdown
from compliance_engine.documents.text import shown

PAGE_WIDTH = 150
"""Characters a line where the output is not a terminal, so that it is always the same."""

NARROWEST = 60
"""Characters a line in a terminal that is narrower: what goes beyond it wraps there."""

_GAP = 2
_SMALL = 10
_UNBROKEN = {"\N{NO-BREAK SPACE}": "\ue000", "\N{NARROW NO-BREAK SPACE}": "\ue001"}
_KEPT = str.maketrans(_UNBROKEN)
_RESTORED = str.maketrans({letter: space for space, letter in _UNBROKEN.items()})


class _Console(Console):
    """A console on which no text of a record, of a file or of a store is a command."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """As any console does; styles are set beside the text, and not by it."""
        for one in super().render(renderable, options):
            yield one if one.control else Segment(_seen(one.text), one.style)


def _seen(text: str) -> str:
    # The letters that stand for spaces until the page is rendered are for private use.
    return shown(text.translate(_RESTORED)).translate(_KEPT)


def page(parts: Iterable[RenderableType]) -> str:
    """Renders parts one below the other: with styles and in its width for a terminal."""
    styled = takes_escapes(sys.stdout)
    console = _Console(
        file=io.StringIO(),
        width=_page_width(),
        force_terminal=styled,
        color_system="standard" if styled else None,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(Group(*parts))
    lines = captured.get().translate(_RESTORED).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def words(text: str, style: str = "") -> Text:
    """A text that wraps at its spaces, but not at those that do not break: 5 427, « État »."""
    # Rich wraps at every space: until the page is rendered, letters stand for those.
    return Text(text.translate(_KEPT), style=style)


def _page_width() -> int:
    if not sys.stdout.isatty():
        return PAGE_WIDTH
    return max(NARROWEST, shutil.get_terminal_size().columns)


def grid(*widths: int | None, least: int = 24) -> Table:
    """A table without lines; a column without a width takes what is left, and wraps.

    On a page too narrow to leave that column `least` characters, the others get less.
    """
    table = Table.grid(padding=(0, _GAP, 0, 0), expand=True)
    small = sum(width for width in widths if width and width <= _SMALL)
    wide = sum(width for width in widths if width and width > _SMALL)
    left = _page_width() - _GAP * (len(widths) + 1) - least * widths.count(None) - small
    share = min(1.0, left / wide) if wide else 1.0
    for width in widths:
        shown = width if not width or width <= _SMALL else max(_SMALL, int(width * share))
        table.add_column(width=shown, ratio=None if width else 1, overflow="fold")
    return table


def fitting(least: int, column: Iterable[str]) -> int:
    """The width of a column: at least so many characters, and more if a cell is longer."""
    return max(least, *(len(cell) for cell in column), 0)


def indented(renderable: RenderableType, columns: int = 2) -> RenderableType:
    """Set in from the left."""
    return Padding(renderable, (0, 0, 0, columns))


def json_text(value: object) -> str:
    """JSON, indented, in the order given, ending with a newline."""
    return in_json(value) + "\n"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV in which no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    return in_cell(value) if isinstance(value, str) else value


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table. A cell that is Markdown already is written as it is."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(map(_in_cell, line))} |\n" for line in lines)


def _in_cell(cell: object) -> str:
    if isinstance(cell, Markup):
        return cell
    return "" if cell is None else in_markdown(str(cell), begins=False)
