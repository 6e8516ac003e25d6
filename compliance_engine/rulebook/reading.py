"""Turns checked parts of rulebook files into values, collecting the problems on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from compliance_engine.errors import Place, Problem
from compliance_engine.rulebook.citation import Citation, CitationError
from compliance_engine.rulebook.conditions import Test
from compliance_engine.rulebook.parsing import Scope, parse_condition
from compliance_engine.rulebook.syntax import ConditionError, UnknownPatternError
from compliance_engine.rulebook.templates import Texts, parse_template
from compliance_engine.rulebook.vocabulary import FactKind

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Reading:
    """Reads the parts of one file; what cannot be read becomes a problem at its place.

    Where not `every_pattern_is_named`, since one could not be read, to name it is no second
    mistake.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.every_pattern_is_named = True

    def condition(
        self, text: str, scope: Scope, place_within: Callable[[int], Place]
    ) -> tuple[Test, ...]:
        """The tests of a condition; none if it has a problem.

        `place_within` tells where a character of `text` stands, counted from 1.
        """
        try:
            return parse_condition(text, scope)
        except ConditionError as error:
            self._refuse(error, place_within(error.column))
            return ()

    def texts(
        self,
        texts: Mapping[str, str],
        kinds: Mapping[str, FactKind],
        place_within: Callable[[str, int], Place],
        clauses: Collection[str] = (),
    ) -> Texts:
        """A sentence in its languages; its gaps may also name the texts `clauses`.

        `place_within` tells where a character of the text in a language stands.
        """
        read = {}
        for language, text in texts.items():
            try:
                read[language] = parse_template(text, kinds, clauses)
            except ConditionError as error:
                self._refuse(error, place_within(language, error.column))
        return read

    def _refuse(self, error: ConditionError, place: Place) -> None:
        if self.every_pattern_is_named or not isinstance(error, UnknownPatternError):
            self.problems.append(Problem(place, error.what, error.remedy))

    def citations(self, texts: Iterable[str], place: Place) -> tuple[Citation, ...]:
        """What is cited; at least one citation is compulsory."""
        texts, read = tuple(texts), []
        for text in texts:
            try:
                read.append(Citation.parse(text))
            except CitationError as error:
                self.problems.append(Problem(place, str(error), error.remedy))
        if not texts:
            self.problems.append(Problem(place, "nothing is cited", "Add: cites: [APMBC 7(2)]"))
        return tuple(read)

    def day_of_year(self, text: str, place: Place) -> tuple[int, int]:
        """Month and day of ``30 April``."""
        day, _, month = text.partition(" ")
        if month in MONTHS and day.isascii() and day.isdigit():
            try:
                found = date(2001, MONTHS.index(month) + 1, int(day))
                return found.month, found.day
            except ValueError:
                pass
        self.problems.append(
            Problem(place, f"{text!r} is not a day that every year has", "Write: on: 30 April")
        )
        return 1, 1
