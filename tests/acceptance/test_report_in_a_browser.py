"""The page of `report` in a real browser: what a reader can do, with scripts and without.

All of it happens without a network; the page may ask for nothing but itself, and its console stays
empty. Each claim waits until it holds, as a reader would: the browser answers in its own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

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


def rows(page: Page) -> Locator:
    """The States in the table that are shown."""
    return page.locator("#states tbody tr:visible th")


def headings(page: Page) -> Locator:
    """The headings that are shown."""
    return page.locator("h2:visible:not(.unseen)")


def target(page: Page) -> Locator:
    """What the address leads to."""
    return page.locator(":target")


def begins(text: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(text)}")


def read_out(page: Page, role: str) -> set[str]:
    """What a screen reader is given of the elements with a role."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    of_role = (one for one in tree["nodes"] if one.get("role", {}).get("value") == role)
    return {one["name"]["value"] for one in of_role if "name" in one}


def open_everything(page: Page) -> None:
    """Opens all that is folded, and what is folded in that."""
    folded = page.locator("details:not([open]) > summary:visible")
    while left := folded.count():
        folded.first.click()
        expect(folded).not_to_have_count(left)


def test_filters_narrow_the_table_and_the_list_of_duties(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    expect(page).to_have_title(page.locator("h1").inner_text())
    expect(rows(page)).to_have_count(len(STATES))
    page.select_option("#region", "African")
    expect(rows(page)).to_have_text(["Côte d'Ivoire", "Equatorial Guinea"])
    duty = page.locator(".duty", has_text="Annual transparency report 2014")
    duty.locator("summary").click()
    expect(duty.locator("a:visible")).to_have_text(["Côte d'Ivoire", "Equatorial Guinea"])
    page.fill("#words", "cote d")
    expect(rows(page)).to_have_text(["Côte d'Ivoire"])
    page.fill("#words", "nothing of the kind")
    expect(rows(page)).to_have_count(0)
    expect(page.locator("#shown")).to_have_text("0")
    page.click("#filters button")
    expect(rows(page)).to_have_count(len(STATES))
    expect(page.locator("#shown")).to_have_text(str(len(STATES)))


def test_show_all_clears_every_filter_at_once(reader: Reader, file: Path) -> None:
    """And what is read out with the table is never the number of another moment."""
    page = reader.open(file)
    page.select_option("#region", "African")
    page.select_option("#article", "9")
    page.select_option("#known", label="none reported")
    page.fill("#words", "guinea")
    expect(rows(page)).to_have_text(["Equatorial Guinea"])
    expect(page.get_by_role("status")).to_contain_text(f"1 / {len(STATES)}")
    page.click("#filters button")
    for name in ("region", "article", "known", "words"):
        expect(page.locator(f"#{name}")).to_have_value("")
    expect(rows(page)).to_have_count(len(STATES))
    expect(page.get_by_role("status")).to_contain_text(f"{len(STATES)} / {len(STATES)}")
    heads = page.locator("#states thead th")
    expect(page.locator("#states thead th:visible")).to_have_count(heads.count())


def test_the_filter_by_article_shows_its_columns_and_that_by_verdict_its_rows(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    page.select_option("#article", "9")
    expect(page.locator("#states thead th:visible")).to_have_text(
        ["State", "National implementation measures"]
    )
    expect(page.locator(".duty:visible summary")).to_have_text(
        ["National implementation measures, as last known"]
    )
    page.select_option("#known", label="none reported")
    expect(rows(page)).to_have_text(["Equatorial Guinea", "Ukraine"])
    page.select_option("#article", "1")
    expect(rows(page)).to_have_count(0)
    page.select_option("#known", label="open matter on record")
    expect(rows(page)).to_have_text(["Ukraine", "Yemen"])


def test_words_of_findings_find_their_states(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    page.fill("#words", "bani jarmooz")
    expect(rows(page)).to_have_text(["Yemen"])


def test_a_state_is_reached_from_table_map_and_list_and_left_again(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    page.locator("#states").get_by_role("link", name="Yemen").click()
    expect(headings(page)).to_have_text(["Yemen"])
    expect(page).to_have_title(begins("Yemen - "))
    expect(page.locator("#YEM-h")).to_be_focused()
    page.get_by_role("link", name="All States").first.click()
    expect(headings(page).filter(has_text="What each State owes")).to_have_count(1)
    page.locator("#on-map-NOR path").dispatch_event("click")
    expect(page).to_have_url(re.compile("#NOR$"))
    expect(headings(page)).to_have_text(["Norway"])
    page.go_back()
    expect(headings(page).filter(has_text="What each State owes")).to_have_count(1)
    page.locator(".duty summary").first.click()
    page.locator(".duty a:visible").first.click()
    expect(headings(page)).to_have_count(1)


def test_a_finding_leads_to_its_rule_and_its_source(reader: Reader, file: Path) -> None:
    page = reader.open(file, "TUV")
    page.locator("#TUV small a:visible").first.click()
    expect(headings(page)).to_have_text(["Tuvalu"])
    page.locator("#TUV h5 a", has_text="Initial transparency report outstanding").click()
    expect(headings(page).filter(has_text="What the rules find")).to_have_count(1)
    rule = page.locator("[id='article-7/initial-report-outstanding']")
    expect(rule).to_be_visible()
    expect(rule).to_contain_text("APMBC 7(1)")


def test_the_map_shows_what_is_chosen(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    for place, head in ((3, "Initial transparency report"), (0, "Alleged or reported matters")):
        page.select_option("#shown-on-map", str(place))
        expect(page.locator("#states thead [data-c]").nth(place)).to_have_text(head)
        for code in STATES:
            cell = page.locator(f"#states tr:has(a[href='#{code}']) td").nth(place)
            letter = (cell.get_attribute("class") or "").split()[0]
            expect(page.locator(f"#on-map-{code}")).to_have_attribute("class", letter)
    legend = page.locator("#legend li")
    expect(legend).to_have_count(3)
    for item in (
        "no open matter on record (5)",
        "not a State Party",
        "open matter on record (2)",
    ):
        expect(legend.filter(has_text=re.compile(f"^\\s*{re.escape(item)}\\s*$"))).to_have_count(1)


def test_the_language_changes_everywhere_and_back(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    first = page.locator("body").inner_text()
    page.click("[data-lang=fr]")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(headings(page).filter(has_text="Ce que chaque État doit")).to_have_count(1)
    for place, name in enumerate(("Belgique", "Côte d'Ivoire", "Guinée équatoriale")):
        expect(rows(page).nth(place)).to_have_text(name)
    assert "en attente selon les dernières informations" in read_out(page, "cell")
    page.locator("#states").get_by_role("link", name="Guinée équatoriale").click()
    expect(page).to_have_title(begins("Guinée équatoriale - Convention sur l'interdiction"))
    expect(page.locator("#GNQ")).to_be_visible()
    for english in ("Findings", "submitted", "outstanding", "undetermined", "Article 7:"):
        expect(page.locator("#GNQ")).not_to_contain_text(english)
    page.get_by_role("link", name="Tous les États").first.click()
    duty = page.locator(".duty", has_text="Rapport de transparence annuel 2014")
    duty.locator("summary").click()
    expect(duty.locator("dd").first.locator("a")).to_have_text(
        ["Côte d'Ivoire", "Guinée équatoriale", "Tuvalu", "Yémen"]
    )
    duty.locator("summary").click()
    expect(duty.locator("dl")).to_be_hidden()
    page.go_back()
    expect(page.locator("#GNQ")).to_be_visible()
    page.click("[data-lang=es]")
    expect(headings(page)).to_have_text(["Guinea Ecuatorial"])
    expect(page.locator("#GNQ")).to_contain_text("Constataciones")
    page.click("[data-lang=en]")
    page.get_by_role("link", name="All States").first.click()
    expect(page.locator("body")).to_have_text(first, use_inner_text=True)


def test_the_part_of_a_state_is_built_when_it_is_opened_in_the_language_of_the_moment(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    unbuilt = page.locator(".state > noscript")
    expect(unbuilt).to_have_count(len(STATES))
    page.click("[data-lang=es]")
    page.locator("#states").get_by_role("link", name="Noruega").click()
    expect(headings(page)).to_have_text(["Noruega"])
    expect(page.locator("#NOR")).to_contain_text("Constataciones")
    expect(unbuilt).to_have_count(len(STATES) - 1)
    page.click("[data-lang=en]")
    expect(headings(page)).to_have_text(["Norway"])
    expect(page.locator("#NOR")).to_contain_text("Findings")


@pytest.mark.parametrize("place", ["TUV-1", "TUV/article-7/initial-report-outstanding", "TUV-h"])
def test_a_link_to_something_within_a_state_opens_it_there(
    reader: Reader, file: Path, place: str
) -> None:
    page = reader.open(file, place)
    expect(headings(page)).to_have_text(["Tuvalu"])
    expect(page).to_have_title(begins("Tuvalu - "))
    expect(target(page)).to_have_attribute("id", place)
    page.goto(f"{file.as_uri()}#YEM-1")
    expect(page).to_have_title(begins("Yemen - "))
    expect(headings(page)).to_have_text(["Yemen"])
    expect(target(page)).to_have_attribute("id", "YEM-1")
    page.go_back()
    expect(page).to_have_title(begins("Tuvalu - "))
    expect(headings(page)).to_have_text(["Tuvalu"])


def test_words_of_findings_are_found_in_the_language_shown(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    page.click("[data-lang=fr]")
    page.fill("#words", "rapport initial attendu")
    expect(rows(page).filter(has_text="Tuvalu")).to_have_count(1)
    page.click("[data-lang=en]")
    expect(rows(page)).to_have_count(0)


def test_the_states_of_a_duty_are_counted_as_the_table_shows_them(
    reader: Reader, file: Path
) -> None:
    page = reader.open(file)
    page.select_option("#region", "EEG")
    initial = page.locator(".duty", has_text="Initial transparency report")
    initial.locator("summary").click()
    expect(initial.locator("dt:visible")).to_have_text(
        ["met late (1)", "met, timeliness unknown (1)"]
    )
    page.click("#filters button")
    expect(rows(page)).to_have_count(len(STATES))
    counts = initial.locator("dt:visible .number").all_inner_texts()
    assert sum(map(int, counts)) == len(STATES)


def test_on_paper_a_state_stands_alone_with_its_reasons(reader: Reader, file: Path) -> None:
    page = reader.open(file, "TUV")
    expect(page.get_by_text("180 days").first).to_be_hidden()
    page.emulate_media(media="print")
    reason = page.locator("#TUV").get_by_text("gives 180 days").first
    page.locator("body").dispatch_event("beforeprint")
    expect(headings(page)).to_have_text(["Tuvalu"])
    expect(reason).to_be_visible()
    for left_out in ("nav", "#languages", "#filters", ".back >> nth=0"):
        expect(page.locator(left_out)).to_be_hidden()
    page.locator("body").dispatch_event("afterprint")
    expect(reason).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("place", ["", "YEM"])
def test_a_window_of_360_pixels_never_scrolls_sideways(
    chromium: Browser, file: Path, place: str
) -> None:
    reader = Reader(chromium, width=NARROW)
    page = reader.open(file, place)
    open_everything(page)
    expect(page.locator("html")).to_have_js_property("scrollWidth", NARROW)
    reader.window.close()


def test_without_scripts_everything_can_be_read(chromium: Browser, file: Path) -> None:
    reader = Reader(chromium, scripts=False)
    page = reader.open(file)
    expect(rows(page)).to_have_count(len(STATES))
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#languages")).to_be_hidden()
    without = "the filters and the other languages are not available"
    expect(page.get_by_text(without)).to_be_visible()
    first = page.locator("#states td").first
    expect(first).to_have_text("")
    expect(first).to_have_css("content", '"–" / "no open matter on record"', pseudo="before")
    page.locator("#states").get_by_role("link", name="Tuvalu").click()
    expect(headings(page)).to_have_text(["Tuvalu"])
    reason = page.locator("#TUV p", has_text="gives 180 days").first
    expect(reason).to_be_hidden()
    page.locator("#TUV details", has_text="gives 180 days").locator("summary").first.click()
    expect(reason).to_be_visible()
    page.locator("#TUV small a:visible").last.click()
    expect(headings(page)).to_have_text(["Tuvalu"])
    page.locator("#TUV .back a").click()
    page.locator(".duty summary").first.click()
    of_open_matters = page.locator(".duty >> nth=0").locator("dd >> nth=0").locator("a:visible")
    expect(of_open_matters).to_have_text(["Ukraine", "Yemen"])
    assert reader.asked == [file.as_uri(), file.as_uri() + "#TUV"][: len(reader.asked)]
    reader.window.close()


BY_KEYBOARD = (
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
    "#shown-on-map",
    "#region",
    "#article",
    "#known",
    "#words",
    "Show all",
    ".wide",
)
"""What the focus comes to, one after the other: its words, or how it is found."""


def test_the_keyboard_goes_through_the_page_in_its_order(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    for one in BY_KEYBOARD:
        page.keyboard.press("Tab")
        if one.startswith(("#", ".")):
            expect(page.locator(one)).to_be_focused()
        else:
            expect(page.locator(":focus")).to_have_text(one)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#BEL-h")).to_be_focused()
    expect(headings(page)).to_have_text(["Belgium"])


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize(
    ("place", "language", "width"), [("", "en", browser.WIDE), ("YEM", "es", NARROW)]
)
def test_axe_finds_nothing_that_shuts_a_reader_out(
    chromium: Browser, file: Path, place: str, language: str, width: int
) -> None:
    """In a window that lets axe run, which the policy of the page would not."""
    reader = Reader(chromium, width=width, policy=False)
    page = reader.open(file, place)
    page.click(f"[data-lang={language}]")
    expect(page.locator("html")).to_have_attribute("lang", language)
    for part in page.locator("main summary:visible").all()[:8]:
        part.click()
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((one) => one.violations)")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []
    reader.window.close()
