"""Judgements are written checked, whole, and one after the other."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from compliance_engine.errors import InvalidInputError, UsageError
from compliance_engine.judgement import recording
from compliance_engine.judgement.model import Decision, Judgement
from compliance_engine.judgement.reading import read_file, read_folder
from compliance_engine.judgement.recording import record_judgement
from compliance_engine.judgement.remembering import said_by
from compliance_engine.judgement.writing import Item, with_item
from tests.unit.judgement.made import FILE, REFERENCE, determination, finding, waiver

FOUND = finding()
REMEMBERED = {FOUND.id: said_by(FOUND)}


def record(folder: Path, one: Judgement, *, replace: bool = False) -> Path:
    return record_judgement(folder, one, REFERENCE, replace=replace)


def kept(folder: Path) -> tuple[Judgement, ...]:
    return read_folder(folder, REFERENCE)["TUV"]


def refused(folder: Path, one: Judgement) -> str:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(UsageError) as raised:
        record(folder, one)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    return str(raised.value)


@pytest.mark.parametrize(
    "one",
    [
        determination(decision=Decision.IN_DIALOGUE, as_judged=REMEMBERED),
        determination(""),
        waiver(as_judged=REMEMBERED),
        waiver("2012"),
    ],
)
def test_what_is_written_is_read_back(tmp_path: Path, one: Judgement) -> None:
    path = record(tmp_path / "judgements", one)
    assert path.name == "TUV.yaml"
    assert path.read_text(encoding="utf-8").startswith("# Tuvalu: judgements on findings\n")
    [again] = kept(tmp_path / "judgements")
    assert recording.tree_of(again) == recording.tree_of(one)
    assert again.subject == one.subject


def test_one_is_added_to_a_file_of_others(tmp_path: Path) -> None:
    (tmp_path / "TUV.yaml").write_text(FILE, encoding="utf-8")
    record(tmp_path, determination())
    assert len(kept(tmp_path)) == 3
    assert "# the first one" in (tmp_path / "TUV.yaml").read_text(encoding="utf-8")


def test_a_second_one_in_force_on_a_finding_is_refused(tmp_path: Path) -> None:
    record(tmp_path, determination(decision=Decision.RESOLVED))
    said = refused(tmp_path, waiver("2012"))
    assert said == (
        "TUV/article-7/annual-report-outstanding/2012 is determined as resolved from 2026-01-01 to "
        "2026-12-31 (judgements/TUV.yaml, line 5). To put this judgement in its place, add "
        "--replace"
    )
    record(tmp_path, waiver())
    assert " is waived from 2026-01-01 to 2026-12-31 (" in refused(tmp_path, waiver())


def test_nothing_is_replaced_unless_that_is_said(tmp_path: Path) -> None:
    record(tmp_path, determination())
    with pytest.raises(UsageError):
        record_judgement(tmp_path, waiver("2012"), REFERENCE)


@pytest.mark.parametrize("year", ["2010", "2011", "2012", "2013", "2014", "2015"])
def test_of_many_only_the_one_on_the_same_thing_is_replaced(tmp_path: Path, year: str) -> None:
    for key in ("2010", "2011", "2012"):
        record(tmp_path, determination(key))
        record(tmp_path, waiver(str(int(key) + 3)))
    before = {one.key: recording.tree_of(one) for one in kept(tmp_path)}
    new = determination(year, decision=Decision.RESOLVED)
    record(tmp_path, new, replace=True)
    after = {one.key: recording.tree_of(one) for one in kept(tmp_path)}
    assert after == {**before, year: recording.tree_of(new)}


def test_one_takes_the_place_of_those_in_force(tmp_path: Path) -> None:
    record(tmp_path, determination(decision=Decision.RESOLVED))
    record(tmp_path, waiver("2012"), replace=True)
    [one] = kept(tmp_path)
    assert one.subject == waiver("2012").subject


def test_a_file_that_is_broken_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "TUV.yaml").write_text("state: TUV\nwaiver: []\n", encoding="utf-8")
    with pytest.raises(InvalidInputError):
        record(tmp_path, determination())
    assert (tmp_path / "TUV.yaml").read_text(encoding="utf-8") == "state: TUV\nwaiver: []\n"


def test_a_file_laid_out_otherwise_is_told_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "TUV.yaml").write_text("{state: TUV}\n", encoding="utf-8")
    assert refused(tmp_path, waiver()) == (
        f"{tmp_path / 'TUV.yaml'} is laid out in a way that this command cannot add to. Write each "
        "judgement of a list on lines of its own that begin with '- '"
    )


def test_a_file_that_an_editor_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "TUV.yaml").write_text(FILE, encoding="utf-8")

    def saved_meanwhile(
        text: str, name: str, section: str, item: Mapping[str, object], replaced: Sequence[Item]
    ) -> str:
        made = with_item(text, name, section, item, replaced)
        (tmp_path / "TUV.yaml").write_text(f"{FILE}# one more\n", encoding="utf-8")
        return made

    with (
        patch.object(recording, "with_item", saved_meanwhile),
        pytest.raises(UsageError, match="was changed meanwhile; nothing was written"),
    ):
        record(tmp_path, determination())
    assert (tmp_path / "TUV.yaml").read_text(encoding="utf-8").endswith("# one more\n")


def test_two_people_who_write_at_once_lose_nothing_and_tear_nothing(tmp_path: Path) -> None:
    keys = [str(year) for year in range(2000, 2024)]
    torn: list[str] = []
    done = threading.Event()

    def watch() -> None:
        path = tmp_path / "TUV.yaml"
        while not done.is_set():
            if path.exists():
                try:
                    read_file(path.read_text(encoding="utf-8"), "judgements/TUV.yaml", REFERENCE)
                except InvalidInputError as error:
                    torn.append(str(error))

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda key: record(tmp_path, determination(key)), keys))
    done.set()
    watcher.join()
    assert torn == []
    assert sorted(str(one.key) for one in kept(tmp_path)) == keys
    assert [path.name for path in tmp_path.iterdir()] == ["TUV.yaml"]


def test_what_an_installed_program_brought_is_not_written_to(tmp_path: Path) -> None:
    with patch.object(recording, "inside_installed_package", lambda folder: True):
        assert refused(tmp_path, waiver()) == (
            "the records that come with the installed program are not written to: its next "
            "version would overwrite what is there. Copy them to a folder of your own and name it "
            "with --records, or name a folder for judgements with --judgements"
        )


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        record(tmp_path / "file", waiver())
    assert str(raised.value) == f"{tmp_path / 'file'} cannot be made: {os.strerror(errno.EEXIST)}"
