"""Delivery to a server of e-mail: over TLS with a certificate that is checked, or not at all."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from compliance_engine.audit.notifying.messages import Event
from compliance_engine.audit.notifying.settings import Security, ServerSettings
from compliance_engine.audit.notifying.transport import Result, UnreachableError

PATIENCE = 60.0
"""Seconds that the server may take for an answer, but for the last."""

LAST_ANSWER = 600.0
"""Seconds for the answer to a mail that was handed over, by RFC 5321, 4.5.3.2.6.

Who hangs up earlier does not know whether a mail is delivered.
"""

_OK = 250
_OK_FORWARDED = 251
_LONGEST = 300


@dataclass(frozen=True)
class Smtp:
    """A server, with what it takes to use it."""

    server: ServerSettings

    def deliver(self, mail: bytes, recipient: str, begun: Callable[[], None]) -> Result:
        """Hands a mail over; see Transport."""
        with self._connected() as smtp:
            result = self._answered(smtp, mail, recipient, begun)
            with suppress(OSError, smtplib.SMTPException):
                # its answer is not awaited: what became of the mail is to be on record at once
                smtp.putcmd("quit")
            return result

    def _answered(
        self, smtp: smtplib.SMTP, mail: bytes, recipient: str, begun: Callable[[], None]
    ) -> Result:
        code, said = smtp.mail(self.server.sender)
        if code != _OK:
            return Result(Event.FAILED, f"the sender was refused: {_told(code, said)}")
        code, said = smtp.rcpt(recipient)
        if code not in (_OK, _OK_FORWARDED):
            return Result(Event.FAILED, f"the recipient was refused: {_told(code, said)}")
        begun()
        assert smtp.sock is not None
        smtp.sock.settimeout(LAST_ANSWER)
        return _handed_over(smtp, mail)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """A connection that is protected and logged in. Raises UnreachableError."""
        where = f"{self.server.host}:{self.server.port}"
        try:
            smtp = self._opened()
        except ssl.SSLCertVerificationError as error:
            raise UnreachableError(
                f"the certificate of {where} is not to be trusted: {error.verify_message}"
            ) from error
        except smtplib.SMTPNotSupportedError as error:
            raise UnreachableError(f"{where} cannot be used: {error}") from error
        except smtplib.SMTPAuthenticationError as error:
            said = _told(error.smtp_code, error.smtp_error)
            raise UnreachableError(f"{where} refused the name and password: {said}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise UnreachableError(f"{where} cannot be reached: {error}") from error
        try:
            yield smtp
        except (OSError, smtplib.SMTPException) as error:
            raise UnreachableError(f"{where} broke off: {error}") from error
        finally:
            smtp.close()

    def _opened(self) -> smtplib.SMTP:
        server, trusted = self.server, ssl.create_default_context()
        if server.security is Security.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=PATIENCE, context=trusted
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        try:
            if server.security is Security.STARTTLS:
                smtp.starttls(context=trusted)
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


def _handed_over(smtp: smtplib.SMTP, mail: bytes) -> Result:
    try:
        code, said = smtp.data(mail)
    except smtplib.SMTPDataError as error:
        return Result(Event.FAILED, f"refused: {_told(error.smtp_code, error.smtp_error)}")
    except (OSError, smtplib.SMTPException) as error:
        return Result(Event.UNKNOWN, f"the server gave no answer: {error}")
    if code != _OK:
        return Result(Event.FAILED, f"refused: {_told(code, said)}")
    return Result(Event.ACCEPTED, _told(code, said))


def _told(code: int, said: bytes | str) -> str:
    """An answer of the server on one line, without what a terminal would take for a command."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return f"{code} {line}"[:_LONGEST]
