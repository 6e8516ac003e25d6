"""Where mail goes and by which server: from the environment, never from a file of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.audit.notifying.addresses import problems_of
from compliance_engine.errors import UsageError

RECIPIENTS = "COMPLIANCE_ENGINE_NOTIFY"
HOST = "COMPLIANCE_ENGINE_SMTP_HOST"
PORT = "COMPLIANCE_ENGINE_SMTP_PORT"
SECURITY = "COMPLIANCE_ENGINE_SMTP_SECURITY"
USER = "COMPLIANCE_ENGINE_SMTP_USER"
PASSWORD = "COMPLIANCE_ENGINE_SMTP_PASSWORD"
SENDER = "COMPLIANCE_ENGINE_SMTP_FROM"

VARIABLES = (RECIPIENTS, HOST, PORT, SECURITY, USER, PASSWORD, SENDER)
"""Every variable that is read, in the order in which they are documented."""


class Security(StrEnum):
    """How the connection to a server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only to a server on this machine."""


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_SERVER = re.compile(r"[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_LONGEST = 253
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class ServerSettings:
    """A server of e-mail, and the address that mail comes from."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str

    def __repr__(self) -> str:
        """Without the password, which is not to be shown anywhere."""
        return f"ServerSettings({self.host}:{self.port}, {self.security}, {self.sender})"


def server_settings(environment: Mapping[str, str]) -> ServerSettings:
    """The settings of the server. Raises UsageError with all that is missing or wrong."""
    given = {name: environment.get(name, "").strip() for name in VARIABLES}
    given[PASSWORD] = environment.get(PASSWORD, "")
    if problems := [*_problems(given)]:
        listed = "\n    ".join(problems)
        raise UsageError(
            f"mail cannot be sent as the environment stands:\n    {listed}\n"
            "    docs/notification.md tells what each variable is for."
        )
    security = Security(given[SECURITY] or Security.STARTTLS)
    port = int(given[PORT] or _PORTS[security])
    return ServerSettings(given[HOST], port, security, given[USER], given[PASSWORD], given[SENDER])


def sender_of(environment: Mapping[str, str]) -> str:
    """The address that mail comes from, if one is given. Raises UsageError if it is none."""
    sender = environment.get(SENDER, "").strip()
    if problem := next(problems_of([sender] if sender else [], SENDER), None):
        raise UsageError(problem)
    return sender


def _problems(given: Mapping[str, str]) -> Iterator[str]:
    for name in (HOST, SENDER):
        if not given[name]:
            yield f"{name} is not set"
    yield from problems_of([given[SENDER]] if given[SENDER] else [], SENDER)
    if given[HOST] and (len(given[HOST]) > _LONGEST or _SERVER.fullmatch(given[HOST]) is None):
        yield f"{HOST}: {given[HOST]!r} is not the name of a server: write it as mail.example.org"
    port = given[PORT]
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        yield f"{PORT}: {port!r} is not a number from 1 to 65535"
    security = given[SECURITY]
    if security and security not in [*Security]:
        yield f"{SECURITY}: {security!r} is none of {', '.join(Security)}"
    if security == Security.NONE and given[HOST] not in _THIS_MACHINE:
        yield f"{SECURITY}: without protection, only a server on this machine can be used"
    for name, other in ((USER, PASSWORD), (PASSWORD, USER)):
        if given[name] and not given[other]:
            yield f"{name} is set, but {other} is not"
        if not given[name].isascii():
            yield f"{name} has letters that cannot be sent to a server: use plain ones"
