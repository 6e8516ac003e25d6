"""A desk on which letters are drafted for tests: the shipped rulebook, its texts and templates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document

from compliance_engine.findings.evaluating import evaluate
from compliance_engine.inference.engine import Engine
from compliance_engine.judgement.model import Judgement
from compliance_engine.letters.drafting.dossier import Dossier, dossier_of
from compliance_engine.letters.drafting.drafts import Brief, Drafted, Draftsman, Outcome
from compliance_engine.letters.drafting.stationery import Stationery
from compliance_engine.letters.model import PastLetter, Step
from compliance_engine.records.folder import RecordFolder
from compliance_engine.records.model import Record
from compliance_engine.rulebook.letters.loading import load_letters
from compliance_engine.rulebook.letters.model import Letters
from compliance_engine.rulebook.words import load_words
from compliance_engine.shipped import shipped
from tests.builders import rulebook

RULES = shipped("rules") / "apmbc"


@cache
def letters(rules: Path = RULES) -> Letters:
    """The texts of letters."""
    return load_letters(rules, rulebook().kinds)


@cache
def draftsman(rules: Path = RULES) -> Draftsman:
    """A draftsman with the templates and texts of a rulebook."""
    words = (load_words(rules), load_words(rules / "letters"))
    return Draftsman(rulebook(), letters(rules), Stationery(rules), words)


@cache
def engine() -> Engine:
    """The plain evaluator, which needs no process."""
    return Engine(rulebook(), "plain")


@cache
def real(code: str) -> Record:
    """The shipped record of a State."""
    return RecordFolder(shipped("states")).read(code)


@dataclass(frozen=True)
class Circumstances:
    """What a dossier is made with beside the record and the day."""

    judgements: Sequence[Judgement] = ()
    past: Sequence[PastLetter] = ()
    now: date | None = None
    known_at: date | None = None


def dossier(of: Record, as_of: date, with_: Circumstances | None = None) -> Dossier:
    """The dossier of a State on a day."""
    given = with_ or Circumstances()
    now = evaluate(of, rulebook(), engine(), given.now) if given.now else None
    return dossier_of(
        evaluate(of, rulebook(), engine(), as_of, given.known_at),
        of,
        rulebook(),
        as_of,
        given.known_at,
        judgements=given.judgements,
        past=given.past,
        now=now,
        day=given.now,
    )


def outcome(of: Record, as_of: date, with_: Circumstances | None = None, **asked: Any) -> Outcome:
    """What becomes of a State, in English unless asked otherwise."""
    brief = Brief(**{"day": as_of, "language": "en", **asked})
    (made,) = draftsman().drafts_of([dossier(of, as_of, with_)], brief)
    return made


def drafted(of: Record, as_of: date, with_: Circumstances | None = None, **asked: Any) -> Drafted:
    """The draft to a State that is to get one."""
    made = outcome(of, as_of, with_, **asked)
    assert made.drafted is not None, (made.withheld, made.problems)
    return made.drafted


def guards(made: Outcome) -> set[tuple[str, str]]:
    """What was withheld: the guard and the matter of each."""
    return {(str(one.guard), one.matter) for one in made.withheld}


@dataclass
class Sent:
    """Letters of the register, as drafting sees them."""

    state: str
    past: list[PastLetter] = field(default_factory=list)

    def letter(
        self,
        *matters: str,
        sent: date | None,
        answered: date | None = None,
        families: tuple[str, ...] = ("initial-report-outstanding",),
        step: Step | None = None,
    ) -> Sent:
        """This register with one more letter."""
        number = len(self.past) + 1
        reached = step or (Step.ANSWERED if answered else Step.SENT if sent else Step.DRAFT)
        day = sent or date(2015, 1, 1)
        self.past.append(
            PastLetter(
                f"CCC/{day.year}/{number}",
                self.state,
                families,
                matters,
                reached,
                day,
                sent,
                answered,
            )
        )
        return self


def words_of(document: bytes) -> list[str]:
    """The paragraphs of a Word file, as python-docx reads them."""
    return [one.text for one in Document(io.BytesIO(document)).paragraphs if one.text]


def cells_of(document: bytes) -> list[list[str]]:
    """The rows of the first table of a Word file."""
    (table,) = Document(io.BytesIO(document)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def plain(text: str) -> str:
    """A text as one types it: any space a space, and the apostrophe of the keyboard."""
    return text.replace("\u00a0", " ").replace("’", "'")


def shown(text: str) -> str:
    """A text for a reviewer: ~ stands for a space at which no line ends."""
    return text.replace("\u00a0", "~")
