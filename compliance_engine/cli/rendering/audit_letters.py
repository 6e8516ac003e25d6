"""What became of letters between two runs, below what changed; nothing, if nothing did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.letter_news import LetterNews
from compliance_engine.audit.letter_words import news_heading, news_lines
from compliance_engine.cli.rendering.layout import grid, indented, words


def news_as_table(
    news: Sequence[LetterNews], said: ChangeWords, language: str
) -> Iterator[RenderableType]:
    """A line for each State under a heading."""
    if not news:
        return
    yield words("")
    yield words(news_heading(news, language), "bold")
    table = grid(24, None)
    for code, told in news_lines(news, language):
        table.add_row(words(said.state(code), "bold"), words(told))
    yield indented(table)


def news_as_markdown(news: Sequence[LetterNews], said: ChangeWords, language: str) -> str:
    """The same as a document."""
    if not news:
        return ""
    lines = "".join(f"- {said.state(code)}: {told}\n" for code, told in news_lines(news, language))
    return f"\n## {news_heading(news, language)}\n\n{lines}"


def news_as_json(news: Sequence[LetterNews]) -> Mapping[str, object]:
    """The same for programs, under its name."""
    if not news:
        return {}
    return {
        "letters": [
            {
                "state": one.state,
                "letter": one.letter,
                "became": str(one.became),
                "on": one.on.isoformat(),
            }
            for one in news
        ]
    }
