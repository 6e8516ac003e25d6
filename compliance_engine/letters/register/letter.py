"""A letter as the register has it: what was drafted, and each step that was taken with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from compliance_engine.dates.counting import add_days
from compliance_engine.errors import UsageError
from compliance_engine.letters.model import PastLetter, Step

_ASK_FOR_NOTHING = frozenset(
    (
        "acknowledgement",
        "case-closed",
        "measures-received",
        "meeting-reminder",
        "report-received",
        "reports-due",
    )
)
"""The families of paragraphs that remind all of a date, or thank and close."""

_REFERENCE = re.compile(r"(\d{4})/(\d{1,6})")


@dataclass(frozen=True)
class Taken:
    """A step: who took it and when, UTC; `seq` counts the steps of a letter from 1.

    `day` is the day on which the letter was sent, or on which its answer is dated, `via` how it
    went, and `note` what the answer says or why a letter was closed or discarded. `file` is the
    digest of the bytes that were approved, or of the answer, and `clean` that of the letter to be
    sent, which `letters.outgoing` makes of what was approved. `answer_within` is for how many
    days after its sending an answer is awaited, where it was chosen with the draft or the sending.
    """

    seq: int
    step: Step
    who: str
    at: datetime
    day: date | None = None
    via: str = ""
    note: str = ""
    file: str | None = None
    clean: str | None = None
    answer_within: int | None = None


@dataclass(frozen=True)
class Awaited:
    """An answer that is awaited since the day of its letter, for a number of calendar days."""

    since: date
    days: int

    @property
    def until(self) -> date:
        """The last of these days: an answer on it is not late."""
        return add_days(self.since, self.days)


@dataclass(frozen=True)
class Letter:
    """A letter with its steps, the first of which is its draft.

    `letter` and `basis` are the digests of the Word files as they were drafted.
    """

    reference: str
    state: str
    language: str
    as_of: date
    families: tuple[str, ...]
    matters: tuple[str, ...]
    text: str
    letter: str
    basis: str
    steps: tuple[Taken, ...]

    @property
    def step(self) -> Step:
        """How far it has come."""
        return self.steps[-1].step

    @property
    def drafted(self) -> date:
        """The day on which it was registered, UTC."""
        return self.steps[0].at.date()

    def last(self, step: Step) -> Taken | None:
        """The last time that a step was taken, None if it never was."""
        return next((one for one in reversed(self.steps) if one.step is step), None)

    def first(self, step: Step) -> Taken | None:
        """The first time that a step was taken, None if it never was."""
        return next((one for one in self.steps if one.step is step), None)

    @property
    def sent(self) -> date | None:
        """The day on which it was sent."""
        taken = self.last(Step.SENT)
        return taken.day if taken else None

    @property
    def answered(self) -> date | None:
        """The day of the first answer."""
        taken = self.first(Step.ANSWERED)
        return taken.day if taken else None

    @property
    def closed(self) -> date | None:
        """The day on which it was closed, UTC."""
        taken = self.last(Step.CLOSED)
        return taken.at.date() if taken else None

    @property
    def answer_awaited(self) -> bool:
        """Whether it asks for something, in one of its paragraphs at least."""
        return not _ASK_FOR_NOTHING.issuperset(self.families)

    @property
    def answer_within(self) -> int | None:
        """For how many days an answer is awaited, as last chosen for it; None: as for all."""
        chosen = (one.answer_within for one in reversed(self.steps))
        return next((one for one in chosen if one is not None), None)

    def awaited(self, by_default: int | None) -> Awaited | None:
        """The answer that is awaited; None if none is, or nobody says for how long.

        `by_default` is the number of days for letters for which none was chosen.
        """
        days = self.answer_within or by_default
        if self.step is not Step.SENT or self.sent is None or not self.answer_awaited:
            return None
        return Awaited(self.sent, days) if days is not None else None

    @property
    def past(self) -> PastLetter:
        """What drafting needs to know of it."""
        return PastLetter(
            self.reference,
            self.state,
            self.families,
            self.matters,
            self.step,
            self.drafted,
            self.sent,
            self.answered,
            self.answer_within,
        )


def reference_of(year: int, number: int) -> str:
    """The reference of the letter of this number of a year: ``2026/014``."""
    return f"{year}/{number:03}"


def year_and_number(reference: str) -> tuple[int, int]:
    """What a reference is made of. Raises UsageError if it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise UsageError(f"{reference!r} is no reference of a letter: write it as 2026/014")
    return int(found[1]), int(found[2])
