"""All commands over files that none should be given: a documented exit code, and never a trace.

The commands, and where each takes a file, are read from the command line itself: a new command
cannot be left out. Each place is tried with some of the files, all of which are tried on each kind
of place; HOSTILE=all in the environment tries each file on each place (make hostile).
"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click
import pytest

from compliance_engine.cli.main import cli
from compliance_engine.documents.text import first_refused
from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, Ran, run
from tests.acceptance.hostile import HOSTILE, NAMES, TUVALU

DOCUMENTED = {0, 1, 2, 3, 5}
SECONDS = 60
"""In which a command is to have ended, on a busy machine too; most take a tenth of one."""

EACH = 3
"""Files tried on each place of each command, unless all are."""

STORES = ("store_name", "letters_store")
FOLDERS = {"records_folder": "TUV.yaml", "judgements_folder": "TUV.yaml"}
PACK = CHECKOUT / "tests" / "packs" / "cls" / "rules"

GIVEN = {
    "state": "TUV",
    "what": "TUV/article-4/update-outstanding",
    "finding": "TUV/article-4/update-outstanding/2015",
    "rule": "update-outstanding",
    "first": "1",
    "second": "1",
    "run": "1",
    "name": "1",
    "reference": "1",
    "id": "x/y",
    "out": "made",
}


@dataclass(frozen=True)
class Place:
    """A command, and the parameter with which it takes a file or folder."""

    words: tuple[str, ...]
    command: click.Command
    parameter: str

    def __str__(self) -> str:
        return f"{' '.join(self.words)} {self.parameter}"


def value_of(parameter: click.Parameter) -> str:
    """Something that this parameter takes."""
    if isinstance(parameter.type, click.Choice):
        return str(parameter.type.choices[0])
    kind = getattr(parameter.type, "kind", None)
    if kind is not None and kind.choices:
        return str(kind.choices[0])
    if "date" in parameter.type.name or getattr(kind, "is_date", False):
        return "2020-01-01"
    return GIVEN.get(str(parameter.name), "2015")


def leaves(command: click.Command, *words: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that lead to it."""
    if not isinstance(command, click.Group):
        yield words, command
        return
    context = click.Context(command)
    arguments = [str(value_of(one)) for one in command.params if isinstance(one, click.Argument)]
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from leaves(inner, *words, *arguments, name)


def takes_a_file(parameter: click.Parameter) -> bool:
    return isinstance(parameter.type, click.Path) or parameter.name in STORES


PLACES = [
    Place(words, command, str(one.name))
    for words, command in leaves(cli)
    for one in command.params
    if takes_a_file(one)
]


def words_of(place: Place, folder: Path, file: Path) -> list[str]:
    """The whole command, with `file` at the place; everything else that it needs is in `folder`."""
    words = list(place.words)
    arguments = []
    for one in place.command.params:
        name = str(one.name)
        if name == place.parameter:
            value = str(file)
        elif name == "records_folder":
            value = str(folder / "records")
        elif name == "rules_folder":
            value = str(PACK)
        elif name == "store_name":
            value = str(folder / "store.sqlite")
        elif name == "no_input":
            words.append("--no-input")
            continue
        elif one.required and name == "out":
            value = str(folder / "made")
        elif one.required:
            value = value_of(one)
        else:
            continue
        if isinstance(one, click.Argument):
            arguments.append(value)
        else:
            words += [one.opts[0], value]
    return [*words, *arguments]


@contextmanager
def bounded() -> Iterator[None]:
    """Fails what does not end in time, also where it waits for the system."""

    def late(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"does not end within {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def complaint(ran: Ran) -> str:
    """What is wrong with how a command ended; empty if nothing is."""
    try:
        told = ran.out + ran.err
    except UnicodeDecodeError:
        return "its output is no UTF-8"
    if ran.code not in DOCUMENTED:
        return f"exit code {ran.code}: {told[-300:]}"
    if re.search(r"Traceback|internal error|panicked", told):
        return told[-300:]
    found = first_refused(told)
    return f"its output has {found}" if found else ""


def chosen(place: Place) -> list[str]:
    """The files for a place: so many that all are tried at some place, or all."""
    names = [*HOSTILE]
    if os.environ.get("HOSTILE") == "all":
        return names
    first = PLACES.index(place) * EACH
    return [names[turn % len(names)] for turn in range(first, first + EACH)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One record, and a home in which nothing else is."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("COMPLIANCE_ENGINE_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    fresh(tmp_path)
    return tmp_path


def fresh(folder: Path) -> None:
    """Takes away what a command made, and puts the record in its place."""
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()
    (folder / "records").mkdir()
    (folder / "records" / "TUV.yaml").write_text(TUVALU, encoding="utf-8")


def test_there_are_many_files_and_every_command_is_walked() -> None:
    assert len(HOSTILE) + len(NAMES) >= 60
    assert {one.words[0] for one in PLACES} == {*cli.list_commands(click.Context(cli))}
    assert EACH * len(PLACES) > len(HOSTILE)


@pytest.mark.deep(quick=20)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_command_that_is_given_no_such_file_as_it_wants_tells_so(
    folder: Path, place: Place
) -> None:
    wrong = {}
    for name in chosen(place):
        fresh(folder)
        file = folder / "given.xlsx"
        HOSTILE[name](file)
        with bounded():
            if said := complaint(run(*words_of(place, folder, file))):
                wrong[name] = said
    assert not wrong


@pytest.mark.deep(quick=12)
@pytest.mark.parametrize("parameter", FOLDERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_among_records_or_judgements_is_told_and_the_others_are_audited(
    folder: Path, parameter: str, name: str
) -> None:
    judged = parameter == "judgements_folder"
    within = folder / "records" / "judgements" if judged else folder / "records"
    within.mkdir(exist_ok=True)
    file = "TUV.yaml" if judged else "GNQ.yaml"
    HOSTILE[name](within / file)
    asked = ("--records", folder / "records", "--rules", PACK, "--as-of", "2016-01-01")
    with bounded():
        ran = run("check", *asked, "--engine", "plain")
        audited = run("audit", "run", *asked, "--store", folder / "store.sqlite", log=True)
    assert not complaint(ran)
    assert ran.code == INVALID_INPUT, ran.out
    assert file in ran.err
    assert not complaint(audited)
    assert audited.code == INVALID_INPUT, audited.err
    assert '"event": "stored"' in audited.err


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_an_odd_name_is_told_by_a_name_that_can_be_printed(
    folder: Path, name: str
) -> None:
    (folder / "records" / os.fsdecode(NAMES[name])).write_text(TUVALU, encoding="utf-8")
    for command in (("check",), ("states",), ("records", "validate")):
        with bounded():
            ran = run(*command, "--records", folder / "records", "--rules", PACK)
        assert not complaint(ran)
        assert ran.code == INVALID_INPUT


@pytest.mark.parametrize("left", ["._TUV.yaml", "~$TUV.yaml", ".TUV.yaml.swp", "TUV.yaml~",
                                  "#TUV.yaml#", ".#TUV.yaml", "TUV.yaml.orig", ".DS_Store",
                                  ".~lock.TUV.yaml#", "Thumbs.db"])  # fmt: skip
def test_what_systems_leave_behind_is_passed_over(folder: Path, left: str) -> None:
    judgements = folder / "records" / "judgements"
    judgements.mkdir()
    for one in (folder / "records", judgements):
        (one / left).write_bytes(b"\0\x05\x16\x07")
    ran = run("records", "validate", "--records", folder / "records", "--rules", PACK)
    assert (ran.code, ran.out) == (DONE, "1 record, no problem found.\n")
