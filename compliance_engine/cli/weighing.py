"""What is asked before records are written: whether what it does to findings is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from compliance_engine.cli.inputs import Inputs
from compliance_engine.cli.opening import check_day
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, UsageError
from compliance_engine.records.model import Record

if TYPE_CHECKING:
    from compliance_engine.findings.consequences import Consequences

MANY_DUTIES = 5
"""From so many duties on that become outstanding at one time, a person says that it is meant."""

ONE_STATE_OF = 50
"""So does a change that makes duties of one State of so many outstanding, or of more: 2 %."""

OF_ABSENCE = ("complete", "lists")
"""The tables of which one row tells of whatever is not in a list."""

Changed = tuple[str | None, Record]
"""The text of a record before, None if there was none, and what it is to say."""


@dataclass(frozen=True)
class Weighed:
    """What a change of records does to findings, of `states` in all.

    It is `asked` whether that is meant where many duties become outstanding.
    """

    found: Consequences
    states: int
    asked: bool

    @property
    def number(self) -> int:
        """How many duties become outstanding."""
        return len(self.found.outstanding)

    def in_short(self, language: str, turns: int | None) -> str:
        """How many duties become outstanding, if any do, how many met, and what is asked.

        What was said already, as `turns`, is not asked.
        """
        from compliance_engine.cli.rendering.consequences import render_turned

        if not self.number:
            return ""
        asked = f"If that is meant, it is written with --turns {self.number}.\n"
        turned = render_turned(self.found, self.states, language)
        return f"{turned}\n{asked if self.asked and turns != self.number else ''}"

    def refuse_unless_meant(self, turns: int | None) -> None:
        """Raises UsageError if it was not said, as `turns`, how many duties turn, or wrongly."""
        if turns == self.number or (turns is None and not self.asked):
            return
        becomes = "duty becomes" if self.number == 1 else "duties become"
        what = f"nothing is written: {self.number} {becomes} outstanding by this"
        if turns is not None:
            raise UsageError(f"{what}, not {turns} as --turns says")
        raise UsageError(
            f"{what}. If that is meant, repeat it with --turns {self.number}; if not, check what "
            "is said to be complete"
        )


def weighed(
    changed: Sequence[Changed], tables: Iterable[str], inputs: Inputs, as_of: date
) -> Weighed:
    """What a change does to findings as of a day; `tables` are those in which something changes.

    Raises UsageError for a day on which the treaty was not in force.
    """
    from compliance_engine.findings.consequences import consequences_of
    from compliance_engine.inference.engine import Engine

    check_day(as_of, inputs.rulebook)
    with Engine(inputs.rulebook, "plain") as engine:
        pairs = ((_read(text, record.state), record) for text, record in changed)
        found = consequences_of(pairs, inputs.rulebook, engine, as_of)
    states = len({*inputs.folder.digests, *(record.state for _, record in changed)})
    of_a_list = any(one in OF_ABSENCE for one in tables)
    return Weighed(found, states, _is_asked(found, states, of_a_list=of_a_list))


def _is_asked(found: Consequences, states: int, *, of_a_list: bool) -> bool:
    """Whether so much becomes outstanding that a person must say that it is meant.

    What is said of one State alone, and of no list, is asked of many duties only.
    """
    if len(found.outstanding) >= MANY_DUTIES:
        return True
    turned = len({one.state for one in found.outstanding})
    return turned * ONE_STATE_OF >= states and turned > (0 if of_a_list else 1)


def _read(text: str | None, code: str) -> Record | None:
    """What a record said, whatever is wrong with its days; None if it cannot be read."""
    if text is None:
        return None
    file = f"{code}.yaml"
    try:
        return validate(Record, parse_yaml(text, file), file)
    except InvalidInputError:
        return None
