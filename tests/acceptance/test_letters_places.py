"""What stands where a file of a letter is to be, and is none: told at once, and left as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance_engine.letters.register.adding import Signed
from compliance_engine.letters.register.adding import register as register_drafts
from compliance_engine.letters.register.copies import in_folder, write_copies
from tests.acceptance.command_line import DONE, INVALID_INPUT, WRONG_USAGE
from tests.acceptance.hostile import HOSTILE
from tests.acceptance.lettering import DRAFTED, Register, draft

SENT = ("--on", "2026-03-02", "--via", "note verbale")
NO_FILES = ("pipe", "socket", "device", "full device", "empty folder", "folder with a record",
            "link to nowhere", "link to itself", "link to a folder", "cannot be read")  # fmt: skip


def taken(register: Register, name: str) -> tuple[str, Path]:
    """A letter that was approved, and the place of its file, which this has taken."""
    reference = register.approved()
    path = register.file(reference, "-approved")
    path.unlink()
    HOSTILE[name](path)
    return reference, path


def what_is_there(path: Path) -> tuple[int, int, int]:
    """Of which kind it is, and which: other programs write to a device meanwhile."""
    status = os.lstat(path)
    return status.st_mode, status.st_ino, status.st_dev


@pytest.mark.parametrize("name", NO_FILES)
def test_a_letter_in_whose_place_is_no_file_is_not_what_was_approved(
    register: Register, name: str
) -> None:
    reference, path = taken(register, name)
    before = what_is_there(path)
    (told,) = register.ask("list", "--format", "json").json["letters"]
    assert told["edited_since_approval"]
    assert register.ask("mark-sent", reference, *SENT).code == WRONG_USAGE
    assert register.ask("show", reference).code == DONE
    shown = register.ask("show", reference, "--out", register.folder)
    assert shown.code in (WRONG_USAGE, INVALID_INPUT)
    assert path.name in shown.err
    assert what_is_there(path) == before


@pytest.mark.parametrize("name", NO_FILES)
def test_a_draft_whose_place_is_taken_holds_up_no_other(register: Register, name: str) -> None:
    store = register.begin()
    with store.writing() as connection:
        register_drafts(
            connection,
            [draft("2026/001"), draft("2026/002")],
            Signed("Ana Silva", DRAFTED),
            in_folder(register.folder),
        )
    path = register.file("2026/001")
    path.parent.mkdir(exist_ok=True)
    HOSTILE[name](path)
    (left,) = write_copies(store, register.folder)
    assert left.path == path
    assert "cannot be written" not in left.why, "told with its name, which is told before"
    assert register.file("2026/002").is_file()
    assert register.file("2026/001", "-basis").is_file()


def test_what_a_writer_that_was_killed_left_is_removed(register: Register) -> None:
    left = register.folder / ".2026-001-TUV-0123abcd.part"
    other = register.folder / ".2026-001-TUV-mine.part"
    register.folder.mkdir(exist_ok=True)
    for one in (left, other):
        one.write_bytes(b"half")
    register.add(draft("2026/001"))
    assert not left.exists()
    assert other.exists()
