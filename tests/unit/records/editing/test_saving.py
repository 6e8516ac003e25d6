"""Files put in place whole, by one writer at a time."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from compliance_engine.errors import UsageError
from compliance_engine.records.editing.saving import alone_in, refuse_shipped, save


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_replaced_and_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("old\n", encoding="utf-8")
    (tmp_path / "a.yaml").chmod(0o640)
    save(tmp_path, {"a.yaml": "new\n", "b.yaml": "b\n"}, {"a.yaml": "old\n", "b.yaml": None})
    assert names(tmp_path) == ["a.yaml", "b.yaml"]
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "new\n"
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("before", ["other\n", None])
def test_a_file_that_changed_meanwhile_stops_all_of_it(tmp_path: Path, before: str | None) -> None:
    (tmp_path / "a.yaml").write_text("theirs\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.yaml changed in the meantime"):
        save(tmp_path, {"b.yaml": "b\n", "a.yaml": "mine\n"}, {"b.yaml": None, "a.yaml": before})
    assert names(tmp_path) == ["a.yaml"]
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "theirs\n"


def test_a_disk_that_is_full_leaves_every_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("old\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        save(tmp_path, {"a.yaml": "new\n"}, {"a.yaml": "old\n"})
    assert names(tmp_path) == ["a.yaml"]
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "old\n"


def test_what_goes_wrong_between_two_files_leaves_each_of_them_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: f"old {name}\n" for name in ("a.yaml", "b.yaml")}
    for name, text in before.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    replace = Path.replace

    def once(part: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise OSError(5, "Input/output error")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(UsageError, match="Input/output error"):
        save(tmp_path, {name: f"new {name}\n" for name in before}, before)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.yaml": "new a.yaml\n",
        "b.yaml": "old b.yaml\n",
    }


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    told: list[str] = []
    inside, leave = threading.Event(), threading.Event()

    def first() -> None:
        with alone_in(tmp_path):
            inside.set()
            leave.wait(10)
            told.append("first")

    def second() -> None:
        with alone_in(tmp_path):
            told.append("second")

    one, other = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    assert inside.wait(10)
    other.start()
    leave.set()
    one.join(10)
    other.join(10)
    assert told == ["first", "second"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be opened"), alone_in(tmp_path / "no"):
        raise AssertionError


def test_the_records_of_an_installed_program_are_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compliance_engine.shipped._IN_WHEEL", tmp_path)
    with pytest.raises(UsageError, match="Copy them to a folder of your own"):
        refuse_shipped(tmp_path / "states")
    refuse_shipped(tmp_path.parent)
