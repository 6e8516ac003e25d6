"""Nights that are killed while they read, write and deliver: ``make kills``, and ten of each in CI.

``python -m tests.acceptance.nights KILLS SEED`` kills so many nights on SQLite and on PostgreSQL,
or on the one that is named after it, at moments spread by chance, two in five of them at a command
of the conversation with the server of e-mail. On PostgreSQL one in four is no kill of the night but
of the connection that holds its lock, and another night begins at once. What must hold after each:
no mail has gone out twice, unless a person decided so; every run that was there is there, and the
chain of them verifies. In the end, every message of every run was delivered once.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import psycopg

from compliance_engine.audit.notifying.settings import Security
from compliance_engine.cli import options
from compliance_engine.store.locking import KEY
from tests.acceptance import databases
from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import CHECKOUT, DONE, NIGHT_FAILED
from tests.acceptance.forking import begun_in, ended_in, forking
from tests.acceptance.mail_server import Server, environment, serving

PACK = CHECKOUT / "tests" / "packs" / "cls"
TO = ("--notify", "unit@example.org", "--notify", "chair@example.org")
FIRST, EACH = date(2012, 1, 1), timedelta(days=8)
"""The day of the first night, and how much later each next one is; all lie before the present."""

TOLD_EACH = 20
AT_A_COMMAND, OF_THE_LOCK = 0.4, 0.25
COMMANDS = ("EHLO", "MAIL", "RCPT", "DATA", "QUIT")
LONGEST = 120.0
SIGKILL = 9
SLOW = (
    "babel.dates", "jinja2.ext", "smtplib", "structlog", "compliance_engine.audit.notifying.page",
    "compliance_engine.audit.notifying.plain_text", "compliance_engine.cli.audit_notifying",
    "compliance_engine.audit.notifying.delivering", "compliance_engine.audit.notifying.digest",
    "compliance_engine.audit.notifying.outbox", "compliance_engine.audit.notifying.smtp",
    "compliance_engine.store.held", "psycopg", "sqlalchemy.dialects.postgresql.psycopg",
)  # fmt: skip
"""What takes long to import, and is imported once for all nights."""


@dataclass
class Office:
    """Records, a store for their nights, a server of e-mail, and two processes that make nights."""

    audit: Audit
    server: Server
    night: subprocess.Popen[bytes]
    other: subprocess.Popen[bytes]
    day: date = FIRST
    length: float = 1.0
    runs: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def command(self) -> list[str]:
        """A night of the present day; each is of a week later, and so has something to tell."""
        return [
            "audit", "run", "--engine", "plain", "--as-of", self.day.isoformat(), "--records",
            str(self.audit.records), "--rules", str(PACK / "rules"), "--store", self.audit.store,
            "--wait", "60", *TO,
        ]  # fmt: skip

    def next_day(self) -> None:
        """The day of the next night, which has to be over."""
        self.day += EACH
        assert self.day <= options.today(), "the nights have come to the present: kill fewer"

    def whole(self) -> None:
        """A night that nobody kills, and whose messages all arrive."""
        self.next_day()
        begun_in(self.night, self.command)
        begun = time.monotonic()
        assert ended_in(self.night) == DONE
        self.length = time.monotonic() - begun

    def killed(self, chance: Random) -> bool:
        """Begins a night and kills it: whether it was killed before it ended."""
        self.next_day()
        process = begun_in(self.night, self.command)
        if chance.random() < AT_A_COMMAND:
            self.server.client = lambda: process
            self.server.kill_at = chance.choice(COMMANDS)
        else:
            pause(self.night, chance.uniform(0, 1.1) * self.length)
            with suppress(ProcessLookupError):
                os.kill(process, SIGKILL)
        status = ended_in(self.night)
        self.server.kill_at = ""
        assert status in (DONE, SIGKILL), status
        return status == SIGKILL

    def lock_lost(self, chance: Random) -> bool:
        """Ends the connection that holds the lock of a night, and begins another night at once."""
        self.next_day()
        lost: list[bool] = []
        at = chance.choice(COMMANDS) if chance.random() < 2 * AT_A_COMMAND else None

        def command(seen: str) -> None:
            if seen == at and not lost:
                lost.append(terminated(self.audit.store))

        if at is not None:
            self.server.on_command = command
        begun_in(self.night, self.command)
        if at is None:
            pause(self.night, chance.uniform(0.3, 1.0) * self.length)
            lost.append(terminated(self.audit.store))
        begun_in(self.other, self.command)
        statuses = {ended_in(self.night) >> 8, ended_in(self.other) >> 8}
        self.server.on_command = lambda _: None
        assert statuses <= {DONE, NIGHT_FAILED}, statuses
        return any(lost)

    def settle(self) -> Iterator[bool]:
        """A person decides on each message that is marked: whether the server has each."""
        listed = self.audit.ask("messages", "--open", "--format", "json").json["messages"]
        marked = [one for one in listed if one["status"] == "unknown"]
        for one in marked:
            there = one["message_id"] in self.server.ids
            how = ("settle", one["id"], "--delivered") if there else ("resend", one["id"])
            signed = ("--by", "A. Analyst", "--reason", "I asked the server.")
            assert self.audit.ask(*how, *signed).code == DONE
            yield there

    def check(self) -> None:
        """No mail twice, no run lost, and all as it was written."""
        ids = self.server.ids
        assert len(ids) == len(set(ids)), "a mail has gone out twice"
        told = self.audit.ask("log", "--format", "json").json["runs"]
        runs = [(one["number"], one["as_of"], one["started"]) for one in reversed(told)]
        assert runs[: len(self.runs)] == self.runs, "a run is lost"
        assert [one[0] for one in runs] == [*range(1, len(runs) + 1)]
        assert self.audit.ask("verify").code == DONE
        self.runs = runs

    def check_end(self) -> None:
        """Every message of every run was delivered, once."""
        listed = self.audit.ask("messages", "--format", "json").json["messages"]
        assert {one["status"] for one in listed} == {"delivered"}
        assert sorted(self.server.ids) == sorted(one["message_id"] for one in listed)


def pause(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Waits until a night has ended, or for so many seconds."""
    assert process.stdout is not None
    select.select([process.stdout], [], [], seconds)


