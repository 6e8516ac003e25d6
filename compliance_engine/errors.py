"""What can go wrong, told so that its reader can mend it.

Every error says what is wrong, where, why, and what to do, in text that commands no terminal.
Loaders collect all the problems of a run before they raise, so that a file is mended in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from compliance_engine.documents.text import shown, shown_in_line


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file: line and column count from 1; 0 means the file as a whole.

    It is shown as `shown`, where lines and columns are not what its file has.
    """

    file: str
    line: int = 0
    column: int = 0
    shown: str = field(default="", compare=False)

    def __str__(self) -> str:
        if self.shown:
            return shown(self.shown)
        file = shown_in_line(self.file)
        return f"{file}:{self.line}:{self.column}" if self.line else file

    def after(self, characters: int) -> Place:
        """The place so many characters further on its line."""
        return Place(self.file, self.line, self.column + characters)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in the input: where, what, and what to do about it.

    Where `other` is given, `what` ends in a word that it follows: the place of what disagrees.
    """

    place: Place
    what: str
    remedy: str = ""
    other: Place | None = field(default=None, compare=False)

    def __str__(self) -> str:
        what = self.what if self.other is None else f"{self.what} {self.other}"
        remedy = f"\n    {shown(self.remedy)}" if self.remedy else ""
        return f"{self.place}: {shown(what)}{remedy}"


class ComplianceEngineError(Exception):
    """The root of every error that this package raises on purpose.

    Its message may repeat what somebody typed or a file holds, and can be shown all the same.
    """

    exit_code = 4

    def __str__(self) -> str:
        return shown(super().__str__())


class InvalidInputError(ComplianceEngineError):
    """Records or rules that cannot be used, with every problem found in them."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(ComplianceEngineError):
    """A command that asks for something that cannot be: the message says what to write instead."""

    exit_code = 2


class EngineError(ComplianceEngineError):
    """The inference failed: nothing that it concluded may be used."""

    exit_code = 4


class EngineCrashError(EngineError):
    """The core's process died, did not answer in time, or could not be started at all."""


class EngineCrashWarning(UserWarning):
    """The core's process died, and the run goes on with the plain evaluator alone."""
