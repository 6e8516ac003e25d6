"""A brief, made once as a document in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compliance_engine.reports.brief.document import Pack, Section
from compliance_engine.reports.brief.sections.annexes import annexes
from compliance_engine.reports.brief.sections.changed import changed_section
from compliance_engine.reports.brief.sections.front import (
    front_of,
    made_of,
    subtitle_of,
    title_of,
)
from compliance_engine.reports.brief.sections.matters import matters_section
from compliance_engine.reports.brief.sections.measures import measures_section
from compliance_engine.reports.brief.sections.partnerships import partnerships_section
from compliance_engine.reports.brief.sections.plans import plans_section
from compliance_engine.reports.brief.sections.reporting import reporting_section
from compliance_engine.reports.brief.sections.speaking import speaking_section
from compliance_engine.reports.brief.sections.unknown import unknown_section
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words

_SECTIONS = (
    reporting_section,
    measures_section,
    matters_section,
    speaking_section,
    partnerships_section,
    plans_section,
    changed_section,
    unknown_section,
)
"""The parts, in the order in which a session on strengthening compliance goes."""


def brief_of(session: Session, language: str) -> Pack:
    """The pack for a session, in the order of its agenda, with its annexes."""
    words = Words(session.as_of, language)
    return Pack(
        language,
        session.as_of,
        title_of(session, words),
        subtitle_of(session, words),
        made_of(session, words),
        words.say("contents"),
        words.say("notes"),
        tuple(front_of(session, words)),
        (*_numbered(session, words), *annexes(session, words)),
    )


def _numbered(session: Session, words: Words) -> Iterator[Section]:
    for number, part in enumerate(_SECTIONS, start=1):
        made = part(session, words)
        yield replace(made, heading=words.say("numbered", number=number, heading=made.heading))
