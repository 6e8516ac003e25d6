"""With which environment every process of the tests, scripts and benchmarks is started.

It names what it sets and passes on: no variable of Python's, and none of the engine's, changes
what a test sees, unless the test gives it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

CHECKOUT = Path(__file__).parents[1]

PASSED_ON = ("HOME", "LOGNAME", "PATH", "TMPDIR", "USER")
"""What a process needs to know of the system and of whoever runs it."""

NOT_PASSED_ON = ("COLUMNS", "COMPLIANCE_ENGINE_", "LINES", "NO_COLOR", "PYTHON", "TERM")
"""How the variables begin that could change what a test in this very process sees."""

SET = {
    "LANG": "C.UTF-8",
    "PYTHONPATH": str(CHECKOUT),
    "COMPLIANCE_ENGINE_CACHE": "off",
}
"""What each of them is given."""


def environment_of_a_process(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment in which a process of its own finds the package, and what is given beside."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**passed_on, **SET, **(more or {})}


def start(process: BaseProcess) -> None:
    """Starts a process of `multiprocessing`, which would inherit the environment of this one."""
    with patch.dict(os.environ, environment_of_a_process(), clear=True):
        process.start()


def forget_what_is_not_passed_on() -> None:
    """Takes out of the environment of this process what no test may depend on."""
    for name in [*os.environ]:
        if name.startswith(NOT_PASSED_ON):
            del os.environ[name]
    os.environ["COMPLIANCE_ENGINE_CACHE"] = SET["COMPLIANCE_ENGINE_CACHE"]
