"""What the register tells of letters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, Select, func, select

from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.letters.model import PastLetter, Step
from compliance_engine.letters.register.letter import Letter, Taken, reference_of, year_and_number
from compliance_engine.letters.register.tables import letter_files, letter_steps, letters
from compliance_engine.store.highest import kept, of_year
from compliance_engine.suggestions import did_you_mean

BEGIN = "Begin with: compliance-engine letters draft"


def all_letters(connection: Connection) -> tuple[Letter, ...]:
    """Every letter, by year and number. Raises InvalidInputError if one cannot be read."""
    return _read(connection, select(letters), select(letter_steps))


def letter_named(connection: Connection, reference: str) -> Letter:
    """The letter of this reference. Raises UsageError if there is none."""
    year, number = year_and_number(reference)
    named = reference_of(year, number)
    found = _read(
        connection,
        select(letters).where(letters.c.reference == named),
        select(letter_steps).where(letter_steps.c.letter == named),
    )
    if not found:
        known = [str(one) for (one,) in connection.execute(select(letters.c.reference))]
        hint = did_you_mean(named, known, "To list them: compliance-engine letters list")
        raise UsageError(f"there is no letter {named} in the register. {hint}")
    return found[0]


def past_letters(connection: Connection, state: str | None = None) -> list[PastLetter]:
    """What was written to a State, or to all, by year and number: drafts too."""
    chosen = select(letters)
    if state is not None:
        chosen = chosen.where(letters.c.state == state)
    return [one.past for one in _read(connection, chosen, select(letter_steps))]


def letters_sent(connection: Connection, state: str | None, through: int) -> tuple[Letter, ...]:
    """The letters that were sent, to one State or to all, by year and number.

    They are as they were after the step number `through` of the whole register.
    """
    steps = select(letter_steps).where(letter_steps.c.number <= through)
    sendings = steps.where(letter_steps.c.step == str(Step.SENT))
    sent = sendings.with_only_columns(letter_steps.c.letter)
    chosen = select(letters).where(letters.c.reference.in_(sent))
    if state is not None:
        chosen = chosen.where(letters.c.state == state)
        of_state = select(letters.c.reference).where(letters.c.state == state)
        steps = steps.where(letter_steps.c.letter.in_(of_state))
    return _read(connection, chosen, steps)


def next_references(connection: Connection, year: int, how_many: int) -> tuple[str, ...]:
    """The references that the next letters of a year get.

    None is ever given twice, also where an older copy was put in the place of the store.
    """
    last = connection.execute(
        select(func.max(letters.c.number)).where(letters.c.year == year)
    ).scalar()
    first = max(int(last or 0), kept(connection).get(of_year(year), 0)) + 1
    return tuple(reference_of(year, number) for number in range(first, first + how_many))


def references_of(connection: Connection, year: int) -> Iterator[str]:
    """The references of a year that are not given yet, one after the other, without end.

    They are whoever's that registers first: `register` refuses one that was taken meanwhile.
    """
    (first,) = next_references(connection, year, 1)
    numbers = count(year_and_number(first)[1])
    return (reference_of(year, number) for number in numbers)


def content(connection: Connection, sha256: str) -> bytes:
    """The bytes of this digest. Raises InvalidInputError if they are not there."""
    found = connection.execute(
        select(letter_files.c.content).where(letter_files.c.sha256 == sha256)
    ).scalar()
    if found is None:
        raise _tampered(f"the file {sha256}")
    return bytes(found)


def _read(
    connection: Connection, chosen: Select[Any], with_steps: Select[Any]
) -> tuple[Letter, ...]:
    steps: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(with_steps.order_by(letter_steps.c.number)).mappings():
        steps.setdefault(row["letter"], []).append(dict(row))
    rows = connection.execute(chosen.order_by(letters.c.year, letters.c.number)).mappings()
    return tuple(_letter(dict(row), steps.get(row["reference"], ())) for row in rows)


def _letter(row: Mapping[str, Any], steps: Iterable[Mapping[str, Any]]) -> Letter:
    taken = tuple(_taken(one) for one in steps)
    if not taken:
        raise _tampered(f"letter {row['reference']}")
    try:
        return Letter(
            row["reference"],
            row["state"],
            row["language"],
            date.fromisoformat(row["as_of"]),
            tuple(json.loads(row["families"])),
            tuple(json.loads(row["matters"])),
            row["text"],
            row["letter"],
            row["basis"],
            taken,
        )
    except (ValueError, TypeError) as error:
        raise _tampered(f"letter {row['reference']}") from error


def _taken(row: Mapping[str, Any]) -> Taken:
    try:
        return Taken(
            row["seq"],
            Step(row["step"]),
            row["who"],
            datetime.fromisoformat(row["at"]),
            date.fromisoformat(row["day"]) if row["day"] else None,
            row["via"],
            row["note"],
            row["file"],
            row["clean"],
            row["answer_within"],
        )
    except (ValueError, TypeError) as error:
        raise _tampered(f"a step of letter {row['letter']}") from error


def _tampered(what: str) -> InvalidInputError:
    remedy = "See what was altered with: compliance-engine audit verify"
    return InvalidInputError([Problem(Place("the register"), f"{what} cannot be read", remedy)])
