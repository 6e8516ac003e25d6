"""What of a letter no page shows: styles not used, notes without a mark, headers of no page.

An officer who reads it in Word does not see them, but a recipient finds them: they stay behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance_engine.letters.outgoing.copying import Copy
from compliance_engine.letters.outgoing.parts import TakenOut
from compliance_engine.letters.outgoing.vocabulary import W

_USING = tuple(f"{W}{one}" for one in ("pStyle", "rStyle", "tblStyle"))
_LEADING = tuple(f"{W}{one}" for one in ("basedOn", "link", "next", "numStyleLink", "styleLink"))
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_ON = ("", "1", "true", "on")


def leave_used_styles(styles: Any, others: Iterable[Any]) -> None:
    """Leaves those styles that something in the other parts has, and those they are based on."""
    by_id = {one.get(f"{W}styleId", ""): one for one in styles.iterchildren(f"{W}style")}
    wanted = {key for key, one in by_id.items() if one.get(f"{W}default", "0") in _ON}
    wanted |= {_value(one) for root in others for one in root.iter(*_USING, *_LEADING)}
    while (
        more := {
            _value(one) for key in wanted & by_id.keys() for one in by_id[key].iter(*_LEADING[:2])
        }
        - wanted
    ):
        wanted |= more
    for key, style in by_id.items():
        if key not in wanted:
            styles.remove(style)
    for one in list(styles.iter(*_LEADING)):
        if _value(one) not in wanted:
            one.getparent().remove(one)


def has_marks(text: Copy, mark: str) -> bool:
    """Whether a text has marks of this kind, which lead to notes."""
    return text.root.find(f".//{W}{mark}") is not None


def without_unmarked_notes(notes: Copy, text: Copy, mark: str) -> Copy:
    """The notes to which a mark in the text leads, with the lines that part them from it."""
    marked = {one.get(f"{W}id") for one in text.root.iter(f"{W}{mark}")}
    for note in list(notes.root):
        if note.get(f"{W}type") not in _SEPARATORS and note.get(f"{W}id") not in marked:
            notes.root.remove(note)
            notes.taken_out.add(TakenOut.UNSEEN)
    return notes


def without_unseen_headers(body: Copy, settings: Copy | None) -> Copy:
    """The text with those headers and footers alone that some page shows."""
    first = any(_is_on(one) for one in body.root.iter(f"{W}titlePg"))
    even = settings is not None and any(
        _is_on(one) for one in settings.root.iter(f"{W}evenAndOddHeaders")
    )
    shown: Mapping[str, bool] = {"first": first, "even": even}
    for one in list(body.root.iter(f"{W}headerReference", f"{W}footerReference")):
        if not shown.get(one.get(f"{W}type", ""), True):
            one.getparent().remove(one)
            body.taken_out.add(TakenOut.UNSEEN)
    return body


_WIDEST = 17_000
"""How wide a table may be, in twentieths of a point: a page of A4 on its side."""


def hidden_cells(body: Any) -> list[Any]:
    """What of tables a reader would not see, though it has text.

    That are cells which are merged into the one above or beside, and tables wider than any page.
    """
    wide = [one for one in body.iter(f"{W}tbl") if _width(one) > _WIDEST]
    return wide + [
        cell
        for cell in body.iter(f"{W}tc")
        if any(
            one.get(f"{W}val", "continue") == "continue"
            for one in cell.findall(f"{W}tcPr/{W}vMerge") + cell.findall(f"{W}tcPr/{W}hMerge")
        )
        and any((one.text or "").strip() for one in cell.iter(f"{W}t"))
    ]


def _width(table: Any) -> int:
    widths = [one.get(f"{W}w", "") for one in table.findall(f"{W}tblGrid/{W}gridCol")]
    rows = [[one.get(f"{W}w", "") for one in row.findall(f"{W}tc/{W}tcPr/{W}tcW")]
            for row in table.findall(f"{W}tr")]  # fmt: skip
    return max(sum(int(one) for one in row if one.isdecimal()) for row in (widths, *rows))


def _value(element: Any) -> str:
    return str(element.get(f"{W}val", ""))


def _is_on(element: Any) -> bool:
    return _value(element) in _ON
