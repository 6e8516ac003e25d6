"""What a person sees in a terminal: the same words as in a file, in as many columns as it has."""

from __future__ import annotations

import re

import pytest

from tests.acceptance.command_line import DONE, run

COMMANDS = (
    ("check", "--as-of", "2025-12-31", "--state", "UKR", "--state", "TUV"),
    ("check", "--as-of", "2020-06-30", "--state", "GBR", "--verdict", "undetermined"),
    ("states", "--as-of", "2026-03-01", "--state", "UKR", "--state", "POL", "--state", "BOL"),
    ("duties", "POL", "--as-of", "2026-05-01", "--working"),
    ("explain", "UKR", "case-open", "--as-of", "2025-12-31"),
    ("explain", "GNQ", "initial-report-outstanding", "--as-of", "2015-01-01"),
    ("records", "show", "UKR"),
)
STYLE = re.compile("\x1b\\[[0-9;]*m")


def characters(text: str) -> list[str]:
    """The characters of a text without spaces, in an order that wrapping does not change."""
    return sorted("".join(text.split()))


@pytest.mark.deep(quick=5)
@pytest.mark.parametrize("columns", [60, 80, 100, 150, 250])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_is_lost_in_a_narrow_or_wide_terminal(
    command: tuple[str, ...], columns: int
) -> None:
    ran = run(*command, columns=columns)
    text = STYLE.sub("", ran.out)
    assert (ran.code, ran.err) == (DONE, "")
    assert characters(text) == characters(run(*command).out)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= columns


@pytest.mark.parametrize("command", COMMANDS[:1], ids=" ".join)
def test_a_very_narrow_terminal_still_shows_everything(command: tuple[str, ...]) -> None:
    text = STYLE.sub("", run(*command, columns=20).out)
    assert characters(text) == characters(run(*command).out)


IN_FRENCH = (
    ("explain", "GNQ", "initial-report-outstanding", "--as-of", "2015-01-01"),
    ("rules", "show", "two-years-silent", "--as-of", "2015-01-01", "--engine", "plain"),
    ("rules", "show", "form-d-missing", "--as-of", "2015-01-01", "--engine", "plain"),
)


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("columns", [80, 100, 150])
@pytest.mark.parametrize("command", IN_FRENCH, ids=" ".join)
def test_no_line_of_french_begins_with_a_mark_that_ends_something(
    command: tuple[str, ...], columns: int
) -> None:
    text = STYLE.sub("", run(*command, "--lang", "fr", columns=columns).out)
    assert [line for line in text.splitlines() if re.match(r"\s*[»:;?!]", line)] == []


def test_only_a_terminal_gets_styles() -> None:
    assert STYLE.search(run(*COMMANDS[0], columns=100).out)
    assert not STYLE.search(run(*COMMANDS[0]).out)


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_what_programs_read_is_the_same_in_a_terminal(form: str) -> None:
    command = (*COMMANDS[0], "--format", form)
    assert run(*command, columns=40).stdout == run(*command).stdout
