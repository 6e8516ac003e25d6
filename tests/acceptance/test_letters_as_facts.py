"""The register as facts: what check, explain, forecast and history tell of letters."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from compliance_engine.findings.checking import check
from compliance_engine.findings.forecast import forecast_of
from compliance_engine.findings.history import history_of
from compliance_engine.inference.engine import Engine
from compliance_engine.letters.register.on_record import registered_letters
from compliance_engine.records.folder import RecordFolder
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import DONE, WRONG_USAGE, Ran, run
from tests.acceptance.lettering import DRAFTED, SENT, Register, draft
from tests.builders import rulebook

REMINDER = "follow-up/reminder-due"
SIXTIETH = date(2026, 5, 1)
ONE_DAY = timedelta(days=1)


def of_tuvalu_alone(register: Register) -> Path:
    """A folder with the record of Tuvalu alone."""
    folder = register.folder.parent / "records"
    if not folder.exists():
        folder.mkdir()
        shutil.copy(shipped("states") / "TUV.yaml", folder)
    return folder


def asked(register: Register, command: str, day: date | str, *more: str) -> Ran:
    records = of_tuvalu_alone(register)
    engine = () if "--engine" in more else ("--engine", "plain")
    options = ("--as-of", str(day), "--letters", register.store, "--records", records, *engine)
    return run(command, *more, *options)


def found(register: Register, day: date, *more: str) -> list[str]:
    told = asked(
        register, "check", day, "--state", "TUV", "--rule", REMINDER, "--format", "json", *more
    )
    return [one["id"] for one in told.json["findings"]]


def of_tuvalu(register: Register) -> Record:
    record = RecordFolder(shipped("states")).read("TUV")
    with register.opened.reading() as connection:
        letters = registered_letters(connection).get("TUV")
    return letters.on(record) if letters else record


def test_a_reminder_is_due_the_day_after_the_sixtieth_on_both_evaluators(
    register: Register,
) -> None:
    reference = register.was_sent()
    both = ("--engine", "both")
    assert found(register, SIXTIETH, *both) == []
    assert found(register, SIXTIETH + ONE_DAY, *both) == [f"TUV/{REMINDER}/{reference}"]


def test_a_letter_that_gives_ninety_days_calls_for_a_reminder_after_the_ninetieth(
    register: Register,
) -> None:
    reference = register.approved()
    assert register.ask("mark-sent", reference, *SENT, "--answer-within", "90").code == DONE
    ninetieth, both = date(2026, 5, 31), ("--engine", "both")
    assert found(register, ninetieth - ONE_DAY, *both) == []
    assert found(register, ninetieth, *both) == []
    assert found(register, ninetieth + ONE_DAY, *both) == [f"TUV/{REMINDER}/{reference}"]
    for language, said in (("en", "90 days"), ("fr", "90 jours"), ("es", "90 días")):
        ran = asked(register, "explain", "2026-06-01", "TUV", REMINDER, "--lang", language)
        assert said in ran.out


def test_drafts_and_approvals_are_no_facts(register: Register) -> None:
    register.drafted()
    register.approved()
    assert of_tuvalu(register).letters == ()


def test_an_answer_ends_it_at_once_although_checks_are_kept(register: Register) -> None:
    reference = register.was_sent()
    assert found(register, date(2026, 6, 1)) != []
    answer = ("reply", reference, "--on", "2026-05-20", "--summary", "A report is under way")
    assert register.ask(*answer, at="2026-05-21T08:00").code == DONE
    assert found(register, date(2026, 6, 1)) == []
    assert found(register, date(2026, 5, 19)) != []
    assert found(register, date(2026, 6, 1), "--known-at", "2026-05-19") != []


def test_a_letter_that_only_reminds_all_of_a_date_awaits_no_answer(register: Register) -> None:
    given = draft("2026/001", "TUV/annual report/2025")
    values = {**vars(given), "families": ("reports-due",)}
    register.begin()
    register.add(type(given)(**values))
    assert register.ask("approve", "2026/001", "--by", "Berta Ruiz").code == DONE
    assert register.ask("mark-sent", "2026/001", *SENT).code == DONE
    assert found(register, date(2026, 12, 1)) == []
    (listed,) = register.ask("list", "--format", "json", at="2026-12-01T08:00").json["letters"]
    assert listed["days_awaited"] is None


def test_the_evidence_names_the_letter_and_the_register(register: Register) -> None:
    reference = register.was_sent()
    told = asked(
        register, "check", "2026-06-01", "--state", "TUV", "--rule", REMINDER, "--format", "json"
    )
    (finding,) = told.json["findings"]
    letter = next(one for one in finding["evidence"] if one["fact"] == "letter")
    assert (letter["where"], letter["sources"]) == (f"letter {reference}", ["letters-register"])
    assert finding["nature"] == "cooperation"
    assert finding["confidence"] == "one publisher"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_explain_tells_why_a_reminder_is_due(register: Register, language: str) -> None:
    reference = register.was_sent()
    ran = asked(register, "explain", "2026-06-01", "TUV", REMINDER, "--lang", language)
    assert ran.code == DONE, ran.err
    assert f"letter {reference}" in ran.out
    assert "Register of letters" in ran.out


def test_forecast_tells_when_a_reminder_falls_due(register: Register) -> None:
    reference = register.was_sent()
    ran = asked(
        register, "forecast", "2026-03-03", "--state", "TUV", "--rule", REMINDER, "--format", "json"
    )
    (coming,) = ran.json["coming"]
    assert (coming["date"], coming["change"], reference in str(coming)) == (
        "2026-05-02", "begins", True,
    )  # fmt: skip


def test_history_and_forecast_agree_with_checks_around_every_turn(register: Register) -> None:
    """Horizons hold for letters: nothing turns on a day that they do not name."""
    first = register.was_sent()
    second = register.drafted()
    for command in (
        ("approve", second, "--by", "Berta Ruiz"),
        ("mark-sent", second, "--on", "2026-05-20", "--via", "note verbale"),
    ):
        assert register.ask(*command, at="2026-05-20T10:00").code == DONE
    answer = ("reply", second, "--on", "2026-08-10", "--summary", "Thanks")
    assert register.ask(*answer, at="2026-08-10T10:00").code == DONE
    of, start, end = of_tuvalu(register), date(2026, 2, 20), date(2026, 8, 20)
    with Engine(rulebook(), "plain") as engine:
        intervals = [
            one
            for one in history_of(of, rulebook(), engine, end, since=start)
            if one.rule.id.startswith("follow-up/")
        ]
        forecast = [
            (one.day, str(one.change), one.key)
            for one in forecast_of(of, rulebook(), engine, start, end)
            if getattr(one.subject, "id", "").startswith("follow-up/")
        ]
        turns = [day for day, *_ in forecast]
        near = {day + off * ONE_DAY for day in turns for off in (-2, -1, 0, 1, 2)}
        for day in sorted(near | {start + off * ONE_DAY for off in range(0, 181, 9)}):
            told = {
                one.id.removeprefix("TUV/")
                for one in check({"TUV": of}, rulebook(), engine, day).findings
                if one.rule.startswith("follow-up/")
            }
            held = {f"{one.rule.id}/{one.key}" for one in intervals if day in one.held}
            assert told == held, day
    assert forecast == [
        (date(2026, 5, 2), "begins", first),
        (date(2026, 5, 20), "ends", first),
        (date(2026, 7, 20), "begins", second),
        (date(2026, 8, 10), "ends", second),
    ]


def test_without_letters_a_check_is_what_it_was(register: Register) -> None:
    register.was_sent()
    records = ("--records", of_tuvalu_alone(register))
    options = ("check", "--as-of", "2026-06-01", "--format", "json", "--engine", "plain", *records)
    told: Mapping[str, Any] = run(*options).json
    assert [one["rule"] for one in told["findings"] if one["rule"].startswith("follow-up")] == []
    told_with = asked(register, "check", "2026-06-01", "--state", "TUV", "--format", "json").json
    without = [one for one in told_with["findings"] if not one["rule"].startswith("follow-up")]
    assert without == told["findings"]


def test_a_register_without_a_letter_that_was_sent_changes_no_byte(register: Register) -> None:
    register.drafted()
    options = (
        "check", "--as-of", "2026-06-01", "--engine", "plain",
        "--records", of_tuvalu_alone(register),
    )  # fmt: skip
    assert run(*options, "--letters", register.store).stdout == run(*options).stdout


def test_a_letter_in_the_record_too_is_told_by_the_register(
    register: Register, tmp_path: Path
) -> None:
    reference = register.was_sent()
    text = (shipped("states") / "TUV.yaml").read_text(encoding="utf-8")
    by_hand = (
        f"letters:\n  - {{reference: {reference}, sent: 2020, matters: [x], source: untc}}\n"
        "  - {reference: 2019/003, sent: 2019-05-02, matters: [x], source: untc}\n"
    )
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "TUV.yaml").write_text(f"{text}\n{by_hand}", encoding="utf-8")
    with register.opened.reading() as connection:
        letters = registered_letters(connection)["TUV"]
    of = letters.on(RecordFolder(folder).read("TUV"))
    assert [(one.reference, str(one.sent)) for one in of.letters] == [
        ("2019/003", "2019-05-02"),
        (reference, "2026-03-02"),
    ]


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    ran = run("check", "--letters", tmp_path / "none.sqlite")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "Begin with: compliance-engine letters draft" in ran.err


def test_the_letters_of_the_first_day_count_from_the_day_they_were_sent(register: Register) -> None:
    assert DRAFTED.date() == date(2026, 3, 1)
    register.was_sent()
    assert [str(one.sent) for one in of_tuvalu(register).letters] == ["2026-03-02"]


def test_a_brief_tells_who_was_written_to_about_what_and_who_answered(register: Register) -> None:
    register.was_sent()
    brief = ("brief", "--engine", "plain", "--records", of_tuvalu_alone(register))
    ran = run(*brief, "--on", "2026-05-02", "--letters", register.store)
    assert (ran.code, ran.err) == (DONE, "")
    row = "| Tuvalu | 2 March 2026 | Initial transparency report outstanding | not yet |"
    assert row in ran.out
    before = run(*brief, "--on", "2026-03-01", "--letters", register.store)
    assert "The register has no letter up to the day." in before.out
    without = run(*brief, "--on", "2026-05-02")
    assert "No register of letters was given for this brief." in without.out
