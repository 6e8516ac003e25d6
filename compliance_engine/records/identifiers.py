"""Names like another one that are not taken yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance_engine.documents.text import canonical

_NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)


def free_name(name: str, taken: Iterable[str]) -> str:
    """A name like this one that is not taken: with the number after the highest, ``A1-038``."""
    match = _NUMBERED.fullmatch(name)
    begin, digits = match.groups() if match else (f"{name}-", "1")
    alike = (_NUMBERED.fullmatch(canonical(one)) for one in taken)
    numbers = [int(one[2]) for one in alike if one is not None and one[1] == begin]
    return f"{begin}{max([int(digits), *numbers]) + 1:0{len(digits)}d}"
