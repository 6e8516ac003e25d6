"""The action plan in effect: how far its indicators are met, as counted over the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance_engine.findings.indicators import Counted
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.reports.brief.document import (
    Block,
    Bullets,
    Inline,
    Note,
    Paragraph,
    Section,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import LISTED, Words
from compliance_engine.reports.figures.shares import Share
from compliance_engine.rulebook.commitments import Action, Plan


def plans_section(session: Session, words: Words) -> Section:
    """Each plan in effect on the day, with its indicators or with what is not known of it."""
    heading = words.say("plans")
    if not session.plans:
        return Section(heading, (Paragraph(text(words.say("plans none"))),))
    parts = (
        Section(words.text(plan.titles), tuple(_plan(plan, counted, session, words)))
        for plan, counted in session.plans
    )
    return Section(heading, parts=tuple(parts))


def _plan(
    plan: Plan, counted: Sequence[Counted], session: Session, words: Words
) -> Iterator[Block]:
    said, say = Phrases("indicators", words.language), words.say
    yield Paragraph(text(f"{said('commitments')} {said('percentages')}"), quiet=True)
    if not plan.verified:
        yield Paragraph(text(said("plan unverified")), quiet=True)
    if counted:
        rows = tuple(_row(plan, one, words) for one in counted)
        caption = say("table plan", plan=words.text(plan.titles), day=words.day(session.as_of))
        heads = (say("column action"), say("column indicator"), say("column share"))
        yield Table(text(caption), heads, rows, (1, 6, 4))
        return
    yield Paragraph(text(said("no indicators")))
    if plan.unknown:
        yield Paragraph(text(f"{said('not known')}:"))
        yield Bullets(tuple(text(words.text(one)) for one in plan.unknown))
    if plan.actions:
        yield Paragraph(text(f"{said('known actions')}:"))
        yield Bullets(tuple(_action(action, said, words) for action in plan.actions))


def _row(plan: Plan, one: Counted, words: Words) -> tuple[Inline, ...]:
    actions = [a for a in plan.actions if a.number <= one.indicator.action <= a.last]
    verified = one.indicator.verified and all(action.verified for action in actions)
    title = words.text(one.indicator.gist)
    shown = title if verified else title + words.say("unchecked")
    share = words.share(Share(one.of, one.counted, one.undetermined))
    return cells(one.indicator.action, shown, text(share, _note(one, words)))


def _note(one: Counted, words: Words) -> Note:
    counted = words.states(one.counted)
    if len(one.undetermined) <= LISTED:
        unknown = words.states(one.undetermined)
        return Note(words.say("note indicator", counted=counted, unknown=unknown))
    unknown = words.counted(one.undetermined)
    return Note(words.say("note indicator many", counted=counted, unknown=unknown))


def _action(action: Action, said: Phrases, words: Words) -> Inline:
    if action.last == action.number:
        numbered = said("action", number=action.number)
    else:
        numbered = said("actions", number=action.number, last=action.last)
    gist = words.say("list item", head=numbered, listed=words.text(action.gist))
    return text(gist) if action.verified else text(gist, words.say("unchecked"))
