"""The program: its commands, and how every error becomes a message and an exit code."""

from __future__ import annotations

import signal
import sys
import traceback
from types import FrameType

import click

from compliance_engine import __version__
from compliance_engine.cli import completing
from compliance_engine.cli.crashes import crashes_told
from compliance_engine.cli.lazy import LazyGroup
from compliance_engine.cli.streams import owned_streams
from compliance_engine.errors import ComplianceEngineError

PROGRAM = "compliance-engine"
WRONG_USAGE = 2
INTERNAL_ERROR = 4
INTERRUPTED = 130

COMMANDS = {
    "audit": ("compliance_engine.cli.audit:audit", "What changed since the last run."),
    "brief": ("compliance_engine.cli.brief:brief", "The pack for a session of the Committee."),
    "check": ("compliance_engine.cli.check:check", "What the rules find, State by State."),
    "duties": ("compliance_engine.cli.duties:duties", "A State's calendar of duties."),
    "explain": ("compliance_engine.cli.explain:explain", "Why a rule finds something, or not."),
    "forecast": ("compliance_engine.cli.forecast:forecast", "What is coming, day by day."),
    "history": ("compliance_engine.cli.history:history", "From when until when findings held."),
    "judge": ("compliance_engine.cli.judge:judge", "Judge findings, and list the judgements."),
    "letters": (
        "compliance_engine.cli.letters:letters",
        "Follow-up letters, from draft to answer.",
    ),
    "records": ("compliance_engine.cli.records:records", "Work on the records of States."),
    "report": ("compliance_engine.cli.report:report", "One offline page with all States."),
    "rules": ("compliance_engine.cli.rules:rules", "Work on the rules of the rulebook."),
    "states": ("compliance_engine.cli.states:states", "Every State and its membership."),
    "waive": ("compliance_engine.cli.judge_waive:waive", "Waive the follow-up of a finding."),
}


@click.command(cls=LazyGroup, commands_by_name=COMMANDS)
@click.version_option(__version__, prog_name=PROGRAM)
@click.option("--debug", is_flag=True, help="Show the trace of an internal error.")
def cli(debug: bool) -> None:
    """Checks the records of States against the Anti-Personnel Mine Ban Convention.

    Begin with "compliance-engine check". Exit codes: 0 done; 1 --fail-on was given and met;
    2 wrong usage; 3 invalid records, rules or files; 4 the evaluators disagree, the output cannot
    be written, or an internal error; 5 a night ended but a message waits, the store cannot be
    written, or its lock was lost.
    """
    del debug


def main() -> None:
    """Runs the command line and turns every error into a message and an exit code."""
    with owned_streams() as output:
        with completing.prepared():
            code = _run()
        if code == INTERRUPTED:
            output.drop()
        if failure := output.failure():
            click.echo(f"Error: writing the output failed: {failure.strerror}", err=True)
            code = code if code >= WRONG_USAGE else INTERNAL_ERROR
    sys.exit(code)


def _run() -> int:
    """The exit code of the command that was asked for, once it has ended."""
    interrupts = _interrupts()
    try:
        with crashes_told():
            return cli.main(prog_name=PROGRAM, standalone_mode=False) or 0
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ComplianceEngineError as error:
        click.echo(f"Error: {error}" if error.exit_code != 3 else str(error), err=True)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _interrupted()
    except Exception as error:  # noqa: BLE001 - the last one to hear of it tells it
        if "--debug" in sys.argv:
            click.echo(traceback.format_exc(), err=True, nl=False)
            return INTERNAL_ERROR
        return _interrupted() if interrupts else _failed(error)


def _interrupts() -> list[int]:
    """Collects each interruption (Ctrl-C) that comes from now on, beside raising it as usual.

    Native code may turn the exception into one of its own.
    """
    interrupts: list[int] = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        interrupts.append(number)
        signal.default_int_handler(number, frame)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)
    return interrupts


def _interrupted() -> int:
    click.echo("Interrupted; nothing was changed.", err=True)
    return INTERRUPTED


def _failed(error: Exception) -> int:
    if isinstance(error, OSError):
        where = f"{error.filename} cannot be used" if error.filename else "the system failed"
        click.echo(f"Error: {where}: {error.strerror or error}", err=True)
    else:
        click.echo(
            f"Error: an internal error, {type(error).__name__}: {error}\n"
            f"    Please report it; '{PROGRAM} --debug …' shows where it happened.",
            err=True,
        )
    return INTERNAL_ERROR
