"""Fields of Word in a letter: numbers of pages, and no others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from compliance_engine.letters.outgoing.copying import Copy
from compliance_engine.letters.outgoing.vocabulary import FIELD, W

_SWITCH = r'\\\*\s*"?(?:MERGEFORMAT|CHARFORMAT|Arabic|roman|ROMAN|alphabetic|ALPHABETIC)"?'
_NUMBER_OF_PAGE = re.compile(
    rf"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\s*(?:{_SWITCH}\s*)*", re.IGNORECASE
)
_SHOWN = re.compile(r"[\s\divxlcIVXLC.\-–—]*")
"""What such a field can show: a number, in one of the ways of writing it."""


@dataclass
class _Open:
    """A field that has begun: what it is to do, and what it showed when the file was saved."""

    begins: Any
    to_do: str = ""
    shown: str = ""
    shows: bool = False


def check_fields(made: Copy) -> None:
    """Refuses, in a part that was copied, every field that is no number of a page."""
    for simple in made.root.iter(f"{W}fldSimple"):
        shown = "".join(one.text or "" for one in simple.iter(f"{W}t"))
        if not _is_number(simple.get(f"{W}instr", ""), shown):
            made.refuse(FIELD, simple)
    opened: list[_Open] = []
    for one in made.root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        _step(one, opened, made)
    for left in opened:
        made.refuse(FIELD, left.begins)


def _step(one: Any, opened: list[_Open], made: Copy) -> None:
    match one.tag.removeprefix(W), one.get(f"{W}fldCharType", ""):
        case "fldChar", "begin":
            if opened:
                made.refuse(FIELD, one)
            opened.append(_Open(one))
        case "fldChar", "separate" if opened:
            opened[-1].shows = True
        case "fldChar", "end" if opened:
            ended = opened.pop()
            if not _is_number(ended.to_do, ended.shown):
                made.refuse(FIELD, ended.begins)
        case "instrText", _ if opened and not opened[-1].shows:
            opened[-1].to_do += one.text or ""
        case "t", _:
            if opened:
                opened[-1].shown += one.text or ""
        case _:
            made.refuse(FIELD, one)


def _is_number(to_do: str, shown: str) -> bool:
    return bool(_NUMBER_OF_PAGE.fullmatch(to_do) and _SHOWN.fullmatch(shown))
