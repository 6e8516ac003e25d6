"""What became of letters, in words of one language: a line for each State."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from compliance_engine.audit.letter_news import LetterNews
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.phrases import Phrases


def news_heading(news: Sequence[LetterNews], language: str) -> str:
    """A heading that counts what is told."""
    phrases = Phrases("audit", language)
    return phrases("news of letters", number=phrases.number(len(news)))


def news_lines(news: Sequence[LetterNews], language: str) -> Iterator[tuple[str, str]]:
    """The code of each State, and what became of the letters to it."""
    phrases = Phrases("audit", language)
    for code, of_state in groupby(news, key=lambda one: one.state):
        told = [
            phrases(f"letter {one.became}", letter=one.letter, day=written_day(one.on, language))
            for one in of_state
        ]
        said = phrases("between letters").join(told)
        yield code, f"{said[:1].upper()}{said[1:]}"
