"""The rules of the benchmarks: twelve of the real rulebook, and the rulebook made larger."""

from __future__ import annotations

RULES = (
    "article-1/case-open",
    "article-1/case-update-due",
    "article-7/annual-report-late",
    "article-7/annual-report-missed",
    "article-7/annual-report-missed-before-initial",
    "article-7/annual-report-outstanding",
    "article-7/initial-report-late",
    "article-7/initial-report-outstanding",
    "article-7/two-years-silent",
    "article-9/existing-law-penal-sanctions",
    "article-9/legislation-in-progress",
    "article-9/no-measures-reported",
)
