"""What is no plain file is told at once when it is read, and never replaced when it is written."""

from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from compliance_engine.documents.files import (
    read_bytes,
    read_text,
    write_all,
    write_bytes,
    write_new,
    write_text,
)
from compliance_engine.errors import InvalidInputError, UsageError


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's path may not be long
        one.bind(path.name)
        os.chdir(here)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder": (Path.mkdir, "it is a folder, and no file"),
    "pipe": (os.mkfifo, "it is a named pipe, and no file"),
    "socket": (_socket, "it is a socket, and no file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "it is a device, and no file"),
    "terminal": (lambda path: path.symlink_to("/dev/tty"), "it is a device, and no file"),
    "dangling": (
        lambda path: path.symlink_to("nowhere"),
        "it is a link to nowhere, which is not there",
    ),
    "loop": (_loop, "Too many levels of symbolic links"),
    "unreadable": (lambda path: path.symlink_to("/proc/self/mem"), "Input/output error"),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_plain_file_is_told_when_it_is_read(tmp_path: Path, kind: str) -> None:
    make, told = ODD[kind]
    make(tmp_path / "GNQ.yaml")
    with pytest.raises(InvalidInputError) as raised:
        read_text(tmp_path / "GNQ.yaml")
    assert str(raised.value) == f"GNQ.yaml: cannot be read: {told}"


def test_nobody_may_read_it(tmp_path: Path) -> None:
    (tmp_path / "GNQ.yaml").touch()
    denied = PermissionError(errno.EACCES, "Permission denied")
    with (
        patch("compliance_engine.documents.files.os.open", side_effect=denied),
        pytest.raises(InvalidInputError, match=r"^GNQ\.yaml: cannot be read: Permission denied$"),
    ):
        read_text(tmp_path / "GNQ.yaml")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    assert read_bytes(tmp_path / "link") == b"x"


def test_a_file_that_does_not_tell_its_size_is_read_whole_or_refused() -> None:
    assert read_bytes(Path("/proc/self/status")).startswith(b"Name:")
    with pytest.raises(InvalidInputError, match="is larger than"):
        read_bytes(Path("/proc/self/status"), limit=10)


def test_the_name_of_a_file_is_shown_so_that_it_commands_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as raised:
        read_text(tmp_path / "a\x1b]0;b\nc\udcf4")
    assert str(raised.value) == (r"a\x1b]0;b\nc\udcf4: cannot be read: No such file or directory")


# --- writing


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    ("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o027, 0o640), (0, 0o666)]
)
def test_a_new_file_keeps_to_the_umask(tmp_path: Path, mask: int, mode: int) -> None:
    with umask(mask):
        write_text(tmp_path / "new", "x")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444, 0o755])
def test_a_file_that_is_there_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "there"
    path.touch()
    path.chmod(mode)
    with umask(0o077):
        write_text(path, "x")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "GNQ.yaml").write_bytes(b"old")
    (tmp_path / "GNQ.yaml").symlink_to("shared/GNQ.yaml")
    (tmp_path / "second").symlink_to("GNQ.yaml")
    write_text(tmp_path / "second", "new")
    assert (tmp_path / "GNQ.yaml").is_symlink()
    assert (tmp_path / "shared" / "GNQ.yaml").read_bytes() == b"new"
    assert {one.name for one in tmp_path.rglob("*")} == {"shared", "GNQ.yaml", "second"}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("folder", "it is a folder"),
        ("socket", "No such device or address"),
        ("pipe", "No such device or address"),
        ("dangling", "it is a link to nowhere, which is not there"),
        ("loop", "Too many levels of symbolic links"),
    ],
)
def test_what_cannot_be_written_to_stays_as_it_is(tmp_path: Path, kind: str, told: str) -> None:
    path = tmp_path / "out"
    ODD[kind][0](path)
    before = path.lstat()
    with pytest.raises(UsageError, match=told):
        write_bytes(path, b"x")
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert [*tmp_path.iterdir()] == [path]


def test_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "null").symlink_to("/dev/null")
    write_bytes(tmp_path / "null", b"x")
    write_bytes(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(UsageError, match=r"^/dev/full cannot be written: No space left on device$"):
        write_bytes(Path("/dev/full"), b"x")


def test_a_pipe_that_somebody_reads_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_bytes(path, b"whole")
        assert os.read(reader, 100) == b"whole"
    finally:
        os.close(reader)
    assert path.is_fifo()


@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}"])
def test_an_open_file_is_written_to_where_it_stands(tmp_path: Path, name: str) -> None:
    log = tmp_path / "log"
    with log.open("ab") as file:
        file.write(b"before ")
        file.flush()
        write_bytes(Path(name.format(file.fileno())), b"whole")
        file.write(b" after")
    assert log.read_bytes() == b"before whole after"


def test_a_link_to_an_open_file_is_written_to_where_it_stands(tmp_path: Path) -> None:
    with (tmp_path / "log").open("ab") as file:
        (tmp_path / "link").symlink_to(f"/dev/fd/{file.fileno()}")
        write_bytes(tmp_path / "link", b"whole")
    assert (tmp_path / "log").read_bytes() == b"whole"


@pytest.mark.parametrize("at", ["write", "fsync"])
def test_a_full_disk_leaves_all_files_as_they_were(tmp_path: Path, at: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    full = OSError(errno.ENOSPC, "No space left on device")
    with (
        patch(f"compliance_engine.documents.files.os.{at}", side_effect=full),
        pytest.raises(UsageError, match="first cannot be written: No space left on device"),
    ):
        write_all({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [first]


def test_of_several_files_none_is_written_if_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="folder cannot be written: it is a folder"):
        write_all({tmp_path / "file": b"x", tmp_path / "folder": b"x"})
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_must_be_new_is_never_replaced(tmp_path: Path) -> None:
    write_new(tmp_path / "new", b"x")
    with pytest.raises(UsageError, match="new cannot be written: it is there already"):
        write_new(tmp_path / "new", b"y")
    assert (tmp_path / "new").read_bytes() == b"x"


@pytest.mark.parametrize("name", ["x" * 250, "é" * 125])
def test_a_long_name_is_written(tmp_path: Path, name: str) -> None:
    write_text(tmp_path / name, "x")
    assert [one.name for one in tmp_path.iterdir()] == [name]
