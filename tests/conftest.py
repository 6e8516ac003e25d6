"""How hard the property tests search: the same examples in every run, unless asked for more.

Ctrl-C is heard by the tests and by all that they begin, even where a shell has begun them in the
background, which has it ignored.
"""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

from tests import depth
from tests.processes import forget_what_is_not_passed_on

settings.register_profile("default", derandomize=True, deadline=None, max_examples=100)
settings.register_profile(
    "mutation", derandomize=True, deadline=None, max_examples=15, database=None
)
settings.register_profile("thorough", deadline=None, max_examples=2_000, print_blob=True)
forget_what_is_not_passed_on()
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How deep to go."""
    depth.add_options(parser)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the tests of the depth asked for."""
    depth.choose(config, items)
