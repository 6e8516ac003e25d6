"""What of a finding is material to a judgement on it."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated
from compliance_engine.findings.model import Evidence
from compliance_engine.judgement.remembering import said_by
from tests.unit.judgement.made import finding, stated

CASE = stated("case", key="A1-013", status="open", location="Bioko")


def digest(*evidence: Evidence) -> str:
    return said_by(finding("A1-013", "article-1/case-open", evidence=evidence)).evidence


@pytest.mark.parametrize(
    "other",
    [
        stated("case", "TUV.yaml:99:1", key="A1-013", status="open", location="Bioko"),
        Evidence("case", CASE.fields, (), ("another source",)),
    ],
    ids=["place", "source"],
)
def test_where_a_record_says_it_and_on_which_source_is_not_material(other: Evidence) -> None:
    assert digest(other) == digest(CASE)


def test_what_a_record_says_is_material() -> None:
    known = Dated.latest(PartialDate.parse("2013"))
    corrected = Dated.latest(PartialDate.parse("2013-12-31"))
    digests = {
        digest(CASE),
        digest(stated("case", key="A1-013", status="open", location="Malabo")),
        digest(stated("case", key="A1-013", status="closed", location="Bioko")),
        digest(stated("case", key="A1-013", status="open", location="Bioko", last_update=known)),
        digest(
            stated("case", key="A1-013", status="open", location="Bioko", last_update=corrected)
        ),
        digest(CASE, stated("membership", in_force=date(2012, 3, 1))),
    }
    assert len(digests) == 6


def test_the_order_in_which_a_rule_asks_is_not_material() -> None:
    bound = stated("membership", bound=True)
    assert digest(CASE, bound) == digest(bound, CASE)


def test_the_next_meeting_moves_with_the_calendar_and_is_not_material() -> None:
    assert digest(CASE, stated("meeting", key="23MSP")) == digest(CASE)


def test_what_the_rulebook_says_of_another_rule_is_not_material() -> None:
    before = stated("finding", key="2014", rule="article-7/first", article="7", follows_up=True)
    renamed = stated("finding", key="2014", rule="article-7/other", article="7", follows_up=False)
    assert digest(before) == digest(renamed)
    assert digest(before) != digest(stated("finding", key="2015", rule="article-7/first"))


def test_the_digests_that_files_hold_are_those_of_today() -> None:
    """Files of judgements keep digests: other digests would ask to look at every finding again."""
    named = stated("case", status="open", key="A1-013", location="São Tomé")
    assert digest(CASE) == "ee5727eeaf3152b0"
    assert digest(named, stated("membership", in_force=date(2012, 3, 1))) == "b98f554d1333a006"
