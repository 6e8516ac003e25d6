"""The mail that tells of a night that failed: what was wrong, and the end of its log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from compliance_engine.audit.notifying.outbox import DOMAIN
from compliance_engine.secrets import without_secrets
from compliance_engine.store.canonical import digest_of_value

SUBJECT = "The nightly audit failed"
LINES = 100
"""Lines of the log that are repeated, the last ones."""

_LONGEST = 2000
_READ = 8000
_NOTHING = "Nothing is known of it: the log that was handed over is empty."


def failure_text(log: str, host: str) -> str:
    """What is told of a night, from its log: each error in words, then its last lines."""
    lines = [_plain(one) for one in log.splitlines() if one.strip()]
    said = list(dict.fromkeys(_said(lines)))
    parts = [f"The nightly audit on {host} ended with an error. No other message tells of it."]
    parts += said or ([] if lines else [_NOTHING])
    if lines:
        parts.append("The end of its log:\n" + "\n".join(lines[-LINES:]))
    parts.append("What was written to the store before is kept; docs/notification.md tells more.")
    return "\n\n".join(parts) + "\n"


def failure_mail(text: str, recipient: str, sender: str, at: datetime) -> bytes:
    """The mail to one recipient; to nobody in particular, if a command delivers it."""
    mail = EmailMessage(policy=SMTP)
    if sender:
        mail["From"] = sender
    if recipient:
        mail["To"] = recipient
    mail["Subject"] = SUBJECT
    mail["Date"] = format_datetime(at)
    name = digest_of_value([text, recipient, at.isoformat()])[:32]
    mail["Message-ID"] = f"<failed.{name}@{sender.rpartition('@')[2] or DOMAIN}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def _said(lines: Sequence[str]) -> Iterator[str]:
    """What the errors in a log say in words; lines that are no log lines as they are."""
    for line in lines:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict) and told.get("level") == "error" and told.get("said"):
            yield _plain(str(told["said"]))


def _plain(line: str) -> str:
    shown = "".join(one if one.isprintable() or one == "\n" else " " for one in line[:_READ])
    return without_secrets(shown)[:_LONGEST]
