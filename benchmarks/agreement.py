"""Findings are compared before anything is timed: a wrong answer has no speed."""

from __future__ import annotations

from collections.abc import Collection

from benchmarks.peers.interface import Finding


class DifferenceError(Exception):
    """A program finds something else than the engine does."""


def require_same(what: str, found: Collection[Finding], expected: Collection[Finding]) -> None:
    """Raises DifferenceError, with examples, unless both are the same findings."""
    missed, extra = set(expected) - set(found), set(found) - set(expected)
    if missed or extra:
        examples = [f"missed {sorted(missed)[:3]}"] if missed else []
        examples += [f"found besides {sorted(extra)[:3]}"] if extra else []
        raise DifferenceError(
            f"{what}: {len(missed)} findings missed, {len(extra)} found besides; "
            f"{'; '.join(examples)}. Nothing was timed."
        )
