"""One way to write a value as bytes, so that the same value always has the same digest."""

from __future__ import annotations

import json
from hashlib import sha256


def canonical(value: object) -> str:
    """JSON without spaces, its keys in alphabetical order."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of_value(value: object) -> str:
    """The SHA-256 of a value written canonically, in hexadecimal digits."""
    return digest_of_bytes(canonical(value).encode())


def digest_of_bytes(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    return sha256(content).hexdigest()
