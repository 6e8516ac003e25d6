"""Who may be invited to take the floor, with the reasons; suggestions, in alphabetical order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.judgement.model import Determination, Judgement
from compliance_engine.phrases.listing import in_runs
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.reports.brief.document import (
    Inline,
    Note,
    Paragraph,
    Section,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.sections.progress import progress_of
from compliance_engine.reports.brief.session import Session
from compliance_engine.reports.brief.setting import Speaking
from compliance_engine.reports.brief.wording import Words

LONG = 16
"""States in a list from which on it is set in two halves."""

KEYS = 4
"""Keys of findings (runs of years, matters) that are named; of more, the number is told."""


def speaking_section(session: Session, words: Words) -> Section:
    """A list for each article, and one of States that can report progress."""
    lists = tuple(_list(one, session, words) for one in session.setting.speaking)
    return Section(
        words.say("speaking"),
        (Paragraph(text(words.say("speaking told")), quiet=True),),
        (*lists, _progress(session, words)),
    )


def _list(one: Speaking, session: Session, words: Words) -> Section:
    say = words.say
    heading = words.text(one.title.by_language())
    found = session.followed(one.rules)
    note = Note(words.by_rules(session.rulebook.rule(rule) for rule in one.rules))
    aside = tuple(_aside(session, one.rules, words))
    if not found:
        return Section(heading, (Paragraph(text(say("nothing listed"), note)), *aside))
    rows = tuple(
        cells(words.state(code), _why(found[code], words)) for code in words.in_order(found)
    )
    invitation = words.text(one.invitation.by_language())
    caption = text(say("invited", invitation=invitation), note)
    return Section(heading, (_table(caption, rows, words), *aside))


def _aside(session: Session, rules: Sequence[str], words: Words) -> Iterator[Paragraph]:
    """What is not listed since a judgement in force sets it aside."""
    judged = Phrases("judgements", words.language)
    told = [
        words.say(
            "aside",
            state=words.state(code),
            title=words.text(rule.title),
            judgement=judged("until", judgement=judged(_decision(one)), day=words.day(one.last)),
        )
        for code, rule, one in session.set_aside(rules)
    ]
    if told:
        listed = words.say("between two").join(dict.fromkeys(told))
        yield Paragraph(text(words.say("set aside", listed=listed)), quiet=True)


def _decision(judgement: Judgement) -> str:
    return str(judgement.decision) if isinstance(judgement, Determination) else "waived"


def _table(caption: Inline, rows: tuple[tuple[Inline, ...], ...], words: Words) -> Table:
    """States with their reasons; a long list in two halves, the second beside the first."""
    heads = (words.say("column state"), words.say("column why"))
    if len(rows) <= LONG:
        return Table(caption, heads, rows, (2, 5))
    half = (len(rows) + 1) // 2
    empty = cells("", "")
    beside = (*rows[half:], *(empty for _ in range(2 * half - len(rows))))
    folded = tuple((*left, *right) for left, right in zip(rows[:half], beside, strict=True))
    return Table(caption, heads * 2, folded, (3, 4, 3, 4))


def _why(conclusions: Sequence[Conclusion], words: Words) -> str:
    """The rules that find something, by title, each with the years or matters concerned."""
    keys: dict[str, list[str]] = {}
    for one in conclusions:
        of_one = [below.key for below in one.rests_on] or [one.key]
        keys.setdefault(words.text(one.rule.title), []).extend(sorted(of_one))
    return words.say("between two").join(_titled(title, of, words) for title, of in keys.items())


def _titled(title: str, keys: Sequence[str], words: Words) -> str:
    named = [key for key in keys if key]
    if not named:
        return title
    runs = in_runs(named)
    shown = runs if runs.count(",") < KEYS else words.say.number(len(named))
    return words.say("which", title=title, keys=shown)


def _progress(session: Session, words: Words) -> Section:
    say, heading = words.say, words.say("progress")
    since = words.day(session.occasion.since)
    told = [(code, what) for code, what in progress_of(session, words)]
    if not told:
        return Section(heading, (Paragraph(text(say("progress none", day=since))),))
    by_state: dict[str, Counter[str]] = {}
    for code, what in told:
        by_state.setdefault(code, Counter())[what] += 1
    rows = tuple(
        cells(words.state(code), say("between two").join(_counted(by_state[code], words)))
        for code in words.in_order(by_state)
    )
    caption = text(say("progress since", day=since), _basis(session, words))
    return Section(heading, (_table(caption, rows, words),))


def _counted(told: Counter[str], words: Words) -> list[str]:
    return [
        words.say("several", what=what, number=number) if number > 1 else what
        for what, number in told.items()
    ]


def _basis(session: Session, words: Words) -> Note:
    return Note(
        " ".join(
            (
                words.by_duty(session.rulebook.duties),
                words.say("by measures"),
                words.by_rules(session.rules("open matter")),
            )
        )
    )
