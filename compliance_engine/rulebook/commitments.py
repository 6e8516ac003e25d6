"""Action plans: what the States Parties committed themselves to politically, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.rulebook.conditions import Logic


@dataclass(frozen=True)
class Action:
    """An action of a plan, or several in a row that share a subject: `number` to `last`."""

    number: int
    last: int
    gist: Mapping[str, str]
    verified: bool
    note: str | None
    rules: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Indicator:
    """What is counted of an action: of the States that `of` finds, those that `counted` finds.

    Of the others, those that `undetermined` finds may count or not.
    """

    action: int
    gist: Mapping[str, str]
    verified: bool
    of: Logic
    counted: Logic
    undetermined: Logic
    place: Place


@dataclass(frozen=True)
class Plan:
    """An action plan: political commitments, and the days on which they count.

    `title` is its name as citations write it; `unknown` says what is not known of it.
    """

    name: str
    title: str
    titles: Mapping[str, str]
    adopted: PartialDate
    adopted_at: str
    in_effect: Span
    verified: bool
    note: str | None
    unknown: tuple[Mapping[str, str], ...]
    actions: tuple[Action, ...]
    indicators: tuple[Indicator, ...]
