"""The messages of a run, delivered to a real server of e-mail: each once, and none lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from compliance_engine.audit.notifying.settings import Security
from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import DONE, INVALID_INPUT, NIGHT_FAILED, WRONG_USAGE, Ran
from tests.acceptance.mail_server import (
    HOST,
    PASSWORD,
    TRUSTED,
    Server,
    environment,
    missing,
    serving,
)
from tests.acceptance.test_audit_run import submit

TO, OTHER = "unit@example.org", "chair@example.org"
DAY = date(2021, 6, 24)

if reason := missing():
    pytest.skip(reason, allow_module_level=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that a run uses and trusts."""
    with serving(tmp_path) as running, environment(running.environment):
        yield running


@pytest.fixture
def audit(audit: Audit) -> Audit:
    """One State, which is enough to tell of."""
    return of_one_state(audit)


@pytest.fixture
def audit_on_each(audit_on_each: Audit) -> Audit:
    """The same in each kind of database."""
    return of_one_state(audit_on_each)


def of_one_state(audit: Audit) -> Audit:
    for path in audit.records.glob("*.yaml"):
        if path.stem != "TUV":
            path.unlink()
    return audit


def night(audit: Audit, after: int = 0, *more: str) -> Ran:
    """A run so many days after the first, which tells one address."""
    return audit.run((DAY + timedelta(days=after)).isoformat(), "--notify", TO, *more)


def messages(audit: Audit) -> dict[str, dict[str, Any]]:
    listed = audit.ask("messages", "--format", "json").json["messages"]
    return {one["id"]: one for one in listed}


def statuses(audit: Audit) -> dict[str, str]:
    return {name: one["status"] for name, one in messages(audit).items()}


def decide(audit: Audit, command: str, *arguments: str) -> Ran:
    return audit.ask(command, *arguments, "--by", "A. Analyst", "--reason", "I asked the server.")


def test_a_digest_arrives_protected_and_with_both_renderings(
    audit_on_each: Audit, server: Server
) -> None:
    ran = night(audit_on_each)
    assert (ran.code, ran.err) == (DONE, "")
    (mail,) = server.mails
    assert (mail["From"], mail["To"]) == ("audit@example.org", TO)
    assert mail["Subject"] == "Audit run 1, as of 24 June 2021: first run"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    for part, form in ((text, "text"), (html, "html")):
        kept = audit_on_each.ask("message", "1.1", "--format", form).out
        assert part.get_content().splitlines() == kept.splitlines()
    (told,) = messages(audit_on_each).values()
    assert (told["status"], told["attempts"]) == ("delivered", 1)
    assert told["message_id"] == mail["Message-ID"]
    assert [one["event"] for one in told["deliveries"]] == ["begun", "accepted"]
    assert audit_on_each.ask("verify").code == DONE
    assert "delivered: 1" in audit_on_each.ask("log").out


def test_a_night_without_change_sends_nothing_and_a_week_of_them_one_message(
    audit: Audit, server: Server
) -> None:
    for after in (0, 6, 7, 8):
        assert night(audit, after).code == DONE
    _, quiet = server.mails
    assert quiet["Subject"] == "Audit run 3, as of 1 July 2021: all quiet"
    assert sorted(statuses(audit)) == ["1.1", "3.1"]


def test_without_configuration_nothing_is_kept_and_nothing_sent(audit: Audit) -> None:
    with environment({}):
        assert audit.run().code == DONE
    assert messages(audit) == {}


def test_recipients_may_be_named_by_the_environment(audit: Audit, server: Server) -> None:
    named = {**server.environment, "COMPLIANCE_ENGINE_NOTIFY": f"{TO}, {OTHER}"}
    with environment(named):
        assert audit.run().code == DONE
    assert [mail["To"] for mail in server.mails] == [TO, OTHER]
    assert len(set(server.ids)) == 2


def test_the_message_is_in_the_language_of_the_run(audit: Audit, server: Server) -> None:
    night(audit, 0, "--lang", "fr")
    (mail,) = server.mails
    assert mail["Subject"] == "Audit n° 1, au 24 juin 2021\N{NO-BREAK SPACE}: premier audit"
    assert mail["Content-Language"] == "fr"


