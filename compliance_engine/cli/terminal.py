"""What may be written to a terminal beside text: colours, bold, a bar that moves."""

from __future__ import annotations

import os
from typing import TextIO

NO_STYLE = "NO_COLOR"
"""The variable with which a user asks for text alone; empty, it asks for nothing."""

_WITHOUT_ESCAPES = ("", "dumb", "unknown")


def takes_escapes(stream: TextIO) -> bool:
    """Whether escape sequences may be written to a stream.

    Only to a terminal, if ``TERM`` names one that knows them and ``NO_COLOR`` is not set.
    """
    named = os.environ.get("TERM", "").lower()
    return stream.isatty() and named not in _WITHOUT_ESCAPES and not os.environ.get(NO_STYLE)
