"""What a peer is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

Finding = tuple[str, str, str]
"""The State's code, the rule's id and the key of what the finding is about."""


class Row(Protocol):
    """A flat fact, dates as ordinals: it holds from the day `first` until (not on) `until`."""

    @property
    def kind(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def first(self) -> int: ...
    @property
    def until(self) -> int: ...


States = Mapping[str, Sequence[Row]]
"""The rows of each State, by its code."""


class Peer(Protocol):
    """The rules as a program that is made ready once and then run on rows."""

    name: str

    def findings(self, states: States, as_of: date) -> set[Finding]:
        """What the rules find of these States on the day."""
        ...
