"""For how long an answer to a letter is awaited by default: one number beside the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.rulebook.loading import load_rulebook
from tests.builders import rulebook
from tests.unit.rulebook.packs import problems, written

FILE = "correspondence.yaml"


def test_the_shipped_rulebook_waits_for_sixty_days() -> None:
    assert rulebook().answer_within == 60


def test_a_rulebook_without_the_file_says_no_number(tmp_path: Path) -> None:
    assert load_rulebook(written(tmp_path / "pack")).answer_within is None


@pytest.mark.parametrize("given", ["0", "3651", "-1", "2.5", "sixty"])
def test_what_is_no_number_of_days_is_told_at_its_place(tmp_path: Path, given: str) -> None:
    folder = written(tmp_path / "pack")
    (folder / FILE).write_text(f"answer_within: {given}\n", encoding="utf-8")
    (told,) = problems(folder)
    assert told.startswith(f"{FILE}:1:16: ")


def test_a_gap_that_there_is_not_is_told_at_its_place(tmp_path: Path) -> None:
    folder = written(tmp_path / "pack")
    text = 'answer_within: 60\nexplain: {en: "Until {letter.awaited_til}."}\n'
    (folder / FILE).write_text(text, encoding="utf-8")
    (told,) = problems(folder)
    assert told.startswith(f"{FILE}:2:23: ")
    assert "awaited_until" in told


@pytest.mark.parametrize("given", [1, 90, 3650])
def test_the_number_is_whatever_the_file_says(tmp_path: Path, given: int) -> None:
    folder = written(tmp_path / "pack")
    before = load_rulebook(folder)
    (folder / FILE).write_text(f"answer_within: {given}\n", encoding="utf-8")
    after = load_rulebook(folder)
    assert after.answer_within == given
    assert after.sha256 != before.sha256
