"""A real server of e-mail on this machine, which does with a mail what a test asks of it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from compliance_engine.audit.notifying.settings import VARIABLES, Security
from tests.processes import environment_of_a_process

HOST = "127.0.0.1"
USER, PASSWORD = "audit", "correct horse"
OK = "250 kept"
TRUSTED = "SSL_CERT_FILE"


def missing() -> str | None:
    """Why no certificate can be made here; None if one can."""
    return None if shutil.which("openssl") else "there is no openssl on this system"


def certificate_in(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that only those trust who are given it; and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
            "-addext", f"subjectAltName=IP:{HOST}",
            "-addext", "keyUsage=critical,digitalSignature,keyCertSign",
        ],
        env=environment_of_a_process(),
        capture_output=True,
        check=True,
    )  # fmt: skip
    return certificate, key


@dataclass
class Server:
    """What the server received, with the Message-ID of each, and what it answers.

    `refused` are answers to recipients by address. `on_data` gives the answer to a mail; None
    breaks the connection off instead. `kill_at` is the command at which the client is killed;
    `client` gives its process. `on_command` is called with every command.
    """

    received: list[Envelope] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    on_data: Callable[[], str | None] = lambda: OK
    kill_at: str = ""
    client: Callable[[], int] = os.getpid
    on_command: Callable[[str], None] = lambda _: None
    port: int = 0
    certificate: Path = Path()

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails received."""
        return [_parsed(one) for one in self.received]

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables with which a run uses this server, and trusts it."""
        return {
            "COMPLIANCE_ENGINE_SMTP_HOST": HOST,
            "COMPLIANCE_ENGINE_SMTP_PORT": str(self.port),
            "COMPLIANCE_ENGINE_SMTP_USER": USER,
            "COMPLIANCE_ENGINE_SMTP_PASSWORD": PASSWORD,
            "COMPLIANCE_ENGINE_SMTP_FROM": "audit@example.org",
            TRUSTED: str(self.certificate),
        }

    def seen(self, command: str) -> None:
        """A command came."""
        self.commands.append(command)
        self.on_command(command)
        if command == self.kill_at:
            os.kill(self.client(), signal.SIGKILL)

    def keep(self, mail: Envelope) -> None:
        """A mail came."""
        self.received.append(mail)
        self.ids.append(str(_parsed(mail)["Message-ID"]))


class _Handler:
    """What is called with each command; every attribute of it is looked at for each connection.

    The names are those that aiosmtpd looks for.
    """

    def __init__(self, of: Server) -> None:
        self._of = of

    async def handle_EHLO(
        self, server: SMTP, session: Session, _: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self._of.seen("EHLO")
        return responses

    async def handle_MAIL(
        self, server: SMTP, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._of.seen("MAIL")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._of.seen("RCPT")
        if address in self._of.refused:
            return self._of.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:
        self._of.seen("DATA")
        answer = self._of.on_data()
        if answer is None or answer.startswith("2"):
            self._of.keep(envelope)
        if answer is None:
            assert server.transport is not None
            server.transport.abort()  # type: ignore[attr-defined]
        return answer or ""

    async def handle_QUIT(self, server: SMTP, _: Session, envelope: Envelope) -> str:
        self._of.seen("QUIT")
        return "221 Bye"


def _parsed(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


class _Controller(Controller):
    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _may(_: SMTP, __: Session, ___: Envelope, ____: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given == LoginPassword(
        USER.encode(), PASSWORD.encode()
    )
    return AuthResult(success=right, handled=False)


@contextmanager
def serving(folder: Path, security: Security = Security.STARTTLS) -> Iterator[Server]:
    """A server that is protected in this way and asks for a password, or has neither."""
    server = Server()
    asked: dict[str, Any] = {}
    if security is not Security.NONE:
        server.certificate, key = certificate_in(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(server.certificate, key)
        asked = {"auth_required": True, "authenticator": _may}
    if security is Security.STARTTLS:
        asked |= {"tls_context": context, "require_starttls": True}
    if security is Security.TLS:
        asked |= {"ssl_context": context, "auth_require_tls": False}
    controller = _Controller(_Handler(server), hostname=HOST, port=0, **asked)
    controller.start()
    try:
        server.port = controller.port
        yield server
    finally:
        controller.stop()


def mail_environment() -> dict[str, str]:
    """The variables that tell where mail goes now, for a process of its own."""
    return {name: os.environ[name] for name in (*VARIABLES, TRUSTED) if name in os.environ}


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """These variables, and none other that would tell where mail goes."""
    ours = (*VARIABLES, TRUSTED)
    others = {name: one for name, one in os.environ.items() if name not in ours}
    with patch.dict(os.environ, {**others, **values}, clear=True):
        yield
