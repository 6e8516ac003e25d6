"""The first page: which session, how to read the brief, and its main figures."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.reports.brief.document import Block, Bullets, Inline, Paragraph, Strong, text
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words
from compliance_engine.reports.figures.gaps import not_known, states_of
from compliance_engine.reports.figures.measures import Category
from compliance_engine.reports.figures.membership import parties_on
from compliance_engine.reports.figures.reporting import ON_A_PERIOD
from compliance_engine.rulebook.treaty import Meeting
from compliance_engine.rulebook.vocabulary import Verdict

ENGLISH = "en"
"""The language in which the calendar names the venues of meetings."""


def title_of(session: Session, words: Words) -> str:
    """The meeting, or the day."""
    meeting = session.occasion.meeting
    if meeting is None:
        return words.say("title day", day=words.day(session.as_of))
    kind = words.say(f"kind {meeting.kind}")
    return words.say("title meeting", kind=kind, name=meeting.name)


def subtitle_of(session: Session, words: Words) -> str:
    """The treaty and the day."""
    treaty, day = words.text(session.rulebook.treaty.title), words.day(session.as_of)
    if session.known_at is None:
        return words.say("subtitle", treaty=treaty, day=day)
    known = words.day(session.known_at)
    return words.say("subtitle known", treaty=treaty, day=day, known=known)


def made_of(session: Session, words: Words) -> str:
    """Which rules and records a brief was made of, so that it can be made again."""
    return words.say(
        "made of",
        name=session.rulebook.treaty.name,
        version=session.rulebook.treaty.version,
        rules=session.rulebook.sha256[:12],
        states=words.say.counted("states", len(session.records)),
        records=session.records_sha256[:12],
    )


def front_of(session: Session, words: Words) -> Iterator[Block]:
    """What stands before the parts."""
    say = words.say
    if session.occasion.meeting is not None:
        yield Paragraph(text(_held(session.occasion.meeting, words)))
    yield Paragraph(text(Strong(say("in brief"))))
    yield Bullets(tuple(_figures(session, words)))
    yield Paragraph(text(Strong(say("how to read"))))
    day = words.day(session.as_of)
    if session.known_at is None:
        read = say("read as of", day=day)
    else:
        read = say("read known at", day=day, known=words.day(session.known_at))
    further = ("unknown", "order", "notes", *(("judged",) if session.aside else ()))
    rest = (say(f"read {name}") for name in further)
    yield Bullets((text(read), *(text(one) for one in rest)))


def _held(meeting: Meeting, words: Words) -> str:
    first, last = words.dated(meeting.opens), words.dated(meeting.closes)
    days = first if first == last else words.say("days", first=first, last=last)
    if meeting.venue is None or words.language != ENGLISH:
        said = words.say("held", days=days)
    else:
        said = words.say("held at", days=days, venue=meeting.venue)
    return said if meeting.verified else said + words.say("days unverified")


def _figures(session: Session, words: Words) -> Iterator[Inline]:
    say = words.say
    parties = parties_on(session.facts, session.as_of)
    basis = say("by membership")
    yield text(
        say("brief parties", number=say.number(len(parties))),
        words.note(parties, basis, marked=say("marked party")),
    )
    yield from _reports(session, words)
    initial = session.found("initial report outstanding")
    yield text(
        say("brief initial", number=say.number(len(initial))),
        words.note(tuple(initial), words.by_rules(session.rules("initial report outstanding"))),
    )
    two, five = session.found("two years silent"), session.found("five years silent")
    rules = (*session.rules("two years silent"), *session.rules("five years silent"))
    yield text(
        say("brief silent", two=say.number(len(two)), five=say.number(len(five))),
        words.note(tuple({**two, **five}), words.by_rules(rules)),
    )
    by_category = session.measures[-1].by_category
    listed = say("between two").join(
        say(
            "kind and number",
            kind=words.named(f"measures {category}"),
            number=say.number(len(by_category[category])),
        )
        for category in Category
    )
    marked = say("marked measures")
    yield text(
        say("brief measures", listed=listed), words.note(parties, say("by measures"), marked=marked)
    )
    codes = tuple(dict.fromkeys(one.state for one in session.matters))
    yield text(
        say.counted("brief matters", len(session.matters), states=words.states(codes)),
        words.note(codes, words.by_rules(session.rules("open matter"))),
    )
    unknown = [one for of in not_known(session.evaluations).values() for one in of]
    concerned = states_of(unknown)
    yield text(
        say.counted("brief unknown", len(unknown)),
        words.note(concerned, say("by unknown"), marked=say("marked unknown")),
    )


def _reports(session: Session, words: Words) -> Iterator[Inline]:
    if not session.years:
        return
    year = session.years[-1]
    counts = {
        name: words.say.number(len(year.by_verdict[verdict]))
        for name, verdict in (
            ("on_time", Verdict.MET),
            ("late", Verdict.MET_LATE),
            ("unclear", Verdict.MET_TIMELINESS_UNKNOWN),
            ("outstanding", Verdict.OUTSTANDING),
            ("last_known", Verdict.LAST_KNOWN_OUTSTANDING),
            ("undetermined", Verdict.UNDETERMINED),
        )
    }
    said = words.say("brief reports", period=year.period, due=words.day(year.due), **counts)
    where = words.say("marked owed", period=year.period)
    basis = words.by_duty(session.duties(ON_A_PERIOD))
    yield text(said, words.note(year.owed, basis, marked=where))