def test_a_certificate_that_is_not_trusted_gets_no_mail(audit: Audit, server: Server) -> None:
    trusting = dict(server.environment)
    del trusting[TRUSTED]
    with environment(trusting):
        ran = night(audit)
    assert ran.code == NIGHT_FAILED
    assert f"the certificate of {HOST}:{server.port} is not to be trusted" in ran.err
    assert (server.received, "MAIL" in server.commands) == ([], False)
    assert statuses(audit) == {"1.1": "waiting"}
    assert "waiting: 1" in audit.ask("log").out
    assert night(audit, 1).code == DONE
    assert server.ids == [messages(audit)["1.1"]["message_id"]]


def test_a_server_that_offers_no_protection_gets_neither_mail_nor_password(
    audit: Audit, tmp_path: Path
) -> None:
    with serving(tmp_path, Security.NONE) as server, environment(server.environment):
        ran = night(audit)
    assert ran.code == NIGHT_FAILED
    assert "STARTTLS extension not supported by server" in ran.err
    assert set(server.commands) == {"EHLO"}


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_server_that_is_protected_from_the_first_byte_is_used(
    audit: Audit, tmp_path: Path
) -> None:
    with serving(tmp_path, Security.TLS) as server:
        with environment({**server.environment, "COMPLIANCE_ENGINE_SMTP_SECURITY": "tls"}):
            assert night(audit).code == DONE
        assert [mail["To"] for mail in server.mails] == [TO]


def test_a_wrong_password_is_told_and_shown_nowhere(audit: Audit, server: Server) -> None:
    wrong = {**server.environment, "COMPLIANCE_ENGINE_SMTP_PASSWORD": "battery staple"}
    with environment(wrong):
        ran = night(audit)
    assert ran.code == NIGHT_FAILED
    assert "refused the name and password: 535" in ran.err
    assert server.received == []
    night(audit, 1)
    told = ran.out + ran.err + audit.ask("messages", "--format", "json").out
    kept = Path(audit.store).read_bytes()
    for secret in ("battery staple", PASSWORD):
        assert secret not in told
        assert secret.encode() not in kept


def test_a_recipient_that_is_refused_costs_no_other_a_message_or_a_second_one(
    audit_on_each: Audit, server: Server
) -> None:
    server.refused[TO] = "550 no such mailbox"
    ran = night(audit_on_each, 0, "--notify", OTHER)
    assert ran.code == NIGHT_FAILED
    assert f"message 1.1 to {TO} was not delivered" in ran.err
    assert "the recipient was refused: 550 no such mailbox" in ran.err
    assert [mail["To"] for mail in server.mails] == [OTHER]
    assert statuses(audit_on_each) == {"1.1": "waiting", "1.2": "delivered"}
    server.refused.clear()
    assert night(audit_on_each, 1, "--notify", OTHER).code == DONE
    assert [mail["To"] for mail in server.mails] == [OTHER, TO]
    assert messages(audit_on_each)["1.1"]["attempts"] == 2


@pytest.mark.parametrize("answer", ["451 later", "554 never"])
def test_a_mail_that_is_refused_waits_and_is_sent_with_the_same_bytes(
    audit: Audit, server: Server, answer: str
) -> None:
    seen: list[bytes] = []

    def refuse() -> str:
        return answer

    server.on_data = refuse
    for after in (0, 1):
        ran = night(audit, after)
        assert ran.code == NIGHT_FAILED
        assert f"refused: {answer}" in ran.err
        seen.append(audit.ask("message", "1.1", "--format", "mail").stdout)
    server.on_data = lambda: "250 at last"
    assert night(audit, 2).code == DONE
    (envelope,) = server.received
    assert seen == [envelope.content, envelope.content]
    (kept,) = messages(audit).values()
    assert [one["event"] for one in kept["deliveries"]] == 2 * ["begun", "failed"] + [
        "begun", "accepted",
    ]  # fmt: skip
    assert kept["deliveries"][-1]["said"] == "250 at last"


def test_messages_of_nights_without_a_server_arrive_later_in_order(
    audit_on_each: Audit, tmp_path: Path
) -> None:
    audit = audit_on_each
    with serving(tmp_path) as server:
        known = server.environment
    with environment(known):
        assert night(audit).code == NIGHT_FAILED
        submit(audit)
        ran = night(audit, 1)
    assert ran.code == NIGHT_FAILED
    assert ran.err.count("cannot be reached") == 1
    assert statuses(audit) == {"1.1": "waiting", "2.1": "waiting"}
    with serving(tmp_path) as server, environment(server.environment):
        assert night(audit, 2).code == DONE
        subjects = [mail["Subject"] for mail in server.mails]
    assert [one.split(",")[0] for one in subjects] == ["Audit run 1", "Audit run 2"]
    assert audit.ask("verify").code == DONE


