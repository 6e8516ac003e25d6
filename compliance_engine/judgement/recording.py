"""Writes a judgement into the file of its State: checked before, whole, and one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from compliance_engine.documents.files import is_there, make_folder, read_text, write_text
from compliance_engine.errors import UsageError
from compliance_engine.judgement.model import Determination, Judgement, Said, Waiver
from compliance_engine.judgement.reading import FOLDER, SUFFIX, Reference, read_file
from compliance_engine.judgement.writing import CannotEditError, Item, new_file, with_item
from compliance_engine.records.editing.saving import alone_in
from compliance_engine.records.states import state_of_code
from compliance_engine.shipped import inside_installed_package

DETERMINATIONS, WAIVERS = "determinations", "waivers"


def refuse_shipped(folder: Path) -> None:
    """Raises UsageError for a folder that belongs to an installed program."""
    if inside_installed_package(folder):
        raise UsageError(
            "the records that come with the installed program are not written to: its next "
            "version would overwrite what is there. Copy them to a folder of your own and name it "
            "with --records, or name a folder for judgements with --judgements"
        )


def record_judgement(
    folder: Path, judgement: Judgement, reference: Reference, *, replace: bool = False
) -> Path:
    """Adds a judgement to the file of its State in `folder`, and gives that file.

    With `replace`, it takes the place of those on the same thing in force on any of its days.
    Whoever else writes through this function waits meanwhile. Raises UsageError if there is such
    a judgement, or the file cannot be written; InvalidInputError if it is not valid as it is.
    Then nothing is changed.
    """
    refuse_shipped(folder)
    make_folder(folder)
    path = folder / f"{judgement.state}{SUFFIX}"
    name = f"{FOLDER}/{path.name}"
    with alone_in(folder):
        before = read_text(path, name) if is_there(path) else None
        present = read_file(before, name, reference) if before is not None else ()
        clashing = [
            one
            for one in present
            if one.subject == judgement.subject and one.held.overlaps(judgement.held)
        ]
        if clashing and not replace:
            raise UsageError(_clash(clashing[0], name))
        section = _section(judgement)
        if before is None:
            state = state_of_code(judgement.state)
            text = new_file(state.code, state.name, section, tree_of(judgement))
        else:
            try:
                text = with_item(
                    before, name, section, tree_of(judgement), _items(present, clashing)
                )
            except CannotEditError as error:
                raise UsageError(
                    f"{path} is laid out in a way that this command cannot add to. Write each "
                    "judgement of a list on lines of its own that begin with '- '"
                ) from error
        read_file(text, name, reference)
        if (read_text(path, name) if is_there(path) else None) != before:
            raise UsageError(f"{path} was changed meanwhile; nothing was written. Try again")
        write_text(path, text)
    return path


def tree_of(judgement: Judgement) -> dict[str, object]:
    """A judgement as its file holds it."""
    on: dict[str, object] = {"finding": judgement.finding}
    if judgement.finding is None:
        on = {"rule": judgement.rule}
    days = {"until": judgement.last.isoformat()}
    signed: dict[str, object] = {"by": judgement.by, "reason": judgement.reason}
    if isinstance(judgement, Determination):
        on["judgement"] = str(judgement.decision)
        days = {"on": judgement.held.first.isoformat(), **days}
        signed["source"] = judgement.source
    else:
        days = {"from": judgement.held.first.isoformat(), **days}
    return {**on, **days, **signed, **_remembered(judgement.as_judged)}


def _remembered(as_judged: Mapping[str, Said]) -> dict[str, object]:
    if not as_judged:
        return {}
    return {"as_judged": {finding: _said(one) for finding, one in sorted(as_judged.items())}}


def _said(one: Said) -> dict[str, object]:
    said: dict[str, object] = {}
    if one.verdict is not None:
        said["verdict"] = one.verdict
    if one.due is not None:
        said["due"] = one.due.isoformat()
    return {**said, "evidence": one.evidence}


def _section(judgement: Judgement) -> str:
    return WAIVERS if isinstance(judgement, Waiver) else DETERMINATIONS


def _items(present: Sequence[Judgement], chosen: Sequence[Judgement]) -> list[Item]:
    """Where judgements stand in their file."""
    counts = {DETERMINATIONS: 0, WAIVERS: 0}
    items = []
    for one in present:
        section = _section(one)
        if one in chosen:
            items.append((section, counts[section]))
        counts[section] += 1
    return items


def _clash(other: Judgement, name: str) -> str:
    said = f"determined as {other.decision}" if isinstance(other, Determination) else "waived"
    return (
        f"{other.subject} is {said} from {other.held.first} to {other.last} ({name}, line "
        f"{other.place.line}). To put this judgement in its place, add --replace"
    )
