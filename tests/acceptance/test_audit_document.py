"""The document on the audit says what is."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from compliance_engine.audit.comparing import Kind
from compliance_engine.cli.audit import COMMANDS
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import CHECKOUT, run
from tests.acceptance.test_documents import CONSOLE, PROMPT, printed_in_order

DOCUMENT = (CHECKOUT / "docs" / "audit.md").read_text(encoding="utf-8")


def test_the_commands_shown_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    for code in ("AFG", "GNQ", "TUV", "UKR"):
        shutil.copy(shipped("states") / f"{code}.yaml", tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    shown = 0
    for block in CONSOLE.findall(DOCUMENT):
        for part in block.split(PROMPT)[1:]:
            command, _, output = part.partition("\n")
            ran = run(*shlex.split(command)[1:])
            assert (ran.code, ran.err) == (0, "")
            printed_in_order(ran.out, output)
            shown += 1
    assert shown == 2


def test_every_audit_command_is_named() -> None:
    for name in COMMANDS:
        assert f"`audit {name}" in DOCUMENT or f"`compliance-engine audit {name}" in DOCUMENT, name


def test_every_kind_of_change_is_explained() -> None:
    table = re.findall(r"^\| ([a-z -]+) \| ", DOCUMENT, re.MULTILINE)
    said = Phrases("audit", "en")
    last = len(Kind) + 1
    assert [said(kind).lower() for kind in (Kind.NEW, Kind.REOPENED, Kind.CHANGED)] == table[1:4]
    assert sorted(said(kind).lower() for kind in Kind) == sorted(table[1:last])
