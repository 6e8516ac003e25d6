"""A message as a mail: the same bytes however often it is made."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from compliance_engine.audit.notifying.messages import Content, Message
from compliance_engine.documents.text import shown, shown_in_line

_ENCODING = "quoted-printable"
"""Keeps every line short and every byte plain, which any server passes on unchanged."""


def mail_of(message: Message, content: Content, sender: str) -> bytes:
    """The mail from a sender; without one, what delivers it has to put it in.

    What breaks the line of the subject is shown as what it is. Raises ValueError if an address has
    more than one line.
    """
    mail = EmailMessage(policy=SMTP)
    if sender:
        mail["From"] = sender
    if message.recipient:
        mail["To"] = message.recipient
    mail["Subject"] = shown_in_line(content.subject)
    mail["Date"] = format_datetime(message.made)
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(shown(content.text), cte=_ENCODING)
    mail.add_alternative(shown(content.html), subtype="html", cte=_ENCODING)
    mail["Content-Language"] = message.language
    mail.set_boundary(f"digest-{message.content[:40]}")
    return mail.as_bytes()
