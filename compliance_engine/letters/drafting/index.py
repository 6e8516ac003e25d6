"""What covers a batch of letters: an index in Excel, and a table for mail merge."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from compliance_engine.documents.escaping import in_cell
from compliance_engine.documents.text import shown
from compliance_engine.letters.drafting.drafts import Drafted, Outcome
from compliance_engine.letters.drafting.listing import listed_ids
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code

INDEX = "index.xlsx"
MAIL_MERGE = "mail-merge.csv"

_COLUMNS = (
    ("state", 7),
    ("name", 26),
    ("reference", 28),
    ("dated", 12),
    ("language", 10),
    ("form", 14),
    ("subject", 48),
    ("matters", 50),
    ("letter", 28),
    ("basis", 30),
)
_NOT_WRITTEN = (("state", 7), ("name", 26), ("matter", 50), ("why", 80))
_A4 = 9
_POINTS = 15
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Excel wants to know when a file was made; the same letters are to give the same bytes."""


def names_of(drafted: Drafted) -> tuple[str, str]:
    """The names of the files of a letter and of its basis."""
    start = f"{drafted.draft.state}-{drafted.form}-{drafted.draft.language}"
    return f"{start}.docx", f"{drafted.draft.state}-basis-not-for-sending.docx"


def index_of(outcomes: Sequence[Outcome], language: str) -> bytes:
    """The index as a workbook: one sheet of the letters, one of what was not written, and why."""
    from xlsxwriter import Workbook

    words = Phrases("letters", language)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False,
                        "strings_to_urls": False}) as book:  # fmt: skip
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for name, columns, rows in (
            ("letters", _COLUMNS, _letters(outcomes, language)),
            ("withheld", _NOT_WRITTEN, _not_written(outcomes, language)),
        ):
            sheet = book.add_worksheet(words(f"sheet.{name}"))
            for number, (column, width) in enumerate(columns):
                sheet.set_column(number, number, width)
                sheet.write_string(0, number, words(f"column.{column}"), bold)
            last = 0
            for last, row in enumerate(rows, start=1):
                sheet.set_row(last, _POINTS * _lines(row, columns))
                for number, (column, _) in enumerate(columns):
                    sheet.write_string(last, number, shown(row[column]), cell)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
            sheet.set_landscape()
            sheet.set_paper(_A4)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
    return out.getvalue()


def _lines(row: Mapping[str, str], columns: Iterable[tuple[str, int]]) -> int:
    """How many lines the longest cell of a row takes, as nearly as characters tell."""
    return max(
        sum(-(-max(len(line), 1) // width) for line in row[name].split("\n"))
        for name, width in columns
    )


def _letters(outcomes: Iterable[Outcome], language: str) -> Iterator[Mapping[str, str]]:
    for one in outcomes:
        if one.drafted is not None:
            draft = one.drafted.draft
            letter, basis = names_of(one.drafted)
            yield {
                "state": draft.state,
                "name": state_of_code(draft.state).names[language],
                "reference": draft.reference,
                "dated": one.drafted.day.isoformat(),
                "language": draft.language,
                "form": one.drafted.form,
                "subject": one.drafted.subject,
                "matters": "\n".join(listed_ids(draft.matters)),
                "letter": letter,
                "basis": basis,
            }


def _not_written(outcomes: Iterable[Outcome], language: str) -> Iterator[Mapping[str, str]]:
    for one in outcomes:
        name = state_of_code(one.state).names[language]
        for kept in one.withheld:
            yield {
                "state": one.state,
                "name": name,
                "matter": kept.matter,
                "why": kept.told(language),
            }
        for problem in one.problems:
            yield {"state": one.state, "name": name, "matter": "", "why": str(problem)}


def mail_merge_of(outcomes: Iterable[Outcome]) -> bytes:
    """A row a letter, with its text, for those who merge it into a document of their own.

    No cell can be taken for a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("state", "language", "reference", "dated", "addressee", "salutation",
                     "opening", "body", "contact", "closing", "signatory", "file"))  # fmt: skip
    for one in outcomes:
        if one.drafted is not None:
            fields = one.drafted.fields
            cells = (
                one.drafted.draft.state,
                one.drafted.draft.language,
                one.drafted.draft.reference,
                fields["dated"],
                fields["addressee"],
                fields["salutation"],
                fields["opening"],
                _body(one.drafted),
                fields["contact"],
                fields["closing"],
                fields["signatory"],
                names_of(one.drafted)[0],
            )
            writer.writerow(map(in_cell, cells))
    # Excel reads a CSV file as UTF-8 only if it begins with this mark.
    return out.getvalue().encode("utf-8-sig")


def _body(drafted: Drafted) -> str:
    """What the letter says between its opening and its closing."""
    paragraphs = []
    for matter in drafted.fields["matters"]:
        items = [f"– {item}" for item in matter.items]
        paragraphs += [matter.heading, matter.text, *items, matter.rest]
    return "\n".join(one for one in paragraphs if one)
