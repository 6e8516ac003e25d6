"""Judgements in the audit: inputs of a run, beside the findings, with a beginning and an end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.auditing import FIRST, TUVALU, Audit, by_kind
from tests.acceptance.command_line import DONE, INVALID_INPUT, THRESHOLD_MET, WRONG_USAGE, run
from tests.acceptance.test_audit_run import INITIAL, SUBMITTED, submit

ANNUAL = "article-7/annual-report-outstanding"
WAIVED = f"TUV/judged/{ANNUAL}/*"
JUDGED = "TUV/judged/article-7/initial-report-outstanding"

DETERMINATION = """\
state: TUV
determinations:
  - finding: TUV/article-7/initial-report-outstanding
    judgement: in dialogue
    on: 2021-06-01
    until: 2021-06-25
    by: A. Analyst
    reason: A draft was announced.
    source: A letter
"""
WAIVER = f"""\
waivers:
  - rule: {ANNUAL}
    from: 2021-06-01
    until: 2021-06-25
    by: The President
    reason: One letter is enough.
"""


WAIVER_ON_GNQ = "state: GNQ\n" + WAIVER


def judge(audit: Audit, text: str = DETERMINATION + WAIVER, state: str = "TUV") -> Path:
    """Writes the judgements on a State."""
    folder = audit.records / "judgements"
    folder.mkdir(exist_ok=True)
    path = folder / f"{state}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def judged(told: Any) -> dict[str, list[str]]:
    return by_kind(told, "judged")


def test_a_determination_and_a_waiver_are_told_apart_and_change_no_finding(
    audit_on_each: Audit,
) -> None:
    before = audit_on_each.ran()
    judge(audit_on_each)
    told = audit_on_each.ran("2021-06-25")
    assert judged(told) == {"judged": [JUDGED], "waived": [WAIVED]}
    assert by_kind(told) == {}
    assert told["findings"] == before["findings"]
    counted = told["judgements"]
    assert (counted["determinations"], counted["waivers"]) == (1, 3)
    assert counted["by_judgement"] == {"in dialogue": 1, "waived": 3}
    assert audit_on_each.ask("verify").code == DONE


def test_a_judgement_expires_at_the_end_of_its_last_day(audit_on_each: Audit) -> None:
    judge(audit_on_each)
    audit_on_each.ran()
    assert judged(audit_on_each.ran("2021-06-25")) == {}
    told = audit_on_each.ran("2021-06-26")
    assert judged(told) == {"judgement ended": [JUDGED], "waiver expired": [WAIVED]}
    assert {one["reason"]["on"] for one in told["transitions"]} == {"2021-06-25"}
    assert [one["rule"] for one in told["judgements"]["lapsed"]] == [
        ANNUAL,
        "article-7/initial-report-outstanding",
    ]
    assert told["judgements"]["waivers"] == 0
    page = audit_on_each.ask("show", "3").out
    assert "the last day of the waiver was 25 June 2021" in page
    assert "2 judgements have expired, and their findings still stand." in page
    again = audit_on_each.run("2021-06-27")
    assert "Nothing has changed since run 3" in again.out
    assert "2 judgements have expired, and their findings still stand." in again.out


def test_a_run_with_judgements_is_shown_as_it_was_told(audit: Audit) -> None:
    judge(audit)
    judge(audit, WAIVER_ON_GNQ, "GNQ")
    for number, day in enumerate((FIRST, "2021-06-26"), start=1):
        told = audit.run(day, "--format", "json").out
        assert audit.ask("show", str(number), "--format", "json").out == told


def test_a_judgement_that_is_extended_is_changed_and_one_that_begins_again_begins(
    audit: Audit,
) -> None:
    path = judge(audit)
    audit.ran()
    longer = (DETERMINATION + WAIVER).replace("until: 2021-06-25", "until: 2021-06-26")
    path.write_text(longer, encoding="utf-8")
    assert judged(audit.ran("2021-06-25")) == {"changed": [WAIVED, JUDGED]}
    assert "now in dialogue until 26 June 2021; A. Analyst: A draft" in audit.ask("show", "2").out
    audit.ran("2021-06-27")
    path.write_text(longer + WAIVER.partition("\n")[2].replace("-06-", "-07-"), encoding="utf-8")
    assert judged(audit.ran("2021-07-01")) == {"waived": [WAIVED]}


def test_a_judgement_whose_first_day_is_to_come_is_none_yet(audit: Audit) -> None:
    judge(audit, DETERMINATION.replace("on: 2021-06-01", "on: 2021-06-25"))
    assert judged(audit.ran()) == {}
    assert judged(audit.ran("2021-06-25")) == {"judged": [JUDGED]}


def test_a_judgement_that_is_taken_out_of_its_file_is_told(audit: Audit) -> None:
    path = judge(audit)
    audit.ran()
    path.unlink()
    assert judged(audit.ran("2021-06-25")) == {"taken out": [WAIVED, JUDGED]}


def test_an_expired_judgement_that_is_tidied_away_is_no_news(audit: Audit) -> None:
    path = judge(audit)
    audit.ran("2021-06-26")
    path.unlink()
    page = audit.run("2021-06-27").out
    assert "taken out" not in page
    assert "Judge" not in page


def test_a_finding_that_changed_since_it_was_judged_is_for_another_look(audit: Audit) -> None:
    where = ("--records", audit.records, "--as-of", FIRST, "--engine", "plain")
    signed = ("--by", "A. Analyst", "--reason", "So it is.", "--until", "2022-01-01")
    assert run("judge", "confirm", TUVALU, *signed, "--source", "A letter", *where).code == DONE
    audit.ran()
    audit.edit("TUV", "known: 2015-06-18", "known: 2016-01-31")
    told = audit.ran("2021-06-25")
    (line,) = [one for one in told["transitions"] if one["about"] == "judged"]
    assert (line["change"], line["fields"]) == ("changed", ["changed"])
    assert line["after"]["changed"] == {TUVALU: ["evidence"]}
    (finding,) = [one for one in told["transitions"] if one["id"] == TUVALU]
    assert finding["judgement"]["judgement"] == "confirmed"
    assert finding["judgement"]["changed"] == ["evidence"]
    assert [one["finding"] for one in told["judgements"]["changed"]] == [TUVALU]
    assert "for another look" in audit.ask("show", "2").out
    audit.edit("TUV", "known: 2016-01-31", "known: 2015-06-18")
    audit.ran("2021-06-26")
    assert "its finding says again what it said when it was judged" in audit.ask("show", "3").out


def test_a_judgement_in_force_on_no_finding_is_told(audit: Audit) -> None:
    judge(audit, DETERMINATION.replace("until: 2021-06-25", "until: 2022-01-01"))
    audit.ran()
    submit(audit)
    told = audit.ran("2021-06-25")
    assert judged(told) == {"changed": [JUDGED]}
    assert [one["finding"] for one in told["judgements"]["unused"]] == [TUVALU]
    page = audit.run("2021-06-26").out
    assert "1 judgement in force is on no finding of this day." in page


def test_a_file_of_judgements_that_cannot_be_read_keeps_them_until_their_last_day(
    audit_on_each: Audit,
) -> None:
    path = judge(audit_on_each)
    audit_on_each.ran()
    path.write_text("state: TUV\nwaivers: 1\n", encoding="utf-8")
    submit(audit_on_each)
    ran = audit_on_each.run("2021-06-25")
    assert ran.code == INVALID_INPUT
    assert "judgements/TUV.yaml:2:10" in ran.err
    assert "1 file of judgements could not be used." in ran.out
    assert "Kept: 2 judgements." in ran.out
    told = audit_on_each.ask("show", "2", "--format", "json").json
    assert judged(told) == {}
    assert TUVALU in by_kind(told)["resolved"]
    assert told["failures"][0]["about"] == "judgements"
    assert audit_on_each.ask("replay", "2", "--engine", "plain").code == DONE
    audit_on_each.run("2021-06-26")
    expired = audit_on_each.ask("show", "3", "--format", "json").json
    assert judged(expired) == {"judgement ended": [JUDGED], "waiver expired": [WAIVED]}


def test_a_broken_record_keeps_its_findings_and_the_judgements_on_them(audit: Audit) -> None:
    judge(audit)
    audit.ran()
    audit.spoil("TUV")
    audit.run("2021-06-25")
    told = audit.ask("show", "2", "--format", "json").json
    assert told["transitions"] == []
    assert (told["judgements"]["determinations"], told["judgements"]["waivers"]) == (1, 3)
    audit.run("2021-06-26")
    expired = audit.ask("show", "3", "--format", "json").json
    assert judged(expired) == {"judgement ended": [JUDGED], "waiver expired": [WAIVED]}


def test_a_replay_takes_the_judgements_from_the_store(audit_on_each: Audit) -> None:
    path = judge(audit_on_each)
    audit_on_each.ran()
    path.unlink()
    ran = audit_on_each.ask("replay", "1", "--engine", "plain")
    assert (ran.code, ran.err) == (DONE, "")


def test_the_life_of_a_finding_tells_what_was_decided_on_it(audit: Audit) -> None:
    audit.ran()
    judge(audit)
    audit.ran("2021-06-25")
    life = audit.ask("finding", f"TUV/{ANNUAL}/2012", "--format", "json").json
    assert [one["change"] for one in life["transitions"]] == ["new", "waived"]
    assert life["judgement"]["by"] == "The President"
    page = audit.ask("finding", TUVALU).out
    assert "Judged: in dialogue until 25 June 2021." in page
    audit.ran("2021-06-26")
    assert audit.ask("finding", TUVALU, "--format", "json").json["judgement"] is None


def test_what_arose_under_a_waiver_is_not_new_until_the_waiver_is_over(audit: Audit) -> None:
    submit(audit)
    audit.ran()
    judge(audit, DETERMINATION.replace("in dialogue", "not applicable"))
    audit.edit("TUV", SUBMITTED, INITIAL)
    limit = ("--fail-on", "new:high")
    assert audit.run("2021-06-25", *limit).code == DONE
    assert TUVALU in by_kind(audit.ask("show", "2", "--format", "json").json)["new"]
    assert audit.run("2021-06-26", *limit).code == THRESHOLD_MET
    assert audit.run("2021-06-27", *limit).code == DONE
    assert audit.run("2021-06-28", "--fail-on", "high").code == THRESHOLD_MET


def test_a_dialogue_sets_nothing_aside(audit: Audit) -> None:
    judge(audit)
    assert audit.run(FIRST, "--fail-on", "new:high").code == THRESHOLD_MET


def test_judgements_can_be_in_another_folder(audit: Audit, tmp_path: Path) -> None:
    elsewhere = judge(audit).parent.rename(tmp_path / "decisions")
    told = audit.ran(FIRST, "--judgements", elsewhere)
    assert told["judgements"]["determinations"] == 1
    ran = audit.run("2021-06-25", "--judgements", tmp_path / "none")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_judgements_are_told_in_every_language(audit: Audit, form: str, language: str) -> None:
    path = judge(audit)
    audit.ran()
    path.write_text(DETERMINATION.replace("in dialogue", "confirmed"), encoding="utf-8")
    submit(audit)
    audit.ran("2021-06-25")
    spoken = ("--format", form, "--lang", language)
    for asked in (
        ("show", "1"), ("show", "2"), ("diff", "1", "2"), ("finding", TUVALU), ("log",),
    ):  # fmt: skip
        ran = audit.ask(*asked, *spoken)
        assert (ran.code, ran.err) == (DONE, "")
        assert "{" not in ran.out
