"""Citations: where the treaty, or an action plan, says what a rule or a duty asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

COMMITMENT = "commitment"
"""The nature of what an action plan asks, and not the treaty."""

_CITATION = re.compile(r"(?P<document>[A-Z][A-Za-z ]*) (?P<article>\d+)(?P<rest>(?:\(\w+\))*)")


class CitationError(ValueError):
    """The text cites nothing that can be found; `remedy` says how to write a citation."""

    def __init__(self, what: str) -> None:
        self.remedy = "Write it as document, article and paragraph: APMBC 7(2)"
        super().__init__(what)


@dataclass(frozen=True)
class Citation:
    """A paragraph of a treaty: ``APMBC 7(2)``."""

    document: str
    article: str
    provision: str

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Reads ``APMBC 7(2)``. Raises CitationError."""
        match = _CITATION.fullmatch(text)
        if match is None:
            raise CitationError(f"{text!r} is not a citation")
        return cls(match["document"], match["article"], match["article"] + match["rest"])

    def __str__(self) -> str:
        return f"{self.document} {self.provision}"


def listed_under(nature: str, cites: Sequence[Citation]) -> str:
    """What is cited first: a provision of the treaty, or a plan's action with its plan."""
    return str(cites[0]) if nature == COMMITMENT else cites[0].provision
