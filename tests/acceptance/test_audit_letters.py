"""Letters as an input of a run: what is told of them, kept, replayed and verified."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import select, update

from compliance_engine.cli import audit_night
from compliance_engine.cli.letters_known import NO_LETTERS
from compliance_engine.letters.register.sealing import NO_STEP, seal_of_step
from compliance_engine.letters.register.tables import letter_copies, letter_steps, letters
from compliance_engine.shipped import shipped
from compliance_engine.store.location import location_of
from compliance_engine.store.tables import run_inputs
from tests.acceptance.auditing import Audit, by_kind
from tests.acceptance.command_line import DONE, INVALID_INPUT, run
from tests.acceptance.lettering import ANNUAL, Register
from tests.acceptance.test_audit_tampering import tampering

REMINDER = "TUV/follow-up/reminder-due/2026/001"
LAST_IN_TIME, DUE, ANSWERED = "2026-05-01", "2026-05-02", "2026-05-20"


@pytest.fixture
def register_of(audit: Audit) -> Register:
    """The register in the store of the audit."""
    return Register(audit.store, audit.records.parent / "letters")


@pytest.fixture
def both(audit_on_each: Audit) -> tuple[Audit, Register]:
    """An audit of Tuvalu, and the register in its store, on each kind of database."""
    for code in ("GNQ", "TJK"):
        (audit_on_each.records / f"{code}.yaml").unlink()
    return audit_on_each, Register(audit_on_each.store, audit_on_each.records.parent / "letters")


def answered(register: Register, day: str = ANSWERED) -> None:
    answer = ("reply", "2026/001", "--on", day, "--summary", "A report is under way")
    assert register.ask(*answer, at=f"{ANSWERED}T08:00").code == DONE


def steps_kept(register: Register) -> list[dict[str, Any]]:
    with location_of(register.store).engine().connect() as connection:
        found = connection.execute(select(letter_steps).order_by(letter_steps.c.number))
        return [dict(row) for row in found.mappings()]


def letters_kept(audit: Audit) -> list[tuple[int, str]]:
    """The run and the name of every file of letters in the store."""
    with location_of(audit.store).engine().connect() as connection:
        chosen = select(run_inputs.c.run, run_inputs.c.name)
        found = connection.execute(chosen.where(run_inputs.c.part == "letters"))
        return [(run, name) for run, name in found]


def test_a_reminder_falls_due_and_ends_with_the_answer(both: tuple[Audit, Register]) -> None:
    audit, register = both
    register.was_sent()
    audit.ran(LAST_IN_TIME)
    assert by_kind(audit.ran(DUE)).get("new") == [REMINDER]
    answered(register)
    told = audit.ran(ANSWERED)
    (resolved,) = [one for one in told["transitions"] if one["id"] == REMINDER]
    assert (resolved["change"], resolved["reason"]) == (
        "resolved",
        {"by": "letter", "letter": "2026/001", "on": ANSWERED, "status": "answered"},
    )
    assert told["letters"] == [
        {"state": "TUV", "letter": "2026/001", "became": "answered", "on": ANSWERED}
    ]
    more = ("reply", "2026/001", "--on", "2026-05-21", "--summary", "Once more")
    assert register.ask(*more, at="2026-05-21T08:00").code == DONE
    assert audit.ran("2026-05-21")["nothing_changed"]
    assert letters_kept(audit) == [(1, "TUV.json"), (3, "TUV.json")]
    for number in ("1", "2", "3", "4"):
        assert audit.ask("replay", number, "--engine", "both", "--format", "json").json["same"]
    assert audit.ask("verify").code == DONE


def test_every_page_names_what_became_of_letters(audit: Audit, register_of: Register) -> None:
    audit.ran("2026-03-01")
    register_of.was_sent()
    audit.ran(DUE)
    answered(register_of)
    audit.ran(ANSWERED)
    assert "Letter 2026/001 was sent on 2 March 2026" in audit.ask("show", "2").out
    assert "Letter 2026/001 was answered on 20 May 2026" in audit.ask("show", "3").out
    assert "letter 2026/001, sent on 2 March 2026, was not on record" in audit.ask("show", "2").out
    both_ways = [audit.ask("diff", *runs).out for runs in (("1", "3"), ("3", "1"))]
    assert all("Letter 2026/001 was sent on 2 March 2026; letter" in one for one in both_ways)
    assert "letter 2026/001: answered, 20 May 2026" in audit.ask("finding", REMINDER).out
    log = [
        one.get("states_written_to") for one in audit.ask("log", "--format", "json").json["runs"]
    ]
    assert log == [1, 1, None]
    assert "States with news of letters: 1" in audit.ask("log", "--format", "markdown").out
    for language, said in (("fr", "a reçu une réponse le 20 mai 2026"), ("es", "20 de mayo")):
        assert said in audit.ask("show", "3", "--lang", language).out
        assert said in audit.ask("diff", "2", "3", "--lang", language, "--format", "markdown").out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("more than 60 days later", "Letters (1)\n-----------\n\nTuvalu\n  Letter 2026")),
        ("fr", ("plus de 60 jours après l'envoi", "Lettres (1)")),
        ("es", ("más de 60 días después del envío", "Cartas (1)")),
    ],
)
def test_the_message_of_the_morning_tells_of_a_reminder_that_fell_due(
    audit: Audit, register_of: Register, language: str, said: tuple[str, ...]
) -> None:
    audit.ran("2026-03-01")
    register_of.was_sent()
    audit.ran(DUE, "--notify-command", "true", "--lang", language)
    told = audit.ask("message", "2.1").out
    assert all(" ".join(one.split()) in " ".join(told.split()) for one in said), told


def test_a_register_in_which_nothing_was_sent_changes_no_byte(
    audit: Audit, register_of: Register, tmp_path: Path
) -> None:
    without = Audit(audit.records, str(tmp_path / "without.sqlite"))
    register_of.drafted()
    register_of.approved()
    for day in ("2026-06-01", "2026-06-02"):
        assert (
            audit.run(day, "--format", "json").stdout == without.run(day, "--format", "json").stdout
        )
    for command in (("log",), ("show", "2"), ("diff", "1", "2"), ("replay", "1")):
        asked = [one.ask(*command, "--format", "json").stdout for one in (audit, without)]
        assert asked[0] == asked[1]
    assert letters_kept(audit) == []


def test_a_letter_that_is_sent_while_a_run_goes_on_counts_for_the_next(
    audit: Audit, register_of: Register
) -> None:
    reference = register_of.approved()
    seen = audit_night.night_seen

    def meanwhile(*given: Any) -> Any:
        ran = register_of.ask("mark-sent", reference, "--on", "2026-03-02", "--via", "hand")
        assert ran.code == DONE, ran.err
        return seen(*given)

    with patch.object(audit_night, "night_seen", meanwhile):
        assert REMINDER not in str(audit.ran(DUE))
    assert letters_kept(audit) == []
    assert by_kind(audit.ran(DUE)).get("new") == [REMINDER]
    assert audit.ask("verify").code == DONE
    assert audit.ask("replay", "1", "--format", "json").json["same"]


def test_a_run_that_breaks_off_keeps_no_letters(audit: Audit, register_of: Register) -> None:
    register_of.was_sent()

    def broken(*_: Any, **__: Any) -> Iterator[None]:
        raise KeyboardInterrupt

    with patch("compliance_engine.audit.running.Outcome", broken):
        audit.run(DUE)
    assert letters_kept(audit) == []
    assert by_kind(audit.ran(DUE))["new"].count(REMINDER) == 1
    assert audit.ask("verify").code == DONE


def test_a_register_written_anew_is_not_what_a_run_saw(audit: Audit, register_of: Register) -> None:
    """Sealed all over again, a register holds together; only the runs know what it said."""
    register_of.was_sent()
    audit.ran(DUE)
    rows = steps_kept(register_of)
    with tampering(audit.store) as connection:
        (letter,) = connection.execute(select(letters)).mappings()
        copies = [dict(one) for one in connection.execute(select(letter_copies)).mappings()]
        before = NO_STEP
        for row in rows:
            changed = {**row, "day": row["day"] and "2026-03-30"}
            del changed["sha256"]
            parts = {"draft": ("draft", "basis"), "approved": ("approved",)}.get(row["step"], ())
            put = [one for one in copies if one["part"] in parts]
            before = seal_of_step(changed, dict(letter) if row["seq"] == 1 else None, before, put)
            same = letter_steps.c.number == row["number"]
            new = {"day": changed["day"], "sha256": before}
            connection.execute(update(letter_steps).where(same).values(**new))
    ran = audit.ask("verify")
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "the letters to TUV are not those that run 1 saw" in ran.err


def test_letters_taken_out_of_the_register_are_missed_by_the_runs(
    audit: Audit, register_of: Register
) -> None:
    register_of.was_sent()
    audit.ran(DUE)
    with tampering(audit.store) as connection:
        for table in ("letter_copies_written", "letter_copies", "letter_steps", "letters"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("DELETE FROM letter_files")
    ran = audit.ask("verify")
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "the letters to TUV are not those that run 1 saw" in ran.err


def test_a_store_from_before_letters_were_counted_goes_on(
    audit: Audit, register_of: Register
) -> None:
    """Its runs saw no letters, and its letters say no number of days."""
    register_of.was_sent()
    with patch("compliance_engine.cli.letters_known.KnownLetters.now", return_value=NO_LETTERS):
        audit.ran(DUE)
    with location_of(audit.store).engine().begin() as connection:
        connection.exec_driver_sql("DROP TABLE highest")
        connection.exec_driver_sql("ALTER TABLE letter_steps DROP COLUMN answer_within")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")
    assert by_kind(audit.ran("2026-05-03"))["new"] == [REMINDER]
    assert audit.ask("verify").code == DONE
    for number in ("1", "2"):
        assert audit.ask("replay", number, "--format", "json").json["same"]
    assert "not on record before" in audit.ask("show", "2").out


def test_a_second_letter_ends_the_first_reminder(audit: Audit, register_of: Register) -> None:
    register_of.was_sent()
    audit.ran(DUE)
    second = register_of.drafted()
    for command in (
        ("approve", second, "--by", "Berta Ruiz"),
        ("mark-sent", second, "--on", "2026-05-05", "--via", "hand", "--answer-within", "30"),
    ):
        assert register_of.ask(*command, at="2026-05-05T09:00").code == DONE
    told = audit.ran("2026-05-05")
    assert by_kind(told)["resolved"] == [REMINDER]
    assert "followed by another letter" in audit.ask("show", "last").out
    assert by_kind(audit.ran("2026-06-04")) == {}
    assert by_kind(audit.ran("2026-06-05"))["new"] == ["TUV/follow-up/second-reminder-due/2026/002"]


def test_a_rulebook_that_gives_longer_for_an_answer_is_named_as_the_cause(
    audit: Audit, register_of: Register, tmp_path: Path
) -> None:
    register_of.was_sent()
    audit.ran(DUE)
    rules = shutil.copytree(shipped("rules") / "apmbc", tmp_path / "rules")
    (rules / "correspondence.yaml").write_text("answer_within: 90\n", encoding="utf-8")
    assert by_kind(audit.ran("2026-05-31", "--rules", rules))["resolved"] == [REMINDER]
    assert "an answer is awaited: 60, now 90" in audit.ask("finding", REMINDER).out
    assert by_kind(audit.ran("2026-06-01", "--rules", rules))["reopened"] == [REMINDER]
    assert audit.ask("replay", "2", "--format", "json").json["same"]


def test_a_reminder_can_be_waived_as_any_finding(audit: Audit, register_of: Register) -> None:
    register_of.was_sent()
    audit.ran(DUE)
    places = ("--records", audit.records, "--as-of", DUE, "--engine", "plain")
    waive = (
        "waive", REMINDER, "--by", "The President", "--reason", "We are in touch",
        "--until", "2026-06-30", *places,
    )  # fmt: skip
    assert "there is no finding" in run(*waive).err
    ran = run(*waive, "--letters", audit.store)
    assert ran.code == DONE, ran.err
    listed = ("judge", "list", *places, "--no-cache", "--format", "json")
    (with_letters,) = run(*listed, "--letters", audit.store).json["judgements"]
    (without,) = run(*listed).json["judgements"]
    assert (with_letters["unused"], without["unused"]) == (False, True)
    assert by_kind(audit.ran("2026-05-03"), "judged") == {
        "waived": ["TUV/judged/follow-up/reminder-due/2026/001"]
    }
    assert audit.ran("2026-05-04")["judgements"]["waivers"] == 1


def test_a_letter_on_another_matter_changes_no_finding_but_is_told(
    audit: Audit, register_of: Register
) -> None:
    audit.ran("2026-03-02")
    reference = register_of.drafted(ANNUAL)
    assert register_of.ask("approve", reference, "--by", "Berta Ruiz").code == DONE
    sent = ("mark-sent", reference, "--on", "2026-03-02", "--via", "hand")
    assert register_of.ask(*sent).code == DONE
    told = audit.ran("2026-03-02")
    assert (by_kind(told), told["nothing_changed"]) == ({}, False)
    assert [one["became"] for one in told["letters"]] == ["sent"]