def break_off(audit: Audit, server: Server) -> Ran:
    """A run at which the server takes the mail and dies before it answers."""
    server.on_data = lambda: None
    ran = night(audit)
    server.on_data = lambda: "250 OK"
    return ran


def test_a_mail_of_which_no_answer_came_is_marked_and_never_sent_by_itself(
    audit_on_each: Audit, server: Server
) -> None:
    audit = audit_on_each
    ran = break_off(audit, server)
    assert ran.code == NIGHT_FAILED
    assert f"whether message 1.1 to {TO} was delivered is not known" in ran.err
    assert "compliance-engine audit resend 1.1" in ran.err
    for after in (1, 2):
        assert night(audit, after).code == NIGHT_FAILED
    assert len(server.received) == 1
    assert statuses(audit) == {"1.1": "unknown"}
    assert "unknown: 1" in audit.ask("log").out


def test_an_answer_that_takes_too_long_is_no_answer(audit: Audit, server: Server) -> None:
    given_up = Event()
    server.on_data = lambda: "250 OK" if given_up.wait(60) else None
    with environment({**server.environment, "COMPLIANCE_ENGINE_DELIVERY_SECONDS": "2"}):
        ran = night(audit)
    given_up.set()
    assert ran.code == NIGHT_FAILED
    assert "was delivered is not known (the server gave no answer: " in ran.err
    assert "timed out, after 2 s in all)" in ran.err
    assert statuses(audit) == {"1.1": "unknown"}


def test_a_person_has_it_sent_once_more_with_the_same_message_id(
    audit: Audit, server: Server
) -> None:
    break_off(audit, server)
    assert decide(audit, "resend", "1.1").out == "Message 1.1 is now: waiting.\n"
    assert night(audit, 1).code == DONE
    assert len(server.received) == 2
    assert len(set(server.ids)) == 1
    events = [one["event"] for one in messages(audit)["1.1"]["deliveries"]]
    assert events == ["begun", "unknown", "resend", "begun", "accepted"]
    assert messages(audit)["1.1"]["attempts"] == 2


@pytest.mark.parametrize(
    ("how", "status"), [("--delivered", "delivered"), ("--given-up", "given up")]
)
def test_a_person_says_what_became_of_it(
    audit: Audit, server: Server, how: str, status: str
) -> None:
    break_off(audit, server)
    assert decide(audit, "settle", "1.1", how).code == DONE
    assert night(audit, 1).code == DONE
    assert len(server.received) == 1
    (kept,) = messages(audit).values()
    assert kept["status"] == status
    assert kept["deliveries"][-1]["by"] == "A. Analyst"
    assert audit.ask("messages", "--open", "--format", "json").json["messages"] == []
    assert audit.ask("verify").code == DONE
    for command in (("resend", "1.1"), ("settle", "1.1", "--delivered")):
        ran = decide(audit, *command)
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert "which is final" in ran.err


def test_what_waits_is_not_resent_or_called_delivered_but_may_be_given_up(
    audit: Audit, server: Server
) -> None:
    server.refused[TO] = "550 gone"
    night(audit)
    assert "sends it anyway" in decide(audit, "resend", "1.1").err
    assert "was not delivered" in decide(audit, "settle", "1.1", "--delivered").err
    assert decide(audit, "settle", "1.1", "--given-up").code == DONE
    assert night(audit, 1).code == DONE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("resend", "9.1"), "there is no message '9.1'"),
        (("resend", "x"), "there is no message 'x'"),
        (("settle", "1.1"), "--delivered or --given-up"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    audit: Audit, server: Server, arguments: tuple[str, ...], said: str
) -> None:
    night(audit)
    ran = decide(audit, *arguments)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert said in ran.err


def test_a_decision_says_who_made_it_and_why(audit: Audit, server: Server) -> None:
    break_off(audit, server)
    ran = audit.ask("resend", "1.1", "--by", " ", "--reason", "x")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "--by is empty" in ran.err


