"""How the texts of a rulebook are worded: words that are not said, full stops, spaces."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.placed import PlacedRule
from compliance_engine.rulebook.linting.remark import Remark, error, note
from compliance_engine.rulebook.linting.worded import Text, texts_of

_ENDS = (".", "?", "!", ".”", ".»", ". »", "…")
_DOUBLE = "  "


def wording(pack: Pack) -> Iterator[Remark]:
    """What is wrong with the words of a rulebook."""
    for text in texts_of(pack):
        for word in pack.words.found_in(text.text, text.language, commitment=text.commitment):
            yield Remark(word.problem(text.place(word.column)))
        yield from _punctuation(text)
    for rule in pack.rules.values():
        yield from _says_nothing_particular(rule)


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
        yield error(text.place(1), "this title ends with a full stop", "Remove it.")
    if not text.heading and not written.endswith(_ENDS):
        what = f"this sentence ends with '{written.split()[-1]}', without a full stop"
        yield error(text.place(1), what, "Add one.")


def _says_nothing_particular(rule: PlacedRule) -> Iterator[Remark]:
    for message in rule.messages:
        if not list(message.gaps()):
            what = "this message names neither the State nor a day nor anything else of the record"
            yield note(message.place, what, "Say what it is about: write gaps as {pattern.field}.")
