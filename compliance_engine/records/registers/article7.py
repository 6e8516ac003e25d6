"""What a list of Article 7 reports submitted adds to the records.

Each report that a record does not have yet is added, on the authority of the list. If the list is
said to be complete for a time, the records say so too, and what it lacks counts as not submitted;
but not of a State whose record has a report from that time that the list lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.covers import Covers
from compliance_engine.records.editing.adding import declare_source, name_of_source
from compliance_engine.records.model import Record
from compliance_engine.records.registers.outcome import Check, Outcome, named, proposed
from compliance_engine.records.registers.repeated_rows import Submission
from compliance_engine.records.registers.submission_list import Submissions
from compliance_engine.records.spreadsheets.changing import insert_in_order
from compliance_engine.records.spreadsheets.kinds import COVERS, NONE, WHEN_OR_NONE
from compliance_engine.records.spreadsheets.rows import Tree, plain

RECEIVER = "Secretary-General"
_SECTION = ("complete_from", "complete_until", "complete_source", "reports", "lists")


def submission_proposals(listed: Submissions, texts: Mapping[str, str], check: Check) -> Outcome:
    """What the list would change of the records, whose texts are given by code.

    Raises InvalidInputError, with every problem, if a record would not be valid.
    """
    by_state: dict[str, list[Submission]] = {}
    for row in listed.rows:
        by_state.setdefault(row.state, []).append(row)
    to_settle = [
        f"{named(state)}: has no record; bring in the depositary's table first"
        for state in sorted(set(by_state) - set(texts))
    ]
    trees: dict[str, Tree] = {}
    for state, text in texts.items():
        rows = by_state.get(state, [])
        if not rows and listed.complete is None:
            continue
        tree = plain(parse_yaml(text, f"{state}.yaml"))
        assert isinstance(tree, dict)
        source = listed.source
        name = name_of_source(tree, source.name, listed.dated)
        changed = _added(tree, rows, listed, name)
        if listed.complete is not None:
            doubts = [*_doubts(tree, rows, listed.complete)]
            to_settle += [f"{named(state)}: {doubt}" for doubt in doubts]
            changed |= not doubts and _completed(tree, name, listed.complete)
        if changed:
            declare_source(
                tree,
                name,
                source.title,
                publisher=source.publisher,
                url=source.url,
                dated=str(listed.dated),
            )
            trees[state] = tree
    return Outcome(proposed(trees, texts, check), to_settle, listed.notes)


def _section(tree: Tree) -> Tree:
    if "article_7" not in tree:
        insert_in_order(tree, "article_7", {}, [*Record.model_fields])
    section = tree["article_7"]
    assert isinstance(section, dict)
    return section


def _added(tree: Tree, rows: Sequence[Submission], listed: Submissions, source: str) -> bool:
    """Adds the reports that the record does not have, on a source; whether there were any."""
    section = _section(tree)
    reports = section.get("reports", [])
    assert isinstance(reports, list)
    known = {(str(one["covers"]), str(one["submitted"])) for one in reports}
    new = [row for row in rows if (row.covers, row.submitted) not in known]
    for row in new:
        entry: Tree = {
            "covers": COVERS.value(row.covers),
            "submitted": WHEN_OR_NONE.value(row.submitted),
        }
        if row.submitted == NONE:
            entry["known"] = str(listed.dated)
        entry["source"] = source
        if row.note:
            entry["note"] = row.note
        reports.insert(_place_of(entry, reports), entry)
    if new and "reports" not in section:
        insert_in_order(section, "reports", reports, _SECTION)
    if not section:
        del tree["article_7"]
    return bool(new)


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


def _doubts(tree: Tree, rows: Sequence[Submission], complete: tuple[date, date]) -> Iterator[str]:
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
    return within and not any(one.first <= when.last and when.first <= one.last for one in listed)


def _section_or_none(tree: Tree) -> Mapping[str, object]:
    section = tree.get("article_7", {})
    assert isinstance(section, dict)
    return section


def _sources(report: Mapping[str, object]) -> str:
    given = report["source"]
    return ", ".join(given) if isinstance(given, list) else str(given)


def _completed(tree: Tree, source: str, complete: tuple[date, date]) -> bool:
    """Says in the record that the list, its source, is complete; whether that is new."""
    section = _section(tree)
    said = {
        "complete_from": str(complete[0]),
        "complete_until": str(complete[1]),
        "complete_source": source,
    }
    if all(section.get(key) == value for key, value in said.items()):
        return False
    for key, value in said.items():
        if key in section:
            section[key] = value
        else:
            insert_in_order(section, key, value, _SECTION)
    return True
