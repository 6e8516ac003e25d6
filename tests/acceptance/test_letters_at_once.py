"""Two people act on one letter at once: one of them wins, and the other is told."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest

from compliance_engine.letters.model import Step
from compliance_engine.letters.register import acting, adding
from compliance_engine.letters.register.adding import OvertakenError, Signed
from compliance_engine.letters.register.adding import register as register_drafts
from compliance_engine.letters.register.letter import Letter
from tests.acceptance.command_line import DONE
from tests.acceptance.lettering import DRAFTED, SENT, Register, draft
from tests.processes import environment_of_a_process

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
PEOPLE = ("Berta Ruiz", "Carl Ek", "Dora Lang", "Emil Roth")


def test_of_people_who_have_all_seen_a_draft_one_alone_approves_it(
    register_on_each: Register,
) -> None:
    seen = register_on_each.letter(register_on_each.drafted())
    together = Barrier(len(PEOPLE))

    def approve(who: str) -> Letter | OvertakenError:
        together.wait()
        with register_on_each.opened.writing() as connection:
            try:
                file = who.encode()
                return acting.approve(connection, seen, file, file, Signed(who, NOW))
            except OvertakenError as error:
                return error

    with ThreadPoolExecutor(len(PEOPLE)) as people:
        ended = list(people.map(approve, PEOPLE))
    (winner,) = (who for who, one in zip(PEOPLE, ended, strict=True) if isinstance(one, Letter))
    told = {str(one) for one in ended if isinstance(one, OvertakenError)}
    assert len(told) == 1
    assert f"gone on meanwhile: approved by {winner}" in told.pop()
    steps = register_on_each.letter(seen.reference).steps
    assert [(one.step, one.who) for one in steps[1:]] == [(Step.APPROVED, winner)]


def test_who_approves_and_who_discards_what_both_have_seen_cannot_both_win(
    register_on_each: Register,
) -> None:
    seen = register_on_each.letter(register_on_each.drafted())
    with register_on_each.opened.writing() as connection:
        acting.discard(connection, seen, "Not needed", Signed("Carl Ek", NOW))
    with (
        register_on_each.opened.writing() as connection,
        pytest.raises(OvertakenError, match="discarded by Carl Ek"),
    ):
        acting.approve(connection, seen, b"", b"", Signed("Berta Ruiz", NOW))


def test_of_two_processes_that_mark_a_letter_as_sent_one_is_refused(
    register_on_each: Register,
) -> None:
    reference = register_on_each.drafted()
    assert register_on_each.ask("approve", reference, "--by", "Berta Ruiz").code == DONE
    command = [
        sys.executable, "-m", "compliance_engine", "letters", "mark-sent", reference, *SENT,
        "--store", register_on_each.store,
    ]  # fmt: skip
    processes = [
        subprocess.Popen(
            [*command, "--by", who],
            env=environment_of_a_process(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for who in PEOPLE[:2]
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in processes]
    assert sorted(process.returncode for process in processes) == [0, 2], said
    assert [step for step, _, _ in register_on_each.told(reference)].count("sent") == 1


def test_the_database_itself_refuses_two_steps_after_the_same_one(
    register_on_each: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even of a program that would not look first."""
    seen = register_on_each.letter(register_on_each.drafted())
    monkeypatch.setattr(adding, "_check_seen", lambda connection, seen: None)
    with register_on_each.opened.writing() as connection:
        acting.discard(connection, seen, "Not needed", Signed("Carl Ek", NOW))
    with (
        pytest.raises(OvertakenError, match="has gone on meanwhile"),
        register_on_each.opened.writing() as connection,
    ):
        acting.discard(connection, seen, "Not needed", Signed("Berta Ruiz", NOW))
    assert len(register_on_each.letter(seen.reference).steps) == 2


def test_two_who_draft_at_once_cannot_both_have_a_reference(register_on_each: Register) -> None:
    """The second drafts again, and then knows of what the first wrote."""
    first, second = draft("2026/001"), draft("2026/001", said="Dear colleagues")
    register_on_each.add(first)
    with (
        register_on_each.opened.writing() as connection,
        pytest.raises(OvertakenError, match="others have registered letters meanwhile"),
    ):
        register_drafts(connection, [second], Signed("Carl Ek", DRAFTED))
    assert register_on_each.letter("2026/001").text == first.text


def test_no_number_is_left_out(register: Register) -> None:
    store = register.begin()
    with (
        store.writing() as connection,
        pytest.raises(OvertakenError, match="2026/002 is not the next"),
    ):
        register_drafts(connection, [draft("2026/002")], Signed("Carl Ek", DRAFTED))
