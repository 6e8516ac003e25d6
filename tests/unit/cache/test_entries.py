"""Entries are found again as they were kept, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance_engine.cache.entries import MAX_FILES, VARIABLE, Cache, cache_folder

NAME = "ab" * 20
CONTENT = b"what was worked out" * 50


def the_file(folder: Path) -> Path:
    (found,) = [path for path in folder.rglob("*") if path.is_file()]
    return found


def test_what_is_kept_is_found_under_its_name_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get(NAME) is None
    cache.put(NAME, CONTENT)
    assert cache.get(NAME) == CONTENT
    assert cache.get("ab" * 19 + "cd") is None
    cache.put(NAME, b"")
    assert Cache(tmp_path / "cache").get(NAME) == b""


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put(NAME, CONTENT)
    assert cache.get(NAME) is None


@pytest.mark.parametrize("position", [0, 31, 32, 40, -1])
def test_a_damaged_entry_is_not_found(tmp_path: Path, position: int) -> None:
    cache = Cache(tmp_path)
    cache.put(NAME, CONTENT)
    path = the_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(data)
    assert cache.get(NAME) is None
    cache.put(NAME, CONTENT)
    assert cache.get(NAME) == CONTENT


@pytest.mark.parametrize("content", [b"", b"short", b"\0" * 100, b"x" * 32 + b"not compressed"])
def test_a_foreign_file_is_not_found(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(NAME, CONTENT)
    the_file(tmp_path).write_bytes(content)
    assert cache.get(NAME) is None


def test_an_entry_moved_to_another_name_is_not_found(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(NAME, CONTENT)
    other = "ab" + "cd" * 19
    the_file(tmp_path).rename(tmp_path / other[:2] / other[2:])
    assert cache.get(other) is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file stands where the folder should")
    cache = Cache(tmp_path / "taken")
    cache.put(NAME, CONTENT)
    assert cache.get(NAME) is None
    assert (tmp_path / "taken").read_text() == "a file stands where the folder should"


def test_a_folder_of_somebody_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(tmp_path).put(NAME, CONTENT)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    assert Cache(tmp_path).get(NAME) is None


def test_of_many_entries_the_newest_stay(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    names = [f"ab{number:038}" for number in range(MAX_FILES + 5)]
    for age, name in enumerate(names):
        cache.put(name, name.encode())
        os.utime(tmp_path / name[:2] / name[2:], (age, age))
    assert [name for name in names if cache.get(name) is not None] == names[5:]


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(10):
        cache.put(f"cd{number:038}", CONTENT)
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def test_the_environment_names_the_folder_or_turns_the_cache_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert cache_folder() == tmp_path
    for off in ("off", ""):
        monkeypatch.setenv(VARIABLE, off)
        assert cache_folder() is None
    monkeypatch.delenv(VARIABLE)
    found = cache_folder()
    assert found is not None
    assert found.name == "compliance-engine"
