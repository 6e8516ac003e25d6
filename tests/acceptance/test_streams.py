"""Where output goes: to a reader that leaves, a full disk, nowhere, in whatever encoding.

The same holds whatever Python was told of buffers and encodings.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from compliance_engine.cli.main import COMMANDS
from tests.acceptance.command_line import (
    DONE,
    INTERNAL_ERROR,
    INVALID_INPUT,
    THRESHOLD_MET,
    WRONG_USAGE,
    Ran,
    run,
)
from tests.acceptance.lettering import Register
from tests.processes import environment_of_a_process

PROGRAM = [sys.executable, "-m", "compliance_engine"]
FULL = Path("/dev/full")
NO_ROOM = b"Error: writing the output failed: No space left on device\n"
ONE_STATE = ("--as-of", "2020-06-30", "--state", "TUV")
FINDING = ("--as-of", "2015-01-01", "--engine", "plain")

BUFFERED: Mapping[str, str] = {}
UNBUFFERED = {"PYTHONUNBUFFERED": "1"}
BUFFERS = pytest.mark.parametrize("told", [BUFFERED, UNBUFFERED], ids=["buffered", "unbuffered"])
COMMAND = pytest.mark.parametrize(
    "command",
    [
        ("--help",),
        ("--version",),
        ("check", *ONE_STATE, "--engine", "plain", "--format", "json"),
        ("states", "--as-of", "2020-06-30", "--state", "TUV", "--format", "csv"),
        ("explain", "GNQ", "initial-report-outstanding", *FINDING),
        ("records", "schema"),
        ("letters", "list", "--format", "csv"),
    ],
    ids=" ".join,
)
full_disk = pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to write to")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A register with one letter, and a cache, which the commands find by the environment."""
    folder = tmp_path_factory.mktemp("found")
    (folder / "letters").mkdir()
    register = Register(str(folder / "store.sqlite"), folder / "letters")
    register.drafted()
    return {
        "COMPLIANCE_ENGINE_STORE": register.store,
        "COMPLIANCE_ENGINE_CACHE": str(folder / "cache"),
    }


def ran(
    command: tuple[str, ...],
    told: Mapping[str, str] = BUFFERED,
    *,
    out: int = subprocess.PIPE,
    err: int = subprocess.PIPE,
) -> Ran:
    """The command in a process of its own, with its output to open files."""
    ended = subprocess.run(
        [*PROGRAM, *command],
        env=environment_of_a_process(told),
        stdout=out,
        stderr=err,
        check=False,
        timeout=60,
    )
    return Ran(ended.returncode, ended.stdout or b"", ended.stderr or b"")


