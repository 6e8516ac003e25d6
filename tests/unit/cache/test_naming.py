"""Entries are named by all that they depend on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance_engine.cache import naming
from compliance_engine.cache.naming import digest_of, digest_of_files, digest_of_program


def test_no_two_lists_of_texts_have_the_same_digest() -> None:
    lists = [(), ("",), ("", ""), ("ab",), ("a", "b"), ("b", "a"), ("1:a",), ("a", ""), ("é",)]
    assert len({digest_of(*texts) for texts in lists}) == len(lists)
    assert digest_of("a", "b") == digest_of("a", "b")


def test_a_folder_is_known_by_names_and_contents_and_not_by_place(tmp_path: Path) -> None:
    def folder(name: str, **files: str) -> Path:
        made = tmp_path / name
        (made / "below").mkdir(parents=True)
        for stem, text in files.items():
            (made / "below" / f"{stem}.yaml").write_text(text)
        return made

    one = digest_of_files(folder("one", a="x", b="y"), (".yaml",))
    assert digest_of_files(folder("same", b="y", a="x"), (".yaml",)) == one
    others = [
        folder("renamed", a="x", c="y"),
        folder("changed", a="x", b="z"),
        folder("swapped", a="y", b="x"),
        folder("fewer", a="x"),
        folder("joined", a="xy", b=""),
    ]
    digests = {digest_of_files(other, (".yaml",)) for other in others}
    assert len(digests | {one}) == 6


def test_files_of_other_kinds_play_no_part(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x")
    before = digest_of_files(tmp_path, (".yaml",))
    (tmp_path / "notes.txt").write_text("y")
    assert digest_of_files(tmp_path, (".yaml",)) == before


def test_another_program_gives_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_PACKAGE", tmp_path)
    module = tmp_path / "module.py"
    module.write_text("first")
    os.utime(module, (1, 1))
    first = digest_of_program()
    assert digest_of_program() == first
    os.utime(module, (2, 2))
    assert digest_of_program() != first
    os.utime(module, (1, 1))
    assert digest_of_program() == first
    (tmp_path / "phrases.yaml").write_text("more")
    assert digest_of_program() != first


def test_other_libraries_give_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = tmp_path / "site-packages"
    (libraries / "rich-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(libraries))
    first = digest_of_program()
    (libraries / "rich-1.0.dist-info").rename(libraries / "rich-1.1.dist-info")
    assert digest_of_program() != first
