"""Where a message stands, told by what is on record of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from compliance_engine.audit.notifying.mail import mail_of
from compliance_engine.audit.notifying.messages import Content, Delivery, Event, Message, Status
from compliance_engine.audit.notifying.occasion import Occasion
from compliance_engine.audit.notifying.settings import (
    HOST,
    PASSWORD,
    SENDER,
    USER,
    VARIABLES,
    server_settings,
)
from compliance_engine.documents.text import shown_in_line
from compliance_engine.errors import UsageError

AT = datetime(2021, 6, 24, 2, tzinfo=UTC)
MESSAGE = Message(
    12, 1, Occasion.NEWS, "fr", "unit@example.org", "<12.1.ab@example.org>", AT, "f" * 64
)


def after(*events: Event) -> Message:
    return replace(MESSAGE, deliveries=[Delivery(one, AT) for one in events])


@pytest.mark.parametrize(
    ("events", "status", "attempts"),
    [
        ([], Status.WAITING, 0),
        ([Event.FAILED], Status.WAITING, 1),
        ([Event.BEGUN], Status.UNKNOWN, 1),
        ([Event.BEGUN, Event.FAILED], Status.WAITING, 1),
        ([Event.BEGUN, Event.UNKNOWN], Status.UNKNOWN, 1),
        ([Event.BEGUN, Event.RESEND], Status.WAITING, 1),
        ([Event.BEGUN, Event.RESEND, Event.BEGUN, Event.ACCEPTED], Status.DELIVERED, 2),
        ([Event.FAILED, Event.FAILED, Event.GIVEN_UP], Status.GIVEN_UP, 2),
        ([Event.BEGUN, Event.SETTLED], Status.DELIVERED, 1),
    ],
)
def test_a_message_stands_where_its_last_event_left_it(
    events: Sequence[Event], status: Status, attempts: int
) -> None:
    message = after(*events)
    assert (message.status, message.attempts) == (status, attempts)


def test_a_mail_is_the_same_bytes_however_often_it_is_made() -> None:
    content = Content("Audit n° 12\N{NO-BREAK SPACE}: Modifié", "État\n" * 3, "<p>" + "é" * 2000)
    first, second = (mail_of(MESSAGE, content, "audit@example.org") for _ in range(2))
    assert first == second
    assert first.isascii()
    assert max(map(len, first.split(b"\r\n"))) <= 78
    read = message_from_bytes(first, policy=default)
    assert read["Subject"] == content.subject
    assert read["Message-ID"] == "<12.1.ab@example.org>"
    assert read["Date"].datetime == AT
    assert read.get_boundary() == f"digest-{'f' * 40}"


BROKEN = ("a\nBcc: b@example.org", "a\r\nX: y", "a\rb")


@pytest.mark.parametrize("broken", BROKEN)
def test_no_subject_slips_into_another_header(broken: str) -> None:
    """What breaks its line is shown as what it is, on the one line."""
    mail = mail_of(MESSAGE, Content(broken, "", ""), "")
    read, plain = (
        message_from_bytes(one, policy=default)
        for one in (mail, mail_of(MESSAGE, Content("a", "", ""), ""))
    )
    assert read.keys() == plain.keys()
    assert read["Subject"] == shown_in_line(broken)
    assert not {"\r", "\n"} & {*read["Subject"]}


@pytest.mark.parametrize("broken", BROKEN)
def test_no_address_slips_into_another_header(broken: str) -> None:
    for message, sender in ((MESSAGE, broken), (replace(MESSAGE, recipient=broken), "")):
        with pytest.raises(ValueError, match="may not contain linefeed or carriage return"):
            mail_of(message, Content("a", "", ""), sender)


SERVER = dict.fromkeys(VARIABLES, "") | {
    HOST: "mail.example.org",
    SENDER: "audit@example.org",
    USER: "audit",
    PASSWORD: " secret ",
}


def test_settings_show_no_password() -> None:
    settings = server_settings(SERVER)
    assert settings.password.revealed() == " secret "
    assert "secret" not in repr(settings)
    assert (settings.port, str(settings.security)) == (587, "starttls")
    assert server_settings(SERVER | {"COMPLIANCE_ENGINE_SMTP_SECURITY": "tls"}).port == 465


@pytest.mark.parametrize(
    "host", ["mail..example.org", "a b", "mail\n", "x" * 64, "http://a", "é.org"]
)
def test_what_is_not_the_name_of_a_server_is_refused(host: str) -> None:
    if host.strip() == "mail":
        host = "mail\nhost"
    with pytest.raises(UsageError, match="is not the name of a server"):
        server_settings(SERVER | {HOST: host})


@pytest.mark.parametrize("host", ["localhost", "mail.example.org", "192.0.2.1", "::1"])
def test_servers_are_named_by_name_or_number(host: str) -> None:
    assert server_settings(SERVER | {HOST: host}).host == host


@pytest.mark.parametrize("name", [USER, PASSWORD])
def test_a_name_or_password_that_cannot_be_sent_is_refused_and_not_shown(name: str) -> None:
    with pytest.raises(UsageError, match="has letters that cannot be sent") as refused:
        server_settings(SERVER | {name: "pässwort"})
    assert "wort" not in str(refused.value)
