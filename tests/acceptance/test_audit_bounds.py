"""A whole run has a bound in seconds, whatever it waits for."""

from __future__ import annotations

import subprocess

import pytest

from tests.acceptance.auditing import Audit, command_of
from tests.acceptance.command_line import DONE, NIGHT_FAILED, WRONG_USAGE
from tests.processes import environment_of_a_process


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("given", ["option", "environment"])
def test_a_run_that_does_not_end_is_ended_and_what_it_kept_stands(
    audit_on_each: Audit, given: str
) -> None:
    """It waits for a command that never ends; the command is ended with it."""
    for path in audit_on_each.records.glob("*.yaml"):
        if path.stem != "TUV":
            path.unlink()
    more = ["--at-most", "6"] if given == "option" else []
    environment = {"COMPLIANCE_ENGINE_RUN_SECONDS": "6"} if given == "environment" else {}
    ended = subprocess.run(
        command_of(audit_on_each, *more, "--notify-command", "tail -f /dev/null"),
        env=environment_of_a_process(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (NIGHT_FAILED, "")
    assert "the run has not ended within 6 s, and was ended" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert audit_on_each.run("2021-06-25").code in (DONE, NIGHT_FAILED)
    assert audit_on_each.ask("verify").code == DONE


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf", "1e9"])
def test_a_bound_that_is_none_is_refused(audit: Audit, seconds: str) -> None:
    assert audit.run("2021-06-24", "--at-most", seconds).code == WRONG_USAGE


@pytest.mark.parametrize("seconds", ["-1", "soon", "nan", "inf"])
def test_a_wait_without_end_is_refused(audit: Audit, seconds: str) -> None:
    assert audit.run("2021-06-24", "--wait", seconds).code == WRONG_USAGE
