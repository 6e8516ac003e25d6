"""``compliance-engine audit report-failure``."""

from __future__ import annotations

import socket
import sys

import click

from compliance_engine.cli import audit_options, options
from compliance_engine.errors import UsageError

NOT_DELIVERED = 5
_MOST = 1_000_000


@click.command(name="report-failure")
@audit_options.notify
def report_failure(*, recipients: tuple[str, ...], notify_command: str | None) -> None:
    """Mail the log of a night that ended with an error.

    The log is read from standard input. The job that "audit install" prints calls it by itself; no
    store is opened. The exit code is 5 if somebody could not be told.
    """
    from compliance_engine.audit.notifying.failure import failure_mail, failure_text
    from compliance_engine.audit.notifying.messages import Event
    from compliance_engine.audit.notifying.transport import UnreachableError
    from compliance_engine.cli.audit_notifying import Notifying

    log = sys.stdin.buffer.read()[-_MOST:].decode("utf-8", "replace")
    notifying = Notifying.of(recipients, notify_command, "en")
    if notifying is None:
        raise UsageError("nobody is to be told: say whom with --notify, or in the environment")
    postman, at = notifying.postman, options.now()
    text = failure_text(log, socket.gethostname())
    failures = []
    for one in notifying.recipients:
        mail = failure_mail(text, one, postman.sender, at)
        to = f" to {one}" if one else ""
        try:
            result = postman.transport.deliver(mail, one, lambda: None)
        except UnreachableError as error:
            failures.append(f"{to}, nor to anyone after: {error}")
            break
        if result.event is not Event.ACCEPTED:
            failures.append(f"{to}: {result.said}")
    for said in failures:
        click.echo(f"Note: the failure was not told{said}.", err=True)
    if failures:
        sys.exit(NOT_DELIVERED)
