"""Made-up findings and judgements, and files of judgements, for the tests of the room."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.errors import InvalidInputError, Place
from compliance_engine.facts.model import FactValue
from compliance_engine.findings.model import Check, Evidence, Finding, finding_id
from compliance_engine.judgement.model import Decision, Determination, Judgement, Said, Waiver
from compliance_engine.judgement.reading import Reference, read_file
from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.rulebook.words import load_words
from compliance_engine.shipped import shipped
from tests.builders import rulebook

ANNUAL = "article-7/annual-report-outstanding"
MATTERS = "article-8/several-open-matters"
REQUEST = "article-8/request-received"
DAY = date(2026, 11, 23)

REFERENCE = Reference(
    ("AGO", "TUV"), rulebook(), load_words(shipped("rules") / "apmbc"), ("article-7/of-old",)
)


def finding(
    key: str = "2012",
    rule: str = ANNUAL,
    *,
    state: str = "TUV",
    message: str = "The report had not been submitted.",
    severity: str = "medium",
    verdict: str | None = "outstanding",
    due: date | None = date(2013, 4, 30),
    days: int | None = 100,
    evidence: tuple[Evidence, ...] | None = None,
) -> Finding:
    """A finding, by default on an annual report."""
    rests_on = (stated("duty", key=key, kind="annual report"),) if evidence is None else evidence
    return Finding(
        finding_id(state, rule, key), state, rule, "7", "obligation", severity, verdict, due, days,
        None, message, "Ask.", rests_on, (), Confidence(Word.ONE_PUBLISHER), (), True, None,
    )  # fmt: skip


def stated(fact: str, where: str = "TUV.yaml:9:5", **fields: FactValue) -> Evidence:
    """A fact that a finding rests on."""
    return Evidence(fact, fields, (where,), ("source",))


def check_of(*findings: Finding, known_at: date | None = None) -> Check:
    """A check that found these."""
    return Check(DAY, known_at, 2, findings, (), {})


def days(first: date, last: date) -> Span:
    """The days from the first to the last, both included."""
    return Span(first, last + timedelta(days=1))


def determination(
    key: str = "2012",
    rule: str = ANNUAL,
    *,
    decision: Decision = Decision.CONFIRMED,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
    as_judged: dict[str, Said] | None = None,
    state: str = "TUV",
) -> Determination:
    return Determination(
        state, rule, key, days(first, last), "A. Analyst", "A reason.", as_judged or {},
        Place("judgements/TUV.yaml", 5, 5), decision, "A letter",
    )  # fmt: skip


def waiver(
    key: str | None = None,
    rule: str = ANNUAL,
    *,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
    as_judged: dict[str, Said] | None = None,
) -> Waiver:
    return Waiver(
        "TUV", rule, key, days(first, last), "The President", "A reason.", as_judged or {},
        Place("judgements/TUV.yaml", 9, 5),
    )  # fmt: skip


def read(text: str, name: str = "judgements/TUV.yaml") -> tuple[Judgement, ...]:
    """The judgements of a file."""
    return read_file(dedent(text), name, REFERENCE)


def problems(text: str, name: str = "judgements/TUV.yaml") -> list[str]:
    """What is said of a file, each problem on one line."""
    with pytest.raises(InvalidInputError) as raised:
        read(text, name)
    return [str(problem).replace("\n    ", " | ") for problem in raised.value.problems]


FILE = """\
# Tuvalu, as agreed on 1 February
state: TUV

determinations:
  - finding: TUV/article-7/initial-report-outstanding   # the first one
    judgement: in dialogue
    on: 2026-02-01
    until: 2026-12-31
    by: A. Analyst
    reason: A draft was announced.
    source: A letter

  # the second follows

# what is not followed up
waivers:
  - rule: article-7/annual-report-outstanding
    from: 2026-02-01
    until: 2026-12-31
    by: The President
    reason: One letter is enough.
"""
