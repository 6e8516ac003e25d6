"""Where mail goes and by which server: from the environment, never from a file of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.audit.notifying.addresses import problems_of
from compliance_engine.errors import UsageError
from compliance_engine.secrets import Secret, holds_secret

RECIPIENTS = "COMPLIANCE_ENGINE_NOTIFY"
HOST = "COMPLIANCE_ENGINE_SMTP_HOST"
PORT = "COMPLIANCE_ENGINE_SMTP_PORT"
SECURITY = "COMPLIANCE_ENGINE_SMTP_SECURITY"
USER = "COMPLIANCE_ENGINE_SMTP_USER"
PASSWORD = "COMPLIANCE_ENGINE_SMTP_PASSWORD"
SENDER = "COMPLIANCE_ENGINE_SMTP_FROM"
PATIENCE = "COMPLIANCE_ENGINE_DELIVERY_SECONDS"

VARIABLES = (RECIPIENTS, HOST, PORT, SECURITY, USER, PASSWORD, SENDER, PATIENCE)
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
_SHOWN = re.compile(r"[\w.+-]{1,64}(@[\w.-]{1,64})?")

DELIVERY_SECONDS = 150
"""Seconds in which one message is handed over and answered for, if nothing else is chosen."""

_MOST_SECONDS = 3600
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class ServerSettings:
    """A server of e-mail, and the address that mail comes from."""

    host: str
    port: int
    security: Security
    user: str
    password: Secret
    sender: str
    patience: float = DELIVERY_SECONDS
    """Seconds that the whole exchange about one mail may take."""


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
    return ServerSettings(
        given[HOST],
        port,
        security,
        given[USER],
        Secret(given[PASSWORD]),
        given[SENDER],
        float(given[PATIENCE] or DELIVERY_SECONDS),
    )


def patience_of(environment: Mapping[str, str]) -> float:
    """How many seconds the delivery of one message may take. Raises UsageError."""
    given = environment.get(PATIENCE, "").strip()
    if problem := next(_problems_of_patience(given), None):
        raise UsageError(problem)
    return float(given or DELIVERY_SECONDS)


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
        what = _told(given[HOST])
        yield f"{HOST}: {what} is not the name of a server: write it as mail.example.org"
    port = given[PORT]
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        yield f"{PORT}: {_told(port)} is not a number from 1 to 65535"
    security = given[SECURITY]
    if security and security not in [*Security]:
        yield f"{SECURITY}: {_told(security)} is none of {', '.join(Security)}"
    if security == Security.NONE and given[HOST] not in _THIS_MACHINE:
        yield f"{SECURITY}: without protection, only a server on this machine can be used"
    yield from _problems_of_patience(given[PATIENCE])
    for name, other in ((USER, PASSWORD), (PASSWORD, USER)):
        if given[name] and not given[other]:
            yield f"{name} is set, but {other} is not"
        if not given[name].isascii():
            yield f"{name} has letters that cannot be sent to a server: use plain ones"


def _problems_of_patience(given: str) -> Iterator[str]:
    if given and not (given.isascii() and given.isdigit() and 0 < int(given[:6]) <= _MOST_SECONDS):
        yield f"{PATIENCE}: {_told(given)} is not a number of seconds from 1 to {_MOST_SECONDS}"


def _told(given: str) -> str:
    """What a variable says, if it can be no password that was put in the wrong place."""
    plain = _SHOWN.fullmatch(given) is not None and not holds_secret(given)
    return repr(given) if plain else "what it says"
