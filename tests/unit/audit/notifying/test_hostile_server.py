"""A server of e-mail that does what none should: each time an attempt on record, and in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from compliance_engine.audit.notifying.messages import Event
from compliance_engine.audit.notifying.settings import Security, ServerSettings
from compliance_engine.audit.notifying.smtp import Smtp
from compliance_engine.audit.notifying.transport import Result, UnreachableError
from compliance_engine.secrets import Secret

MAIL = b"Subject: a mail\r\n\r\nof two lines\r\n"
PATIENT, IMPATIENT, BRIEF = 60.0, 4.0, 1.0
ENOUGH = 40.0
"""Seconds beyond which a delivery did not end by itself: far more, as the machine may be busy."""

GREETING = b"220 here\r\n"
PLAIN = b"250 OK\r\n"
GO_ON = b"354 go on\r\n"
OFFERED = b"250-here\r\n250 STARTTLS\r\n"

Talk = Callable[[socket.socket], None]


@contextmanager
def serving(talk: Talk) -> Iterator[int]:
    """The port of a server that does so with whoever comes first."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                connected, _ = listening.accept()
                with connected, suppress(OSError):
                    talk(connected)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
    thread.join(ENOUGH)


def answering(*answers: bytes, then: Talk | None = None) -> Talk:
    """Says the first of these at once, and each other after a line from the other side."""

    def talk(connected: socket.socket) -> None:
        with connected.makefile("rb") as lines:
            for number, one in enumerate(answers):
                if number:
                    line = lines.readline()
                    while number == 5 and line and line != b".\r\n":  # the mail itself
                        line = lines.readline()
                connected.sendall(one)
            if then is not None:
                then(connected)

    return talk


def dripping(one: bytes) -> Talk:
    """Says the same again and again, long before anyone would lose patience with silence."""

    def talk(connected: socket.socket) -> None:
        until = time.monotonic() + ENOUGH
        while time.monotonic() < until:
            connected.sendall(one)
            threading.Event().wait(0.05)

    return talk


def silent(connected: socket.socket) -> None:
    """Says nothing, and waits until the other side leaves."""
    while connected.recv(4096):
        pass


def flooding(connected: socket.socket) -> None:
    """Says more than anyone should keep."""
    while True:
        connected.sendall(b"250-" + b"x" * 500 + b"\r\n")


def delivered(
    talk: Talk,
    *,
    security: Security = Security.NONE,
    user: str = "",
    patience: float = PATIENT,
) -> tuple[Result | None, str, int]:
    """The result, or else why nothing could be delivered; and how often it was begun."""
    begun: list[None] = []
    told: tuple[Result | None, str, int]
    started = time.monotonic()
    with serving(talk) as port:
        settings = ServerSettings(
            "127.0.0.1", port, security, user, Secret("hush"), "audit@example.org", patience
        )
        try:
            result = Smtp(settings).deliver(MAIL, "unit@example.org", lambda: begun.append(None))
        except UnreachableError as error:
            told = (None, str(error), len(begun))
        else:
            told = (result, result.said, len(begun))
    assert time.monotonic() - started < ENOUGH
    assert told[1].isprintable()
    assert len(told[1]) < 500
    return told


UP_TO_DATA = (GREETING, PLAIN, PLAIN, PLAIN, GO_ON)


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize(
    "talk",
    [
        dripping(b"220-wait\r\n"),
        dripping(b"2"),
        silent,
        answering(GREETING, then=dripping(b"250-wait\r\n")),
        answering(GREETING, then=silent),
        answering(GREETING, PLAIN, then=dripping(b"250-wait\r\n")),
        answering(GREETING, PLAIN, PLAIN, then=dripping(b"2")),
    ],
)
def test_a_server_that_never_ends_an_answer_is_left_in_time(talk: Talk) -> None:
    result, said, begun = delivered(talk, patience=BRIEF)
    assert (result, begun) == (None, 0)
    assert said.endswith("timed out, after 1 s in all") or "timed out" in said


