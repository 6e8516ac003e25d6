"""The order in which people look for names."""

from __future__ import annotations

import unicodedata


def alphabetical(name: str) -> str:
    """What a name is sorted by: Côte d'Ivoire stands between Costa Rica and Croatia."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()
