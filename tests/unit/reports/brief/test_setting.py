"""The file that says what a brief is made of: what is wrong in it is told at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError, UsageError
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.reports.brief.setting import FILE, read_setting
from compliance_engine.rulebook.words import load_words
from compliance_engine.shipped import shipped
from tests.builders import rulebook

PACK = shipped("rules") / "apmbc"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = (PACK / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path


def complaints(folder: Path, language: str = "en") -> str:
    with pytest.raises(InvalidInputError) as raised:
        read_setting(folder, rulebook(), language)
    return str(raised.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_one_that_ships_speaks_every_language(language: str) -> None:
    setting = read_setting(PACK, rulebook(), language)
    assert {duty.kind for duty in rulebook().duties} <= set(setting.settling)


def test_what_it_says_holds_no_word_that_is_not_said() -> None:
    words = load_words(PACK)
    text = (PACK / FILE).read_text(encoding="utf-8")
    said = {
        language: "\n".join(
            line.split(": ", 1)[1]
            for line in text.splitlines()
            if line.strip().startswith(f"{language}: ")
        )
        for language in LANGUAGES
    }
    assert all(len(one) > 1_000 for one in said.values())
    assert {
        language: words.found_in(one, language) for language, one in said.items()
    } == dict.fromkeys(LANGUAGES, ())


def test_what_has_no_source_cannot_be_marked_as_verified(tmp_path: Path) -> None:
    folder = changed(tmp_path, "    source: APMBC 9\n", "")
    assert "'verified: true' needs 'source'" in complaints(folder)


def test_a_rulebook_without_it_is_told_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no file session\.yaml"):
        read_setting(tmp_path, rulebook(), "en")


def test_rules_lists_and_matters_that_there_are_not_are_told_together(tmp_path: Path) -> None:
    folder = changed(tmp_path, "[article-1/case-open]", "[article-1/case-opened]")
    text = (folder / FILE).read_text(encoding="utf-8")
    text = text.replace("  two years silent: [", "  two years of silence: [")
    (folder / FILE).write_text(text.replace("  annual report:", "  anual report:"))
    told = complaints(folder)
    assert "the rule 'article-1/case-opened', which there is not" in told
    assert "Did you mean 'article-1/case-open'" in told
    assert "the list 'two years of silence', which there is not" in told
    assert "has no list 'two years silent'" in told
    assert "the matter 'anual report', which there is not" in told


def test_a_text_that_lacks_the_language_is_told_with_its_place(tmp_path: Path) -> None:
    spoken = "      fr: Union interparlementaire\n"
    folder = changed(tmp_path, spoken, "")
    assert read_setting(folder, rulebook(), "en").partners
    assert "session.yaml:" in (told := complaints(folder, "fr"))
    assert "the text 'partners 3.name' is not there in 'fr'" in told


def test_the_rulebook_still_loads_beside_it(tmp_path: Path) -> None:
    from compliance_engine.rulebook.loading import load_rulebook

    folder = Path(shutil.copytree(PACK, tmp_path / "apmbc"))
    assert load_rulebook(folder).rules
