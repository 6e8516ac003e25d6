"""What cannot be edited."""

from __future__ import annotations

from compliance_engine.errors import UsageError


class CannotEditError(UsageError):
    """A record is laid out in a way that no part of it can be changed without others."""

    def __init__(self, file: str = "the record") -> None:
        super().__init__(
            f"{file} is laid out in a way that only a person can edit: write each entry of a list "
            "on lines of its own that begin with '- ', and no comment within braces or brackets"
        )
