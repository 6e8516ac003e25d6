"""Measures and matters under Article 1 in words, as they stand on record."""

from __future__ import annotations

from compliance_engine.facts.model import Dated, Fact
from compliance_engine.findings.language.wording import Wording
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.actors import NOT_ESTABLISHED
from compliance_engine.records.saying import Saying


def told_measure(fact: Fact, wording: Wording) -> str:
    """What is on record of national measures, and as known when."""
    known = fact.fields["known"]
    assert isinstance(known, Dated)
    return Phrases("page", wording.language)(
        "measure told",
        status=Phrases("values", wording.language)(f"measure.status.{fact.fields['status']}"),
        when=wording.date(known, with_word=True),
    )


def told_case(fact: Fact, wording: Wording) -> str:
    """An alleged or reported matter: of whom, where, by whom told, and how it stands."""
    phrases, said = Phrases("page", wording.language), fact.fields
    nobody = said["actor_kind"] == NOT_ESTABLISHED
    said_by = said["said_by"]
    assert isinstance(said_by, Saying)
    return phrases(
        "case told by nobody" if nobody else "case told",
        id=said["key"],
        provision=said["provision"],
        actor=Phrases("values", wording.language)(f"case.actor_kind.{said['actor_kind']}"),
        status=phrases(f"case is {said['status']}"),
        place=said["location"],
        said_by=wording.saying(said_by),
    )
