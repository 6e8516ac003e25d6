"""From a finding to an answer: real drafts in the register, approved, sent, and written again."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from compliance_engine.letters.drafting import folder as folders
from compliance_engine.letters.register.letter import _ASK_FOR_NOTHING
from compliance_engine.letters.watermark import MARK
from compliance_engine.rulebook.letters.loading import load_letters
from compliance_engine.rulebook.letters.model import Concern
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import DONE, Ran
from tests.acceptance.lettering import Register
from tests.acceptance.test_letters_register import header_of
from tests.builders import rulebook
from tests.unit.letters.desk import plain

DAY = "2015-06-24"
LETTER, BASIS = "TUV-note-verbale-en.docx", "TUV-basis-not-for-sending.docx"


@pytest.fixture
def draft(register: Register, tmp_path: Path) -> Callable[..., Ran]:
    """The command on the record of Tuvalu, into a folder of its own each time."""
    records = tmp_path / "records"
    records.mkdir()
    shutil.copy(shipped("states") / "TUV.yaml", records)

    def drafting(name: str, day: str = DAY, *more: str) -> Ran:
        return register.ask(
            "draft", "--records", records, "--as-of", day, "--out", register.folder / name,
            "--by", "Ana Silva", *more, at=f"{day}T09:00",
        )  # fmt: skip

    return drafting


def withheld(ran: Ran) -> set[str]:
    """Why something was not written."""
    return {one["guard"] for one in ran.json["not_written"]}


def test_a_draft_is_in_the_register_with_its_reference_and_its_files(
    register: Register, draft: Callable[..., Ran]
) -> None:
    assert draft("first").code == DONE
    (told,) = register.ask("list", "--format", "json", at="2015-06-24T10:00").json["letters"]
    assert (told["letter"], told["state"], told["step"]) == ("2015/001", "TUV", "draft")
    assert "TUV/article-7/initial-report-outstanding" in told["matters"]
    letter = register.letter("2015/001")
    assert "2015/001" in letter.text
    with register.opened.reading() as connection:
        from compliance_engine.letters.register.reading import content

        for name, digest in ((LETTER, letter.letter), (BASIS, letter.basis)):
            assert (register.folder / "first" / name).read_bytes() == content(connection, digest)


def test_the_unit_chooses_for_how_long_answers_to_its_letters_are_awaited(
    register: Register, draft: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPLIANCE_ENGINE_ANSWER_WITHIN", "90")
    assert draft("first").code == DONE
    assert register.letter("2015/001").answer_within == 90
    assert register.ask("discard", "2015/001", "--reason", "Once more").code == DONE
    assert draft("second", DAY, "--answer-within", "45").code == DONE
    assert register.letter("2015/002").answer_within == 45


def test_a_letter_is_approved_sent_and_recalled_by_the_next_one(
    register: Register, draft: Callable[..., Ran]
) -> None:
    draft("first")
    waiting = draft("second", "2015-06-25", "--format", "json")
    assert (waiting.json["letters"], withheld(waiting)) == ([], {"not sent yet"})
    approving = register.ask("approve", "2015/001", "--by", "Berta Ruiz", at="2015-06-25T10:00")
    assert approving.code == DONE, approving.err
    clean = register.folder / "first" / "2015-001-TUV-approved.docx"
    assert MARK in header_of(register.folder / "first" / LETTER)
    assert MARK not in header_of(clean)
    sending = ("mark-sent", "2015/001", "--on", "2015-06-25", "--via", "note verbale")
    assert register.ask(*sending, at="2015-06-25T11:00").code == DONE
    assert withheld(draft("third", "2015-08-23", "--format", "json")) >= {"written lately"}
    assert draft("fourth", "2015-08-26").code == DONE
    second = register.letter("2015/002")
    assert "2015/001" in second.text
    assert "25 June 2015" in plain(second.text)


def test_a_trial_leaves_no_trace_in_the_register(
    register: Register, draft: Callable[..., Ran]
) -> None:
    assert draft("trial", DAY, "--no-register").code == DONE
    assert not Path(register.store).exists()
    draft("first")
    assert [one.reference for one in _letters(register)] == ["2015/001"]


def test_a_draft_that_is_killed_before_its_folder_is_there_is_completed_when_it_is_named_again(
    register: Register, draft: Callable[..., Ran]
) -> None:
    def die(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
        with patch.object(folders, "write_folder", die):
            draft("first")
        os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert not (register.folder / "first").exists()
    assert register.ask("list").code == DONE
    assert not (register.folder / "first").exists()
    draft("first")
    assert {path.name for path in (register.folder / "first").iterdir()} == {LETTER, BASIS}


def test_a_draft_that_is_killed_before_it_is_registered_leaves_nothing(
    register: Register, draft: Callable[..., Ran]
) -> None:
    def die(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
        with patch("compliance_engine.letters.register.adding.plan_copies", die):
            draft("first")
        os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert list(register.folder.iterdir()) == []
    assert _letters(register) == ()
    draft("second")
    assert [one.reference for one in _letters(register)] == ["2015/001"]


def test_families_that_ask_for_something_await_an_answer_and_no_others_do() -> None:
    families = load_letters(shipped("rules") / "apmbc", rulebook().kinds).families
    asking = (Concern.FINDINGS, Concern.NOT_KNOWN)
    silent = {name for name, one in families.items() if one.concerns not in asking}
    assert silent == set(_ASK_FOR_NOTHING)


def _letters(register: Register) -> tuple[Any, ...]:
    from compliance_engine.letters.register.reading import all_letters

    with register.opened.reading() as connection:
        return all_letters(connection)
