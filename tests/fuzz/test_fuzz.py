"""Ten thousand cases of each level, and every case that was ever found. `make fuzz` runs more."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path
from types import FrameType, TracebackType

import pytest

from tests.fuzz import keeping
from tests.fuzz.level import Outcome
from tests.fuzz.levels import FOUND, LEVELS, found_case

CASES = 10_000
SHARDS = 20
SECONDS_FOR_A_CASE = 120


class Named:
    """Ends a case that hangs, and names the one that breaks."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, self._stop)
        signal.alarm(SECONDS_FOR_A_CASE)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.alarm(0)
        if error is not None:
            error.add_note(self._name)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {SECONDS_FOR_A_CASE} seconds: {self._name}")


@pytest.mark.deep(quick=4)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("name", LEVELS)
def test_nothing_breaks(name: str, shard: int) -> None:
    level = LEVELS[name]
    ended: Counter[Outcome] = Counter()
    size = CASES // SHARDS
    for number in range(shard * size, (shard + 1) * size):
        with Named(f"to shrink and keep it: make fuzz LEVEL={name} SEED={number} CASES=1"):
            ended[level.run(level.case(number))] += 1
    assert ended.total() == size
    assert ended[Outcome.COMPARED] > size // 10


@pytest.mark.parametrize("path", sorted(FOUND.glob("*.json")), ids=lambda path: path.stem)
def test_what_was_found_once_breaks_no_more(path: Path) -> None:
    level, case = found_case(path)
    with Named(f"see {path.name}"):
        assert level.run(case) in Outcome


@pytest.mark.parametrize("name", LEVELS)
def test_a_case_is_the_same_whenever_its_number_is_given(name: str) -> None:
    level = LEVELS[name]
    numbers = [*range(20), 10**12]
    first = [keeping.written(level.case(number)) for number in numbers]
    assert [keeping.written(level.case(number)) for number in reversed(numbers)] == first[::-1]
    assert len(set(first)) == len(numbers)


@pytest.mark.parametrize("name", LEVELS)
def test_a_case_that_is_kept_is_read_back_as_it_was(name: str, tmp_path: Path) -> None:
    for number in range(100):
        case = LEVELS[name].case(number)
        kept = tmp_path / f"{name}-{number}.json"
        kept.write_text(keeping.written(case), "utf-8")
        assert found_case(kept) == (LEVELS[name], case)


@pytest.mark.parametrize("name", LEVELS)
def test_smaller_cases_are_smaller(name: str) -> None:
    level = LEVELS[name]
    for number in range(5):
        case = level.case(number)
        for less in level.smaller(case):
            assert less != case
            assert len(keeping.written(less)) <= len(keeping.written(case))
