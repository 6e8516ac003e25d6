"""The core still has every defect that the encoding avoids: it is the one that was proved.

Each test runs in a process of its own. One that fails is no bad news of the core, but what was
proved was proved of another: see the message.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.processes import environment_of_a_process

CHANGED = (
    "the core has changed: {what}. What the encoding avoids is no longer known. Prove the encoding "
    "again with make fuzz and make asan, then describe the new core here"
)
WRONG_RESULTS = {
    "negation_is_not_maintained": 1,
    "retracting_one_of_two_blockers_fires": 1,
    "choice_before_a_join_disables_the_join": 1,
    "sum_with_a_missing_field_holds": 1,
    "number_equals_its_text": 1,
    "facts_are_told_apart_by_32_bits": [0, 2],
    "batch_ends_at_what_it_cannot_read": [0, 1],
    "condition_beside_another_is_ignored": 1,
}
CRASHES = (
    "false_join_reads_past_its_end",
    "session_without_an_action_cannot_be_deleted",
    "session_1025_kills",
    "rules_on_one_test_kill",
    "batch_of_an_empty_fact_kills",
)
KILLED = {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT}
ROOT = Path(__file__).parents[2]
FILLED = {"MALLOC_PERTURB_": "165"}
"""Memory that was never set, or is read past its end, then looks the same in every run."""


def run(defect: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.canaries.defects", defect],
        cwd=ROOT,
        env=environment_of_a_process(FILLED),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_the_core_is_the_one_that_the_encoding_was_proved_on() -> None:
    found = version("durable_rules")
    assert found == "2.0.28", CHANGED.format(what=f"it is release {found}")


@pytest.mark.parametrize("defect", WRONG_RESULTS)
def test_the_core_still_gives_this_wrong_result(defect: str) -> None:
    ended = run(defect)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert told == WRONG_RESULTS[defect], CHANGED.format(what=f"{defect} gives {told}")


@pytest.mark.parametrize("defect", CRASHES)
def test_the_core_still_ends_the_process(defect: str) -> None:
    ended = run(defect)
    what = f"{defect} ends with {ended.returncode}: {ended.stderr}"
    assert ended.returncode in KILLED, CHANGED.format(what=what)
