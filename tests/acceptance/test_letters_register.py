"""The life of a letter: who may do what with it, on which bytes, on both kinds of database."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from compliance_engine.letters.model import Step
from compliance_engine.letters.register.adding import Signed
from compliance_engine.letters.register.adding import register as register_drafts
from compliance_engine.letters.register.copies import in_folder
from compliance_engine.letters.register.matters import in_words
from compliance_engine.letters.register.reading import past_letters, references_of
from compliance_engine.letters.watermark import MARK
from compliance_engine.store.canonical import digest_of_bytes
from tests.acceptance.command_line import DONE, INVALID_INPUT, WRONG_USAGE
from tests.acceptance.lettering import (
    ANNUAL,
    DRAFTED,
    INITIAL,
    SENT,
    Register,
    draft,
    word_file,
)
from tests.builders import rulebook


def test_a_letter_goes_from_draft_to_closed(register_on_each: Register) -> None:
    reference = register_on_each.was_sent()
    answer = register_on_each.folder / "answer.pdf"
    answer.write_bytes(b"an answer")
    ran = register_on_each.ask(
        "reply", reference, "--on", "2026-03-20", "--summary", "A report is under way",
        "--file", answer, "--by", "Carl Ek", at="2026-03-21T08:00",
    )  # fmt: skip
    assert ran.code == DONE, ran.err
    closing = ("close", reference, "--reason", "The report has come", "--by", "Berta Ruiz")
    assert register_on_each.ask(*closing, at="2026-04-02T08:00").code == DONE
    assert register_on_each.told(reference) == [
        ("draft", "Ana Silva", None),
        ("approved", "Berta Ruiz", None),
        ("sent", "Carl Ek", "2026-03-02"),
        ("answered", "Carl Ek", "2026-03-20"),
        ("closed", "Berta Ruiz", None),
    ]
    with register_on_each.opened.reading() as connection:
        (past,) = past_letters(connection, "TUV")
        assert past_letters(connection, "GNQ") == []
    assert (past.step, past.matters) == (Step.CLOSED, (INITIAL,))
    assert [str(day) for day in (past.drafted, past.sent, past.answered)] == [
        "2026-03-01", "2026-03-02", "2026-03-20",
    ]  # fmt: skip


def test_references_are_of_a_year_and_follow_one_another(register: Register) -> None:
    first, second = register.drafted(), register.drafted(ANNUAL)
    assert (first, second) == ("2026/001", "2026/002")
    assert register.ask("discard", second, "--reason", "Not needed").code == DONE
    assert register.drafted() == "2026/003"


def test_references_are_counted_on_from_the_last_of_the_year(register: Register) -> None:
    register.drafted()
    with register.opened.reading() as connection:
        coming = references_of(connection, 2026)
        assert [next(coming), next(coming)] == ["2026/002", "2026/003"]
        assert next(references_of(connection, 2027)) == "2027/001"


# --- approval is of bytes


def test_the_letter_to_be_sent_is_the_draft_without_its_watermark(register: Register) -> None:
    reference = register.approved()
    (told,) = register.ask("list", "--format", "json").json["letters"]
    assert (told["step"], told["edited_since_approval"]) == ("approved", False)
    draft, clean = register.file(reference), register.file(reference, "-approved")
    approval = register.letter(reference).last(Step.APPROVED)
    assert approval is not None
    assert approval.file == digest_of_bytes(draft.read_bytes())
    assert approval.clean == digest_of_bytes(clean.read_bytes())
    assert MARK in header_of(draft)
    assert MARK not in header_of(clean)
    assert "Implementation Support Unit" in header_of(clean)


def header_of(path: Path) -> str:
    import zipfile

    with zipfile.ZipFile(path) as parts:
        (name,) = (one for one in parts.namelist() if one.startswith("word/header"))
        return parts.read(name).decode()


def test_what_is_approved_is_the_file_with_the_edits_of_the_officer(register: Register) -> None:
    reference = register.drafted()
    edited = word_file(f"Reference {reference}. Dear colleagues.")
    register.file(reference).write_bytes(edited)
    assert register.ask("approve", reference, "--by", "Berta Ruiz").code == DONE
    approval = register.letter(reference).last(Step.APPROVED)
    assert approval is not None
    assert approval.file == digest_of_bytes(edited)
    assert register.ask("mark-sent", reference, *SENT).code == DONE


@pytest.mark.parametrize("part", ["", "-approved"])
def test_to_approve_then_edit_then_send_is_refused(register: Register, part: str) -> None:
    reference = register.approved()
    edited = word_file(f"Reference {reference}. Dear colleagues.")
    register.file(reference, part).write_bytes(edited)
    ran = register.ask("mark-sent", reference, *SENT)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "is not what Berta Ruiz approved" in ran.err
    assert register.letter(reference).step is Step.APPROVED
    assert "approved, then edited" in register.ask("list").out
    (told,) = register.ask("list", "--format", "json").json["letters"]
    assert told["edited_since_approval"]


def test_one_byte_more_is_another_letter(register: Register) -> None:
    reference = register.approved()
    with register.file(reference, "-approved").open("ab") as file:
        file.write(b"\0")
    assert register.ask("mark-sent", reference, *SENT).code == WRONG_USAGE


def test_a_file_that_was_moved_is_named_and_compared(register: Register, tmp_path: Path) -> None:
    reference = register.approved()
    moved = shutil.move(register.file(reference, "-approved"), tmp_path / "to send.docx")
    ran = register.ask("mark-sent", reference, *SENT)
    assert ran.code == WRONG_USAGE
    assert "name the file that was sent with --file" in ran.err
    assert register.ask("mark-sent", reference, *SENT, "--file", moved).code == DONE


def test_an_edit_that_is_approved_again_can_be_sent(register: Register) -> None:
    reference = register.approved()
    edited = word_file(f"Reference {reference}. Dear colleagues.")
    register.file(reference).write_bytes(edited)
    before = register.file(reference, "-approved").read_bytes()
    assert register.ask("approve", reference, "--by", "Dora Lang").code == DONE
    assert register.file(reference, "-approved").read_bytes() != before
    assert register.ask("mark-sent", reference, *SENT).code == DONE
    assert [step for step, _, _ in register.told(reference)] == [
        "draft", "approved", "approved", "sent",
    ]  # fmt: skip


def test_an_edited_approved_file_is_not_overwritten(register: Register) -> None:
    reference = register.approved()
    edited = word_file(f"Reference {reference}. Dear colleagues.")
    register.file(reference, "-approved").write_bytes(edited)
    ran = register.ask("approve", reference, "--by", "Dora Lang")
    assert "was left as it is" in ran.err
    assert register.file(reference, "-approved").read_bytes() == edited


def test_an_edit_may_not_bring_in_what_is_not_said(register: Register) -> None:
    reference = register.drafted()
    edited = word_file(f"Reference {reference}. This is a violation.")
    register.file(reference).write_bytes(edited)
    ran = register.ask("approve", reference, "--by", "Berta Ruiz")
    assert ran.code == INVALID_INPUT
    assert "'violation'" in ran.err
    assert register.letter(reference).step is Step.DRAFT


def test_an_edit_may_not_make_it_a_request_for_clarification(register: Register) -> None:
    reference = register.drafted()
    edited = word_file(f"Reference {reference}. This is a request for clarification.")
    register.file(reference).write_bytes(edited)
    ran = register.ask("approve", reference, "--by", "Berta Ruiz")
    assert ran.code == INVALID_INPUT
    assert "a letter of the Committee is not a request for clarification" in ran.err


def test_the_file_of_another_letter_cannot_be_approved(register: Register) -> None:
    first, second = register.drafted(), register.drafted()
    ran = register.ask("approve", first, "--by", "Berta Ruiz", "--file", register.file(second))
    assert ran.code == INVALID_INPUT
    assert f"does not hold the reference {first}" in ran.err


def test_what_is_no_word_file_cannot_be_approved(register: Register) -> None:
    reference = register.drafted()
    register.file(reference).write_bytes(b"not Word")
    ran = register.ask("approve", reference, "--by", "Berta Ruiz")
    assert ran.code == INVALID_INPUT
    assert "is no Word file" in ran.err


# --- one step after the other


@pytest.mark.parametrize(
    "command",
    [
        ("mark-sent", *SENT),
        ("reply", "--on", "2026-03-02", "--summary", "Thanks"),
        ("close",),
    ],
    ids=lambda command: command[0],
)
def test_a_draft_can_only_be_approved_or_discarded(
    register: Register, command: tuple[str, ...]
) -> None:
    reference = register.drafted()
    name, *options = command
    ran = register.ask(name, reference, *options)
    assert ran.code == WRONG_USAGE
    assert "it is draft, by Ana Silva" in ran.err
    assert "approve it first" in ran.err


@pytest.mark.parametrize(
    "command",
    [("approve", "--by", "Dora Lang"), ("mark-sent", *SENT), ("discard", "--reason", "No")],
    ids=lambda command: command[0],
)
def test_what_was_sent_is_not_sent_twice_nor_taken_back(
    register: Register, command: tuple[str, ...]
) -> None:
    reference = register.was_sent()
    name, *options = command
    ran = register.ask(name, reference, *options)
    assert ran.code == WRONG_USAGE
    assert "it was sent, which cannot be taken back" in ran.err


@pytest.mark.parametrize("end", ["close", "discard"])
def test_nothing_is_done_with_a_letter_that_is_over(register: Register, end: str) -> None:
    reference = register.was_sent() if end == "close" else register.drafted()
    assert register.ask(end, reference, "--reason", "Over").code == DONE
    ran = register.ask("close", reference)
    assert ran.code == WRONG_USAGE
    assert "nothing more is done with it" in ran.err


def test_a_letter_was_not_sent_before_it_was_approved(register: Register) -> None:
    reference = register.approved()
    ran = register.ask("mark-sent", reference, "--on", "2026-03-01", "--via", "e-mail")
    assert ran.code == WRONG_USAGE
    assert "it was approved by Berta Ruiz on 2026-03-02" in ran.err


def test_a_letter_is_not_sent_or_answered_on_a_day_to_come(register: Register) -> None:
    reference = register.approved()
    ran = register.ask("mark-sent", reference, "--on", "2026-03-03", "--via", "e-mail")
    assert (ran.code, "is still to come" in ran.err) == (WRONG_USAGE, True)
    assert register.ask("mark-sent", reference, *SENT).code == DONE
    ran = register.ask("reply", reference, "--on", "2026-03-03", "--summary", "Thanks")
    assert (ran.code, "is still to come" in ran.err) == (WRONG_USAGE, True)


def test_an_answer_does_not_come_before_the_letter(register: Register) -> None:
    reference = register.was_sent()
    ran = register.ask("reply", reference, "--on", "2026-03-01", "--summary", "Thanks")
    assert ran.code == WRONG_USAGE
    assert "comes before it" in ran.err


def test_a_second_answer_adds_to_the_first(register: Register) -> None:
    reference = register.was_sent()
    for day in ("2026-03-10", "2026-03-20"):
        answered = ("reply", reference, "--on", day, "--summary", "On our report")
        assert register.ask(*answered, at="2026-03-21T08:00").code == DONE
    assert str(register.letter(reference).answered) == "2026-03-10"


def test_who_acts_is_named(register: Register) -> None:
    reference = register.drafted()
    assert register.ask("approve", reference).code == WRONG_USAGE
    ran = register.ask("approve", reference, "--by", "  ")
    assert (ran.code, "--by is empty" in ran.err) == (WRONG_USAGE, True)


# --- an answer suggests, and changes nothing


def test_an_answer_suggests_what_may_be_added_to_the_record(register: Register) -> None:
    reference = register.drafted(INITIAL, ANNUAL)
    register.ask("approve", reference, "--by", "Berta Ruiz")
    register.ask("mark-sent", reference, *SENT)
    ran = register.ask("reply", reference, "--on", "2026-03-02", "--summary", "Reports attached")
    assert ran.code == DONE
    suggestion = ran.out.partition("\n\n")[2]
    assert suggestion == (
        "# What may be added to TUV.yaml, if the answer says so. Nothing was added; fill in what "
        "is in capitals.\n"
        "article_7:\n"
        "  reports:\n"
        "    - covers: initial\n"
        "      submitted: DAY\n"
        "      source: reply-2026-001\n"
        "    - covers: 2013\n"
        "      submitted: DAY\n"
        "      source: reply-2026-001\n"
        "\n"
        "sources:\n"
        "  reply-2026-001:\n"
        "    title: Answer of 2 March 2026 from Tuvalu to letter 2026/001\n"
        "    publisher: government-tuv\n"
        "    date: 2026-03-02\n"
    )


# --- what is listed


def listed(register: Register, *filters: str) -> list[str]:
    told = register.ask("list", "--format", "json", *filters, at="2026-05-02T10:00").json
    return [one["letter"] for one in told["letters"]]


def test_the_list_is_filtered_by_state_step_matter_and_day(register: Register) -> None:
    first = register.was_sent()
    second = register.drafted(ANNUAL)
    third = register.drafted("GNQ/article-7/initial-report-outstanding", state="GNQ")
    assert listed(register) == [first, second, third]
    assert listed(register, "--state", "Tuvalu") == [first, second]
    assert listed(register, "--step", "sent") == [first]
    assert listed(register, "--matter", "2013") == [second]
    assert listed(register, "--matter", "initial-report-outstanding") == [first, third]
    assert listed(register, "--since", "2026-03-02") == [first]
    ran = register.ask("list", "--state", "Tuvaluu")
    assert (ran.code, "Tuvalu" in ran.err) == (WRONG_USAGE, True)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "none on record for 61 days"),
        ("fr", "aucune au dossier depuis 61 jours"),
        ("es", "ninguna registrada en 61 días"),
    ],
)
def test_the_list_tells_at_a_glance_how_long_an_answer_is_awaited(
    register: Register, language: str, said: str
) -> None:
    reference = register.was_sent()
    for form in ("table", "markdown"):
        ran = register.ask("list", "--format", form, "--lang", language, at="2026-05-02T10:00")
        assert ran.code == DONE, ran.err
        assert reference in ran.out
        assert said in ran.out


# --- until when an answer is awaited


def awaited(register: Register, reference: str) -> tuple[object, object]:
    """For how many days an answer to a letter is awaited, and until when."""
    told = register.ask("list", "--format", "json", at="2026-05-02T10:00").json["letters"]
    (one,) = (each for each in told if each["letter"] == reference)
    return one["answer_within"], one["awaited_until"]


def test_without_a_number_an_answer_is_awaited_as_the_rulebook_says(register: Register) -> None:
    reference = register.approved()
    ran = register.ask("mark-sent", reference, *SENT)
    assert "An answer is awaited within 60 days, until 1 May 2026" in ran.out
    assert awaited(register, reference) == (60, "2026-05-01")
    assert ", awaited until 1 May 2026" in register.ask("list", "--format", "markdown").out


def test_who_sends_a_letter_chooses_for_it_alone(register: Register) -> None:
    first, second = register.approved(), register.was_sent()
    ran = register.ask("mark-sent", first, *SENT, "--answer-within", "1")
    assert "An answer is awaited within 1 day, until 3 March 2026" in ran.out
    assert awaited(register, first) == (1, "2026-03-03")
    assert awaited(register, second) == (60, "2026-05-01")
    steps = register.ask("show", first, "--format", "json").json["steps"]
    assert [one["answer_within"] for one in steps] == [None, None, 1]
    shown = register.ask("show", first, "--format", "markdown").out
    assert "on 2 March 2026: note verbale; an answer is awaited for 1 day |" in shown


def test_what_was_chosen_with_the_draft_holds_until_who_sends_it_chooses(
    register_on_each: Register,
) -> None:
    drafts = [draft(f"2026/00{number}") for number in (1, 2)]
    with register_on_each.begin().writing() as connection:
        put = in_folder(register_on_each.folder)
        register_drafts(connection, drafts, Signed("Ana Silva", DRAFTED), put, answer_within=90)
    for reference, more in (("2026/001", ()), ("2026/002", ("--answer-within", "30"))):
        assert register_on_each.ask("approve", reference, "--by", "Berta Ruiz").code == DONE
        assert awaited(register_on_each, reference) == (None, None)
        assert register_on_each.ask("mark-sent", reference, *SENT, *more).code == DONE
    assert awaited(register_on_each, "2026/001") == (90, "2026-05-31")
    assert awaited(register_on_each, "2026/002") == (30, "2026-04-01")
    answer = ("reply", "2026/001", "--on", "2026-04-01", "--summary", "Thanks")
    assert register_on_each.ask(*answer, at="2026-04-02T08:00").code == DONE
    assert awaited(register_on_each, "2026/001") == (None, None)


@pytest.mark.parametrize("days", ["0", "3651", "soon"])
def test_a_number_of_days_that_is_none_is_refused(register: Register, days: str) -> None:
    reference = register.approved()
    assert register.ask("mark-sent", reference, *SENT, "--answer-within", days).code == WRONG_USAGE
    assert register.letter(reference).step is Step.APPROVED


def test_the_list_as_csv_has_a_row_a_letter(register: Register) -> None:
    reference = register.was_sent()
    ran = register.ask("list", "--format", "csv", at="2026-05-02T10:00")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["letter"], row["step"], row["days_awaited"]) == (reference, "sent", "61")
    assert row["matters"] == INITIAL


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_a_letter_is_shown_with_who_did_what(register: Register, form: str, language: str) -> None:
    reference = register.was_sent()
    ran = register.ask("show", reference, "--format", form, "--lang", language)
    assert ran.code == DONE, ran.err
    assert ran.out.count("Berta Ruiz") == 1
    assert "note verbale" in ran.out
    assert ("Dear friends" in ran.out) == (form != "csv")


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        (ANNUAL, "Annual transparency report outstanding (2013)"),
        ("TUV/annual report/2024", "Annual report (2024)"),
        ("TUV/national implementation measures", "National implementation measures"),
        ("TUV/alleged matter/north-2014", "Alleged matter (north-2014)"),
        ("TUV/meeting/24MSP", "Meeting (24MSP)"),
        ("TUV/reply/2026/001", "Reply (2026/001)"),
        ("TUV/a rule that was", "TUV/a rule that was"),
    ],
)
def test_what_a_letter_is_about_is_told_in_words(matter: str, said: str) -> None:
    assert in_words([matter], rulebook(), "en") == (said,)


def test_a_letter_that_is_not_there_is_told_the_nearest(register: Register) -> None:
    register.drafted()
    ran = register.ask("show", "2026/011")
    assert ran.code == WRONG_USAGE
    assert "did you mean '2026/001'" in ran.err.lower()
    assert register.ask("show", "Tuvalu").code == WRONG_USAGE


def test_without_a_register_the_list_says_how_to_begin(register: Register) -> None:
    ran = register.ask("list")
    assert ran.code == WRONG_USAGE
    assert "Begin with: compliance-engine letters draft" in ran.err


def test_the_files_of_a_letter_are_written_again_from_the_register(
    register: Register, tmp_path: Path
) -> None:
    reference = register.approved()
    again = tmp_path / "again"
    assert register.ask("show", reference, "--out", again).code == DONE
    for part in ("", "-basis", "-approved"):
        name = register.file(reference, part).name
        assert (again / name).read_bytes() == register.file(reference, part).read_bytes()
    (again / register.file(reference).name).write_bytes(b"edited")
    ran = register.ask("show", reference, "--out", again)
    assert (ran.code, "was left as it is" in ran.err) == (WRONG_USAGE, True)
