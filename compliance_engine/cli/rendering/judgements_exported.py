"""Judgements as programs read them: JSON and CSV, whose shapes are contracts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from compliance_engine.cli.rendering.judgement_words import decision_of
from compliance_engine.cli.rendering.layout import csv_text, json_text
from compliance_engine.findings.model import Finding
from compliance_engine.judgement.applying import Applied, Judged, Line, Phase
from compliance_engine.judgement.model import Determination, Judgement
from compliance_engine.records.states import state_of_code

SCHEMA = "compliance-engine/judgements/1"
DETERMINATION, WAIVER = "determination", "waiver"


def judged_json(judged: Judged) -> dict[str, object]:
    """The judgement in force on a finding."""
    return {**_judgement(judged.judgement), "changed": list(judged.changed)}


def judgements_json(applied: Applied, findings: Iterable[Finding]) -> dict[str, object]:
    """How many are in force on these findings, and what is to be known of all the others."""
    on = [applied.of[one.id].judgement for one in findings if one.id in applied.of]
    kinds = Counter(_kind(one) for one in on)
    return {
        "determinations": kinds[DETERMINATION],
        "waivers": kinds[WAIVER],
        "by_judgement": dict(sorted(Counter(decision_of(one) for one in on).items())),
        "changed": _named(applied.changed),
        "expired": _named(applied.expired),
        "lapsed": _named(applied.lapsed),
        "not_yet_in_force": _named(applied.not_yet),
        "unused": _named(applied.unused),
    }


def list_json(lines: Iterable[Line], as_of: date, language: str) -> str:
    """Every judgement with where it stands on the day."""
    listed = list(lines)
    counts = Counter(_kind(one.judgement) for one in listed)
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": as_of.isoformat(),
            "judgements": [_line(one, as_of, language) for one in listed],
            "summary": {"determinations": counts[DETERMINATION], "waivers": counts[WAIVER]},
        }
    )


def list_csv(lines: Iterable[Line], as_of: date, language: str) -> str:
    """One row a judgement; only names are in the language."""
    listed = [_line(one, as_of, language) for one in lines]
    header = (
        "state", "name", "kind", "rule", "finding", "judgement", "from", "until", "by", "reason",
        "source", "where", "phase", "days_left", "unused", "changed", "remembered",
    )  # fmt: skip
    return csv_text(header, ([_cell(row[name]) for name in header] for row in listed))


def _cell(value: object) -> object:
    match value:
        case bool():
            return str(value).lower()
        case list():
            return " ".join(map(str, value))
        case _:
            return value


def _line(line: Line, as_of: date, language: str) -> dict[str, object]:
    one = line.judgement
    changed = dict.fromkeys(name for names in line.changed.values() for name in names)
    return {
        "state": one.state,
        "name": state_of_code(one.state).names[language],
        **_judgement(one),
        "phase": str(line.phase),
        "days_left": (one.last - as_of).days if line.phase is Phase.IN_FORCE else None,
        "findings": list(line.findings),
        "unused": line.unused,
        "perhaps_now": line.perhaps,
        "changed": list(changed),
        "remembered": not line.not_remembered,
    }


def _judgement(one: Judgement) -> dict[str, object]:
    return {
        "kind": _kind(one),
        "judgement": decision_of(one),
        "rule": one.rule,
        "finding": one.finding,
        "from": one.held.first.isoformat(),
        "until": one.last.isoformat(),
        "by": one.by,
        "reason": one.reason,
        "source": one.source if isinstance(one, Determination) else None,
        "where": str(one.place),
    }


def _kind(one: Judgement) -> str:
    return DETERMINATION if isinstance(one, Determination) else WAIVER


def _named(lines: Iterable[Line]) -> list[dict[str, object]]:
    """On what these are, and where they stand."""
    return [
        {
            "state": one.judgement.state,
            "rule": one.judgement.rule,
            "finding": one.judgement.finding,
            "where": str(one.judgement.place),
        }
        for one in lines
    ]
