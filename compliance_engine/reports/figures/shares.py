"""Shares of States: never one number where it is not known of all of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """Of the States `of`, those that are `counted`, and those of which it is not known.

    All are codes in alphabetical order; no State is both counted and unknown. A share says how
    many States did something, and nothing of how one State stands beside another.
    """

    of: tuple[str, ...]
    counted: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def least(self) -> float | None:
        """Of a hundred States, how many count at least; None where no State is concerned."""
        return self._percentage(len(self.counted))

    @property
    def most(self) -> float | None:
        """Of a hundred States, how many count if all of which it is not known did."""
        return self._percentage(len(self.counted) + len(self.unknown))

    def _percentage(self, number: int) -> float | None:
        return 100 * number / len(self.of) if self.of else None
