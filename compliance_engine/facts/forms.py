"""Which forms a report contains, where a source tells all of them.

A cover page that says that nothing has changed leaves the forms of earlier reports in place: what
is not sent again is not absent. A voluntary report counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.dates.span import Span
from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.model import Dated, Fact, FactValue
from compliance_engine.records.covers import CoverKind
from compliance_engine.records.model import Record

LETTERS = "ABCDEFGHIJ"


def form_facts(record: Record) -> Iterator[Fact]:
    """One fact a form and report, from the latest possible day of the submission."""
    for report in record.article_7.reports:
        if report.submitted == "none" or report.forms is None:
            continue
        if report.covers.kind is CoverKind.VOLUNTARY:
            continue
        submitted = Dated.latest(report.submitted)
        period: dict[str, FactValue] = {}
        if report.covers.last is not None:
            period["period"] = report.covers.last.year
        told = report.forms if report.content == "unchanged" else LETTERS
        for letter in (one for one in LETTERS if one in told):
            fields: dict[str, FactValue] = {
                "key": f"{report.covers.text}/{letter}",
                "form": letter,
                "included": letter in report.forms,
                "submitted": submitted,
                **period,
            }
            yield Fact("form", fields, Span(submitted.day), (basis_of(record, report),))