@pytest.mark.parametrize(
    "talk",
    [
        flooding,
        answering(b"\xff\xfe\xfa\r\n"),
        answering(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        answering(b"220 " + b"x" * 20000 + b"\r\n"),
        answering(b""),
        answering(b"554 go away\r\n"),
        answering(b"22"),
        answering(GREETING, b"\xff\xff\r\n", b"\xff\xff\r\n"),
        answering(GREETING, b"250" + b"x" * 20000 + b"\r\n"),
        answering(GREETING, b""),
    ],
)
def test_before_a_mail_is_handed_over_nothing_is_delivered_to_anyone(talk: Talk) -> None:
    result, said, begun = delivered(talk)
    assert (result, begun) == (None, 0)
    assert "127.0.0.1:" in said


@pytest.mark.parametrize(
    "answers",
    [
        (b"garbage\r\n", PLAIN),
        (PLAIN, b"\xff\xff\xff nonsense\r\n"),
        (b"999 what\r\n", PLAIN),
        (PLAIN, b"100 hm\r\n"),
    ],
)
def test_an_answer_that_is_none_is_a_refusal_before_the_mail(answers: tuple[bytes, ...]) -> None:
    result, _, begun = delivered(answering(GREETING, PLAIN, *answers))
    assert result is not None
    assert (result.event, begun) == (Event.FAILED, 0)


@pytest.mark.parametrize(
    "answer", [b"garbage\r\n", b"\xff\xff\r\n", b"250 no, go on without it\r\n", b"451 later\r\n"]
)
def test_where_the_server_wants_no_mail_none_was_handed_over(answer: bytes) -> None:
    result, _, begun = delivered(answering(*UP_TO_DATA[:-1], answer))
    assert result is not None
    assert (result.event, begun) == (Event.FAILED, 1)


@pytest.mark.parametrize(
    "last",
    [
        answering(*UP_TO_DATA, b"garbage\r\n"),
        answering(*UP_TO_DATA, b"\xff\xfe\r\n"),
        answering(*UP_TO_DATA, b"999 what\r\n"),
        answering(*UP_TO_DATA, b"354 go on\r\n"),
        answering(*UP_TO_DATA, b"250" + b"x" * 20000 + b"\r\n"),
        answering(*UP_TO_DATA, b""),
        answering(*UP_TO_DATA, b"250 kep"),
        answering(*UP_TO_DATA, b"", then=flooding),
    ],
)
def test_once_a_mail_is_handed_over_only_a_clear_answer_tells_what_became_of_it(
    last: Talk,
) -> None:
    result, said, begun = delivered(last)
    assert result is not None
    assert (result.event, begun) == (Event.UNKNOWN, 1)
    assert said.startswith("the server gave no answer: ")


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("then", [silent, dripping(b"250-wait\r\n"), dripping(b"2")])
def test_of_a_mail_whose_answer_does_not_end_nothing_is_known(then: Talk) -> None:
    result, said, begun = delivered(answering(*UP_TO_DATA, b"", then=then), patience=IMPATIENT)
    assert result is not None
    assert (result.event, begun) == (Event.UNKNOWN, 1)
    assert said == "the server gave no answer: timed out, after 4 s in all"


def test_a_clear_answer_is_believed() -> None:
    for answer, event in ((b"250 kept\r\n", Event.ACCEPTED), (b"552 too big\r\n", Event.FAILED)):
        result, _, begun = delivered(answering(*UP_TO_DATA, answer))
        assert result is not None
        assert (result.event, begun) == (event, 1)


@pytest.mark.parametrize(
    "talk",
    [
        answering(GREETING, OFFERED, b"220 go\r\n", b"no TLS at all\r\n"),
        answering(GREETING, OFFERED, b"220 go\r\n", then=silent),
        answering(GREETING, OFFERED, b"220 go\r\n", then=dripping(b"\x16")),
        answering(GREETING, OFFERED, b"454 not now\r\n"),
        answering(GREETING, OFFERED, b"\xff\xff\r\n"),
        answering(GREETING, b"250 here\r\n"),
    ],
)
def test_a_server_that_cannot_be_protected_gets_nothing(talk: Talk) -> None:
    result, _, begun = delivered(talk, security=Security.STARTTLS, user="unit", patience=BRIEF)
    assert (result, begun) == (None, 0)


@pytest.mark.parametrize("talk", [silent, dripping(b"x"), answering(GREETING), answering(b"")])
def test_a_server_that_speaks_no_tls_gets_nothing(talk: Talk) -> None:
    result, _, begun = delivered(talk, security=Security.TLS, patience=BRIEF)
    assert (result, begun) == (None, 0)


@pytest.mark.parametrize(
    "answers",
    [
        (b"334 no base64 !!!\r\n",),
        (b"334 \xff\xff\r\n",),
        (b"334 aHVzaA==\r\n", b"535 hush is wrong\r\n"),
        (b"535 password: hush\r\n",),
        (b"\xff\r\n",),
        (b"",),
    ],
)
@pytest.mark.parametrize("way", [b"CRAM-MD5", b"PLAIN", b"LOGIN", b"NOTHING KNOWN"])
def test_a_server_that_asks_in_a_strange_way_is_not_told_the_password(
    way: bytes, answers: tuple[bytes, ...]
) -> None:
    """What it repeats of it is not on record either."""
    talk = answering(GREETING, b"250-here\r\n250 AUTH " + way + b"\r\n", *answers)
    result, said, begun = delivered(talk, user="unit")
    assert (result, begun) == (None, 0)
    assert "hush" not in said
