"""A record that is taken away on purpose: said once, recorded, and never taken for a resolution."""

from __future__ import annotations

import pytest

from tests.acceptance.auditing import FIRST, TUVALU, Audit, by_kind
from tests.acceptance.command_line import DONE, INVALID_INPUT, WRONG_USAGE
from tests.acceptance.test_audit_judgements import judge


def take_away(audit: Audit) -> str:
    path = audit.records / "TUV.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    return text


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("name", ["TUV", "tuvalu"])
def test_what_was_found_of_a_state_ends_when_its_record_is_said_to_be_taken_away(
    audit_on_each: Audit, name: str
) -> None:
    audit_on_each.ran()
    take_away(audit_on_each)
    assert audit_on_each.run("2021-06-25").code == INVALID_INPUT
    told = audit_on_each.ran("2021-06-26", "--removed", name)
    assert by_kind(told).keys() == {"removed"}
    assert by_kind(told, "matter").keys() == {"removed"}
    assert TUVALU in by_kind(told)["removed"]
    assert {one["reason"]["by"] for one in told["transitions"]} == {"record removed"}
    assert "nothing is said of the matter" in audit_on_each.ask("finding", TUVALU).out
    after = audit_on_each.run("2021-06-27")
    assert (after.code, after.err) == (DONE, "")
    assert audit_on_each.ask("verify").code == DONE
    assert audit_on_each.ask("replay", "3", "--engine", "plain").code == DONE


def test_the_error_of_a_missing_record_tells_what_to_do(audit: Audit) -> None:
    audit.ran()
    take_away(audit)
    assert "compliance-engine audit run --removed TUV" in audit.run("2021-06-25").err


def test_a_record_that_comes_back_reopens_its_findings(audit: Audit) -> None:
    audit.ran()
    text = take_away(audit)
    audit.ran("2021-06-25", "--removed", "TUV")
    audit.mend("TUV", text)
    assert TUVALU in by_kind(audit.ran("2021-06-26"))["reopened"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("TUV", "its record is still there"),
        ("AGO", "no finding of AGO is kept"),
        ("Nowhere", "--removed: "),
    ],
)
def test_a_removal_of_what_is_not_missing_is_refused(audit: Audit, name: str, said: str) -> None:
    audit.ran(FIRST)
    ran = audit.run("2021-06-25", "--removed", name)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert said in ran.err
    assert audit.ask("log", "--format", "json").json["runs"][0]["number"] == 1


def test_judgements_on_a_state_go_with_its_record(audit: Audit) -> None:
    path = judge(audit)
    audit.ran()
    take_away(audit)
    ran = audit.run("2021-06-25", "--removed", "TUV")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "its file of judgements is still there" in ran.err
    path.unlink()
    assert by_kind(audit.ran("2021-06-25", "--removed", "TUV"), "judged").keys() == {"removed"}
