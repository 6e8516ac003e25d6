"""The page of all States in a browser: how soon it is whole, and how soon in another language."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.agreement import DifferenceError
from benchmarks.inputs import real_records
from benchmarks.report import MissingError, Report, Target
from benchmarks.timing import Measurement
from tests.processes import environment_of_a_process

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ("--no-sandbox", "--disable-gpu")
"""Without a screen a graphics processor would be an emulated one, which takes time of its own."""

DRAWN, WHOLE, LANGUAGE, STATE, WORDS = (
    "first drawn",
    "whole: everything loaded, laid out and ready",
    "drawn in another language",
    "a State opened and drawn",
    "words sought in the findings of all States, and drawn",
)
OPENING = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const [drawn] = performance.getEntriesByName("first-contentful-paint");
  return [drawn.startTime, performance.getEntriesByType("navigation")[0].loadEventEnd];
}"""
TAKEN = """async (what) => {
  const begins = performance.now();
  if (what.startsWith("#")) location.hash = what;
  else if (what.length === 2) document.querySelector(`[data-lang=${what}]`).click();
  else {
    const words = document.getElementById("words");
    words.value = what;
    words.dispatchEvent(new Event("input", {bubbles: true}));
  }
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  return performance.now() - begins;
}"""


def run(rounds: int) -> Report:
    """Makes the page, sees that it has every State, and opens it so many times.

    Raises MissingError where there is no Chromium or nothing to drive it with.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None or find_spec("playwright") is None:
        raise MissingError("a Chromium on this system, and playwright: `make test` installs it")
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "page.html"
        command = [sys.executable, "-m", "compliance_engine", "report", "--out", str(file)]
        subprocess.run(
            [*command, "--engine", "plain"],
            env=environment_of_a_process(),
            check=True,
            stderr=subprocess.DEVNULL,
        )
        browser = driver.chromium.launch(
            executable_path=program, args=list(OPTIONS), env={**environment_of_a_process()}
        )
        timed = [_opened(browser, file) for _ in range(rounds + 1)][1:]
        version, size = browser.version, file.stat().st_size / 1_000_000
        browser.close()
    measured = [
        Measurement(what, tuple(times))
        for what, times in zip(
            (DRAWN, WHOLE, LANGUAGE, STATE, WORDS), zip(*timed, strict=True), strict=True
        )
    ]
    fastest = {one.what: min(one.rounds) for one in measured}
    return Report(
        f"{len(real_records())} States, each of which has its row and its part; "
        f"Chromium {version}, in a window of 1280 by 800.",
        rounds,
        measured,
        [
            Target("the page is whole (fastest)", 1, fastest[WHOLE], " s"),
            Target("its size", 3, size, " MB"),
        ],
        ("playwright",),
    )


def _opened(browser: Browser, file: Path) -> Sequence[float]:
    """Seconds that a reader waits, in the order of the table."""
    page: Page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(file.as_uri(), wait_until="load")
    opening: list[float] = page.evaluate(OPENING)
    codes = page.locator(".state").evaluate_all("(parts) => parts.map((one) => one.id)")
    if set(codes) != set(real_records()):
        raise DifferenceError("the page has other States than the records; nothing was timed")
    asked = [page.evaluate(TAKEN, what) for what in ("fr", "#YEM", "rapport initial")]
    page.close()
    return [milliseconds / 1_000 for milliseconds in (*opening, *asked)]
