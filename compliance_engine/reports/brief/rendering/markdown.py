"""A brief as Markdown, with footnotes. A chart is told in words: a table has its figures."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.documents.escaping import in_markdown
from compliance_engine.reports.brief.document import (
    Block,
    Bullets,
    Chart,
    Inline,
    Note,
    Numbering,
    Pack,
    Paragraph,
    Strong,
    Table,
    walked,
)


def markdown_of(pack: Pack) -> str:
    """The whole document."""
    return _Markdown(pack).text()


class _Markdown:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._numbering = Numbering()

    def text(self) -> str:
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        pack = self._pack
        yield f"# {in_markdown(pack.title, begins=False)}\n\n{in_markdown(pack.subtitle)}\n"
        yield from map(self._block, pack.front)
        for level, section in walked(pack.sections):
            yield f"\n{'#' * (level + 1)} {in_markdown(section.heading, begins=False)}\n"
            yield from map(self._block, section.blocks)
        yield f"\n## {in_markdown(pack.notes)}\n\n{in_markdown(pack.made_of)}\n\n"
        for number, note in enumerate(self._numbering.notes, start=1):
            yield f"[^{number}]: {in_markdown(note.text)}\n"

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(text=text, quiet=quiet):
                said = self._inline(text)
                return f"\n*{said}*\n" if quiet else f"\n{said}\n"
            case Bullets(items=items):
                return "\n" + "".join(f"- {self._inline(item)}\n" for item in items)
            case Chart(caption=caption, told=told):
                return f"\n**{self._inline(caption)}** {in_markdown(told)}\n"
            case Table():
                return self._table(block)

    def _table(self, table: Table) -> str:
        caption = f"\n**{self._inline(table.caption)}**\n"
        rules = ("---:" if column in table.numbers else "---" for column in range(len(table.head)))
        heads = (in_markdown(one, begins=False) for one in table.head)
        head = f"| {' | '.join(heads)} |\n| {' | '.join(rules)} |\n"
        rows = (f"| {' | '.join(map(self._inline, row))} |\n" for row in table.rows)
        return f"{caption}\n{head}{''.join(rows)}"

    def _inline(self, text: Inline) -> str:
        return "".join(self._part(part) for part in text)

    def _part(self, part: str | Strong | Note) -> str:
        match part:
            case Note():
                return f"[^{self._numbering.number(part)}]"
            case Strong(text=text):
                return f"**{in_markdown(text)}**"
            case _:
                return in_markdown(part)
