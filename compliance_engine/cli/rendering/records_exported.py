"""The findings of a check as sheets of a workbook, made for reading."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.findings.language.resting import resting_in_words
from compliance_engine.findings.language.written import written_day
from compliance_engine.findings.matters import named_matter
from compliance_engine.findings.model import Check, Finding
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.spreadsheets.workbook_writing import Extra
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Rulebook

FINDINGS, UNDETERMINED = "findings", "undetermined"
_KEYS = (
    *("code", "state", "article", "message", "verdict", "due", "known", "confidence"),
    *("sources", "where", "id"),
)
_OPEN = ("code", "state", "article", "matter", "key", "due", "disagree")


def sheets_of(check: Check, rulebook: Rulebook, language: str) -> tuple[Extra, ...]:
    """The sheet of findings, and the sheet of what is not known."""
    return (
        Extra(FINDINGS, _KEYS, [[*_cells(one, language)] for one in check.findings]),
        Extra(UNDETERMINED, _OPEN, [*_open(check, rulebook, language)]),
    )


def made_of(states: int, check: Check | None, language: str) -> str:
    """How many records the workbook holds, and the day of its findings."""
    phrases = Phrases("sheets", language)
    if check is None:
        return phrases("made without", states=states)
    return phrases("made", states=states, day=written_day(check.as_of, language))


def _cells(finding: Finding, language: str) -> Iterator[str]:
    where = dict.fromkeys(place for one in finding.evidence for place in one.where)
    sources = dict.fromkeys(name for one in finding.evidence for name in one.sources)
    yield finding.state
    yield state_of_code(finding.state).names[language]
    yield finding.article
    yield finding.message
    yield Phrases("verdicts", language)(finding.verdict) if finding.verdict else ""
    yield str(finding.due or "")
    yield str(finding.known or "")
    state = state_of_code(finding.state)
    yield resting_in_words(finding.confidence, finding.said_by, state, language)
    yield "; ".join(sources)
    yield " ".join(where)
    yield finding.id


def _open(check: Check, rulebook: Rulebook, language: str) -> Iterator[list[str]]:
    yes = Phrases("sheets", language)("undetermined.yes")
    for one in check.undetermined:
        yield [
            one.state,
            state_of_code(one.state).names[language],
            one.article,
            named_matter(one.matter, rulebook, language),
            one.key,
            str(one.due or ""),
            yes if one.sources_disagree else "",
        ]
