"""Figures on all States, as of a day: pure values counted from facts, evaluations and history.

Each keeps the codes of the States that it counts, so that a reader can look every one of them up.
None of them scores or ranks a State, and what is not known is counted apart.
"""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.reports.figures.cases import OpenCase, open_cases
    from compliance_engine.reports.figures.changes import (
        Changes,
        Done,
        NewMeasure,
        NewOnCase,
        changes_between,
    )
    from compliance_engine.reports.figures.found import found_by
    from compliance_engine.reports.figures.gaps import not_known, states_of
    from compliance_engine.reports.figures.measures import (
        Category,
        Measures,
        measures_on,
        measures_over_years,
    )
    from compliance_engine.reports.figures.membership import (
        NewStanding,
        new_standings,
        parties_on,
        standing_on,
    )
    from compliance_engine.reports.figures.regions import GROUPS, by_group
    from compliance_engine.reports.figures.reporting import (
        OWED,
        InitialReport,
        ReportingYear,
        initial_reports,
        reporting_years,
        silence,
    )
    from compliance_engine.reports.figures.shares import Share
else:
    __getattr__ = exported_lazily(
        __name__,
        cases="OpenCase open_cases",
        changes="Changes Done NewMeasure NewOnCase changes_between",
        found="found_by",
        gaps="not_known states_of",
        measures="Category Measures measures_on measures_over_years",
        membership="NewStanding new_standings parties_on standing_on",
        regions="GROUPS by_group",
        reporting="OWED InitialReport ReportingYear initial_reports reporting_years silence",
        shares="Share",
    )

__all__ = [
    "GROUPS",
    "OWED",
    "Category",
    "Changes",
    "Done",
    "InitialReport",
    "Measures",
    "NewMeasure",
    "NewOnCase",
    "NewStanding",
    "OpenCase",
    "ReportingYear",
    "Share",
    "by_group",
    "changes_between",
    "found_by",
    "initial_reports",
    "measures_on",
    "measures_over_years",
    "new_standings",
    "not_known",
    "open_cases",
    "parties_on",
    "reporting_years",
    "silence",
    "standing_on",
    "states_of",
]
