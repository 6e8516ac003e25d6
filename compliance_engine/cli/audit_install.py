"""``compliance-engine audit install``."""

from __future__ import annotations

import getpass
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_engine.cli import audit_options, options
from compliance_engine.documents.files import write_new
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.audit.scheduling.job import Job

SETTINGS = "audit.env"


class HourType(click.ParamType[time]):
    """A time of day, ``02:00``."""

    name = "hh:mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """The time. Fails for what is none."""
        if isinstance(value, time):
            return value
        try:
            return datetime.strptime(str(value), "%H:%M").time()  # noqa: DTZ007
        except ValueError:
            self.fail(f"{value!r} is not a time of day: write it as 02:00", param, ctx)


_existing = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option("--systemd", "kind", flag_value="systemd", help="A service and a timer of systemd.")
@click.option("--cron", "kind", flag_value="cron", help="A line of a crontab.")
@click.option(
    "--at", type=HourType(), default="02:00", show_default=True, help="When it runs, UTC."
)
@click.option(
    "--records",
    "records_folder",
    type=_existing,
    help="The folder of records.  [default: those shipped]",
)
@click.option(
    "--rules",
    "rules_folder",
    type=_existing,
    help="The folder of the rulebook.  [default: the one shipped]",
)
@click.option(
    "--judgements",
    "judgements_folder",
    type=_existing,
    help="The folder of judgements.  [default: judgements, in the folder of records]",
)
@audit_options.store
@options.language
@click.option(
    "--wait",
    type=click.IntRange(min=0),
    default=3600,
    show_default=True,
    metavar="SECONDS",
    help="How long the job waits for another run to end.",
)
@audit_options.at_most
@audit_options.notify
@click.option(
    "--settings",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file with the variables for mail, which you write.  [default: audit.env in this "
    "user's folder of settings]",
)
@click.option(
    "--to",
    "folder",
    type=_existing,
    help="Write the units into this folder; else they are printed, and nothing is written.",
)
def install(
    *,
    kind: str | None,
    at: time,
    records_folder: Path | None,
    rules_folder: Path | None,
    judgements_folder: Path | None,
    store_name: str | None,
    language: str,
    wait: int,
    at_most: float,
    recipients: tuple[str, ...],
    notify_command: str | None,
    settings: Path | None,
    folder: Path | None,
) -> None:
    """What systemd or cron needs to run the audit every night.

    It is printed for you to look at and to put in its place. Of a night that ends with an error,
    those are told who are told of changes. Passwords are no part of it: they stand in a file of
    your own, which the job reads.
    """
    from platformdirs import user_config_path

    from compliance_engine.audit.notifying.settings import VARIABLES
    from compliance_engine.audit.scheduling.cron import crontab_of
    from compliance_engine.audit.scheduling.job import Job
    from compliance_engine.audit.scheduling.systemd import units_of

    if kind is None:
        raise UsageError("say what the job is for: --systemd or --cron")
    given = {
        "--records": records_folder,
        "--rules": rules_folder,
        "--judgements": judgements_folder,
    }
    words = [*_program("run"), *_paths(given), "--store", _store(store_name)]
    words += ["--lang", language, "--wait", str(wait), "--at-most", f"{at_most:.0f}"]
    told = [*_notifying(recipients, notify_command)]
    job = Job(
        (*words, *told),
        (*_program("report-failure"), *told),
        at,
        getpass.getuser(),
        (settings or user_config_path("compliance-engine") / SETTINGS).absolute(),
        VARIABLES,
        wait + int(at_most),
    )
    if kind == "cron":
        if folder is not None:
            raise UsageError("--to is for --systemd: a crontab is changed with 'crontab -e'")
        click.echo(crontab_of(job), nl=False)
    elif folder is not None:
        _write(folder, units_of(job))
    else:
        for name, text in units_of(job).items():
            click.echo(f"# {name}\n{text}")
        click.echo(_next_steps(job), err=True)


def _program(command: str) -> list[str]:
    """This program, by this interpreter, whatever lies in the folder in which it is started."""
    program = str(Path(sys.executable).absolute())
    return [program, "-P", "-m", "compliance_engine", "audit", command]


def _paths(given: Mapping[str, Path | None]) -> Iterator[str]:
    for option, path in given.items():
        if path is not None:
            yield from (option, str(path.absolute()))


def _store(given: str | None) -> str:
    """The store, as it is to be found from anywhere. Raises UsageError if it has a password."""
    from compliance_engine.store.location import location_of

    location = location_of(given)
    if location.path is not None:
        return str(location.path.absolute())
    if location.has_secret:
        raise UsageError(
            f"the store's URL has a password, or what may be one ({location.shown}), which is not "
            "to stand in a unit or a crontab: leave it out, and set PGPASSWORD or PGOPTIONS in the "
            "file of settings"
        )
    return location.shown


def _notifying(recipients: tuple[str, ...], command: str | None) -> Iterator[str]:
    from compliance_engine.audit.notifying.addresses import problems_of
    from compliance_engine.audit.notifying.command import Command

    if problems := [*problems_of(recipients, "--notify")]:
        raise UsageError("\n    ".join(problems))
    for one in recipients:
        yield from ("--notify", one)
    if command is not None:
        name, *more = Command.of(command).words
        program = shutil.which(name)
        if program is None:
            raise UsageError(f"--notify-command: there is no command {name}")
        yield from ("--notify-command", shlex.join([str(Path(program).absolute()), *more]))


def _write(folder: Path, units: Mapping[str, str]) -> None:
    there = [name for name in units if (folder / name).exists()]
    if there:
        raise UsageError(f"{', '.join(there)} is there already in {folder}: remove it first")
    for name, text in units.items():
        write_new(folder / name, text.encode())
        click.echo(f"Written: {folder / name}")


def _next_steps(job: Job) -> str:
    from compliance_engine.audit.scheduling.job import NAME

    return (
        f"Put the three into /etc/systemd/system, and the settings into {job.settings}. Then:\n"
        f"    systemctl daemon-reload && systemctl enable --now {NAME}.timer"
    )
