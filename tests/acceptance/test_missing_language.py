"""``--lang`` with a rulebook that does not speak the language, or with one that nobody speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.acceptance.command_line import DONE, INVALID_INPUT, WRONG_USAGE, run
from tests.unit.rulebook.packs import FIRST, written

COMMANDS = [
    ("check",),
    ("states",),
    ("duties", "AFG"),
    ("explain", "AFG", "article-7/first"),
    ("rules", "list"),
    ("rules", "show", "article-7/first"),
]


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_rulebook_without_the_language_is_refused_with_each_text_that_is_not_there(
    command: tuple[str, ...], language: str, tmp_path: Path
) -> None:
    pack = written(tmp_path / "pack")
    ran = run(*command, "--rules", pack, "--lang", language)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    named = {"fr": "French (fr)", "es": "Spanish (es)"}[language]
    for name in ("title", "message 1", "message 2", "remedy"):
        place = rf"^{FIRST}:\d+:\d+: the text '{name}' is not there in {re.escape(named)}$"
        assert re.search(place, ran.err, re.MULTILINE), name
    assert (
        ran.err.count(f"    Add {language}: …, or ask in English.\n")
        == len(ran.err.splitlines()) / 2
    )
    assert ("treaty.yaml:3:8: the text 'title'" in ran.err) == (language == "es")


def test_the_same_rulebook_is_spoken_in_english(tmp_path: Path) -> None:
    ran = run("rules", "list", "--rules", written(tmp_path / "pack"), "--lang", "en")
    assert (ran.code, ran.err) == (DONE, "")


def test_a_language_that_is_not_spoken_is_wrong_usage() -> None:
    ran = run("check", "--lang", "de")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "'de' is not one of 'en', 'fr', 'es'" in ran.err
