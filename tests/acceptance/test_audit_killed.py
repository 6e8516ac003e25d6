"""SIGKILL at any instant of a run: it left no trace, or it is whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import CHECKOUT, DONE
from tests.processes import environment_of_a_process

PACK = CHECKOUT / "tests" / "packs" / "cls"
BHUTAN = PACK / "states" / "BTN.yaml"
JUDGEMENTS = """\
state: BTN
waivers:
  - rule: article-4/update-outstanding
    from: 2012-01-01
    until: 2012-06-01
    by: The President
    reason: One letter is enough.
"""


@pytest.mark.deep
@pytest.mark.parametrize(("kind", "kills"), [("sqlite", 220), ("postgresql", 80)])
def test_a_run_that_is_killed_at_any_instant_leaves_no_trace_or_a_whole_run(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, kills: int
) -> None:
    """Three hundred runs are killed; after each, another is made, and every row is compared."""
    file = str(tmp_path / "audit.sqlite")
    store = file if kind == "sqlite" else str(request.getfixturevalue("database"))
    text = BHUTAN.read_text(encoding="utf-8")
    for name in ("unchanged", "changed"):
        (tmp_path / name / "judgements").mkdir(parents=True)
        (tmp_path / name / "judgements" / "BTN.yaml").write_text(JUDGEMENTS, encoding="utf-8")
        (tmp_path / name / "BTN.yaml").write_text(text, encoding="utf-8")
        text = text.replace("submitted: none, known: 2011-12-31", "submitted: 2012-05-31")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.acceptance.killing", tmp_path, store, str(kills), "2026"],
        env=environment_of_a_process(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == DONE, ended.stderr
    counts = json.loads(ended.stdout)
    assert counts["killed"] == kills
    assert counts["no trace"]
    assert counts["whole"]


def test_a_run_that_is_killed_leaves_no_files_that_gather(tmp_path: Path) -> None:
    """What a killed run leaves beside the store, the next one takes away or uses."""
    audit = Audit(
        shutil.copytree(PACK / "states", tmp_path / "records"), str(tmp_path / "audit.sqlite")
    )
    rules = ("--rules", PACK / "rules")
    part = "audit-after-run-7.sqlite.part"
    for left in ("audit.sqlite.lock", "audit-after-run-1.sqlite.part", part, f"{part}-journal"):
        (tmp_path / left).write_bytes(b"half of something")
    assert audit.run("2012-01-01", *rules).code == DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "audit-after-run-1.sqlite", "audit.sqlite", "audit.sqlite.known", "audit.sqlite.lock",
        "records",
    ]  # fmt: skip
