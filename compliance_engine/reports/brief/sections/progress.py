"""What States did since the last session, each in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance_engine.facts.model import Dated
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.wording import Words
from compliance_engine.reports.figures.changes import Done, NewMeasure, NewOnCase
from compliance_engine.reports.figures.measures import Category

_STEPS_FORWARD = (Category.LEGISLATION, Category.EXISTING_LAW, Category.IN_PROGRESS)


def progress_of(session: Session, words: Words) -> Iterator[tuple[str, str]]:
    """What a State can report as progress, by its code: reports, measures, updates.

    What may have been before the last session is no news, and is left out.
    """
    changes = session.changes
    for done in changes.done:
        if done.surely:
            yield done.state, told_done(done, session, words)
    for measure in changes.measures:
        if measure.now in _STEPS_FORWARD:
            yield measure.state, told_measure(measure, words)
    yield from told_cases(
        [one for one in changes.cases if one.surely and one.what != "raised"], words
    )


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


def told_cases(cases: Iterable[NewOnCase], words: Words) -> Iterator[tuple[str, str]]:
    """What came of matters, by State; the same of several matters in one sentence."""
    together: dict[tuple[str, str, Dated, bool], list[str]] = {}
    for one in cases:
        together.setdefault((one.state, one.what, one.when, one.surely), []).append(one.case)
    for (state, what, when, surely), matters in together.items():
        said = words.say(f"did {what}", matters=", ".join(matters), when=words.when(when))
        yield state, said if surely else words.say("maybe before", what=said)
