"""What States did since the last session, each in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words
from compliance_engine.reports.figures import Category, Done, NewMeasure, NewOnCase

_STEPS_FORWARD = (Category.LEGISLATION, Category.EXISTING_LAW, Category.IN_PROGRESS)


def progress_of(session: Session, words: Words) -> Iterator[tuple[str, str]]:
    """What a State can report as progress, by its code: reports, measures, updates."""
    changes = session.changes
    for done in changes.done:
        yield done.state, told_done(done, session, words)
    for measure in changes.measures:
        if measure.now in _STEPS_FORWARD:
            yield measure.state, told_measure(measure, words)
    for case in changes.cases:
        if case.what != "raised":
            yield case.state, told_case(case, words)


def told_done(done: Done, session: Session, words: Words) -> str:
    """A report submitted, or a duty completed."""
    title = words.text(session.rulebook.duty(done.kind).title)
    values = {"duty": title, "when": words.when(done.when)}
    said = (
        words.say("did report", period=done.key, **values)
        if done.key
        else words.say("did once", **values)
    )
    return said if done.surely else words.say("maybe before", what=said)


def told_measure(measure: NewMeasure, words: Words, phrase: str = "did measures") -> str:
    """The category of a State's measures, and that of before."""
    before = measure.before or Category.NOT_KNOWN
    now, was = (words.named(f"measures {category}") for category in (measure.now, before))
    return words.say(phrase, now=now, before=was)


def told_case(case: NewOnCase, words: Words) -> str:
    """What came of a matter."""
    return words.say(f"did {case.what}", case=case.case, when=words.when(case.day))
