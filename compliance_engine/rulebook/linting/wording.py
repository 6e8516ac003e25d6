"""How the texts of a rulebook are worded: words that are not said, full stops, spaces."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.remark import Remark, error
from compliance_engine.rulebook.linting.worded import Text, texts_of

_ENDS = (".", "?", "!", ".”", ".»", ". »", "…")
_BEFORE_A_LIST = ":"
_DOUBLE = "  "


def wording(pack: Pack) -> Iterator[Remark]:
    """What is wrong with the words of a rulebook."""
    for text in texts_of(pack):
        for word in pack.words.found_in(text.text, text.language, commitment=text.commitment):
            yield Remark(word.problem(text.place(word.column)))
        yield from _punctuation(text)


def _punctuation(text: Text) -> Iterator[Remark]:
    written = text.text.strip()
    if not written:
        yield error(text.place(1), "this text is empty", "Write it, or leave its key out.")
        return
    if _DOUBLE in text.text.rstrip():
        place = text.place(text.text.index(_DOUBLE) + 1)
        yield error(place, "two spaces stand here", "Leave one.")
    if text.register:
        return
    if text.heading and written.endswith("."):
        yield error(text.place(1), "this title or clause ends with a full stop", "Remove it.")
    ends = (*_ENDS, _BEFORE_A_LIST) if text.inside.get("listed") else _ENDS
    if not text.heading and not written.endswith(ends):
        what = f"this sentence ends with '{written.split()[-1]}', without a full stop"
        yield error(text.place(1), what, "Add one.")
