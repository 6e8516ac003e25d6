"""What each sentence of a letter rests on: the rows of its basis sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.facts.model import sayings_in
from compliance_engine.findings.language.published import published_in_words
from compliance_engine.findings.language.resting import resting_in_words
from compliance_engine.letters.drafting.matters import Matter
from compliance_engine.letters.model import PastLetter
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.confidence import BACKGROUND
from compliance_engine.records.model import Record
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import MEETINGS

FIND_A_SOURCE = (
    "Give the record a source for it, or waive the finding for this letter: compliance-engine waive"
)

CONFIRM_THE_DAYS = f"Confirm the days of the meeting in {MEETINGS}, with verified: true."


@dataclass(frozen=True)
class Row:
    """One thing that a sentence rests on. `resting` is who says it.

    `verified` is whether the reading of the law was compared with its text.
    """

    rests_on: str
    rule: str
    cites: str
    where: tuple[str, ...]
    sources: tuple[str, ...]
    resting: str
    verified: bool
    as_of: str


@dataclass(frozen=True)
class Line:
    """A sentence of a letter and what it rests on; a courtesy rests on nothing."""

    sentence: str
    rows: tuple[Row, ...]


def row_of_matter(matter: Matter, record: Record, as_of: date, language: str) -> Row:
    """The row of a matter, with what is told of its sources in a language of the program.

    Raises InvalidInputError if nothing in the record bears it out, or only background knowledge.
    """
    basis = tuple(dict.fromkeys(one for fact in matter.facts for one in fact.basis))
    named = tuple(dict.fromkeys(name for one in basis for name in one.sources))
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    if matter.letter is not None:
        return row_of_letter(matter.letter, as_of)
    if not basis or not named:
        what = "a sentence of the letter would have no basis: no line of the record bears it out"
        raise InvalidInputError([Problem(Place(matter.id), what, FIND_A_SOURCE)])
    if matter.confidence == BACKGROUND:
        what = "is background knowledge without a source, and a letter would present it as certain"
        of_calendar = named == (MEETINGS,)
        remedy = CONFIRM_THE_DAYS if of_calendar else FIND_A_SOURCE
        raise InvalidInputError([Problem(Place(matter.id), what, remedy)])
    return Row(
        rests_on=matter.id,
        rule=matter.title.get(language, matter.title["en"]),
        cites=", ".join(matter.cites),
        where=tuple(dict.fromkeys(str(one.place) for one in basis)),
        sources=tuple(_source(name, record, spoken) for name in named),
        resting=resting_in_words(
            matter.confidence, sayings_in(basis), state_of_code(record.state), spoken
        ),
        verified=matter.verified,
        as_of=as_of.isoformat(),
    )


def _source(name: str, record: Record, language: str) -> str:
    """A source by its title, with its publisher, kind and date, and how it was read."""
    if name == MEETINGS:
        return MEETINGS
    return f"{name}: {record.sources[name].title}; {published_in_words(record, name, language)}"


def row_of_citation(citation: Citation, rulebook: Rulebook, as_of: date) -> Row:
    """The row of a provision, or of an action of a plan."""
    read = [rule.verified for rule in rulebook.rules if citation in rule.cites]
    return Row(str(citation), "", str(citation), (), (), "", any(read), as_of.isoformat())


def row_of_letter(letter: PastLetter, as_of: date) -> Row:
    """The row of a letter of the register."""
    return Row(letter.reference, "", "", (), (), "", True, as_of.isoformat())


def rows_of(
    matters: Iterable[Matter], record: Record, as_of: date, language: str
) -> tuple[Row, ...]:
    """The rows of matters. Raises InvalidInputError with every problem of all of them."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for matter in matters:
        try:
            rows.append(row_of_matter(matter, record, as_of, language))
        except InvalidInputError as error:
            problems += error.problems
    if problems:
        raise InvalidInputError(problems)
    return tuple(rows)
