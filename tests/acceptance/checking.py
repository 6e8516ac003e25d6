"""The check of one fixed day, of all States or of some, for the tests that look at it."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.acceptance.command_line import CHECKOUT, run

DAY = "2019-12-31"
SOME = (
    "AFG", "ALB", "ATG", "AUS", "BHS", "BOL", "CPV", "EST", "GBR", "GNQ", "KHM", "OMN", "SDN",
    "SSD", "TJK", "TUV", "UKR", "YEM",
)  # fmt: skip
"""States of every regional group, with findings under every article and much that is not known."""

STATES = CHECKOUT / "fixtures" / "states"


@cache
def everything() -> Any:
    """The check of all States as JSON."""
    return run("check", "--as-of", DAY, "--format", "json").json


@cache
def checked(*arguments: str, states: tuple[str, ...] = SOME) -> Any:
    """The check of some States as JSON."""
    return run(*some(*arguments, "--format", "json", states=states)).json


def some(*arguments: str, states: tuple[str, ...] = SOME) -> list[str]:
    """The command that checks some States, with the evaluator that starts fastest."""
    named = [argument for one in states for argument in ("--state", one)]
    return ["check", "--as-of", DAY, "--engine", "plain", *named, *arguments]


def ids(*arguments: str) -> list[str]:
    """The ids of the findings on some States."""
    return [one["id"] for one in checked(*arguments)["findings"]]
