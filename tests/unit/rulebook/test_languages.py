"""What a rulebook does not say in a language is named, each text at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.rulebook.languages import missing_translations, require_language
from compliance_engine.rulebook.loading import load_rulebook
from tests.unit.rulebook.packs import FIRST, ONCE_FILE, STILL, YEARLY_FILE, edit, written


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return written(tmp_path / "pack")


def lacking(pack: Path, language: str) -> set[tuple[str, str]]:
    """The files and the names of the texts that are not there."""
    missing = missing_translations(load_rulebook(pack), language)
    return {(one.place.file, one.what.split("'")[1]) for one in missing}


def test_every_text_for_people_is_named_where_it_is_not_there(pack: Path) -> None:
    treaty = "treaty.yaml"
    assert lacking(pack, "es") == {
        (treaty, "title"),
        (treaty, "entry_into_force.explain"),
        (treaty, "entry_into_force.explain_first"),
        (treaty, "entry_into_force.explain_stated"),
        (ONCE_FILE, "title"),
        (ONCE_FILE, "explain"),
        (YEARLY_FILE, "title"),
        (YEARLY_FILE, "explain"),
        (YEARLY_FILE, "explain_not_owed.before_first"),
        (YEARLY_FILE, "explain_not_owed.coincides"),
        (YEARLY_FILE, "explain_not_owed.not_bound"),
        (FIRST, "title"),
        (FIRST, "message 1"),
        (FIRST, "message 2"),
        (FIRST, "remedy"),
        (STILL, "title"),
        (STILL, "message 1"),
        (STILL, "remedy"),
    }


def test_the_headings_of_articles_and_notices_are_among_them(pack: Path) -> None:
    more = 'articles: {"7": {en: Reports}}\nnotices: {pause: {cites: EXC 20, en: "A pause."}}\n'
    with (pack / "treaty.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    assert {("treaty.yaml", "articles.7"), ("treaty.yaml", "notices.pause")} <= lacking(pack, "fr")


def test_a_text_that_is_there_in_one_language_may_not_be_in_another(pack: Path) -> None:
    assert ("treaty.yaml", "title") not in lacking(pack, "fr")
    assert ("treaty.yaml", "title") in lacking(pack, "es")


def test_a_translation_settles_it(pack: Path) -> None:
    edit(pack, FIRST, "{en: Ask for it.}", "{en: Ask for it., fr: Le demander., es: ' '}")
    assert (FIRST, "remedy") not in lacking(pack, "fr")


def test_a_blank_text_says_nothing(pack: Path) -> None:
    edit(pack, FIRST, "{en: Ask for it.}", "{en: Ask for it., fr: Le demander., es: ' '}")
    assert (FIRST, "remedy") in lacking(pack, "es")


def test_nothing_is_missing_in_english(pack: Path) -> None:
    assert missing_translations(load_rulebook(pack), "en") == []
    require_language(load_rulebook(pack), "en")


def test_a_missing_text_stands_at_its_line_with_what_to_do(pack: Path) -> None:
    with pytest.raises(InvalidInputError) as raised:
        require_language(load_rulebook(pack), "fr")
    said = [str(one).replace("\n    ", " | ") for one in raised.value.problems]
    lines = (pack / FIRST).read_text(encoding="utf-8").splitlines()
    line = 1 + next(index for index, text in enumerate(lines) if "Due {duty.due}, not" in text)
    assert (
        f"{FIRST}:{line}:5: the text 'message 2' is not there in French (fr) "
        "| Add fr: …, or ask in English."
    ) in said
    assert len(said) == len(lacking(pack, "fr"))
