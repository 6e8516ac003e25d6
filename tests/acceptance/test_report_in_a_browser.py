"""The page of `report` in a real browser: what a reader can do, with scripts and without.

All of it happens without a network; the page may ask for nothing but itself, and its console stays
empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.acceptance import browser
from tests.acceptance.browser import NARROW, Reader
from tests.acceptance.command_line import CHECKOUT, DONE, run

AXE = CHECKOUT / "tests" / "vendor" / "axe-core" / "axe.min.js"
STATES = ("BEL", "CIV", "GNQ", "NOR", "POL", "TUV", "UKR", "YEM")
DAY = "2026-06-24"
GRAVE = ("serious", "critical")

pytestmark = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "page.html"
    states = [part for code in STATES for part in ("--state", code)]
    assert run("report", "--out", out, *states, "--as-of", DAY, "--engine", "plain").code == DONE
    return out


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.started() as one:
        yield one


@pytest.fixture
def reader(chromium: Browser, file: Path) -> Iterator[Reader]:
    one = Reader(chromium)
    yield one
    one.window.close()
    assert [url for url in one.asked if url.partition("#")[0] != file.as_uri()] == []
    assert one.said == []


def rows(page: Page) -> list[str]:
    """The States in the table that are shown."""
    return page.locator("#states tbody tr:visible th").all_inner_texts()


def shown(page: Page) -> list[str]:
    """The headings that are shown."""
    return page.locator("h2:visible:not(.unseen)").all_inner_texts()


def read_out(page: Page, role: str) -> set[str]:
    """What a screen reader is given of the elements with a role."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    of_role = (one for one in tree["nodes"] if one.get("role", {}).get("value") == role)
    return {one["name"]["value"] for one in of_role if "name" in one}


