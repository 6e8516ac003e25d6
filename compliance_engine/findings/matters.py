"""The names of matters on which a record may not tell: duties of the rulebook, and others."""

from __future__ import annotations

from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.model import Rulebook

ENGLISH = "en"


def named_matter(matter: str, rulebook: Rulebook, language: str) -> str:
    """A matter as it stands within a sentence: "annual report", "rapport annuel de transparence".

    The kind of a duty is its name in English; in another language its title is.
    """
    for duty in rulebook.duties:
        if duty.kind == matter:
            title = duty.title[language]
            return matter if language == ENGLISH else title[:1].lower() + title[1:]
    return Phrases("matters", language)(matter)
