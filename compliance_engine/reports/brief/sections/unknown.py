"""What is not known, how to find out, and what rests on no source."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.findings.language.prose import capitalised
from compliance_engine.findings.matters import named_matter
from compliance_engine.reports.brief.document import (
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
from compliance_engine.reports.figures.changes import RECORDS
from compliance_engine.reports.figures.found import found_by
from compliance_engine.reports.figures.gaps import not_known, states_of


def unknown_section(session: Session, words: Words) -> Section:
    """Matters that records leave open, what to settle in them, and what nobody has checked."""
    say = words.say
    return Section(
        say("unknown"),
        (Paragraph(text(say("unknown told"))), _matters(session, words)),
        (
            Section(say("to settle"), (_listed(_to_settle(session, words), say("change none")),)),
            Section(
                say("unverified"), (_listed(_unverified(session, words), say("unverified none")),)
            ),
        ),
    )


def _matters(session: Session, words: Words) -> Table:
    say, rows = words.say, []
    for matter, unknown in not_known(session.evaluations).items():
        codes = states_of(unknown)
        few = len(codes) <= LISTED
        named = words.states(codes) if few else words.counted(codes)
        how = session.setting.settling.get(matter)
        rows.append(
            cells(
                capitalised(named_matter(matter, session.rulebook, words.language)),
                say.number(len(unknown)),
                text(named, words.as_listed(codes, _basis(matter, session, words))),
                words.text(how.by_language()) if how else "",
            )
        )
    caption = text(say("table unknown", day=words.day(session.as_of)))
    heads = tuple(say(f"column {name}") for name in ("matter", "number", "states", "how"))
    return Table(caption, heads, tuple(rows), (3, 2, 5, 6), frozenset({1}))


def _basis(matter: str, session: Session, words: Words) -> str:
    duties = [duty for duty in session.rulebook.duties if duty.kind == matter]
    if duties:
        return words.by_duty(duties)
    name = "open matter" if matter == "alleged matter" else "measures to update"
    return words.by_rules(session.rules(name))


def _to_settle(session: Session, words: Words) -> Iterator[Inline]:
    for rule in session.rulebook.rules:
        found = found_by(session.evaluations, (rule.id,)) if rule.nature == RECORDS else {}
        if found:
            named = words.states(found) if len(found) <= LISTED else words.counted(found)
            said = words.say("list item", head=words.text(rule.title), listed=named)
            yield text(said, Note(words.by_rules([rule])))


def _unverified(session: Session, words: Words) -> Iterator[Inline]:
    found = {one.rule.id: one.rule for of in session.evaluations for one in of.conclusions}
    titles = [words.text(rule.title) for rule in found.values() if not rule.verified]
    if titles:
        listed = words.say("between two").join(sorted(titles))
        yield text(words.say("unverified rules", rules=listed))
    occasion = session.occasion
    around = (occasion.previous, occasion.meeting, occasion.following)
    unchecked = [one.name for one in around if one is not None and not one.verified]
    if unchecked:
        listed = ", ".join(dict.fromkeys(unchecked))
        yield text(words.say("unverified meetings", meetings=listed))


def _listed(lines: Iterator[Inline], nothing: str) -> Bullets | Paragraph:
    listed = tuple(lines)
    return Bullets(listed) if listed else Paragraph(text(nothing))
