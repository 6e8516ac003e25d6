"""docs/judgements.md: its commands work as shown, and its sample is read."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.acceptance.command_line import CHECKOUT, run
from tests.acceptance.judgements import Office
from tests.acceptance.test_documents import CONSOLE, PROMPT, printed_in_order

TEXT = (CHECKOUT / "docs" / "judgements.md").read_text(encoding="utf-8")


def test_its_commands_work_and_print_what_is_shown(tmp_path: Path) -> None:
    office = Office(tmp_path)
    [block] = CONSOLE.findall(TEXT)
    commands = [part.partition("\n") for part in block.split(PROMPT)[1:]]
    assert len(commands) == 5
    for command, _, shown in commands:
        _, *arguments = shlex.split(command)
        ran = run(*arguments, "--records", office.records)
        assert (ran.code, ran.err) == (0, ""), ran.err
        printed_in_order(ran.out, shown)


def test_its_sample_is_valid_and_judges_findings_that_there_are(tmp_path: Path) -> None:
    office = Office(tmp_path)
    sample = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0]
    office.write(sample)
    page = office.done("judge", "list")
    assert page.count("in force") == 2
    assert "no such finding" not in page
