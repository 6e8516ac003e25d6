"""Charts of rates over time: the figures as bars of marks, and the same as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.reports.figures.measures import Category, Measures, measures_over_years
from compliance_engine.reports.figures.reporting import OWED, ReportingYear, reporting_years
from compliance_engine.reports.figures.shares import Share
from compliance_engine.reports.page.gathering import Gathered
from compliance_engine.reports.page.marks import MEASURES, NOT_KNOWN, VERDICTS
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import Verdict

WIDTH, HEIGHT = 900, 240
"""Units of a chart, without the names of its axes."""


@dataclass(frozen=True)
class Bar:
    """A part of a column: the letter of its mark, and where it stands in the chart."""

    letter: str
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Chart:
    """A chart: its columns by year, the width of each, and the lines of its scale with numbers.

    `title` names a phrase of the page, and `legend` those of the figures, by letters of marks.
    """

    title: str
    years: tuple[tuple[int, float], ...]
    width: float
    bars: tuple[Bar, ...]
    scale: tuple[tuple[int, float], ...]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rates:
    """The charts, and the figures that they show."""

    charts: tuple[Chart, ...]
    reporting: tuple[ReportingYear, ...]
    measures: tuple[Measures, ...]


def rates_of(states: Sequence[Gathered], rulebook: Rulebook, as_of: date) -> Rates:
    """What is known of reports by the years that they cover, and of measures year by year."""
    facts = {one.state.code: one.facts for one in states}
    reporting = reporting_years(facts, rulebook, as_of)
    asks = rulebook.provision_on("measure") is not None
    measures = measures_over_years(facts, rulebook.treaty.in_force, as_of) if asks else ()
    charts = []
    if reporting:
        charts = [_by_verdict(reporting), _shares(reporting)]
    if measures:
        charts.append(_by_category(measures))
    return Rates(tuple(charts), reporting, measures)


def _by_verdict(years: Sequence[ReportingYear]) -> Chart:
    columns = [(year.period, [len(year.by_verdict[one]) for one in OWED]) for year in years]
    legend = [(VERDICTS[one], f"report {one}") for one in OWED]
    return _chart("chart reports", columns, legend, max(len(year.owed) for year in years))


def _shares(years: Sequence[ReportingYear]) -> Chart:
    columns = []
    for year in years:
        least, most = year.submitted.least or 0.0, year.submitted.most or 0.0
        columns.append((year.period, [least, most - least]))
    legend = [(VERDICTS[Verdict.MET], "known submitted"), (NOT_KNOWN, "possibly submitted")]
    return _chart("chart shares", columns, legend, 100)


def _by_category(measures: Sequence[Measures]) -> Chart:
    columns = [
        (one.day.year, [len(one.by_category[each]) for each in Category]) for one in measures
    ]
    legend = [(MEASURES[one], f"measures {one}") for one in Category]
    return _chart("chart measures", columns, legend, max(len(one.parties) for one in measures))


def _chart(
    title: str,
    columns: Sequence[tuple[int, Sequence[float]]],
    legend: Sequence[tuple[str, str]],
    highest: int,
) -> Chart:
    """Columns of parts, one upon the other, on a scale that reaches `highest`, at least 1."""
    step, unit = WIDTH / len(columns), HEIGHT / max(highest, 1)
    bars = []
    for place, (_, parts) in enumerate(columns):
        top = float(HEIGHT)
        for (letter, _), number in zip(legend, parts, strict=True):
            top -= number * unit
            if number:
                bars.append(
                    Bar(letter, round(place * step, 1), round(top, 1), round(number * unit, 1))
                )
    every = next(one for one in (1, 2, 5, 10, 20, 50, 100, 1000) if 6 * one >= highest)
    shown = {bar.letter for bar in bars}
    return Chart(
        title,
        tuple((year, round((place + 0.5) * step, 1)) for place, (year, _) in enumerate(columns)),
        round(step * 0.86, 1),
        tuple(bars),
        tuple((each, round(HEIGHT - each * unit, 1)) for each in range(0, highest + 1, every)),
        tuple(one for one in legend if one[0] in shown),
    )


def percent(share: Share) -> tuple[int, int]:
    """The least and the most that a share can be, in whole per cent, and not narrower."""
    least, most = share.least or 0.0, share.most or 0.0
    return int(least), -int(-most // 1)
