"""The files of a folder: what systems leave behind is no file of anybody's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance_engine.documents.folders import is_left_behind, listed


@pytest.mark.parametrize(
    "name",
    [
        *("._GNQ.yaml", ".DS_Store", ".GNQ.yaml.swp", ".#GNQ.yaml", ".nfs0001", ".yaml"),
        *("~$GNQ.xlsx", "~$GNQ.yaml", "~WRL0001.tmp", ".~lock.GNQ.csv#", "Thumbs.db"),
        *("GNQ.yaml~", "#GNQ.yaml#", "GNQ.yaml.orig", "GNQ.yaml.bak", "GNQ.yaml.rej"),
        *("desktop.ini", "Desktop.ini", "Icon\r", "GNQ.YAML.BAK", ".GNQ-1a2b3c4d.part"),
    ],
)
def test_what_systems_and_editors_leave_behind_is_known_by_its_name(name: str) -> None:
    assert is_left_behind(name)


@pytest.mark.parametrize("name", ["GNQ.yaml", "GNQ (copy).yaml", "Kopie.yaml", "a~b.yaml", "x.csv"])
def test_other_files_are_not(name: str) -> None:
    assert not is_left_behind(name)


def made(folder: Path, *names: str | bytes) -> Path:
    for name in names:
        path = Path(os.fsdecode(name))
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    return folder


def test_files_are_listed_by_ending_in_the_order_of_their_names(tmp_path: Path) -> None:
    made(tmp_path, "b.yaml", "a.yaml", "c.yml", "d.txt", "._a.yaml", "below/e.yaml")
    assert [*listed(tmp_path, ".yaml").paths] == ["a.yaml", "b.yaml"]
    assert [*listed(tmp_path, ".yaml", ".yml").paths] == ["a.yaml", "b.yaml", "c.yml"]
    assert [*listed(tmp_path).paths] == ["a.yaml", "b.yaml", "c.yml", "d.txt"]


def test_folders_below_are_listed_but_for_those_that_systems_make(tmp_path: Path) -> None:
    made(tmp_path, "a/x.yaml", "a/b/y.yaml", ".git/z.yaml", "__MACOSX/a/x.yaml", "z.yaml")
    found = listed(tmp_path, ".yaml", below=True)
    assert [*found.paths] == ["a/b/y.yaml", "a/x.yaml", "z.yaml"]
    assert found.paths["a/x.yaml"] == tmp_path / "a" / "x.yaml"


def test_what_is_no_file_is_listed_under_its_name_for_its_reader_to_tell(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to("nowhere")
    assert [*listed(tmp_path, ".yaml", below=True).paths] == [
        "folder.yaml",
        "link.yaml",
        "pipe.yaml",
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"C\xf4te.yaml", r"C\xf4te.yaml"),
        (b"a\nb.yaml", r"a\nb.yaml"),
        (b"\x1b[2J.yaml", r"\x1b[2J.yaml"),
        ("\u202eA.yaml".encode(), r"\u202eA.yaml"),
    ],
)
def test_a_name_that_is_no_text_is_told_as_that_file_s_problem(
    tmp_path: Path, name: bytes, shown: str
) -> None:
    found = listed(made(tmp_path, name, "a.yaml"), ".yaml", within="judgements/")
    assert [*found.paths] == ["a.yaml"]
    (problem,) = found.problems
    assert str(problem) == (
        f"judgements/{shown}: its name is no UTF-8 text, or has a character that no text may "
        "hold\n    Rename it, with letters and digits."
    )


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert not listed(tmp_path / "none").paths
    assert not listed(tmp_path / "none").problems


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (problem,) = listed(made(tmp_path, "file") / "file").problems
    assert problem.what == "cannot be listed: Not a directory"
