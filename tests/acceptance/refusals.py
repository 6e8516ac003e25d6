"""How a command refuses its input: at which place, in which tone, with which exit code."""

from __future__ import annotations

import re

from tests.acceptance.command_line import INVALID_INPUT, Ran

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
