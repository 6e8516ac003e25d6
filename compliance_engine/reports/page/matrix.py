"""The table of States and duties: what is known of each, as one mark a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.reports.page import marks
from compliance_engine.reports.page.gathering import Gathered
from compliance_engine.reports.page.texts import Lexicon, Text
from compliance_engine.rulebook.citation import COMMITMENT
from compliance_engine.rulebook.model import Duty, Rulebook, Yearly

MEASURE, CASE = "measure", "case"
"""The kinds of facts that States are asked of beside their duties."""

_MATTER = "alleged matter"
_PRESSING = list(marks.VERDICTS.values())


@dataclass(frozen=True)
class Column:
    """A duty, of one `period` where it comes every year, or another matter asked of States.

    `due` is its latest due date, if that has passed.
    """

    kind: str
    period: int | None
    article: str
    title: Text
    head: Text
    due: date | None


@dataclass(frozen=True)
class Row:
    """A State with the letter of a mark for each column."""

    of: Gathered
    letters: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """The columns in the order of articles, and a row for each State in the order of names."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def states(self, place: int) -> Mapping[str, tuple[Gathered, ...]]:
        """The States by the letters of their marks in the column at that place."""
        found: dict[str, list[Gathered]] = {}
        for row in self.rows:
            found.setdefault(row.letters[place], []).append(row.of)
        return {letter: tuple(listed) for letter, listed in found.items()}

    @property
    def shown_first(self) -> int:
        """The place of what the map shows at first.

        It is the yearly duty that was due last, if more is known of it than not; else what is
        known of national measures, if States are asked of these.
        """
        due = [(one.due, place) for place, one in enumerate(self.columns) if one.period and one.due]
        last = max(due)[1] if due else 0
        measures = [place for place, one in enumerate(self.columns) if one.kind == MEASURE]
        return last if self._mostly_known(last) else (measures or [last])[0]

    def _mostly_known(self, place: int) -> bool:
        letters = [row.letters[place] for row in self.rows]
        unknown = letters.count(marks.NOT_KNOWN)
        return 2 * unknown < len(letters) - letters.count(marks.NOTHING)


def matrix_of(
    states: Sequence[Gathered], rulebook: Rulebook, lexicon: Lexicon, as_of: date
) -> Matrix:
    """The table of these States on the day."""
    columns = _columns(states, rulebook, lexicon, as_of)
    language = lexicon.languages[0]
    by_name = sorted(states, key=lambda one: alphabetical(one.state.names[language]))
    return Matrix(columns, tuple(Row(one, _letters(one, columns, as_of)) for one in by_name))


def _columns(
    states: Sequence[Gathered], rulebook: Rulebook, lexicon: Lexicon, as_of: date
) -> tuple[Column, ...]:
    dues: dict[tuple[str, int | None], date] = {}
    for line in (line for one in states for line in one.calendar[0]):
        yearly = isinstance(rulebook.duty(line.duty).recurrence, Yearly)
        of = line.duty, line.period if yearly else None
        dues[of] = max(dues.get(of, line.due), line.due)
    if not dues:  # of no State anything is due yet: the table shows what may become so
        dues = {(duty.kind, None): as_of for duty in rulebook.duties}
    columns = [
        _of_duty(rulebook.duty(kind), period, due if due < as_of else None, lexicon)
        for (kind, period), due in dues.items()
    ]
    for kind, phrase in ((MEASURE, "measures"), (CASE, "cases")):
        provision = rulebook.provision_on(kind)
        if provision is not None:
            title, head = _said(lexicon, phrase), _said(lexicon, f"{phrase} in short")
            columns.append(Column(kind, None, provision.partition("(")[0], title, head, None))
    return tuple(sorted(columns, key=_order))


def _order(column: Column) -> tuple[bool, int, bool, str, int]:
    """By articles, with plans after them; within one, what comes every year after the rest."""
    plan = not column.article.isdigit()
    period = column.period or 0
    return plan, 0 if plan else int(column.article), bool(period), column.kind, period


def _said(lexicon: Lexicon, key: str) -> Text:
    return lexicon.of(lambda language: Phrases("page", language)(key))


def _of_duty(duty: Duty, period: int | None, due: date | None, lexicon: Lexicon) -> Column:
    cited = duty.cites[0]
    article = cited.document if duty.nature == COMMITMENT else cited.article
    title = lexicon.of(lambda language: duty.title[language])
    if period is None:
        return Column(duty.kind, None, article, title, title, due)
    covering = lexicon.of(lambda language: f"{duty.title[language]} {period}")
    return Column(duty.kind, period, article, covering, Text(str(period)), due)


def _letters(one: Gathered, columns: Sequence[Column], as_of: date) -> tuple[str, ...]:
    found: dict[tuple[str, int | None], list[str]] = {}
    for line in one.calendar[0]:
        for kind in ((line.duty, line.period), (line.duty, None)):
            found.setdefault(kind, []).append(marks.VERDICTS[line.verdict])
    for column in (column for column in columns if column.kind == CASE):
        found[CASE, None] = [_case(one, column.article, as_of)]
    found[MEASURE, None] = [_measure(one, as_of)]
    return tuple(
        min(found.get((column.kind, column.period), [marks.NOTHING]), key=_pressing)
        for column in columns
    )


def _pressing(letter: str) -> int:
    return _PRESSING.index(letter) if letter in _PRESSING else 0


def _measure(one: Gathered, as_of: date) -> str:
    if not one.bound(as_of):
        return marks.NOT_BOUND
    statuses = [str(fact.fields["status"]) for fact in one.on(as_of, MEASURE)]
    return marks.MEASURES[statuses[-1]] if statuses else marks.NOT_KNOWN


def _case(one: Gathered, article: str, as_of: date) -> str:
    """Whether the rules find an open matter, or it is not known whether one is open."""
    found = [told.finding for told in one.findings[0]]
    if any(_within(each.article, article) for each in found if each.evidence[0].fact == CASE):
        return marks.CASE_OPEN
    if any(_within(each.article, article) for each in one.undetermined if each.matter == _MATTER):
        return marks.NOT_KNOWN
    return marks.CASE_NONE if one.bound(as_of) else marks.NOT_BOUND


def _within(provision: str, article: str) -> bool:
    return provision.partition("(")[0] == article
