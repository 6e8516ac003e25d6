"""The words that the ten real States do not need: on made-up records, and on a few more real ones.

Between them and the letters to the ten States every sentence of every family has been read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.facts.model import FactValue
from compliance_engine.letters.drafting.drafts import Drafted
from compliance_engine.letters.drafting.wording import CompleteWording
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.model import Record
from compliance_engine.rulebook.templates import Texts
from tests.builders import record, reports
from tests.unit.letters.desk import (
    RULES,
    Circumstances,
    Sent,
    drafted,
    letters,
    outcome,
    real,
    shown,
)
from tests.unit.letters.ten_states import letters_needed

DAY = date(2015, 6, 24)
INITIAL = "XXX/article-7/initial-report-outstanding"
ANNUAL = "XXX/article-7/annual-report-outstanding"
MEASURES = "XXX/article-9/no-measures-reported"
CASE = "XXX/article-1/case-open/E-1"
SETTLED_REPORTS = (
    "covers: initial, submitted: 2014-05-01",
    "covers: 2012-2013, submitted: 2014-06-02",
    "covers: 2014, submitted: 2015-05-11",
)


def case(name: str, status: str = "open", **more: str) -> str:
    """A made-up case, as YAML."""
    closed = "[{date: 2014-12-01, event: closed, source: example}]"
    updated = "[{date: 2013-11, event: update by the State, source: example}]"
    given = {
        "id": name,
        "provisions": "[1(1)(a)]",
        "happened_from": "2013-05",
        "happened_until": "2013-05",
        "alleged_by": "a journalist",
        "actor": "armed forces",
        "actor_kind": "State",
        "location": f"the province of {name}",
        "summary": "mines are said to have been laid",
        "status": status,
        "known": "2014-06-01",
        "history": closed if status == "closed" else updated if "update" in more else "[]",
        "source": "example",
    }
    given |= {key: value for key, value in more.items() if key != "update"}
    return "- {" + ", ".join(f"{key}: {value!r}" if key == "status" else f"{key}: {value}"
                             for key, value in given.items()) + "}"  # fmt: skip


def cases(*given: str) -> Record:
    return record(article_1="cases:\n" + "\n".join(f"  {one}" for one in given))


def measures(*given: tuple[str, str]) -> Record:
    """A record with these statements on measures, each with the day on which it was made."""
    return record(
        article_9="\n".join(
            f"- {{status: {status!r}, known: {known}, source: example}}" for status, known in given
        )
    )


def stock(entry: str) -> Record:
    return record(
        article_4="completed: 2012-05-20\ndeadline_met: 'yes'\nsource: example\n"
        f"found_later:\n  - {{{entry}, source: example}}"
    )


def sent(*letters_on: tuple[str, ...], answered: bool = False) -> Circumstances:
    """A register with a letter on each of these groups of matters."""
    past = Sent("XXX")
    for number, matters in enumerate(letters_on):
        day = date(2014, 7 + number, 1)
        past.letter(
            *matters, sent=day, answered=date(2014, 10, 1 + number) if answered else None,
            families=("a-first-letter",),
        )  # fmt: skip
    return Circumstances(past=past.past)


ADOPTED = ("legislation adopted", "2014-12-01")
ACKNOWLEDGED = "open, acknowledged by the State"


@dataclass(frozen=True)
class MadeUp:
    """A letter on a record, by default one that is made up."""

    family: str
    of: Callable[[], Record]
    with_: Circumstances | None = None
    day: date = DAY

    def drafted(self, language: str) -> Drafted:
        return drafted(self.of(), self.day, self.with_, language=language, families=(self.family,))


MADE_UP: dict[str, MadeUp] = {
    "several replies": MadeUp(
        "acknowledgement", record, sent((INITIAL,), (MEASURES,), answered=True)
    ),
    "a letter after a reply": MadeUp(
        "initial-report-outstanding",
        lambda: record(article_7=reports("covers: initial, submitted: none, known: 2014-03-01")),
        sent((INITIAL,), answered=True),
    ),
    "reports of several years": MadeUp(
        "annual-report-outstanding",
        lambda: record(
            article_7=reports(
                "covers: 2012, submitted: none, known: 2014-06-01",
                "covers: 2013-2014, submitted: none, known: 2016-01-01",
            )
        ),
    ),
    "a report of one year": MadeUp(
        "annual-report-outstanding",
        lambda: record(article_7=reports("covers: 2014, submitted: none, known: 2016-01-01")),
    ),
    "several reports received": MadeUp(
        "report-received",
        lambda: record(article_7=reports(*SETTLED_REPORTS)),
        sent((INITIAL, *(f"{ANNUAL}/{year}" for year in (2012, 2013, 2014)))),
    ),
    "a report of one year received": MadeUp(
        "report-received",
        lambda: record(article_7=reports(*SETTLED_REPORTS)),
        sent((f"{ANNUAL}/2014",)),
    ),
    "a report of two years received": MadeUp(
        "report-received",
        lambda: record(article_7=reports(*SETTLED_REPORTS)),
        sent((f"{ANNUAL}/2012", f"{ANNUAL}/2013")),
    ),
    "a law adopted since": MadeUp(
        "measures-received",
        lambda: measures(("none reported", "2013"), ADOPTED),
        sent((MEASURES,), (MEASURES,)),
    ),
    "a matter closed after two letters": MadeUp(
        "case-closed", lambda: cases(case("E-1", "closed")), sent((CASE,), (CASE,))
    ),
    "an initial report to come": MadeUp("reports-due", lambda: real("TON"), day=date(2026, 3, 1)),
    "a report to come": MadeUp("reports-due", lambda: real("SLB"), day=date(2026, 3, 1)),
    "matters of several kinds": MadeUp(
        "case-information",
        lambda: cases(
            case("E-1", ACKNOWLEDGED), case("E-2", emplacement="disputed"), case("E-3")
        ),
    ),
    "a matter": MadeUp("case-information", lambda: cases(case("E-1"))),
    "a matter acknowledged": MadeUp(
        "case-information", lambda: cases(case("E-1", ACKNOWLEDGED))
    ),
    "a matter disputed": MadeUp(
        "case-information", lambda: cases(case("E-1", emplacement="disputed"))
    ),
    "a matter acknowledged, with an update": MadeUp(
        "case-update", lambda: cases(case("E-1", ACKNOWLEDGED, update="yes"))
    ),
    "a stockpile last known not destroyed": MadeUp(
        "found-stock-update",
        lambda: stock("found: 2013-05-10, destroyed: none, known: 2014-06-18"),
    ),
    "a stockpile of which no more is known": MadeUp(
        "found-stock-update", lambda: stock("found: 2013-05-10")
    ),
    "clearance not complete on the day": MadeUp(
        "clearance-update", lambda: real("UKR"), day=date(2016, 7, 1)
    ),
    "existing law without penal sanctions": MadeUp(
        "existing-law-penal-sanctions", lambda: real("ATG"), day=date(2026, 11, 26)
    ),
    "a law not yet in force": MadeUp(
        "legislation-in-progress", lambda: measures(("adopted, not in force", "2014-12-01"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made_up", MADE_UP.values(), ids=MADE_UP)
def test_the_letter_reads_as_reviewed(
    made_up: MadeUp, language: str, snapshot: SnapshotAssertion
) -> None:
    made = made_up.drafted(language)
    assert made.draft.families == (made_up.family,)
    assert shown(made.draft.text) == snapshot


def test_every_sentence_of_every_family_is_in_a_letter_that_was_reviewed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: set[int] = set()
    sentence = CompleteWording.sentence

    def noted(
        wording: CompleteWording,
        texts: Texts,
        values: Mapping[str, Mapping[str, FactValue]],
        clauses: Mapping[str, str],
    ) -> str:
        written.add(id(texts))
        return sentence(wording, texts, values, clauses)

    monkeypatch.setattr(CompleteWording, "sentence", noted)
    for needed in letters_needed().values():
        needed.drafted("en")
    for made_up in MADE_UP.values():
        made_up.drafted("en")
    texts = letters(RULES)
    variants = [
        (family.name, str(said.place), one)
        for family in texts.families.values()
        for said in family.says
        for one in said.variants
    ]
    assert [(name, at) for name, at, one in variants if id(one.texts) not in written] == []
    assert all(id(one) in written for one in texts.written_before.values())


def test_a_matter_that_is_only_not_known_any_more_is_not_closed() -> None:
    made = outcome(record(), DAY, sent((CASE,)), families=("case-closed",))
    assert made.drafted is None


def test_a_matter_that_is_still_found_is_not_closed() -> None:
    made = outcome(cases(case("E-1")), DAY, sent((CASE,)), families=("case-closed",))
    assert made.drafted is None
