"""What a finding rests on, as machines read it."""

from __future__ import annotations

from collections.abc import Iterable

from compliance_engine.findings.language.resting import saying_in_words
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State


def resting_json(
    confidence: Confidence | None, said_by: Iterable[Saying], state: State, language: str
) -> dict[str, object]:
    """The confidence, null of what is alleged or asked; and who says that, with the sentence."""
    return {
        "confidence": str(confidence) if confidence is not None else None,
        "said_by": [
            {
                "manner": str(one.manner),
                "states": list(one.states),
                "others": list(one.others),
                "words": one.words or None,
                "reported_by": list(one.reported),
                "answer": one.answer,
                "text": saying_in_words(one, state, language),
            }
            for one in said_by
        ],
    }
