"""Log lines of a run that no one watches: JSON on stderr, one line for each step."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from compliance_engine.documents.escaping import shown_in_json
from compliance_engine.errors import ComplianceEngineError

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

    from compliance_engine.audit.notifying.messages import Message
    from compliance_engine.audit.outcome import Outcome
    from compliance_engine.store.opened import Store


def wanted() -> bool:
    """Whether there are log lines: not on a terminal, where a person watches."""
    return not sys.stderr.isatty()


class Journal:
    """Tells of the steps of a run and of what failed, each in a log line or in words.

    With log lines, every line begins with ``{``; without, only what failed is told.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        """`now` is the clock."""
        self._log = _log(now) if wanted() else None

    @contextmanager
    def of_run(self, as_of: date, store: Store) -> Iterator[None]:
        """Tells that a run begins, and the error with which it breaks off, if it does."""
        self.step("begun", as_of=as_of, store=store.location.shown)
        try:
            yield
        except ComplianceEngineError as error:
            self._error("broken off", said=str(error), exit_code=error.exit_code)
            raise

    def stored(self, outcome: Outcome, messages: int) -> None:
        """Tells that a run is in the store, and what changed since the one before."""
        run = outcome.run
        self.step("stored", run=run.number, seal=outcome.seal, findings=run.findings)
        kinds = Counter(str(one.kind) for one in outcome.transitions)
        before = outcome.before.number if outcome.before else None
        self.step("compared", run=run.number, with_run=before, changes=kinds, messages=messages)

    def message(self, message: Message) -> None:
        """Tells what became of a message."""
        from compliance_engine.audit.notifying.messages import Status
        from compliance_engine.cli.audit_notifying import said_of

        known = {"message": message.id, "to": message.recipient, "message_id": message.message_id}
        if message.status is Status.DELIVERED:
            self.step("notified", **known)
        else:
            self.failure(f"message {message.status}", f"Note: {said_of(message)}.", **known)

    def step(self, event: str, **values: object) -> None:
        """A step that went well."""
        if self._log is not None:
            self._log.info(event, **values)

    def failure(self, event: str, said: str, **values: object) -> None:
        """What failed, in words for a person."""
        if self._log is not None:
            self._log.error(event, said=said, **values)
        else:
            click.echo(said, err=True)

    def _error(self, event: str, **values: object) -> None:
        if self._log is not None:
            self._log.error(event, **values)


def _in_json(event: object, **_: object) -> str:
    return shown_in_json(json.dumps(event, ensure_ascii=False, default=str))


def _log(now: Callable[[], datetime]) -> Any:
    import structlog

    def stamped(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        first = {"at": now().isoformat(), "level": event["level"], "event": event["event"]}
        return {**first, **event}

    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            stamped,
            structlog.processors.JSONRenderer(_in_json),
        ],
    )
