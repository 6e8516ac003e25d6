"""What is timed, and in which order."""

from __future__ import annotations

from itertools import count

from benchmarks.timing import Measurement, measure


def test_programs_take_turns_after_a_run_that_is_not_timed() -> None:
    ran: list[str] = []
    measure({"one": lambda: ran.append("one"), "other": lambda: ran.append("other")}, rounds=2)
    assert ran == ["one", "other"] * 3


def test_a_measurement_is_what_the_clock_said_in_each_round() -> None:
    ticks = count(step=5)
    (measured,) = measure({"one": lambda: None}, rounds=3, clock=lambda: float(next(ticks)))
    assert measured == Measurement("one", (5.0, 5.0, 5.0))


def test_one_slow_round_does_not_change_the_median() -> None:
    assert Measurement("one", (1.0, 100.0, 2.0)).seconds == 2.0
