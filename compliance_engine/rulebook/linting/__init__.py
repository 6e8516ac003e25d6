"""What is wrong with a rulebook beyond what keeps it from being read: each thing with its place.

One module looks for one kind of mistake; `possible` and `ordered` tell which conditions can
hold at once.
"""

from compliance_engine.rulebook.linting.linter import Linted, lint
from compliance_engine.rulebook.linting.remark import Level, Remark

__all__ = ["Level", "Linted", "Remark", "lint"]
