"""Progress is shown to whoever waits at a terminal, and to nobody else."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from compliance_engine.cli import progress
from compliance_engine.cli.progress import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def clock(monkeypatch: pytest.MonkeyPatch, seconds_each: float) -> None:
    """A clock that goes on by so many seconds whenever it is read."""

    def ticking() -> Iterator[float]:
        now = 0.0
        while True:
            yield now
            now += seconds_each

    ticks = ticking()
    monkeypatch.setattr(progress, "monotonic", lambda: next(ticks))


def seen_by(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, items: int) -> str:
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setenv("TERM", "xterm")
    assert list(watched(range(items))) == list(range(items))
    return stderr.getvalue()


def test_long_work_is_shown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 0.4)
    assert "100%" in seen_by(monkeypatch, Terminal(), 20)


def test_short_work_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 0.01)
    assert seen_by(monkeypatch, Terminal(), 20) == ""


@pytest.mark.parametrize("items", [0, 1, 3])
def test_work_that_ends_with_the_first_second_is_not(
    monkeypatch: pytest.MonkeyPatch, items: int
) -> None:
    clock(monkeypatch, 1.0 / max(1, items))
    assert seen_by(monkeypatch, Terminal(), items) == ""


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 10.0)
    assert seen_by(monkeypatch, io.StringIO(), 20) == ""


def test_work_that_breaks_off_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 10.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    items = watched(range(20))
    assert [next(items) for _ in range(5)] == [0, 1, 2, 3, 4]
    items.close()  # type: ignore[attr-defined]
    assert list(items) == []
