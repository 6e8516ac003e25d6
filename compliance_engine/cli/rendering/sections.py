"""Pages made of sections, for a terminal and as Markdown, from one description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import grid, indented, markdown_table, page, words
from compliance_engine.documents.escaping import code_in_markdown, in_markdown, link_in_markdown


@dataclass(frozen=True)
class Prose:
    """A paragraph; an `emphatic` one cannot be overlooked."""

    text: str
    emphatic: bool = False


@dataclass(frozen=True)
class Listed:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Linked:
    """A list of other pages, by name and by where they are, seen from this one."""

    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rows:
    """A table. Columns whose number is in `code` hold text as a computer reads it.

    A column without a width takes what is left of the page in a terminal.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int | None, ...]
    code: tuple[int, ...] = ()


@dataclass(frozen=True)
class Index:
    """A table whose first column names pages, each found under its name from here."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Code:
    """Lines shown as they are."""

    text: str


Block = Prose | Listed | Linked | Rows | Index | Code


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """A title, what comes first, and the sections."""

    title: str
    first: tuple[Block, ...]
    sections: tuple[Section, ...]


def as_terminal(shown: Page) -> str:
    """The page for a terminal."""
    return page(_terminal_parts(shown))


def _terminal_parts(shown: Page) -> Iterator[RenderableType]:
    yield words(shown.title, "bold underline")
    yield from map(_terminal_block, shown.first)
    for section in shown.sections:
        yield Text("")
        yield words(section.heading, "bold")
        yield from (indented(_terminal_block(block)) for block in section.blocks)


def _terminal_block(block: Block) -> RenderableType:
    match block:
        case Prose():
            return words(block.text, "bold red" if block.emphatic else "")
        case Listed():
            return _bullets(block.items)
        case Linked():
            return _bullets([name for name, _ in block.pages])
        case Code():
            return indented(Text(block.text.rstrip("\n")))
        case Rows():
            return _terminal_table(block.header, block.rows, block.widths)
        case Index():
            others = len(block.header) - 2
            return _terminal_table(block.header, block.rows, (46, None, *[16] * others))


def _terminal_table(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: tuple[int | None, ...]
) -> RenderableType:
    table = grid(*widths)
    if any(header):
        table.add_row(*(words(one, "dim") for one in header))
    for row in rows:
        table.add_row(*map(words, row))
    return table


def _bullets(items: Sequence[str]) -> RenderableType:
    table = grid(1, None)
    for item in items:
        table.add_row(Text("-"), words(item))
    return table


def as_markdown(shown: Page) -> str:
    """The page as Markdown, ending with a newline."""
    parts = [f"# {in_markdown(shown.title, begins=False)}", *map(_markdown_block, shown.first)]
    for section in shown.sections:
        parts += [
            f"## {in_markdown(section.heading, begins=False)}",
            *map(_markdown_block, section.blocks),
        ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _markdown_block(block: Block) -> str:
    match block:
        case Prose():
            text = in_markdown(block.text, begins=not block.emphatic)
            return f"**{text}**" if block.emphatic else text
        case Listed():
            return "\n".join(f"- {in_markdown(item)}" for item in block.items)
        case Linked():
            return "\n".join(f"- {link_in_markdown(name, where)}" for name, where in block.pages)
        case Code():
            return f"```yaml\n{block.text.rstrip()}\n```"
        case Rows():
            rows = [
                [
                    code_in_markdown(cell) if cell and index in block.code else cell
                    for index, cell in enumerate(row)
                ]
                for row in block.rows
            ]
            return markdown_table(block.header, rows)
        case Index():
            rows = [[link_in_markdown(name, f"{name}.md"), *rest] for name, *rest in block.rows]
            return markdown_table(block.header, rows)
