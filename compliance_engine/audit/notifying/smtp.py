"""Delivery to a server of e-mail: over TLS with a certificate that is checked, or not at all."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from compliance_engine.audit.notifying.exchange import FALTERS, Exchange
from compliance_engine.audit.notifying.messages import Event
from compliance_engine.audit.notifying.settings import Security, ServerSettings
from compliance_engine.audit.notifying.transport import Result, UnreachableError
from compliance_engine.secrets import without_secrets

_DONE = range(200, 300)
_REFUSED = range(400, 600)
_LONGEST = 300
_READ = 4000


@dataclass(frozen=True)
class Smtp:
    """A server, with what it takes to use it."""

    server: ServerSettings

    def deliver(self, mail: bytes, recipient: str, begun: Callable[[], None]) -> Result:
        """Hands a mail over; see Transport."""
        with self._connected() as smtp:
            result = self._answered(smtp, mail, recipient, begun)
            with suppress(*FALTERS):
                # its answer is not awaited: what became of the mail is to be on record at once
                smtp.putcmd("quit")
            return result

    def _answered(
        self, smtp: Exchange, mail: bytes, recipient: str, begun: Callable[[], None]
    ) -> Result:
        with self._told():
            code, said = smtp.mail(self.server.sender)
            if code not in _DONE:
                return Result(Event.FAILED, f"the sender was refused: {self._said(code, said)}")
            code, said = smtp.rcpt(recipient)
            if code not in _DONE:
                return Result(Event.FAILED, f"the recipient was refused: {self._said(code, said)}")
        begun()
        return self._handed_over(smtp, mail)

    def _handed_over(self, smtp: Exchange, mail: bytes) -> Result:
        """What became of the mail: where that was not said in so many words, it is not known."""
        try:
            code, said = smtp.data(mail)
        except smtplib.SMTPDataError as error:  # before any of the mail was handed over
            refused = self._said(error.smtp_code, error.smtp_error)
            return Result(Event.FAILED, f"refused: {refused}")
        except FALTERS as error:
            return Result(Event.UNKNOWN, f"the server gave no answer: {self._why(error)}")
        if code in _DONE:
            return Result(Event.ACCEPTED, self._said(code, said))
        if code in _REFUSED:
            return Result(Event.FAILED, f"refused: {self._said(code, said)}")
        return Result(Event.UNKNOWN, f"the server gave no answer: {self._said(code, said)}")

    @contextmanager
    def _connected(self) -> Iterator[Exchange]:
        """A connection that is protected and logged in. Raises UnreachableError."""
        where = f"{self.server.host}:{self.server.port}"
        try:
            smtp = Exchange(self.server)
        except ssl.SSLCertVerificationError as error:
            raise self._untrusted(error) from error
        except FALTERS as error:
            raise UnreachableError(f"{where} cannot be reached: {self._why(error)}") from error
        try:
            self._log_in(smtp)
            yield smtp
        finally:
            smtp.end()

    def _log_in(self, smtp: Exchange) -> None:
        where = f"{self.server.host}:{self.server.port}"
        try:
            if self.server.security is Security.STARTTLS:
                smtp.starttls(context=smtp.context)
            smtp.ehlo_or_helo_if_needed()
            if self.server.user:
                smtp.login(self.server.user, self.server.password.revealed())
        except ssl.SSLCertVerificationError as error:
            raise self._untrusted(error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise UnreachableError(f"{where} cannot be used: {error}") from error
        except smtplib.SMTPAuthenticationError as error:
            said = self._said(error.smtp_code, error.smtp_error)
            raise UnreachableError(f"{where} refused the name and password: {said}") from error
        except FALTERS as error:
            raise UnreachableError(f"{where} cannot be reached: {self._why(error)}") from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns a server that breaks off into an UnreachableError."""
        try:
            yield
        except FALTERS as error:
            where = f"{self.server.host}:{self.server.port}"
            raise UnreachableError(f"{where} broke off: {self._why(error)}") from error

    def _untrusted(self, error: ssl.SSLCertVerificationError) -> UnreachableError:
        where = f"{self.server.host}:{self.server.port}"
        return UnreachableError(
            f"the certificate of {where} is not to be trusted: {error.verify_message}"
        )

    def _why(self, error: BaseException) -> str:
        return self._clean(str(error)) or type(error).__name__

    def _said(self, code: int, said: bytes | str) -> str:
        """An answer of the server on one line."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return self._clean(f"{code} {text}" if code > 0 else text or "nothing that can be read")

    def _clean(self, text: str) -> str:
        """A text on one line, without what a terminal would take for a command, or a password."""
        text = text[:_READ]
        line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
        return without_secrets(self.server.password.hidden_in(line))[:_LONGEST]
