"""Which organisation or committee can help which State with what."""

from __future__ import annotations

from compliance_engine.reports.brief.document import (
    Inline,
    Section,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.sections.tools import sourced, was_there
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.setting import Help
from compliance_engine.reports.brief.wording import Words


def partnerships_section(session: Session, words: Words) -> Section:
    """Each partner with what it can help with, and the States concerned."""
    say = words.say
    rows = tuple(
        _row(words.text(partner.name.by_language()), one, session, words)
        for partner in session.setting.partners
        for one in partner.helps
        if was_there(one, session.as_of)
    )
    heads = (say("column partner"), say("column with"), say("column states"))
    return Section(
        say("partnerships"),
        (Table(text(say("partnerships told")), heads, rows, (4, 4, 9)),),
    )


def _row(name: str, one: Help, session: Session, words: Words) -> tuple[Inline, ...]:
    found = session.followed(one.rules)
    rules = words.by_rules(session.rulebook.rule(rule) for rule in one.rules)
    with_what = sourced(words.text(one.with_.by_language()), one, words)
    return cells(name, with_what, text(words.states(found), words.as_listed(tuple(found), rules)))