def terminated(store: str) -> bool:
    """Ends the connection that holds the lock of a database: whether there was one."""
    with psycopg.connect(store, autocommit=True) as connection:
        found = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
            "AND granted AND objid = %s "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            (KEY,),
        ).fetchall()
    return any(ended for (ended,) in found)


@contextmanager
def office(folder: Path, store: str) -> Iterator[Office]:
    """An office in a folder."""
    records = shutil.copytree(PACK / "states", folder / "records")
    with ExitStack() as stack:
        server = stack.enter_context(serving(folder, Security.NONE))
        named = {
            "COMPLIANCE_ENGINE_SMTP_HOST": "127.0.0.1",
            "COMPLIANCE_ENGINE_SMTP_PORT": str(server.port),
            "COMPLIANCE_ENGINE_SMTP_SECURITY": "none",
            "COMPLIANCE_ENGINE_SMTP_FROM": "audit@example.org",
        }
        stack.enter_context(environment(named))
        forks = (stack.enter_context(forking(*SLOW, more=named, quiet=True)) for _ in range(2))
        night, other = forks
        yield Office(Audit(records, store), server, night, other)


def survive(made: Office, kills: int, seed: int) -> Counter[str]:
    """Kills so many nights, and counts what became of them. Fails with the first that harmed."""
    chance, counts = Random(seed), Counter[str]()
    made.whole()
    made.check()
    while (done := counts["nights killed"] + counts["locks lost"]) < kills:
        counts["nights"] += 1
        if "://" in made.audit.store and counts["locks lost"] <= done * OF_THE_LOCK:
            counts["locks lost"] += made.lock_lost(chance)
        else:
            counts["nights killed"] += made.killed(chance)
        for there in made.settle():
            counts["marked: " + ("delivered" if there else "sent again")] += 1
        made.check()
        if counts["nights"] % TOLD_EACH == 0:
            sys.stderr.write(f"as of {made.day}: {json.dumps(counts)}\n")
    made.whole()
    made.check()
    made.check_end()
    counts["runs"] = len(made.runs)
    counts["mails"] = len(made.server.ids)
    return counts


def _main() -> None:
    kills, seed, *kinds = sys.argv[1:]
    for kind in kinds or ("sqlite", "postgresql"):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            store = str(folder / "audit.sqlite")
            if kind == "postgresql":
                if reason := databases.missing():
                    sys.exit(f"{reason}: no night on PostgreSQL was killed")
                server = stack.enter_context(databases.server())
                store = stack.enter_context(databases.fresh_database(server))
            with office(folder, store) as made:
                counts = survive(made, int(kills), int(seed))
            sys.stdout.write(f"{kind}: {json.dumps(counts)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _main()
