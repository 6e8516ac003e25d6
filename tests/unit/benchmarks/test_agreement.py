"""Nothing is timed that finds something else."""

from __future__ import annotations

import pytest

from benchmarks.agreement import DifferenceError, require_same

FOUND = {("TUV", "article-7/initial-report-outstanding", "")}
BESIDES = {("UKR", "article-1/case-open", "A1-010")}


def test_the_same_findings_pass() -> None:
    require_same("a peer", FOUND, set(FOUND))


def test_a_finding_that_was_missed_stops_the_benchmark() -> None:
    with pytest.raises(DifferenceError, match="a peer: 1 findings missed, 0 found besides; missed"):
        require_same("a peer", FOUND, FOUND | BESIDES)


def test_a_finding_besides_stops_the_benchmark() -> None:
    with pytest.raises(DifferenceError, match="0 findings missed, 1 found besides; found besides"):
        require_same("a peer", FOUND | BESIDES, FOUND)
