"""A real Chromium, in which the tests read the page of `report` as a person would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.processes import environment_of_a_process

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WIDE = 1280
NARROW = 360


def missing() -> str | None:
    """Why no browser can be started here; None if one can, or must: CI brings one."""
    if _program() is None and not os.environ.get("CI"):
        return "there is no Chromium on this system"
    return None


@contextmanager
def started() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=_program(),
            args=["--no-sandbox", "--disable-gpu"],
            env={**environment_of_a_process()},
        )
        try:
            yield browser
        finally:
            browser.close()


class Reader:
    """A window on a page from a file, without a network, and all that the page asks for or says.

    Without `policy`, what the page forbids is allowed to whoever looks at it.
    """

    def __init__(
        self, browser: Browser, *, width: int = WIDE, scripts: bool = True, policy: bool = True
    ) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        self.window: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            bypass_csp=not policy,
            offline=True,
        )
        self.page: Page = self.window.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, file: Path, place: str = "") -> Page:
        """The page, from its beginning or at a place."""
        self.page.goto("about:blank")
        self.page.goto(file.as_uri() + (f"#{place}" if place else ""))
        return self.page


def _program() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)
