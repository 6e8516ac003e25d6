"""The document on mail says what is."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from compliance_engine.audit.notifying.digest import AT_MOST
from compliance_engine.audit.notifying.in_brief import MANY
from compliance_engine.audit.notifying.messages import Status
from compliance_engine.audit.notifying.settings import (
    DELIVERY_SECONDS,
    VARIABLES,
    Security,
    server_settings,
)
from compliance_engine.cli.audit_notifying import AHEAD
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import CHECKOUT, run
from tests.acceptance.test_documents import CONSOLE, PROMPT

DOCUMENT = (CHECKOUT / "docs" / "notification.md").read_text(encoding="utf-8")


def first_column(heading: str) -> list[str]:
    """The first cells of the table below a heading of columns."""
    _, _, below = DOCUMENT.partition(heading)
    return re.findall(r"^\| `?([\w ]+)`? \|", below.partition("\n\n")[0], re.MULTILINE)


def test_every_variable_is_documented() -> None:
    assert sorted(first_column("| variable | what it is |\n")) == sorted(VARIABLES)


def test_every_status_is_explained() -> None:
    assert sorted(first_column("| status | means |\n")) == sorted(Status)


def test_the_ports_and_limits_are_those_of_the_program() -> None:
    given = {"COMPLIANCE_ENGINE_SMTP_HOST": "localhost", "COMPLIANCE_ENGINE_SMTP_FROM": "a@b.org"}
    for security in Security:
        settings = server_settings(given | {"COMPLIANCE_ENGINE_SMTP_SECURITY": security})
        assert re.search(
            rf"`{security}`[^;|]*\({settings.port}\)|\(port {settings.port}\)", DOCUMENT
        )
    assert f"at most {AT_MOST} entries" in DOCUMENT
    assert f"within {AHEAD.days} days" in DOCUMENT
    assert MANY == 10
    assert "of ten States or more" in DOCUMENT
    assert f"given {DELIVERY_SECONDS} seconds" in DOCUMENT
    assert f"by default {DELIVERY_SECONDS}, at most 3600" in DOCUMENT


def test_the_commands_shown_do_what_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    shutil.copy(shipped("states") / "TUV.yaml", tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    commands = [
        part.partition("\n")[0]
        for block in CONSOLE.findall(DOCUMENT)
        for part in block.split(PROMPT)[1:]
    ]
    installs = [one for one in commands if " install " in one]
    assert len(installs) == 2
    for command in installs:
        ran = run(*shlex.split(command)[1:])
        assert ran.code == 0
        assert f"--records {tmp_path}/records --store {tmp_path}/audit.sqlite" in ran.out
    (delivering,) = [one for one in commands if one not in installs]
    words = shlex.split(delivering)[1:]
    assert words[words.index("--notify-command") + 1] == "sendmail -t"
