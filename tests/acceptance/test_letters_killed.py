"""SIGKILL between rendering and registering: no unregistered file, no letter without its files."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from compliance_engine.letters.model import Step
from compliance_engine.letters.register import acting
from compliance_engine.letters.register.adding import Signed
from compliance_engine.letters.register.adding import register as register_drafts
from compliance_engine.letters.register.copies import TAKEN, NotWritten, in_folder, write_copies
from compliance_engine.letters.register.reading import all_letters
from compliance_engine.store.canonical import digest_of_bytes
from tests.acceptance.command_line import DONE
from tests.acceptance.lettering import DRAFTED, Register, draft

SIGNED = Signed("Ana Silva", DRAFTED)
POINTS = (
    "before it is registered",
    "before the first file",
    "with a file half written",
    "with a file written and not noted",
)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(work: Callable[[], None]) -> None:
    """Does some work in a process of its own, which is to be killed in it."""
    child = os.fork()
    if child == 0:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
        try:
            work()
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def at(point: str, register: Register, commit: Callable[..., object]) -> None:
    """Does a step with a letter, and is killed at this point of it."""
    store = register.opened
    with store.writing() as connection:
        commit(connection)
        if point == POINTS[0]:
            die()
    if point == POINTS[1]:
        die()
    replace = Path.replace

    def replaced(path: Path, target: Path) -> None:
        replace(path, target)
        die()

    if point == POINTS[2]:
        with patch.object(os, "fsync", die):
            write_copies(store, register.folder)
    with patch.object(Path, "replace", replaced):
        write_copies(store, register.folder)


@pytest.mark.parametrize("point", POINTS)
def test_drafts_are_registered_with_their_files_or_not_at_all(
    register: Register, point: str
) -> None:
    register.begin()
    drafts, placing = [draft("2026/001"), draft("2026/002")], in_folder(register.folder)
    killed(
        lambda: at(
            point,
            register,
            lambda connection: register_drafts(connection, drafts, SIGNED, placing),
        )
    )
    listed = register.ask("list")
    assert listed.code == DONE
    assert ("--out FOLDER" in listed.err) is (point != POINTS[0])
    write_copies(register.opened, register.folder)
    assert register.ask("list").err == ""
    with register.opened.reading() as connection:
        found = all_letters(connection)
    expected = [] if point == POINTS[0] else drafts
    assert [one.reference for one in found] == [one.reference for one in expected]
    names = {
        register.file(one.reference, part).name: content
        for one in expected
        for part, content in (("", one.letter), ("-basis", one.basis))
    }
    assert {path.name: path.read_bytes() for path in register.folder.iterdir()} == names


@pytest.mark.parametrize("point", POINTS)
def test_a_letter_is_approved_with_its_file_or_not_at_all(register: Register, point: str) -> None:
    reference = register.drafted()
    seen = register.letter(reference)
    clean = register.file(reference, "-approved")

    def approve(connection: object) -> None:
        acting.approve(connection, seen, b"made", b"clean", SIGNED, put=clean)  # type: ignore[arg-type]

    killed(lambda: at(point, register, approve))
    assert register.ask("list").code == DONE
    assert clean.exists() is (point == POINTS[3])
    write_copies(register.opened, register.folder)
    now = register.letter(reference)
    if point == POINTS[0]:
        assert (now.step, clean.exists()) == (Step.DRAFT, False)
    else:
        approval = now.last(Step.APPROVED)
        assert approval is not None
        assert digest_of_bytes(clean.read_bytes()) == approval.clean
    assert register.ask("show", reference).code == DONE
    assert not list(register.folder.glob(".*"))


def test_what_an_officer_edited_after_a_kill_is_left_as_it_is(register: Register) -> None:
    """The file was there, though it was not noted that it is."""
    register.begin()
    made, placing = draft("2026/001"), in_folder(register.folder)
    killed(
        lambda: at(
            POINTS[3],
            register,
            lambda connection: register_drafts(connection, [made], SIGNED, placing),
        )
    )
    file = register.file("2026/001")
    file.write_bytes(b"edited")
    (left,) = write_copies(register.opened, register.folder)
    assert left == NotWritten(file, TAKEN)
    assert file.read_bytes() == b"edited"
    assert register.file("2026/001", "-basis").read_bytes() == made.basis


def test_a_folder_that_is_gone_is_made_again(register: Register) -> None:
    store = register.begin()
    gone = register.folder / "gone"
    with store.writing() as connection:
        register_drafts(connection, [draft("2026/001")], SIGNED, in_folder(gone))
    assert write_copies(store, register.folder) == ()
    assert not gone.exists()
    assert write_copies(store, gone) == ()
    assert len(list(gone.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_told_and_holds_up_nothing(register: Register) -> None:
    store = register.begin()
    taken = register.folder / "taken"
    taken.write_text("a file", encoding="utf-8")
    with store.writing() as connection:
        register_drafts(connection, [draft("2026/001")], SIGNED, in_folder(taken))
    assert [one.path.name for one in write_copies(store, taken)] == [
        "2026-001-TUV.docx",
        "2026-001-TUV-basis.docx",
    ]
    taken.unlink()
    assert write_copies(store, taken) == ()
    assert len(list(taken.iterdir())) == 2


def test_files_that_were_not_written_are_had_from_the_register(
    register: Register, tmp_path: Path
) -> None:
    store = register.begin()
    with store.writing() as connection:
        register_drafts(connection, [draft("2026/001")], SIGNED, in_folder(tmp_path / "gone"))
    for command in (("list",), ("show", "2026/001")):
        assert "letters show 2026/001 --out FOLDER" in register.ask(*command).err
    assert register.ask("show", "2026/001", "--out", tmp_path / "had").code == DONE
    assert len(list((tmp_path / "had").iterdir())) == 2
    assert not (tmp_path / "gone").exists()
    assert register.ask("list").err == ""
