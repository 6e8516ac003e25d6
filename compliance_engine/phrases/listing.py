"""How names and keys are put in a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def alphabetical(name: str) -> str:
    """What a name is sorted by: Côte d'Ivoire stands between Costa Rica and Croatia."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


def in_runs(keys: Sequence[str]) -> str:
    """Keys in a row, consecutive years as one run: 2000-2004, 2006."""
    runs: list[list[str]] = []
    for key in keys:
        if runs and key.isdigit() and runs[-1][-1].isdigit() and int(key) == int(runs[-1][-1]) + 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
