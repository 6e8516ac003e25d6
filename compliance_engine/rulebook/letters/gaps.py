"""The gaps that texts of letters can have beside the fields of their matter, ``{state}`` and
``{as_of}``."""

from __future__ import annotations

from enum import StrEnum

OF_FORMS = ("committee", "convention", "mission")
OF_LETTERS_CITED = ("day", "reference")
OF_FAMILIES = ("periods", "letters", "answered", "meeting", "held", "unit")
"""The years that reports cover, the letters written before with their days, the day of the
reply, the meeting and when it is held, the support unit."""
OF_WRITTEN_BEFORE = ("letters",)


class Before(StrEnum):
    """What there was on a matter before."""

    ANSWERED = "answered"
    ONCE = "once"
    SEVERAL_TIMES = "several times"
    ALSO = "also"
    """The same letters, as has been said of another matter above."""
