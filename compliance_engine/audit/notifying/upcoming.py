"""What is told of the days to come: duties that fall due, and judgements that expire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from compliance_engine.audit.items import Item
from compliance_engine.audit.notifying.parts import Entry
from compliance_engine.findings.forecast import Change, Coming
from compliance_engine.findings.language.written import written_day
from compliance_engine.judgement.model import Determination, Judgement
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Duty

NAMED = 24
"""States that are listed by name; of more, the number is told."""


def due_soon(forecast: Iterable[Coming], language: str) -> Iterator[Entry]:
    """The duties of a forecast that fall due, by day; those of several States in one entry."""
    say = Phrases("digest", language)

    def what(one: Coming) -> str:
        assert isinstance(one.subject, Duty)
        title = one.subject.title[language]
        return say("which", what=title, which=one.key) if one.key else title

    due = [one for one in forecast if one.change is Change.DUE]
    due.sort(key=lambda one: (one.day, what(one), one.state))
    for (day, named), group in groupby(due, key=lambda one: (one.day, what(one))):
        states = states_named([one.state for one in group], language)
        yield Entry(written_day(day, language), say("due for", what=named, states=states))


def states_named(codes: Iterable[str], language: str) -> str:
    """The names of States, each with how often it stands there; of many, how many they are."""
    say = Phrases("digest", language)
    counts = Counter(state_of_code(code).names[language] for code in codes)
    if len(counts) > NAMED:
        return Phrases("check", language).counted("states", len(counts))
    return say("between two").join(
        say("several", state=name, number=number) if number > 1 else name
        for name, number in sorted(counts.items(), key=lambda pair: alphabetical(pair[0]))
    )


def expiring_soon(
    judgements: Iterable[Judgement], items: Mapping[str, Item], language: str
) -> Iterator[Entry]:
    """Judgements by their last day, each on what and by whom; findings are named by `items`."""
    say, said = Phrases("digest", language), Phrases("judgements", language)
    for one in sorted(judgements, key=lambda one: (one.last, one.subject)):
        if one.finding is None:
            what = said("all of the rule", rule=one.rule)
        else:
            item = items.get(one.finding)
            what = item.title(language) if item else one.finding
        decision = said(one.decision if isinstance(one, Determination) else "waived")
        until = said("until", judgement=decision, day=written_day(one.last, language))
        yield Entry(
            state_of_code(one.state).names[language],
            say("judged", what=what, judgement=until),
            say("judged by", by=one.by, reason=one.reason),
        )