@contextmanager
def left() -> Iterator[int]:
    """A pipe whose reader has left already."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@contextmanager
def full() -> Iterator[int]:
    with FULL.open("wb") as file:
        yield file.fileno()


@pytest.mark.deep(quick=2)
@BUFFERS
@COMMAND
def test_a_reader_that_has_left_is_no_error(
    command: tuple[str, ...], told: Mapping[str, str], found: Mapping[str, str]
) -> None:
    with left() as pipe:
        assert ran(command, {**told, **found}, out=pipe) == Ran(DONE, b"", b"")


@pytest.mark.deep(quick=1)
@BUFFERS
@pytest.mark.parametrize("form", ["table", "json"])
def test_head_takes_the_first_line_and_leaves(form: str, told: Mapping[str, str]) -> None:
    command = f'"{sys.executable}" -m compliance_engine check --as-of 2020-06-30 --engine plain'
    ended = subprocess.run(
        ["sh", "-c", f"{{ {command} --format {form}; echo $? >&2; }} | head -n 1"],
        env=environment_of_a_process(told),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout in ("Findings as of 30 June 2020\n", "{\n")
    assert ended.stderr == "0\n"


@pytest.mark.deep(quick=3)
@full_disk
@BUFFERS
@COMMAND
def test_a_disk_that_is_full_is_an_error(
    command: tuple[str, ...], told: Mapping[str, str], found: Mapping[str, str]
) -> None:
    with full() as disk:
        assert ran(command, {**told, **found}, out=disk) == Ran(INTERNAL_ERROR, b"", NO_ROOM)


@pytest.mark.deep(quick=1)
@full_disk
@BUFFERS
def test_where_nothing_can_be_told_the_exit_code_tells(told: Mapping[str, str]) -> None:
    with full() as disk:
        assert ran(("--help",), told, out=disk, err=disk).code == INTERNAL_ERROR
        assert ran(("--help",), told, err=disk).code == DONE
        assert ran(("check", "--nonsense"), told, err=disk).code == WRONG_USAGE
        assert ran(("check", "--rule", "nonsense"), told, err=disk).code == WRONG_USAGE
    with left() as pipe:
        assert ran(("nonsense",), told, err=pipe).code == WRONG_USAGE


@pytest.mark.deep(quick=1)
@full_disk
@BUFFERS
def test_an_error_keeps_its_exit_code_where_its_output_is_lost(
    told: Mapping[str, str], tmp_path: Path
) -> None:
    (tmp_path / "TUV.yaml").write_text("nonsense", encoding="utf-8")
    broken = ("check", "--records", str(tmp_path), *ONE_STATE)
    met = ("check", *ONE_STATE, "--engine", "plain", "--fail-on", "low")
    with full() as disk:
        assert ran(broken, told, out=disk).code == INVALID_INPUT
        assert ran(met, told, out=disk) == Ran(INTERNAL_ERROR, b"", NO_ROOM)
    with left() as pipe:
        assert ran(met, told, out=pipe) == Ran(THRESHOLD_MET, b"", b"")


@pytest.mark.deep(quick=1)
@full_disk
@BUFFERS
@pytest.mark.parametrize("instruction", ["bash_source", "zsh_source", "fish_source"])
def test_the_script_of_completion_is_output_as_any_other(
    instruction: str, told: Mapping[str, str]
) -> None:
    asked = {**told, "_COMPLIANCE_ENGINE_COMPLETE": instruction}
    command = "from compliance_engine.cli.main import main; main()"
    program = [sys.executable, "-c", command]
    with full() as disk, left() as pipe:
        for out, expected in ((disk, (INTERNAL_ERROR, NO_ROOM)), (pipe, (DONE, b""))):
            ended = subprocess.run(
                program,
                env=environment_of_a_process(asked),
                stdout=out,
                stderr=subprocess.PIPE,
                check=False,
            )
            assert (ended.returncode, ended.stderr) == expected


@pytest.mark.deep(quick=2)
@BUFFERS
@pytest.mark.parametrize(
    ("closed", "code"), [(">&-", DONE), ("2>&-", DONE), (">&- 2>&-", DONE), ("<&- >&- 2>&-", DONE)]
)
def test_output_that_is_closed_is_no_error(
    closed: str, code: int, told: Mapping[str, str], tmp_path: Path
) -> None:
    """Nor does any file that the command opens take its place."""
    calendar = tmp_path / "calendar.ics"
    until = ("--as-of", "2026-05-01", "--state", "TON", "--ics", str(calendar))
    for command in (("duties", "--help"), ("forecast", *until)):
        line = " ".join(f"'{part}'" for part in (*PROGRAM, *command))
        ended = subprocess.run(
            ["sh", "-c", f"{line} {closed}"],
            env=environment_of_a_process(told),
            capture_output=True,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (code, b"")
    text = calendar.read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert text.rstrip().endswith("END:VCALENDAR")


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize(
    "told",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "utf-16"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "POSIX", "LC_ALL": "POSIX"},
        {"LC_ALL": "no_SUCH.locale"},
    ],
    ids=lambda told: " ".join(f"{name}={value}" for name, value in told.items()),
)
def test_what_is_written_to_a_file_is_the_same_in_every_locale(told: Mapping[str, str]) -> None:
    for command in (
        ("rules", "list", "--lang", "fr", "--format", "markdown"),
        ("duties", "Cote d'Ivoires"),
    ):
        there, here = ran(command, told), run(*command)
        assert (there.code, there.stdout, there.stderr) == (here.code, here.stdout, here.stderr)


@pytest.mark.deep
def test_a_pipe_that_does_not_block_gets_everything() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [*PROGRAM, "check", "--as-of", "2020-06-30", "--engine", "plain", "--format", "json"]
    with subprocess.Popen(command, env=environment_of_a_process(), stdout=writing) as process:
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            written = pipe.read()
    assert process.returncode == DONE
    assert len(written) > 1 << 16
    assert written == run(*command[3:]).stdout


@pytest.mark.deep(quick=3)
@full_disk
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_ends_otherwise(name: str) -> None:
    with full() as disk:
        assert ran((name, "--help"), out=disk) == Ran(INTERNAL_ERROR, b"", NO_ROOM)
