"""The findings of a check as programs read them: JSON and CSV, whose shapes are contracts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compliance_engine.cli.filters import article_of
from compliance_engine.cli.rendering.judgement_words import decision_of
from compliance_engine.cli.rendering.judgements_exported import judged_json, judgements_json
from compliance_engine.cli.rendering.layout import csv_text, json_text
from compliance_engine.cli.rendering.resting import resting_json
from compliance_engine.facts.plain import plain_fields
from compliance_engine.findings.language.resting import resting_in_words
from compliance_engine.findings.model import Check, Finding
from compliance_engine.judgement.applying import Applied, Judged
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.vocabulary import Verdict

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs

SCHEMA = "compliance-engine/findings/2"

_COLUMNS = (
    "id",
    "state",
    "name",
    "rule",
    "article",
    "severity",
    "verdict",
    "due",
    "days",
    "known",
    "confidence",
    "law_checked",
    "message",
    "where",
    "sources",
    "judgement",
    "judged_until",
)


def findings_csv(check: Check, language: str, applied: Applied) -> str:
    """One row a finding; names and messages are in the language."""
    rows = (_csv_row(one, language, applied.of.get(one.id)) for one in check.findings)
    return csv_text(_COLUMNS, rows)


def undetermined_csv(check: Check, language: str) -> str:
    """One row a matter on which the records do not tell; names are in the language."""
    header = ("state", "name", "matter", "article", "key", "due", "sources_disagree")
    return csv_text(
        header,
        (
            (
                one.state,
                state_of_code(one.state).names[language],
                one.matter,
                one.article,
                one.key,
                one.due,
                str(one.sources_disagree).lower(),
            )
            for one in check.undetermined
        ),
    )


def findings_json(
    check: Check, inputs: Inputs, engine: str, applied: Applied, language: str
) -> str:
    """The whole check, with its evidence and what it was made from."""
    return json_text(_as_json(check, inputs, engine, applied, language))


def _csv_row(finding: Finding, language: str, judged: Judged | None) -> Sequence[object]:
    where = dict.fromkeys(place for one in finding.evidence for place in one.where)
    sources = dict.fromkeys(name for one in finding.evidence for name in one.sources)
    return (
        finding.id,
        finding.state,
        state_of_code(finding.state).names[language],
        finding.rule,
        finding.article,
        finding.severity,
        finding.verdict,
        finding.due,
        finding.days,
        finding.known,
        resting_in_words(finding.confidence, finding.said_by, state_of_code(finding.state), "en"),
        str(finding.law_checked).lower(),
        finding.message,
        " ".join(where),
        " ".join(sources),
        decision_of(judged.judgement) if judged else None,
        judged.judgement.last if judged else None,
    )


def made_from(inputs: Inputs, states: int, engine: str) -> dict[str, object]:
    """What findings were made from, as programs read it."""
    treaty = inputs.rulebook.treaty
    return {
        "engine": engine,
        "rulebook": {
            "name": treaty.name,
            "version": treaty.version,
            "sha256": inputs.rulebook.sha256,
        },
        "records": {"states": states, "sha256": inputs.folder.sha256},
    }


def _as_json(
    check: Check, inputs: Inputs, engine: str, applied: Applied, language: str
) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "as_of": check.as_of.isoformat(),
        "known_at": check.known_at.isoformat() if check.known_at else None,
        **made_from(inputs, check.states, engine),
        "findings": [
            _finding_json(one, applied.of.get(one.id), language) for one in check.findings
        ],
        "undetermined": [
            {
                "state": one.state,
                "duty": one.matter,
                "key": one.key or None,
                "article": one.article,
                "due": one.due.isoformat() if one.due else None,
                "verdict": str(Verdict.UNDETERMINED),
                "sources_disagree": one.sources_disagree,
            }
            for one in check.undetermined
        ],
        "notes": [
            {"state": code, "note": note} for code, notes in check.notes.items() for note in notes
        ],
        "judgements": judgements_json(applied, check.findings),
        "summary": {
            "states": len({finding.state for finding in check.findings}),
            "findings": len(check.findings),
            "undetermined": len(check.undetermined),
            "by_article": _counts(article_of(finding.article) for finding in check.findings),
            "by_rule": _counts(finding.rule for finding in check.findings),
            "by_severity": _counts(finding.severity for finding in check.findings),
        },
    }


def _counts(values: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _finding_json(finding: Finding, judged: Judged | None, language: str) -> dict[str, object]:
    return {
        "id": finding.id,
        "state": finding.state,
        "rule": finding.rule,
        "article": finding.article,
        "nature": finding.nature,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "due": finding.due.isoformat() if finding.due else None,
        "days": finding.days,
        "known": finding.known,
        "message": finding.message,
        "remedy": finding.remedy,
        "follow_up": finding.follow_up,
        "evidence": [
            {
                "fact": one.fact,
                "fields": plain_fields(one.fields),
                "where": one.where[-1] if one.where else None,
                "places": list(one.where),
                "sources": list(one.sources),
            }
            for one in finding.evidence
        ],
        "rests_on": list(finding.rests_on),
        **resting_json(finding.confidence, finding.said_by, state_of_code(finding.state), language),
        "law_checked": finding.law_checked,
        "judgement": judged_json(judged) if judged else None,
    }
