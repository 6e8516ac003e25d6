"""What bad input gets: its place, what is wrong, what to do; never a trace, never half a result.

The messages are kept as snapshots, to be read with the eyes of the person who gets them.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.acceptance.command_line import (
    BROKEN,
    CHECKOUT,
    DONE,
    INTERNAL_ERROR,
    INTERRUPTED,
    INVALID_INPUT,
    WRONG_USAGE,
    Ran,
    environment_of_a_process,
    run,
)

cli_check = import_module("compliance_engine.cli.check")

DAY = ("--as-of", "2020-06-30")
RULES = CHECKOUT / "rules" / "apmbc"
RULE = "article-9/no-measures-reported.yaml"
FULL = Path("/dev/full")

MEMBER = "membership:\n  - {instrument: accession, deposited: 2011-09-13, source: example}\n"
SOURCES = "sources:\n  example: {title: A made-up source}\n"
VALID = f"state: TON\n{MEMBER}{SOURCES}"

BROKEN_RECORDS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())

_PLACE = re.compile(r"(?P<file>[^:\n]+\.yaml)(?::(?P<line>\d+):(?P<column>\d+))?: .+")


def refused(ran: Ran, code: int) -> str:
    """What a command says that refuses its input."""
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.endswith("\n")
    assert "Traceback" not in ran.err
    assert not re.search(r"\b\w+(?:Error|Exception)\b(?!:)", ran.err.replace("Error:", ""))
    assert [line for line in ran.err.splitlines() if line != line.rstrip()] == []
    return ran.err


def problems(ran: Ran) -> str:
    """What a command says of invalid records or rules: sorted, each with its place."""
    said = refused(ran, INVALID_INPUT)
    first_lines = [line for line in said.splitlines() if not line.startswith(" ")]
    places = []
    for line in first_lines:
        found = _PLACE.fullmatch(line)
        assert found, line
        places.append((found["file"], int(found["line"] or 0), int(found["column"] or 0)))
    assert places == sorted(places)
    return said


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


def test_problems_of_records_and_of_rules_are_shown_together(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, 'status == "none reported"', 'statsu == "none reported"')
    said = problems(run("check", "--records", BROKEN / "key-unknown", "--rules", rules))
    assert "unknown key 'depositd'" in said
    assert "statsu" in said


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
    assert problems(validated(tmp_path)) == "TON.yaml: cannot be read: Is a directory\n"


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


def test_a_folder_of_rules_that_is_missing_or_empty_is_named(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    empty, missing, file = tmp_path / "empty", tmp_path / "missing", tmp_path / "file"
    empty.mkdir()
    file.write_text("", encoding="utf-8")
    said = [
        refused(run("check", "--rules", folder), WRONG_USAGE) for folder in (empty, missing, file)
    ]
    assert [one.replace(str(tmp_path), "FOLDER") for one in said] == snapshot


# --- rules


def rules_with(tmp_path: Path, written: str, instead: str, file: str = RULE) -> Path:
    """The rules shipped, with one text of one file replaced."""
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns("*.cases.yaml"))
    text = (rules / file).read_text(encoding="utf-8")
    assert written in text
    (rules / file).write_text(text.replace(written, instead, 1), encoding="utf-8")
    return rules


CONDITION = 'status == "none reported"'

BAD_CONDITIONS = {
    "a date compared with a text": 'known == "none reported"',
    "a text compared with a number": "status > 3",
    "a field that is not known": 'statsu == "none reported"',
    "a value that the field never has": 'status == "none reportd"',
    "a pattern that is not known": 'measur.status == "none reported"',
    "two dates added": "known + known > as_of",
    "an operator that is not known": 'status ~ "none reported"',
    "one sign of equality": 'status = "none reported"',
    "or": 'status == "none reported" or status == "in progress"',
    "a call": "status.startswith('none')",
    "code": "__import__('os').system('true')",
    "a bracket not closed": 'status in ["none reported"',
    "nothing": '""',
    "very long": " and ".join(['status == "none reported"'] * 5_000),
    "very deep": "(" * 500 + 'status == "none reported"' + ")" * 500,
}


@pytest.mark.parametrize("condition", BAD_CONDITIONS.values(), ids=BAD_CONDITIONS)
def test_a_condition_that_makes_no_sense_is_refused_at_its_place(
    condition: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    said = problems(run("check", *DAY, "--rules", rules_with(tmp_path, CONDITION, condition)))
    assert said.startswith(RULE)
    assert len(said) < 2_000
    assert said == snapshot


BAD_RULES = {
    "an unknown key": ("severity: medium", "severty: medium"),
    "an unknown severity": ("severity: medium", "severity: grave"),
    "no citation": ("cites: [APMBC 9]", "cites: []"),
    "a citation of nothing": ("cites: [APMBC 9]", "cites: [Article nine]"),
    "a message about a field that is not known": ("{measure.known:on}", "{measure.knwon:on}"),
    "a message about a pattern that is not known": ("{measure.known:on}", "{duty.due:on}"),
    "a message with a gap that is not closed": ("{measure.known:on}", "{measure.known:on"),
    "no message": ("message:\n", "massage:\n"),
    "an impossible day": ("from: 1999-03-01", "from: 1999-02-29"),
    "an unknown kind of fact": ("  measure: status", "  mesure: status"),
}


@pytest.mark.parametrize(("written", "instead"), BAD_RULES.values(), ids=BAD_RULES)
def test_a_rule_that_cannot_be_used_is_refused_at_its_place(
    written: str, instead: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    said = problems(run("check", *DAY, "--rules", rules_with(tmp_path, written, instead)))
    assert said.startswith(RULE)
    assert said == snapshot


def test_a_duty_that_follows_one_that_is_not_known_is_refused(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    rules = rules_with(
        tmp_path, "first_after: initial report", "first_after: inital report",
        "duties/annual-report.yaml",
    )  # fmt: skip
    assert problems(run("check", *DAY, "--rules", rules)) == snapshot


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
    [("chek",), ("recrods", "show"), ("fnord",), ("Check",), ("check", "--sate", "TON"),
     ("check", "TON"), ("duties", "TON", "TUV"), ("--as-of", "2020-01-01", "check"),
     ("check", "--as-of"), ("check", "--engine", "prolog"), ("records", "shwo")],
    ids=" ".join,
)  # fmt: skip
def test_a_command_that_is_mistyped_is_refused(
    typed: tuple[str, ...], snapshot: SnapshotAssertion
) -> None:
    assert refused(run(*typed), WRONG_USAGE) == snapshot


# --- what happens around the command


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_reader_that_leaves_early_is_no_error(form: str) -> None:
    command = f'"{sys.executable}" -m compliance_engine check --as-of 2020-06-30 --engine plain'
    ended = subprocess.run(
        ["sh", "-c", f"{{ {command} --format {form}; echo $? >&2; }} | head -n 1"],
        env=environment_of_a_process(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout in ("Findings as of 30 June 2020\n", "{\n")
    assert ended.stderr == "0\n"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to write to")
@pytest.mark.parametrize(
    "command", [("--help",), ("duties", "TON"), ("states",)], ids=lambda command: command[0]
)
def test_a_disk_that_is_full_is_an_error(command: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "compliance_engine", *command],
            env=environment_of_a_process(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == INTERNAL_ERROR
    assert ended.stderr == "Error: writing the output failed: No space left on device\n"


def test_output_that_is_closed_is_no_error() -> None:
    ended = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m compliance_engine duties TON >&-'],
        env=environment_of_a_process(),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (DONE, b"")


def test_ctrl_c_ends_with_a_word_and_exit_code_130(tmp_path: Path) -> None:
    """The command waits for a record that is a pipe, so that it is at work when interrupted."""
    pipe = tmp_path / "TON.yaml"
    os.mkfifo(pipe)
    running = subprocess.Popen(
        [sys.executable, "-m", "compliance_engine", "check", "--records", str(tmp_path)],
        env=environment_of_a_process(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    with pipe.open("wb"):  # returns once the command has opened it for reading
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (out, err) == (b"", b"\nInterrupted; nothing was changed.\n")
    assert running.returncode == INTERRUPTED


def test_ctrl_c_that_a_library_hides_is_still_an_interruption() -> None:
    """Native code that is interrupted may raise an error of its own."""

    def interrupted(*_: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as error:
            raise ValueError("a schema could not be built") from error

    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with patch.object(cli_check, "load_inputs", interrupted):
            ran = run("check")
    finally:
        signal.signal(signal.SIGINT, handler)
    assert (ran.code, ran.out, ran.err) == (INTERRUPTED, "", "Interrupted; nothing was changed.\n")


def test_an_error_of_our_own_is_told_without_a_trace_unless_it_is_asked_for() -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    with patch.object(cli_check, "load_inputs", broken):
        ran = run("check")
        with pytest.raises(ZeroDivisionError):
            run("--debug", "check")
    assert (ran.code, ran.out) == (INTERNAL_ERROR, "")
    assert ran.err == (
        "Error: an internal error, ZeroDivisionError: division by zero\n"
        "    Please report it; 'compliance-engine --debug …' shows where it happened.\n"
    )
