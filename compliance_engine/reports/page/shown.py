"""What the page shows of one State, as values for its template."""

from __future__ import annotations

from dataclasses import dataclass

from compliance_engine.reports.page.texts import Text


@dataclass(frozen=True)
class OnRecord:
    """Where the record says something: the numbers of its lines, and of the State's sources."""

    lines: tuple[int, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Beneath:
    """A finding that another rests on: its id, the title of its rule, and its key."""

    id: str
    title: Text
    key: str


@dataclass(frozen=True)
class ShownFinding:
    """A finding; of one that rests on others, those say why."""

    id: str
    message: Text
    marks: tuple[Text, ...]
    rests_on: tuple[Beneath, ...]
    on_record: OnRecord


@dataclass(frozen=True)
class OfRule:
    """What a rule finds of a State, why, and what may help."""

    rule: str
    title: Text
    severity: Text
    findings: tuple[ShownFinding, ...]
    why: tuple[Text, ...]
    remedy: Text


@dataclass(frozen=True)
class ShownDuty:
    """A duty, or the same duty of years in a row of which the same is known."""

    due: Text
    title: Text
    letter: str
    told: Text
    on_record: OnRecord


@dataclass(frozen=True)
class ShownInterval:
    """Days in a row on which a finding held; `keys` are those of which all this is the same."""

    keys: str
    first: Text
    last: Text
    verdicts: Text


@dataclass(frozen=True)
class ShownSource:
    """A source, who published it and how it was read.

    Its address is there only where a browser can open it safely.
    """

    number: int
    title: str
    day: Text | None
    address: str | None
    published: Text


@dataclass(frozen=True)
class OnMatter:
    """What is on record of measures or of a matter; `law` is what the record names, as it does."""

    told: Text
    law: str | None
    on_record: OnRecord


@dataclass(frozen=True)
class StatePage:
    """All that the page tells of a State.

    Findings stand under the headings of their parts, and the history under the titles of rules.
    `other` is what is on record of national measures and of alleged or reported matters.
    """

    code: str
    name: Text
    group: Text
    standing: Text
    working: tuple[Text, ...]
    membership: OnRecord
    findings: tuple[tuple[Text, tuple[OfRule, ...]], ...]
    other: tuple[OnMatter, ...]
    calendar: tuple[ShownDuty, ...]
    history: tuple[tuple[Text, tuple[ShownInterval, ...]], ...]
    sources: tuple[ShownSource, ...]
