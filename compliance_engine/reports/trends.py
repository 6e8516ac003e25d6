"""The trends that the brief and the page draw: figures of years as charts, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from compliance_engine.phrases.phrases import Phrases
from compliance_engine.reports.charts import NOT_KNOWN, Series, Spec, shares, stacked
from compliance_engine.reports.figures.measures import Category, Measures
from compliance_engine.reports.figures.reporting import OWED, ReportingYear
from compliance_engine.rulebook.vocabulary import Verdict

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        Verdict.MET: "#08306b",
        Verdict.MET_LATE: "#4292c6",
        Verdict.MET_TIMELINESS_UNKNOWN: "#9ecae1",
        Verdict.OUTSTANDING: "#b35806",
        Verdict.LAST_KNOWN_OUTSTANDING: "#fdb863",
        Verdict.UNDETERMINED: NOT_KNOWN,
        Category.LEGISLATION: "#00441b",
        Category.EXISTING_LAW: "#41ab5d",
        Category.IN_PROGRESS: "#a1d99b",
        Category.NONE_REPORTED: "#fdb863",
        Category.NOT_KNOWN: NOT_KNOWN,
    }
)
"""A colour for what is known of a report, and for each category of measures."""


def reporting_trend(years: Sequence[ReportingYear], language: str) -> Spec:
    """What is known of the annual reports on each year, as numbers of States."""
    say = Phrases("figures", language)
    return stacked(
        [year.period for year in years],
        [
            Series(
                say(f"report {verdict}"),
                COLOURS[verdict],
                [len(year.by_verdict[verdict]) for year in years],
            )
            for verdict in OWED
        ],
        of=say("year covered"),
        number=say("number of states"),
    )


def submitted_trend(years: Sequence[ReportingYear], language: str) -> Spec:
    """Which share of the reports owed on each year is known to be submitted, and may be at most."""
    say = Phrases("figures", language)
    return shares(
        [year.period for year in years],
        [year.submitted.least or 0.0 for year in years],
        [year.submitted.most or 0.0 for year in years],
        of=say("year covered"),
        percentage=say("percentage of owing"),
        names=(say("known submitted"), say("possibly submitted")),
    )


def measures_trend(measures: Sequence[Measures], language: str) -> Spec:
    """States Parties by what was last known of their measures, at the end of each year."""
    say = Phrases("figures", language)
    return stacked(
        [one.day.year for one in measures],
        [
            Series(
                say(f"measures {category}"),
                COLOURS[category],
                [len(one.by_category[category]) for one in measures],
            )
            for category in Category
        ],
        of=say("end of year"),
        number=say("number of states"),
    )
