"""The tables in the documentation."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.__main__ import BENCHMARKS, PAGE
from benchmarks.report import Report, Target, ratio, section, written_into
from benchmarks.timing import Measurement

MEASURED = [Measurement("rete", (0.5, 0.25, 0.5)), Measurement("clingo", (2.0, 1.0, 1.0))]


def test_a_ratio_is_of_the_medians() -> None:
    assert ratio(MEASURED, "rete", "clingo") == 0.5


@pytest.mark.parametrize(("measured", "reached"), [(0.59, "yes"), (0.6, "yes"), (0.61, "no")])
def test_a_target_is_reached_up_to_its_figure(measured: float, reached: str) -> None:
    report = Report("Checked.", 3, MEASURED, [Target("of clingo", 0.6, measured)])
    text = section(report, date(2026, 11, 26))
    assert f"| of clingo | 0.6 | {measured:.2f} | {reached} |" in text


def test_times_are_shown_in_milliseconds_with_their_range() -> None:
    text = section(Report("Checked.", 3, MEASURED, []), date(2026, 11, 26))
    assert "| clingo | 1,000.0 ms | 1,000.0 ms | 2,000.0 ms |" in text


def test_a_section_replaces_the_one_before_and_nothing_else() -> None:
    page = "Before\n<!-- one -->\nold\n<!-- end of one -->\nAfter\n"
    expected = "Before\n<!-- one -->\nnew\n<!-- end of one -->\nAfter\n"
    assert written_into(page, "one", "new") == expected


def test_a_page_without_the_section_is_refused() -> None:
    with pytest.raises(ValueError, match="no section between <!-- one -->"):
        written_into("Before\n<!-- one -->\nnever ended\n", "one", "new")


@pytest.mark.parametrize("name", BENCHMARKS)
def test_the_page_has_a_section_for_each_benchmark(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written_into(page, name, "new") != page
