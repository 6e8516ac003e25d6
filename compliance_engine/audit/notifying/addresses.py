"""Addresses of e-mail, of which nothing can slip into a header or a command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compliance_engine.secrets import without_secrets

LONGEST = 254
"""Characters of an address, by RFC 5321."""

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_SEPARATORS = re.compile(r"[,;\s]+")


def is_address(given: str) -> bool:
    """Whether it is an address in plain letters, without a name and without anything else."""
    return len(given) <= LONGEST and _ADDRESS.fullmatch(given) is not None


def listed(given: str) -> list[str]:
    """What stands between commas, semicolons or spaces."""
    return [one for one in _SEPARATORS.split(given) if one]


def problems_of(given: Iterable[str], where: str) -> Iterator[str]:
    """What is wrong with addresses, told of each."""
    for one in given:
        if not is_address(one):
            shown = without_secrets(one[:LONGEST])
            yield f"{where}: {shown!r} is not an address of e-mail: write it as name@example.org"
