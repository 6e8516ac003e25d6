"""What a user is told where the inference engine died and the run goes on without it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import click

from compliance_engine.errors import EngineCrashWarning


@contextmanager
def crashes_told() -> Iterator[list[str]]:
    """Tells each of them on stderr when it happens; gives the list of those told so far."""
    told: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("always", EngineCrashWarning)
        show = warnings.showwarning

        def tell(message: Warning | str, category: type[Warning], *where: object) -> None:
            if issubclass(category, EngineCrashWarning):
                told.append(str(message))
                click.echo(f"Note: {message}.", err=True)
            else:
                show(message, category, *where)  # type: ignore[arg-type]

        warnings.showwarning = tell  # type: ignore[assignment]
        yield told
