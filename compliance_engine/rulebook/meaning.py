"""The fingerprint of what a file of a rulebook means, however it is laid out.

Comments, the order of keys and white space do not count; everything else does. The order of the
patterns of a rule does count: later ones name earlier ones, and the first gives a finding its key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

VERSION = "version"
"""The key that numbers a meaning and so is no part of it."""

FORMERLY = "formerly"
"""The key with the former names of a rule: a name is no part of what is meant."""

_NO_PART = (VERSION, FORMERLY)
_IN_ORDER = ("when",)


def fingerprint(data: Mapping[str, object]) -> str:
    """The SHA-256 of what a file says, but its version and former names, in hexadecimal digits."""
    said = {key: _canonical(value, key) for key, value in data.items() if key not in _NO_PART}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _canonical(value: object, key: str = "") -> object:
    match value:
        case str():
            return " ".join(value.split())
        case Mapping() if key in _IN_ORDER:
            return [[name, _canonical(inner)] for name, inner in value.items()]
        case Mapping():
            return {name: _canonical(inner, name) for name, inner in value.items()}
        case list():
            return [_canonical(inner) for inner in value]
        case _:
            return value
