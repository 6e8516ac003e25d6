"""What sheets and columns are called in each language, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.documents.text import canonical
from compliance_engine.phrases.phrases import LANGUAGES, Phrases
from compliance_engine.records.spreadsheets.tables import STATE_COLUMNS, Table


class Words:
    """The words of a workbook in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.phrases = Phrases("sheets", language)

    def title(self, table: str) -> str:
        """What the tab of a sheet shows."""
        return self.phrases(f"sheet {table}")

    def about(self, table: str) -> str:
        """What a sheet holds, in a sentence."""
        return self.phrases(f"about {table}")

    def heading(self, table: str, key: str) -> str:
        """The heading of a column."""
        return self._own(table, key, "")

    def note(self, table: str, key: str) -> str:
        """What belongs in a column."""
        return self._own(table, key, "note ")

    def _own(self, table: str, key: str, before: str) -> str:
        try:
            return self.phrases(f"{before}{table}.{key}")
        except KeyError:
            return self.phrases(f"{before}{key}")


def titles_of(table: str) -> tuple[str, ...]:
    """What a sheet may be called: its title in every language, and its name."""
    titles = (Words(language).title(table) for language in LANGUAGES)
    return tuple(dict.fromkeys((*titles, table)))


def headings_of(table: Table) -> dict[str, str]:
    """The key of a column by its key and its heading in every language, folded."""
    return {canonical(said).casefold(): key for key, said in _headings(table)}


def _headings(table: Table) -> Iterator[tuple[str, str]]:
    for column in (*STATE_COLUMNS, *table.columns):
        yield column.key, column.key
        for language in LANGUAGES:
            yield column.key, Words(language).heading(table.name, column.key)
