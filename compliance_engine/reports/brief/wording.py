"""The words of a brief in one language: names of States, days, shares, and notes on figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from babel.numbers import format_decimal

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated
from compliance_engine.findings.language.wording import Wording
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.reports.brief.document import Note
from compliance_engine.reports.figures.shares import Share
from compliance_engine.rulebook.model import Duty, Rule

LISTED = 40
"""States that a note lists by name; of more, it says where in the annex they are marked."""


class Words:
    """What a brief says, and how it names what it tells of."""

    def __init__(self, as_of: date, language: str) -> None:
        self.language = language
        self.say = Phrases("brief", language)
        self.named = Phrases("figures", language)
        self._wording = Wording(None, as_of, language)

    def day(self, day: date) -> str:
        """A day written out."""
        return self._wording.day(day)

    def when(self, when: date | Dated | PartialDate) -> str:
        """A day, month or year with the word before it: on 18 June 2015, in 2015."""
        return self._wording.date(when, with_word=True)

    def dated(self, when: date | Dated | PartialDate) -> str:
        """A day, month or year written out."""
        return self._wording.date(when)

    def text(self, text: Mapping[str, str]) -> str:
        """A text of the rulebook in the language."""
        return self._wording.text(text)

    def state(self, code: str) -> str:
        """A State's name, as it stands in a list."""
        return state_of_code(code).names[self.language]

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """The codes in the order of the names of their States."""
        return sorted(set(codes), key=lambda code: alphabetical(self.state(code)))

    def states(self, codes: Iterable[str]) -> str:
        """The names of States in alphabetical order, or a word for none."""
        return ", ".join(self.state(code) for code in self.in_order(codes)) or self.say("none")

    def counted(self, codes: Collection[str]) -> str:
        """How many States: 1 State, 12 States."""
        return self.say.counted("states", len(codes))

    def quoted(self, text: str) -> str:
        """Words of a record as they are written there."""
        return self.say("quoted", text=text)

    def percentage(self, share: float) -> str:
        """A share in a hundred, to a tenth."""
        return self.say("percentage", number=format_decimal(round(share, 1), locale=self.language))

    def share(self, share: Share) -> str:
        """How many States of how many, and how many there may be at most."""
        if share.least is None or share.most is None:
            return self.say("share of none")
        values = {
            "counted": self.say.number(len(share.counted)),
            "of": self.say.number(len(share.of)),
            "least": self.percentage(share.least),
        }
        if not share.unknown:
            return self.say("share known", **values)
        most, unknown = self.percentage(share.most), self.say.number(len(share.unknown))
        return self.say("share", **values, most=most, unknown=unknown)

    def note(self, codes: Collection[str], basis: str, *, marked: str | None = None) -> Note:
        """The States that a figure counts, and the rule or the duty by which they count.

        `marked` says where in the annex the States are marked, for more than can be listed.
        """
        if marked is not None and len(codes) > LISTED:
            listed = self.say("note marked", states=self.counted(codes), where=marked)
        elif codes:
            listed = self.say("note states", states=self.counted(codes), names=self.states(codes))
        else:
            listed = self.say("note no state")
        return Note(f"{listed} {basis}")

    def as_listed(self, codes: Collection[str], basis: str) -> Note:
        """The rule or duty by which the States count that the text itself names."""
        if not codes:
            return self.note(codes, basis)
        return Note(f"{self.say('note listed', states=self.counted(codes))} {basis}")

    def by_rules(self, rules: Iterable[Rule]) -> str:
        """The rules that a figure or a list rests on, with the law that they cite."""
        told = [
            self.say(
                "rule" if rule.verified else "rule unverified",
                title=self.text(rule.title),
                cites=", ".join(str(one) for one in rule.cites),
                id=rule.id,
                version=rule.version,
            )
            for rule in rules
        ]
        return self.say.counted("by rules", len(told), rules="; ".join(told))

    def by_duty(self, duties: Iterable[Duty]) -> str:
        """The duties that a figure is counted from."""
        told = [
            self.say("duty", title=self.text(duty.title), cites=", ".join(map(str, duty.cites)))
            for duty in duties
        ]
        return self.say("by duties", duties="; ".join(told))
