"""The log lines of a run that no one watches: JSON on stderr, one line for each step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.acceptance.auditing import FIRST, Audit
from tests.acceptance.command_line import DONE, INVALID_INPUT, NIGHT_FAILED, WRONG_USAGE, Ran, run


def logged(audit: Audit, day: str, *more: str | Path) -> Ran:
    return run(
        "audit", "run", "--as-of", day, "--engine", "plain", "--records", audit.records, "--store",
        audit.store, *more, log=True,
    )  # fmt: skip


def lines(ran: Ran) -> list[dict[str, Any]]:
    """The log lines, of a run that wrote nothing else on stderr."""
    return [json.loads(line) for line in ran.err.splitlines()]


def test_each_step_of_a_run_is_told_in_its_order(audit: Audit) -> None:
    ran = logged(audit, FIRST, "--notify", "a@example.org", "--notify-command", "true")
    told = lines(ran)
    events = [one["event"] for one in told]
    assert events == ["begun", "read", "evaluated", "stored", "compared", "notified", "ended"]
    assert {one["level"] for one in told} == {"info"}
    by_event = {one["event"]: one for one in told}
    assert by_event["begun"]["store"] == audit.store
    assert by_event["read"]["states"] == 3
    assert by_event["compared"]["with_run"] is None
    assert by_event["compared"]["changes"]["new"] == by_event["stored"]["findings"]
    assert by_event["notified"]["to"] == "a@example.org"
    assert by_event["ended"]["exit_code"] == ran.code == DONE
    seal = audit.ask("verify", "--format", "json").json["seal"]
    assert by_event["stored"]["seal"] == seal


def test_every_line_begins_with_its_time_of_utc(audit: Audit) -> None:
    for line in lines(logged(audit, FIRST)):
        assert next(iter(line)) == "at"
        assert line["at"].endswith("+00:00")


def test_what_failed_is_a_line_of_its_own_and_told_once(audit: Audit) -> None:
    logged(audit, FIRST)
    audit.spoil("TUV")
    ran = logged(audit, "2021-06-25", "--notify-command", "false")
    errors = [one for one in lines(ran) if one["level"] == "error"]
    assert [one["event"] for one in errors] == [
        "message waiting", "record cannot be used", "record cannot be used",
    ]  # fmt: skip
    assert errors[0]["message"] == "2.1"
    assert "the next run tries again" in errors[0]["said"]
    assert errors[2]["state"] == "TUV"
    assert errors[2]["said"].startswith("TUV.yaml:2:13: ")
    assert lines(ran)[-1]["exit_code"] == ran.code == INVALID_INPUT


def test_a_run_that_breaks_off_says_so_in_a_line_before_the_error(audit: Audit) -> None:
    logged(audit, FIRST)
    ran = logged(audit, "2021-06-01")
    begun, broken_off, *error = ran.err.splitlines()
    assert json.loads(begun)["event"] == "begun"
    told = json.loads(broken_off)
    assert (told["event"], told["exit_code"]) == ("broken off", ran.code)
    assert ran.code == WRONG_USAGE
    assert error[0] == f"Error: {told['said']}"


def test_a_person_at_a_terminal_gets_words(audit: Audit) -> None:
    audit.ran()
    audit.spoil("TUV")
    ran = audit.run("2021-06-25", "--notify-command", "false")
    assert ran.err.splitlines()[0].startswith("Note: message 2.1 was not delivered")
    assert "{" not in ran.err
    assert ran.code == INVALID_INPUT


def test_a_message_that_is_not_delivered_decides_the_exit_code(audit: Audit) -> None:
    ran = logged(audit, FIRST, "--notify-command", "false", "--fail-on", "low")
    assert lines(ran)[-1]["exit_code"] == ran.code == NIGHT_FAILED
