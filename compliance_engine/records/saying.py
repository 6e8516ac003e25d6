"""Who says what is alleged of a State, or asked of it: what stands in the place of a confidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """How something was said."""

    ALLEGED = "alleged"
    ASKED = "asked"


@dataclass(frozen=True)
class Saying:
    """Who says it, who reports it, and what the State answers.

    `states` (their codes) allege it or ask, and `others` are publishers of whom no text is cited;
    where neither is named, `words` are those of the record. `reported` are independent publishers,
    one for each voice. `answer` is None where the State has not answered as far as is known; of
    what is asked nothing is said of an answer.
    """

    manner: Manner
    states: tuple[str, ...]
    others: tuple[str, ...]
    words: str
    reported: tuple[str, ...]
    answer: str | None

    def __str__(self) -> str:
        """As machines read it: alleged by THA; reported by nobody; answer: rejects."""
        who = ", ".join((*self.states, *self.others)) or self.words or "not named"
        parts = [f"{self.manner} by {who}", f"reported by {', '.join(self.reported) or 'nobody'}"]
        if self.manner is Manner.ALLEGED:
            parts.append(f"answer: {self.answer or 'none known'}")
        return "; ".join(parts)
