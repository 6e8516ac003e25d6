"""Near misses: what someone may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A question naming the nearest known words, or `otherwise` if none is near."""
    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_folded, n=3, cutoff=0.6)
    if not near:
        return otherwise
    return "Did you mean " + " or ".join(f"'{by_folded[name]}'" for name in near) + "?"
