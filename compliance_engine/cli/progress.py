"""Progress of long work, on the terminal of whoever waits for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TypeVar

import click

from compliance_engine.cli.terminal import takes_escapes

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds that work may take before anything is shown of it."""


def watched(items: Sequence[T]) -> Iterator[T]:
    """The items, one after the other; past a second, with a bar on stderr if that can show one."""
    remaining = iter(items)
    if not takes_escapes(sys.stderr):
        yield from remaining
        return
    begun = monotonic()
    done = 0
    for item in remaining:
        yield item
        done += 1
        if monotonic() - begun > PATIENCE:
            break
    with click.progressbar(length=len(items), file=sys.stderr, hidden=done == len(items)) as bar:
        bar.update(done)
        for item in remaining:
            yield item
            bar.update(1)
