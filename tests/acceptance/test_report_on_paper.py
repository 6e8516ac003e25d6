"""The page of `report` printed to PDF by a real Chromium: small enough to be sent, and legible."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance import browser
from tests.acceptance.browser import Reader
from tests.acceptance.command_line import DONE, run

pytestmark = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))

MOST = 2_000_000
"""Bytes of the page of all shipped records, which mail servers and readers take."""


@pytest.mark.deep
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_all_states_is_under_two_megabytes_as_pdf(
    tmp_path: Path, language: str
) -> None:
    out = tmp_path / "page.html"
    asked = ("--as-of", "2026-11-30", "--engine", "plain", "--lang", language)
    assert run("report", "--out", out, *asked).code == DONE
    with browser.started() as chromium:
        reader = Reader(chromium)
        printed = reader.open(out).pdf(prefer_css_page_size=True, print_background=True)
        reader.window.close()
    assert printed.startswith(b"%PDF-")
    assert len(printed) < MOST


def test_on_paper_no_word_is_broken_and_no_cell_has_a_pattern(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    asked = ("--state", "CIV", "--state", "GNQ", "--as-of", "2026-11-30", "--engine", "plain")
    assert run("report", "--out", out, *asked).code == DONE
    with browser.started() as chromium:
        reader = Reader(chromium)
        page = reader.open(out)
        page.emulate_media(media="print")
        patterns = page.evaluate(
            "[...document.querySelectorAll('.mark, #states td')]"
            ".map(one => getComputedStyle(one).backgroundImage)"
        )
        breaking = page.evaluate(
            "[...document.querySelectorAll('body, body *')]"
            ".map(one => getComputedStyle(one))"
            ".filter(one => one.wordBreak !== 'normal' || one.hyphens === 'auto'"
            " || one.overflowWrap === 'anywhere').length"
        )
        reader.window.close()
    assert set(patterns) == {"none"}
    assert breaking == 0