@pytest.mark.parametrize(
    "address",
    [
        "unit@example.org\nBcc: all@example.org", "unit@example.org\r", "unit@", "@example.org",
        "Unit <unit@example.org>", "unit@exa mple.org", "ünit@example.org", f"{'x' * 250}@a.org",
    ],
)  # fmt: skip
def test_an_address_that_could_slip_into_a_header_is_refused(
    audit: Audit, server: Server, address: str
) -> None:
    ran = audit.run("2021-06-24", "--notify", address)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    refused = "no text may hold" if "\r" in address else "is not an address of e-mail"
    assert refused in ran.err
    sender = {**server.environment, "COMPLIANCE_ENGINE_SMTP_FROM": address}
    with environment(sender):
        assert night(audit).code == (DONE if address.strip() == TO else WRONG_USAGE)
    assert not any(mail["Bcc"] for mail in server.mails)


def test_everything_that_is_missing_is_told_before_anything_is_done(audit: Audit) -> None:
    given = {
        "COMPLIANCE_ENGINE_SMTP_PORT": "99999",
        "COMPLIANCE_ENGINE_SMTP_SECURITY": "perhaps",
        "COMPLIANCE_ENGINE_SMTP_USER": "audit",
    }
    with environment(given):
        ran = night(audit)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    for said in (
        "COMPLIANCE_ENGINE_SMTP_HOST is not set",
        "COMPLIANCE_ENGINE_SMTP_FROM is not set",
        "COMPLIANCE_ENGINE_SMTP_PORT: '99999' is not a number from 1 to 65535",
        "COMPLIANCE_ENGINE_SMTP_SECURITY: 'perhaps' is none of starttls, tls, none",
        "COMPLIANCE_ENGINE_SMTP_USER is set, but COMPLIANCE_ENGINE_SMTP_PASSWORD is not",
    ):
        assert said in ran.err
    assert not Path(audit.store).exists()


def test_without_protection_only_a_server_on_this_machine_is_used(
    audit: Audit, tmp_path: Path
) -> None:
    with serving(tmp_path, Security.NONE) as server:
        plain = {
            "COMPLIANCE_ENGINE_SMTP_HOST": HOST,
            "COMPLIANCE_ENGINE_SMTP_PORT": str(server.port),
            "COMPLIANCE_ENGINE_SMTP_SECURITY": "none",
            "COMPLIANCE_ENGINE_SMTP_FROM": "audit@example.org",
        }
        with environment(plain | {"COMPLIANCE_ENGINE_SMTP_HOST": "mail.example.org"}):
            ran = night(audit)
        assert ran.code == WRONG_USAGE
        assert "only a server on this machine can be used" in ran.err
        with environment(plain):
            assert night(audit).code == DONE
    assert len(server.received) == 1


def test_a_broken_record_leads_the_message_and_decides_the_exit_code(
    audit: Audit, server: Server
) -> None:
    night(audit)
    audit.spoil("TUV")
    server.refused[TO] = "550 gone"
    ran = night(audit, 1)
    assert ran.code == INVALID_INPUT
    assert "message 2.1" in ran.err
    server.refused.clear()
    night(audit, 2)
    assert "1 record could not be used" in server.mails[-1]["Subject"]


def test_a_copy_of_the_store_knows_what_was_delivered(audit: Audit, server: Server) -> None:
    night(audit)
    copy = Audit(audit.records, str(Path(audit.store).with_name("audit-after-run-1.sqlite")))
    assert statuses(copy) == {"1.1": "delivered"}


@pytest.mark.deep
def test_a_result_that_cannot_be_recorded_leaves_the_mark(audit: Audit, server: Server) -> None:
    """The disk is full, or the store locked, just when the server has accepted."""
    night(audit)
    submit(audit)
    locked: list[sqlite3.Connection] = []

    def lock() -> str:
        connection = sqlite3.connect(audit.store, check_same_thread=False, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
        locked.append(connection)
        return "250 OK"

    server.on_data = lock
    ran = night(audit, 1)
    with closing(locked[0]):
        assert ran.code == NIGHT_FAILED
        assert "database is locked" in ran.err
    assert statuses(audit)["2.1"] == "unknown"
    night(audit, 2)
    assert len(server.received) == 2
