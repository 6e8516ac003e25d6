"""What of a finding is material to a judgement on it, in a form that a file can keep.

Material are the verdict, the due date, and the values of the facts that the finding rests on. Not
material are how the rulebook words, ranks, cites or names the finding, where the record says it
and on which sources, and what moves with the calendar alone: days counted, the next meeting.
"""

from __future__ import annotations

import json
from hashlib import sha256

from compliance_engine.facts.plain import plain_fields
from compliance_engine.findings.model import Evidence, Finding
from compliance_engine.judgement.model import Said

DIGITS = 16
"""Hexadecimal digits of the digest: enough to tell states of one finding apart."""

_WITH_THE_CALENDAR = ("meeting",)
_OF_THE_RULEBOOK = {"finding": ("rule", "article", "nature", "follows_up")}


def said_by(finding: Finding) -> Said:
    """What a finding says materially."""
    facts = sorted(_stated(one) for one in finding.evidence if one.fact not in _WITH_THE_CALENDAR)
    digest = sha256("\n".join(facts).encode()).hexdigest()
    return Said(finding.verdict, finding.due, digest[:DIGITS])


def _stated(evidence: Evidence) -> str:
    """A fact and its values as one line of JSON."""
    left_out = _OF_THE_RULEBOOK.get(evidence.fact, ())
    fields = {
        name: value for name, value in plain_fields(evidence.fields).items() if name not in left_out
    }
    return json.dumps([evidence.fact, fields], sort_keys=True, ensure_ascii=False)
