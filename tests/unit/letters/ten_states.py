"""Ten real States, and the days on which between them they need every family of letters.

Most letters follow from the shipped records as they are. Some families need more than a record can
hold: what the register has of earlier letters and replies. Four need a line that no record has:
there it is supposed, in the record of a State of which nothing else is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from compliance_engine.letters.drafting.drafts import Drafted
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.builders import rulebook
from tests.unit.letters.desk import Circumstances, Sent, drafted, real

NEEDS_A_LINE = {
    "measures-received": "no State reported measures after a source had said that it had none",
    "penal-sanctions": "no source says of a law that it has no penal sanctions",
    "prevent-and-suppress": "no case is laid at the door of an armed group",
    "retained-mines-information": "no source tells of which forms a report consists",
}
"""Families that no shipped record gives on any day, and why."""


@dataclass(frozen=True)
class Supposed:
    """A line that is put in the place of another in a shipped record."""

    instead_of: str
    line: str


@dataclass(frozen=True)
class Needed:
    """A letter that a State needs on a day, with the families that are asked for, if any."""

    state: str
    day: date
    families: tuple[str, ...]
    asked: tuple[str, ...] = ()
    past: Sent | None = None
    supposed: Supposed | None = None
    meeting: str | None = None
    form: str = "note-verbale"

    def record(self) -> Record:
        """The shipped record of the State, with what is supposed of it."""
        if self.supposed is None:
            return real(self.state)
        shown_as = f"{self.state}.yaml"
        text = (shipped("states") / shown_as).read_text("utf-8")
        assert text.count(self.supposed.instead_of) == 1, self.supposed.instead_of
        return read_record(text.replace(self.supposed.instead_of, self.supposed.line), shown_as)

    def drafted(self, language: str) -> Drafted:
        """The draft in a language."""
        past = self.past.past if self.past else ()
        meetings = [one for one in rulebook().meetings if one.name == self.meeting]
        return drafted(
            self.record(), self.day, Circumstances(past=past), language=language, form=self.form,
            families=self.asked, meeting=meetings[0] if meetings else None,
        )  # fmt: skip


GUINEA = "GNQ/article-7/initial-report-outstanding"
CLOSED = "SSD/article-1/case-open/A1-007"
UNREPORTED = "COM/article-9/no-measures-reported"
FIRST, SECOND = date(2012, 7, 2), date(2013, 9, 2)


def twice() -> Sent:
    return Sent("GNQ").letter(GUINEA, sent=FIRST).letter(GUINEA, sent=SECOND)


@cache
def letters_needed() -> dict[str, Needed]:
    """The letters, by what each of them shows."""
    return {
        "an initial report, and two years without information": Needed(
            "GNQ", date(2012, 6, 24),
            ("initial-report-outstanding", "annual-report-outstanding", "two-years-silent",
             "measures-to-confirm"),
        ),
        "a second letter": Needed(
            "GNQ", date(2013, 6, 24),
            ("initial-report-outstanding",),
            asked=("initial-report-outstanding",),
            past=Sent("GNQ").letter(GUINEA, sent=FIRST),
        ),
        "a second letter on all that the first was about": Needed(
            "GNQ", date(2013, 6, 24),
            ("initial-report-outstanding", "annual-report-outstanding",
             "annual-reports-to-confirm", "no-measures-reported"),
            past=Sent("GNQ").letter(
                GUINEA,
                *(f"GNQ/article-7/annual-report-outstanding/{year}" for year in range(1999, 2012)),
                sent=FIRST,
            ),
        ),
        "a third letter": Needed(
            "GNQ", date(2014, 6, 24),
            ("initial-report-outstanding", "annual-report-outstanding",
             "annual-reports-to-confirm", "no-measures-reported"),
            past=twice(),
        ),
        "a reply": Needed(
            "GNQ", date(2013, 10, 21), ("acknowledgement",), asked=("acknowledgement",),
            past=Sent("GNQ").letter(GUINEA, sent=SECOND, answered=date(2013, 10, 18)),
        ),
        "a report received": Needed(
            "GNQ", date(2014, 9, 8), ("report-received",), asked=("report-received",),
            past=twice(),
        ),
        "reports to come": Needed(
            "MHL", date(2026, 1, 15), ("reports-due",), asked=("reports-due",)
        ),
        "nothing known yet, and a name in the plural": Needed(
            "MHL", date(2026, 11, 26),
            ("initial-report-to-confirm", "annual-reports-to-confirm", "measures-to-confirm"),
        ),
        "a stockpile found later": Needed(
            "YEM", date(2007, 6, 24),
            ("initial-report-to-confirm", "annual-reports-to-confirm", "found-stock-update"),
        ),
        "a matter that the State acknowledged, and one of an armed group": Needed(
            "YEM", date(2021, 6, 24),
            ("annual-report-outstanding", "annual-reports-to-confirm", "case-update",
             "prevent-and-suppress"),
            supposed=Supposed(
                "article_3:\n  - mines: 3760",
                "    - {id: A1-S, provisions: [1(1)(a)], happened_from: 2017, "
                "happened_until: 2017, alleged_by: Landmine Monitor, actor: an armed group, "
                "actor_kind: non-State armed group, location: several governorates, "
                "status: open, summary: use of improvised mines, source: monitor}\n\n"
                "article_3:\n  - mines: 3760",
            ),
        ),
        "several matters of another State's account": Needed(
            "KHM", date(2026, 11, 26), ("annual-reports-to-confirm", "case-information")
        ),
        "a law of which no penal sanctions are known": Needed(
            "KHM", date(2015, 6, 24), ("penal-sanctions",),
            supposed=Supposed(
                "  - status: legislation adopted\n",
                "  - status: legislation adopted\n    penal_sanctions: 'no'\n",
            ),
        ),
        "dates of Articles 4 and 5": Needed(
            "UKR", date(2018, 6, 24),
            ("annual-reports-to-confirm", "stockpile-destruction-update", "clearance-update",
             "no-measures-reported"),
        ),
        "a meeting, in a letter that is signed": Needed(
            "UKR", date(2025, 11, 1),
            ("annual-reports-to-confirm", "case-update", "stockpile-destruction-update",
             "no-measures-reported", "meeting-reminder"),
            meeting="22MSP", form="letter",
        ),
        "matters that are open": Needed(
            "SSD", date(2016, 6, 24),
            ("annual-reports-to-confirm", "case-information", "measures-to-confirm"),
        ),
        "a matter closed": Needed(
            "SSD", date(2018, 9, 3), ("case-closed",), asked=("case-closed",),
            past=Sent("SSD").letter(CLOSED, sent=date(2016, 7, 4), families=("case-information",)),
        ),
        "legislation in progress": Needed(
            "TGO", date(2021, 6, 24), ("annual-reports-to-confirm", "legislation-in-progress")
        ),
        "mines retained, and a report without their form": Needed(
            "NLD", date(2013, 1, 14), ("retained-mines-information",),
            asked=("retained-mines-information",),
            supposed=Supposed(
                "    - covers: 2011\n      submitted: 2012\n",
                "    - covers: 2011\n      submitted: 2012\n      forms: [A, B, F]\n",
            ),
        ),
        "existing law, in a letter that is signed": Needed(
            "NLD", date(2026, 11, 26),
            ("annual-reports-to-confirm", "existing-law-penal-sanctions"), form="letter",
        ),
        "the President engages": Needed(
            "ERI", date(2021, 6, 24),
            ("annual-report-outstanding", "two-years-silent", "president-engages",
             "no-measures-reported"),
        ),
        "no measures, and a name in the plural": Needed(
            "COM", date(2026, 11, 26),
            ("annual-report-outstanding", "annual-reports-to-confirm", "no-measures-reported"),
        ),
        "measures reported since": Needed(
            "COM", date(2026, 11, 27), ("measures-received",), asked=("measures-received",),
            past=Sent("COM").letter(
                UNREPORTED, sent=date(2026, 3, 2), families=("no-measures-reported",)
            ),
            supposed=Supposed(
                "article_9:\n",
                "article_9:\n  - {status: legislation in force, known: 2026-10-30, "
                "penal_sanctions: 'yes', source: verdragenbank}\n",
            ),
        ),
    }  # fmt: skip
