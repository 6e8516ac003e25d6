"""A private PostgreSQL for the tests: started on a socket in a folder of its own, and stopped."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from sqlalchemy.engine import make_url

from tests.processes import environment_of_a_process

PROGRAMS = ("initdb", "pg_ctl")
OTHERS = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"))
"""Where systems keep the programs of PostgreSQL that they do not put on the path."""


def missing() -> str | None:
    """Why no PostgreSQL can be started here; None if one can."""
    if any(_program(name) is None for name in PROGRAMS):
        return "there is no PostgreSQL on this system: initdb or pg_ctl is missing"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL refuses to run as root, and there is no runuser"
    return None


@contextmanager
def server() -> Iterator[str]:
    """A running server: the URL of its database `postgres`."""
    folder = Path(mkdtemp(prefix="pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, _user(), None)
    try:
        _as_user("initdb", "-D", data, "-U", "tests", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-k {folder} -h '' -F"
        _as_user("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://tests@/postgres?host={folder}"
        finally:
            _as_user("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@contextmanager
def fresh_database(server: str, like: str | None = None) -> Iterator[str]:
    """The URL of a new database of a server, which is empty or like another; dropped in the end."""
    import psycopg

    name = f"audit_{uuid4().hex}"
    template = f" TEMPLATE {make_url(like).database}" if like else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{template}".encode())
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _user() -> str:
    return "postgres" if _exists("postgres") else "nobody"


def _exists(user: str) -> bool:
    command = ["id", user]
    ended = subprocess.run(
        command, env=environment_of_a_process(), capture_output=True, check=False
    )
    return ended.returncode == 0


def _program(name: str) -> str | None:
    if found := shutil.which(name):
        return found
    places = [one for other in OTHERS for one in (*other.glob("*/bin"), other / "bin")]
    return next((str(one / name) for one in sorted(places) if (one / name).exists()), None)


def _as_user(name: str, *arguments: str | Path) -> None:
    program = _program(name)
    assert program is not None
    command = [program, *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _user(), "--", *command]
    # The server keeps what it inherits open: its output goes to a file, not to a pipe of ours.
    subprocess.run(
        command,
        env=environment_of_a_process({"LC_ALL": "C", "USER": getpass.getuser()}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
