"""What helps with reporting and with measures, as the setting has it."""

from __future__ import annotations

from datetime import date

from compliance_engine.reports.brief.document import Bullets, Inline, Note, text
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.setting import Sourced
from compliance_engine.reports.brief.wording import Words


def tools_on(article: str, session: Session, words: Words) -> Bullets:
    """The tools of an article that were there on the day, each with its source."""
    return Bullets(
        tuple(
            sourced(words.text(tool.text.by_language()), tool, words)
            for tool in session.setting.tools
            if tool.article == article and was_there(tool, session.as_of)
        )
    )


def was_there(one: Sourced, as_of: date) -> bool:
    """Whether it was there on a day, as far as its beginning is known."""
    return one.since is None or one.since.last <= as_of


def sourced(said: str, one: Sourced, words: Words) -> Inline:
    """A text with its source as a note, and a mark if nobody has checked it."""
    if one.verified:
        return text(said, Note(words.say("by source", source=one.source)))
    if one.source is None:
        note = Note(words.say("by no source"))
    else:
        note = Note(words.say("by source unverified", source=one.source))
    return text(said, words.say("unchecked"), note)