def test_filters_narrow_the_table_and_the_list_of_duties(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    assert page.title() == page.locator("h1").inner_text()
    assert len(rows(page)) == len(STATES)
    page.select_option("#region", "African")
    assert rows(page) == ["Côte d'Ivoire", "Equatorial Guinea"]
    duty = page.locator(".duty", has_text="Annual transparency report 2014")
    duty.locator("summary").click()
    assert duty.locator("a:visible").all_inner_texts() == ["Côte d'Ivoire", "Equatorial Guinea"]
    page.fill("#words", "cote d")
    assert rows(page) == ["Côte d'Ivoire"]
    page.fill("#words", "nothing of the kind")
    assert rows(page) == []
    assert page.inner_text("#shown") == "0"
    page.click("#filters button")
    assert len(rows(page)) == len(STATES)
    assert page.inner_text("#shown") == str(len(STATES))


def test_the_filter_by_article_shows_its_columns_and_that_by_verdict_its_rows(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    page.select_option("#article", "9")
    heads = page.locator("#states thead th:visible").all_inner_texts()
    assert heads == ["State", "National implementation measures"]
    (duty,) = page.locator(".duty:visible summary").all_inner_texts()
    assert duty == "National implementation measures, as last known"
    page.select_option("#known", label="none reported")
    assert rows(page) == ["Equatorial Guinea", "Ukraine"]
    page.select_option("#article", "1")
    assert rows(page) == []
    page.select_option("#known", label="open matter on record")
    assert rows(page) == ["Ukraine", "Yemen"]


def test_words_of_findings_find_their_states(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    page.fill("#words", "bani jarmooz")
    assert rows(page) == ["Yemen"]


def test_a_state_is_reached_from_table_map_and_list_and_left_again(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    page.locator("#states").get_by_role("link", name="Yemen").click()
    assert shown(page) == ["Yemen"]
    assert page.title().startswith("Yemen - ")
    assert page.evaluate("document.activeElement.id") == "YEM-h"
    page.get_by_role("link", name="All States").first.click()
    assert "What each State owes" in shown(page)
    page.locator("#on-map-NOR path").dispatch_event("click")
    page.wait_for_function("location.hash === '#NOR'")
    assert shown(page) == ["Norway"]
    page.go_back()
    page.locator(".duty summary").first.click()
    page.locator(".duty a:visible").first.click()
    assert len(shown(page)) == 1


def test_a_finding_leads_to_its_rule_and_its_source(reader: Reader, file: Path) -> None:
    page = reader.open(file, "TUV")
    page.locator("#TUV small a:visible").first.click()
    assert shown(page) == ["Tuvalu"]
    page.locator("#TUV h5 a", has_text="Initial transparency report outstanding").click()
    assert "What the rules find" in shown(page)
    rule = page.locator("[id='article-7/initial-report-outstanding']")
    assert rule.is_visible()
    assert "APMBC 7(1)" in rule.inner_text()


def test_the_map_shows_what_is_chosen(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    for place, head in ((3, "Initial transparency report"), (0, "Alleged or reported matters")):
        page.select_option("#shown-on-map", str(place))
        assert page.locator("#states thead [data-c]").nth(place).inner_text() == head
        for code in STATES:
            cell = page.locator(f"#states tr:has(a[href='#{code}']) td").nth(place)
            letter = (cell.get_attribute("class") or "").split()[0]
            assert page.locator(f"#on-map-{code}").get_attribute("class") == letter
    legend = page.locator("#legend li").all_inner_texts()
    assert sorted(one.strip() for one in legend) == [
        "no open matter on record (5)",
        "not a State Party",
        "open matter on record (2)",
    ]


def test_the_language_changes_everywhere_and_back(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    first = page.inner_text("body")
    page.click("[data-lang=fr]")
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert "Ce que chaque État doit" in shown(page)
    assert rows(page)[:3] == ["Belgique", "Côte d'Ivoire", "Guinée équatoriale"]
    assert "en attente selon les dernières informations" in read_out(page, "cell")
    page.locator("#states").get_by_role("link", name="Guinée équatoriale").click()
    assert page.title().startswith("Guinée équatoriale - Convention sur l'interdiction")
    text = page.locator("#GNQ").inner_text()
    for english in ("Findings", "submitted", "outstanding", "undetermined", "Article 7:"):
        assert english not in text
    page.get_by_role("link", name="Tous les États").first.click()
    duty = page.locator(".duty", has_text="Rapport de transparence annuel 2014")
    duty.locator("summary").click()
    assert duty.locator("dd").first.locator("a").all_inner_texts() == [
        "Côte d'Ivoire",
        "Guinée équatoriale",
        "Tuvalu",
        "Yémen",
    ]
    duty.locator("summary").click()
    page.go_back()
    page.click("[data-lang=es]")
    assert shown(page) == ["Guinea Ecuatorial"]
    assert "Constataciones" in page.locator("#GNQ").inner_text()
    page.click("[data-lang=en]")
    page.get_by_role("link", name="All States").first.click()
    assert page.inner_text("body") == first


def test_the_part_of_a_state_is_built_when_it_is_opened_in_the_language_of_the_moment(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    unbuilt = page.locator(".state > noscript")
    assert unbuilt.count() == len(STATES)
    page.click("[data-lang=es]")
    page.locator("#states").get_by_role("link", name="Noruega").click()
    assert shown(page) == ["Noruega"]
    assert "Constataciones" in page.locator("#NOR").inner_text()
    assert unbuilt.count() == len(STATES) - 1
    page.click("[data-lang=en]")
    assert shown(page) == ["Norway"]
    assert "Findings" in page.locator("#NOR").inner_text()


@pytest.mark.parametrize("place", ["TUV-1", "TUV/article-7/initial-report-outstanding", "TUV-h"])
def test_a_link_to_something_within_a_state_opens_it_there(
    reader: Reader, file: Path, place: str
) -> None:
    page = reader.open(file, place)
    assert shown(page) == ["Tuvalu"]
    assert page.title().startswith("Tuvalu - ")
    assert page.evaluate("document.querySelector(':target').id") == place
    page.evaluate("location.hash = 'YEM-1'")
    page.wait_for_function("document.title.startsWith('Yemen - ')")
    assert shown(page) == ["Yemen"]
    assert page.evaluate("document.querySelector(':target').id") == "YEM-1"
    page.go_back()
    page.wait_for_function("document.title.startsWith('Tuvalu - ')")
    assert shown(page) == ["Tuvalu"]


def test_words_of_findings_are_found_in_the_language_shown(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    page.click("[data-lang=fr]")
    page.fill("#words", "rapport initial attendu")
    assert "Tuvalu" in rows(page)
    page.click("[data-lang=en]")
    assert rows(page) == []


def test_the_states_of_a_duty_are_counted_as_the_table_shows_them(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    page.select_option("#region", "EEG")
    initial = page.locator(".duty", has_text="Initial transparency report")
    initial.locator("summary").click()
    initial.locator("dl").wait_for()
    assert initial.locator("dt:visible").all_inner_texts() == [
        " met late (1)",
        " met, timeliness unknown (1)",
    ]
    page.click("#filters button")
    page.wait_for_function("document.querySelectorAll('#states tbody tr:not([hidden])').length > 2")
    counts = initial.locator("dt:visible .number").all_inner_texts()
    assert sum(map(int, counts)) == len(STATES)


def test_on_paper_a_state_stands_alone_with_its_reasons(reader: Reader, file: Path) -> None:
    page = reader.open(file, "TUV")
    assert not page.get_by_text("180 days").first.is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shown(page) == ["Tuvalu"]
    assert page.locator("#TUV").get_by_text("gives 180 days").first.is_visible()
    for left_out in ("nav", "#languages", "#filters", ".back >> nth=0"):
        assert not page.locator(left_out).is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("#TUV").get_by_text("gives 180 days").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("place", ["", "YEM"])
def test_a_window_of_360_pixels_never_scrolls_sideways(
    chromium: Browser, file: Path, place: str
) -> None:
    reader = Reader(chromium, width=NARROW)
    page = reader.open(file, place)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    reader.window.close()


def test_without_scripts_everything_can_be_read(chromium: Browser, file: Path) -> None:
    reader = Reader(chromium, scripts=False)
    page = reader.open(file)
    assert len(rows(page)) == len(STATES)
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#languages").is_visible()
    assert page.get_by_text("the filters and the other languages are not available").is_visible()
    first = page.locator("#states td").first
    signs = "getComputedStyle(document.querySelector('#states td'), '::before').content"
    assert (first.inner_text(), page.evaluate(signs)) == ("", '"–" / "no open matter on record"')
    page.locator("#states").get_by_role("link", name="Tuvalu").click()
    assert shown(page) == ["Tuvalu"]
    reason = page.locator("#TUV p", has_text="gives 180 days").first
    assert not reason.is_visible()
    page.locator("#TUV details", has_text="gives 180 days").locator("summary").first.click()
    assert reason.is_visible()
    page.locator("#TUV small a:visible").last.click()
    assert shown(page) == ["Tuvalu"]
    page.locator("#TUV .back a").click()
    page.locator(".duty summary").first.click()
    of_open_matters = page.locator(".duty >> nth=0").locator("dd >> nth=0").locator("a:visible")
    assert of_open_matters.all_inner_texts() == ["Ukraine", "Yemen"]
    assert reader.asked == [file.as_uri(), file.as_uri() + "#TUV"][: len(reader.asked)]
    reader.window.close()


def test_the_keyboard_goes_through_the_page_in_its_order(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    visited = []
    for _ in range(17):
        page.keyboard.press("Tab")
        visited.append(
            page.evaluate("(document.activeElement.id || document.activeElement.innerText).trim()")
        )
    assert visited == [
        "Skip to the table of States",
        "Map",
        "What each State owes",
        "Which States owe a duty",
        "Rates over time",
        "What the rules find",
        "About this page",
        "English",
        "Français",
        "Español",
        "shown-on-map",
        "region",
        "article",
        "known",
        "words",
        "Show all",
        page.evaluate("document.querySelector('.wide').innerText.trim()"),
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'BEL-h'")
    assert shown(page) == ["Belgium"]


@pytest.mark.parametrize(
    ("place", "language", "width"), [("", "en", browser.WIDE), ("YEM", "es", NARROW)]
)
def test_axe_finds_nothing_that_shuts_a_reader_out(
    chromium: Browser, file: Path, place: str, language: str, width: int
) -> None:
    reader = Reader(chromium, width=width)
    page = reader.open(file, place)
    page.click(f"[data-lang={language}]")
    for part in page.locator("main summary:visible").all()[:8]:
        part.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((one) => one.violations)")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []
    reader.window.close()
