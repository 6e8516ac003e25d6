"""A list of Article 7 reports submitted: by State, by what they cover, and by date.

Each report that a record does not have yet is added, on the authority of the list. If the list is
said to be complete for a time, the records say so too, and what it lacks counts as not submitted;
but not of a State whose record has a report from that time that the list lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance_engine.dates import PartialDate, PartialDateError
from compliance_engine.documents import parse_yaml
from compliance_engine.errors import Place, Problem, UsageError
from compliance_engine.records.covers import Covers
from compliance_engine.records.editing.adding import declare_source
from compliance_engine.records.model import Record
from compliance_engine.records.registers.dates import when_of
from compliance_engine.records.registers.layout import (
    Layout,
    RegisterSource,
    cell_at,
    header_of,
    sheet_of,
)
from compliance_engine.records.registers.outcome import Check, Outcome, proposed
from compliance_engine.records.spreadsheets.kinds import COVERS, CellError, cell_of
from compliance_engine.records.spreadsheets.rows import Tree, insert_in_order, plain
from compliance_engine.records.spreadsheets.sheets import Line, Sheet
from compliance_engine.records.state_names import StateNames
from compliance_engine.records.states import UnknownStateError, state_of_code

NONE, RECEIVER = "none", "Secretary-General"
_KEYS = ("state", "covers", "due_year", "submitted", "note")
_SECTION = ("complete_from", "complete_until", "complete_source", "reports", "lists")


@dataclass(frozen=True)
class Submission:
    """A row of the list: a report of a State, what it covers, when it was submitted."""

    state: str
    covers: str
    submitted: str
    note: str
    place: Place


@dataclass(frozen=True)
class Submissions:
    """The list of a day; `complete` are the days of submission for which it is, if it is said."""

    rows: Sequence[Submission]
    source: RegisterSource
    dated: date
    complete: tuple[date, date] | None


def read_submissions(
    path: Path,
    layout: Layout,
    names: StateNames,
    dated: date,
    complete: str | None,
    problems: list[Problem],
) -> Submissions:
    """A list of submissions. What is wrong is added to `problems`.

    Raises InvalidInputError for a file that cannot be read, UsageError for days of completeness
    that are none.
    """
    source = layout.source or RegisterSource(
        name=f"article-7-list-{dated}",
        title=f"List of reports submitted under Article 7, as of {dated}",
    )
    sheet = sheet_of(path, layout)
    columns, lines = header_of(sheet, layout, _KEYS, problems)
    for key in ("submitted",) if columns else ():
        if key not in columns:
            problems.append(_missing(sheet, key, layout))
    if columns and "covers" not in columns and "due_year" not in columns:
        problems.append(_missing(sheet, "covers", layout))
    rows = [
        one
        for line in (lines if not problems else ())
        if (one := _submission(sheet, line, columns, layout, names, problems)) is not None
    ]
    return Submissions(rows, source, dated, _days(complete, dated))


def _missing(sheet: Sheet, key: str, layout: Layout) -> Problem:
    what = f"has no column {layout.headings(key)[0]!r}"
    remedy = f"Say what it is called, in a file for --columns: 'columns: {{{key}: …}}'."
    return Problem(sheet.place(), what, remedy)


def _submission(
    sheet: Sheet,
    line: Line,
    columns: Mapping[str, int],
    layout: Layout,
    names: StateNames,
    problems: list[Problem],
) -> Submission | None:
    found: list[Problem] = []

    def problem(key: str, what: str, remedy: str) -> None:
        found.append(Problem(sheet.place(line.number, columns[key], key), what, remedy))

    state = covers = submitted = ""
    given = cell_at(line, columns["state"])
    try:
        state = names.find(str(given).strip()).code if given is not None else ""
        if given is None:
            problem("state", "the row names no State", "Write its name or code.")
    except UnknownStateError as error:
        problem("state", str(error), error.remedy)
    key = "due_year" if cell_at(line, columns.get("due_year")) is not None else "covers"
    raw = cell_at(line, columns.get(key))
    if raw is None:
        problem(key if key in columns else "due_year", "is empty", COVERS.remedy)
    else:
        try:
            covers = _covers(raw, due=key == "due_year")
        except CellError as error:
            problem(key, str(error), error.remedy)
    raw = cell_at(line, columns["submitted"])
    if raw is None:
        problem("submitted", "is empty", "Write the day, or none if the list says there was none.")
    else:
        try:
            submitted = when_of(raw, layout)
        except CellError as error:
            problem("submitted", str(error), error.remedy)
    if not found and (said := _too_early(covers, submitted)) is not None:
        problem(key, said, "If the column has the year in which it was due, name it 'due_year'.")
    problems.extend(found)
    if found:
        return None
    note = str(cell_at(line, columns.get("note")) or "").strip()
    return Submission(state, covers, submitted, note, sheet.place(line.number))


def _covers(raw: object, *, due: bool) -> str:
    cell = cell_of(raw, COVERS)
    if due and not (cell.isdecimal() and len(cell) == 4):
        raise CellError(f"{cell!r} is no year", "Write the year in which the report was due.")
    value = str(int(cell) - 1) if due else cell
    COVERS.value(value)
    return value


def _too_early(covers: str, submitted: str) -> str | None:
    """What is strange about a report on days that had not all passed when it was submitted."""
    last = Covers.parse(covers).last
    if last is None or submitted == NONE or PartialDate.parse(submitted).last > last:
        return None
    return f"a report on {covers} cannot have been submitted on {submitted}, before its end"


def _days(complete: str | None, dated: date) -> tuple[date, date] | None:
    """The days, both inclusive, for which the list is said to be complete. Raises UsageError."""
    if complete is None:
        return None
    separator = "/" if "/" in complete else "-"
    first, _, last = complete.partition(separator)
    try:
        days = PartialDate.parse(first.strip()).first, PartialDate.parse(last.strip()).last
    except PartialDateError as error:
        raise UsageError(
            f"--complete {complete} is no time: write 2015-01-01/2025-12-31 or 2015-2025"
        ) from error
    if not days[0] <= days[1] <= dated:
        raise UsageError(
            f"--complete {complete} must begin before it ends, and end by {dated}, the day of the "
            f"list: a list is not complete for days to come. Write {days[0]}/{min(days[1], dated)}"
        )
    return days


def submission_proposals(
    listed: Submissions, texts: Mapping[str, str], check: Check
) -> Outcome:
    """What the list would change of the records, whose texts are given by code.

    Raises InvalidInputError, with every problem, if a record would not be valid.
    """
    by_state: dict[str, list[Submission]] = {}
    for row in listed.rows:
        by_state.setdefault(row.state, []).append(row)
    to_settle = [
        f"{_named(state)}: has no record; bring in the depositary's table first"
        for state in sorted(set(by_state) - set(texts))
    ]
    trees: dict[str, Tree] = {}
    for state, text in texts.items():
        rows = by_state.get(state, [])
        if not rows and listed.complete is None:
            continue
        tree = plain(parse_yaml(text, f"{state}.yaml"))
        assert isinstance(tree, dict)
        changed = _added(tree, rows, listed)
        if listed.complete is not None:
            doubts = [*_doubts(tree, rows, listed.complete)]
            to_settle += [f"{_named(state)}: {doubt}" for doubt in doubts]
            changed |= not doubts and _completed(tree, listed, listed.complete)
        if changed:
            source = listed.source
            declare_source(tree, source.name, source.title, url=source.url, dated=str(listed.dated))
            trees[state] = tree
    return Outcome(proposed(trees, texts, check), to_settle)


def _named(state: str) -> str:
    return f"{state} {state_of_code(state).name}"


def _section(tree: Tree) -> Tree:
    if "article_7" not in tree:
        insert_in_order(tree, "article_7", {}, [*Record.model_fields])
    section = tree["article_7"]
    assert isinstance(section, dict)
    return section


def _added(tree: Tree, rows: Sequence[Submission], listed: Submissions) -> bool:
    """Adds the reports that the record does not have; whether there were any."""
    section = _section(tree)
    reports = section.get("reports", [])
    assert isinstance(reports, list)
    known = {(str(one["covers"]), str(one["submitted"])) for one in reports}
    new = [row for row in rows if (row.covers, row.submitted) not in known]
    for row in new:
        entry: Tree = {"covers": COVERS.value(row.covers), "submitted": _when(row.submitted)}
        if row.submitted == NONE:
            entry["known"] = str(listed.dated)
        entry["source"] = listed.source.name
        if row.note:
            entry["note"] = row.note
        reports.insert(_place_of(entry, reports), entry)
    if new and "reports" not in section:
        insert_in_order(section, "reports", reports, _SECTION)
    if not section:
        del tree["article_7"]
    return bool(new)


def _when(text: str) -> str | int:
    return int(text) if text.isdecimal() else text


def _place_of(entry: Mapping[str, object], reports: Sequence[Mapping[str, object]]) -> int:
    """After the last report on as early a time; the initial report comes first."""
    own = _year(entry)
    before = [n for n, one in enumerate(reports) if _year(one) <= own]
    return before[-1] + 1 if before else 0


def _year(entry: Mapping[str, object]) -> int:
    covers = Covers.parse(entry["covers"])
    if covers.text == "initial":
        return 0
    if covers.first is not None:
        return covers.first.year
    submitted = str(entry["submitted"]).removeprefix("by ")[:4]
    return int(submitted) - 1 if submitted.isdecimal() else 0


def _doubts(
    tree: Tree, rows: Sequence[Submission], complete: tuple[date, date]
) -> Iterator[str]:
    """Why the list cannot be taken as complete for this State."""
    first, last = complete
    section = _section_or_none(tree)
    listed = [PartialDate.parse(row.submitted) for row in rows if row.submitted != NONE]
    reports = section.get("reports", [])
    assert isinstance(reports, list)
    lacking = [
        f"{one['submitted']} ({_sources(one)})"
        for one in reports
        if one["submitted"] != NONE
        and one.get("sent_to", RECEIVER) == RECEIVER
        and _is_lacking(PartialDate.parse(str(one["submitted"])), listed, complete)
    ]
    if lacking:
        yield (
            f"the list lacks what its record has as submitted {', '.join(lacking)}; it is not "
            "taken as complete for this State"
        )
    said = section.get("complete_from"), section.get("complete_until")
    if all(said):
        begun, ended = (date.fromisoformat(str(one)) for one in said)
        if not (first <= begun and ended <= last):
            yield f"its record has a complete list from {begun} to {ended}, beyond that of this one"


def _is_lacking(
    when: PartialDate, listed: Sequence[PartialDate], complete: tuple[date, date]
) -> bool:
    """Whether a report is from the days of a complete list, and can be none of those listed."""
    within = complete[0] <= when.first and when.last <= complete[1]
    return within and not any(
        one.first <= when.last and when.first <= one.last for one in listed
    )


def _section_or_none(tree: Tree) -> Mapping[str, object]:
    section = tree.get("article_7", {})
    assert isinstance(section, dict)
    return section


def _sources(report: Mapping[str, object]) -> str:
    given = report["source"]
    return ", ".join(given) if isinstance(given, list) else str(given)


def _completed(tree: Tree, listed: Submissions, complete: tuple[date, date]) -> bool:
    """Says in the record that the list is complete; whether that is new."""
    section = _section(tree)
    said = {
        "complete_from": str(complete[0]),
        "complete_until": str(complete[1]),
        "complete_source": listed.source.name,
    }
    if all(section.get(key) == value for key, value in said.items()):
        return False
    for key, value in said.items():
        if key in section:
            section[key] = value
        else:
            insert_in_order(section, key, value, _SECTION)
    return True
