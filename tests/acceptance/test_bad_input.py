"""What bad input gets: its place, what is wrong, what to do; never a trace, never half a result.

The messages are kept as snapshots, to be read with the eyes of the person who gets them.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.acceptance.command_line import BROKEN, DONE, WRONG_USAGE, Ran, run
from tests.acceptance.refusals import problems, refused

MEMBER = "membership:\n  - {instrument: accession, deposited: 2011-09-13, source: example}\n"
SOURCES = "sources:\n  example: {title: A made-up source, publisher: monitor, date: 2020}\n"
VALID = f"state: TON\n{MEMBER}{SOURCES}"

BROKEN_RECORDS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())


def validated(folder: Path) -> Ran:
    return run("records", "validate", "--records", folder)


# --- records that are files of their own: each tells its mistake in its first line


@pytest.mark.parametrize("folder", BROKEN_RECORDS, ids=lambda folder: folder.name)
def test_a_broken_record_says_what_to_mend(folder: Path, snapshot: SnapshotAssertion) -> None:
    for path in folder.iterdir():
        assert re.match(r"# (Mistakes?|No mistake): .+\.\n", path.read_text(encoding="utf-8"))
    assert problems(validated(folder)) == snapshot


@pytest.mark.parametrize(
    "command",
    [("check",), ("states",), ("duties", "TON"), ("explain", "TON", "case-open"),
     ("records", "show", "TON")],
    ids=" ".join,
)  # fmt: skip
def test_every_command_shows_all_problems_of_all_files_and_nothing_else(
    command: tuple[str, ...],
) -> None:
    folder = BROKEN / "several-at-once"
    said = problems(run(*command, "--records", folder))
    assert said == validated(folder).err
    assert [line.split(":")[0] for line in said.splitlines() if line[0] != " "] == [
        "AFG.yaml",
        "TON.yaml",
        "TUV.yaml",
        "TUV.yaml",
    ]


# --- records that an editor would not show as they are

HOSTILE = {
    "Latin-1": "# café\n".encode("latin-1") + VALID.encode(),
    "UTF-16": VALID.encode("utf-16"),
    "binary": bytes(range(256)) * 40,
    "10 MB of text": b"# " + b"a" * 10_000_000 + b"\n" + VALID.encode(),
    "10 MB without a line break": b"x" * 10_000_000,
    "escape sequence": VALID.replace("made-up", "made\x1b[31mup").encode(),
    "null byte": VALID.replace("made-up", "made\x00up").encode(),
    "bell in a key": VALID.replace("sources", "sour\x07ces").encode(),
    "half of a character": VALID.replace("A made-up source", r'"\ud800"').encode(),
    "deeply nested": VALID.encode() + b"events: " + b"[" * 100_000 + b"]" * 100_000,
    "deeply nested blocks": VALID.encode() + b"".join(b" " * n + b"a:\n" for n in range(400)),
    "very long key": VALID.encode() + b"k" * 100_000 + b": 1\n",
    "huge number": VALID.encode()
    + b"article_3:\n  - {mines: "
    + b"9" * 5_000
    + b", source: example}\n",
    "nothing": b"",
    "only a byte order mark": b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused(
    content: bytes, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    (tmp_path / "TON.yaml").write_bytes(content)
    said = problems(validated(tmp_path))
    assert len(said) < 2_000
    assert said.isprintable() or said.replace("\n", "").isprintable()
    assert said == snapshot


def test_a_file_that_would_grow_to_a_billion_values_is_refused(tmp_path: Path) -> None:
    grown = "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    (tmp_path / "TON.yaml").write_text(f"{VALID}a: &a [ha, ha]\n{grown}", encoding="utf-8")
    said = problems(validated(tmp_path))
    assert said.startswith("TON.yaml:6:4: an anchor (&a) is not allowed\n")


def test_a_folder_named_like_a_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "TON.yaml").mkdir()
    assert problems(validated(tmp_path)) == (
        "TON.yaml: cannot be read: it is a folder, and no file\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "TON.yaml"
    path.write_text(VALID, encoding="utf-8")
    path.chmod(0)
    assert problems(validated(tmp_path)) == "TON.yaml: cannot be read: Permission denied\n"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "TON.yaml").write_bytes(b"\xef\xbb\xbf" + VALID.encode())
    assert validated(tmp_path).code == DONE


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "TON.yaml").write_bytes(VALID.replace("\n", "\r\n").encode())
    assert validated(tmp_path).code == DONE


def test_bytes_at_random_are_refused_with_a_place(tmp_path: Path) -> None:
    """A valid record with some bytes changed: it is read, or refused with a place."""
    chance = random.Random(1999)
    record = tmp_path / "TON.yaml"
    for _ in range(150):
        content = bytearray(VALID.encode())
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        record.write_bytes(content)
        ran = validated(tmp_path)
        if ran.code != DONE:
            problems(ran)


# --- folders


def test_a_folder_of_records_that_is_missing_or_empty_is_named(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    empty, missing, file = tmp_path / "empty", tmp_path / "missing", tmp_path / "file"
    empty.mkdir()
    file.write_text("", encoding="utf-8")
    said = [
        refused(run("check", "--records", folder), WRONG_USAGE) for folder in (empty, missing, file)
    ]
    assert [one.replace(str(tmp_path), "FOLDER") for one in said] == snapshot


# --- what is typed


@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
@pytest.mark.parametrize(
    "given",
    ["", "yesterday", "2021", "2021-06", "2021-6-24", "24.6.2021", "06/24/2021", "20210624",
     "2021-02-29", "2021-13-01", "0000-01-01", "99999-01-01", "-2021-06-24", "2500-01-01",
     "by 2021-06-24", "2021-06-24T12:00", " 2021-06-24", "٢٠٢١-٠٦-٢٤", "9" * 5_000],
    ids=lambda given: given[:20] or "nothing",
)  # fmt: skip
def test_a_day_that_is_none_is_refused(option: str, given: str) -> None:
    said = refused(run("check", f"{option}={given}"), WRONG_USAGE)
    *_, last = said.splitlines()
    if given == "2500-01-01":
        expected = "2500-01-01 is too far ahead; the last day is 2199-12-31"
    else:
        expected = f"{given!r} is not a day of the calendar: write it as 2021-06-24"
    assert last == f"Error: Invalid value for '{option}': {expected}"


@pytest.mark.parametrize(
    "command", [("check",), ("states",), ("duties", "TON"), ("explain", "TON", "case-open")]
)
@pytest.mark.parametrize("day", ["0001-01-01", "1997-12-03", "1999-02-28"])
def test_a_day_before_the_convention_was_in_force_is_refused(
    command: tuple[str, ...], day: str
) -> None:
    assert refused(run(*command, "--as-of", day), WRONG_USAGE) == (
        "Error: the Anti-Personnel Mine Ban Convention entered into force on 1999-03-01; "
        f"there is nothing to check as of {day}\n"
    )


@pytest.mark.parametrize(
    "typed",
    [("checks",), ("record", "show"), ("fnord",), ("Check",), ("check", "--sate", "TON"),
     ("check", "TON"), ("duties", "TON", "TUV"), ("--as-of", "2020-01-01", "check"),
     ("check", "--as-of"), ("check", "--engine", "prolog"), ("records", "shows")],
    ids=" ".join,
)  # fmt: skip
def test_a_command_that_is_mistyped_is_refused(
    typed: tuple[str, ...], snapshot: SnapshotAssertion
) -> None:
    assert refused(run(*typed), WRONG_USAGE) == snapshot
