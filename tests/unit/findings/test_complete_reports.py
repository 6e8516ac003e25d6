"""Reports that leave nothing to ask: no rule of Article 7 says anything of them."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.findings.checking import check
from tests.builders import engine, record, reports, rulebook

DAY = date(2013, 6, 30)
"""One annual report has fallen due by then: the one covering 2012, on 30 April 2013."""


def findings_under_article_7(*entries: str, **sections: str) -> list[str]:
    of = record(
        article_7=reports("covers: initial, submitted: 2012-08-20", *entries),
        article_9="- {status: legislation in force, known: 2013-01-31, adopted: 2012-11-05, "
        "penal_sanctions: 'yes', source: example}",
        **sections,
    )
    found = check({of.state: of}, rulebook(), engine("both"), DAY).findings
    return [one.rule for one in found]


@pytest.mark.parametrize(
    "told",
    [
        "content: nil",
        "content: unchanged",
        "content: unchanged, forms: [A]",
        "content: full",
        "forms: [A, B, C, D, E, F, G, H, I]",
        "forms: [A, B, D, E, G, H]",
        "forms: [A, B, G]",
        "forms: []",
    ],
)
def test_no_rule_asks_for_more_of_a_report_that_is_complete_for_a_state_without_mines(
    told: str,
) -> None:
    assert findings_under_article_7(f"covers: 2012, submitted: 2013-04-20, {told}") == []


def test_a_form_that_is_missing_is_asked_for_only_where_mines_are_retained() -> None:
    entry = "covers: 2012, submitted: 2013-04-20, forms: [A, B, G]"
    mines = "- {mines: 500, known: 2013-01-31, source: example}"
    none = "- {mines: 0, known: 2013-01-31, source: example}"
    assert findings_under_article_7(entry, article_3=mines) == ["article-7/form-d-missing"]
    assert findings_under_article_7(entry, article_3=none) == []
