"""Quick tests and deep ones: which run when.

``make test`` runs the quick tests, ``make prove`` the deep ones: those that kill, flood, search at
length, or go over all States, days, languages and terminals. A test is deep that has the mark
``deep``; of one that has ``deep(quick=N)`` and many cases, N cases spread over all are quick.
A test that is named by its id runs whatever it is.
"""

from __future__ import annotations

from collections import defaultdict
from zlib import crc32

import pytest

QUICK, DEEP, BOTH = "quick", "deep", "both"


def add_options(parser: pytest.Parser) -> None:
    """``--depth`` and ``--share``."""
    parser.addoption("--depth", choices=(QUICK, DEEP, BOTH), default=QUICK)
    parser.addoption(
        "--share",
        default="0/1",
        metavar="K/N",
        help="of the tests of this depth, the share K (counted from 0) of N equal ones",
    )


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves in `items` those of the depth and the share asked for."""
    if any("::" in argument for argument in config.args):
        return
    depth = config.getoption("--depth")
    share, shares = map(int, config.getoption("--share").split("/"))
    deep = _deep(items)
    chosen, others = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        of_depth = depth in (BOTH, DEEP if item.nodeid in deep else QUICK)
        of_share = crc32(item.nodeid.encode()) % shares == share % shares
        (chosen if of_depth and of_share else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = chosen


def _deep(items: list[pytest.Item]) -> frozenset[str]:
    """The ids of the deep tests."""
    cases = defaultdict[tuple[str, int], list[str]](list)
    for item in items:
        mark = item.get_closest_marker("deep")
        if mark is not None:
            function = item.nodeid.partition("[")[0]
            cases[function, mark.kwargs.get("quick", 0)].append(item.nodeid)
    return frozenset(
        name
        for (_, quick), names in cases.items()
        for place, name in enumerate(names)
        if not quick or place % -(-len(names) // quick)
    )
