"""A peer as a whole program: ``python -m benchmarks.peers PEER FOLDER DAY``.

Reads the records of a folder by hand, runs the peer, and writes the findings as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

from benchmarks.peers.interface import Peer
from benchmarks.peers.reading import read_states

PEERS: Mapping[str, str] = {
    "by_hand": "ByHand",
    "duckdb_sql": "DuckdbSql",
    "polars_frames": "PolarsFrames",
    "clingo_program": "ClingoProgram",
    "clips_rules": "ClipsRules",
    "zen_decision": "ZenDecision",
}
"""Every peer: its module, and its class in it."""


def peer(name: str) -> Peer:
    """The peer of a module, made ready. Only what it needs itself is imported."""
    made: Callable[[], Peer] = getattr(import_module(f"benchmarks.peers.{name}"), PEERS[name])
    return made()


def main(name: str, folder: str, day: str) -> None:
    """Writes the findings of a peer on the records in a folder as of a day."""
    as_of = date.fromisoformat(day)
    found = peer(name).findings(read_states(Path(folder), as_of), as_of)
    json.dump(sorted(found), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
