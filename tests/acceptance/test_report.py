"""The page of `report` as a file: what it holds, for whom, and always the same."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, WRONG_USAGE, Ran, run
from tests.acceptance.judgements import INITIAL, SOURCED, UNTIL, Office
from tests.acceptance.test_another_treaty import FOLDERS, OF_THE_OTHER_TREATY
from tests.unit.rulebook.packs import written

DAY = "2021-06-24"
STATES = ("CIV", "GNQ", "TUV", "UKR", "YEM")
RECORDS = CHECKOUT / "fixtures" / "states"
THREE_MEGABYTES = 3_000_000


def report(out: Path, *arguments: str | Path) -> Ran:
    return run("report", "--out", out, "--engine", "plain", *arguments)


def of_some(out: Path, *arguments: str | Path) -> str:
    """The page of a few States."""
    states = [part for code in STATES for part in ("--state", code)]
    ran = report(out, *states, "--as-of", DAY, *arguments)
    assert (ran.code, ran.out) == (DONE, ""), ran.err
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> str:
    return of_some(tmp_path_factory.mktemp("report") / "page.html")


def part_of(page: str, code: str) -> str:
    found = re.search(rf"<section class=state id={code} .*?</section>", page, re.DOTALL)
    assert found, code
    return found[0]


def test_the_page_on_all_states_is_one_file_of_less_than_three_megabytes(tmp_path: Path) -> None:
    ran = report(tmp_path / "all.html", "--as-of", "2026-11-26")
    assert (ran.code, ran.out) == (DONE, "")
    assert re.fullmatch(r".*all\.html: 166 States, 2\.\d MB\.\n", ran.err)
    page = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert len(page.encode()) < THREE_MEGABYTES
    codes = re.findall(r"<section class=state id=(\w{3}) ", page)
    assert sorted(codes) == sorted(path.stem for path in RECORDS.glob("*.yaml"))
    on_map = re.findall(r"<a href=#(\w{3}) tabindex=-1><g id=on-map-(\w{3}) ", page)
    assert sorted(code for code, _ in on_map) == sorted(codes)
    assert all(linked == drawn for linked, drawn in on_map)


def test_the_same_inputs_give_the_same_bytes(some: str, tmp_path: Path) -> None:
    assert of_some(tmp_path / "again.html") == some


def test_a_file_that_is_there_is_replaced_and_a_folder_that_is_not_is_named(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("old")
    assert of_some(out).startswith("<!doctype html>")
    ran = report(tmp_path / "nowhere" / "page.html", "--state", "TUV")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "page.html cannot be written: No such file or directory" in ran.err


def test_the_page_finds_what_check_finds(some: str) -> None:
    states = [part for code in STATES for part in ("--state", code)]
    found = run("check", *states, "--as-of", DAY, "--engine", "plain", "--format", "json").json
    ids = [one["id"] for one in found["findings"]]
    assert ids
    assert sorted(re.findall(r'<li id="?([A-Z]{3}/[^\s">]+)', some)) == sorted(ids)
    text = unescape(some)
    assert all(one["message"] in text for one in found["findings"])


@pytest.mark.parametrize("code", STATES)
def test_the_calendar_of_a_state_is_that_of_duties(some: str, code: str) -> None:
    duties = run("duties", code, "--as-of", DAY, "--format", "json").json
    calendar = part_of(some, code).split("<table")[1]
    rows = re.findall(r"<tr><td[^>]*>([^<]*)<td[^>]*>([^<]*)<td[^>]*>([^<]*)", calendar)
    shown: list[tuple[str, str]] = []
    for _, title, told in rows:
        years = re.search(r"(\d{4})(?:-(\d{4}))?$", title)
        first, last = (years[1], years[2] or years[1]) if years else ("0", "0")
        shown += [
            (str(year) if years else "None", told.partition(":")[0].rpartition(" on ")[0] or told)
            for year in range(int(first), int(last) + 1)
        ]
    assert sorted(period for period, _ in shown) == sorted(str(one["period"]) for one in duties)
    for period, told in shown:
        verdicts = {one["verdict"] for one in duties if str(one["period"]) == period}
        assert any(told.startswith(one) for one in verdicts), (period, told, verdicts)


def test_what_a_finding_stands_on_is_named_by_lines_and_linked_sources(some: str) -> None:
    tuvalu = part_of(some, "TUV")
    initial = re.search(rf"<li id={INITIAL}>(.*)", tuvalu)
    assert initial
    line, source = re.findall(r"<small>(\d+) <a href=#(TUV-\d+)>", initial[1])[0]
    assert "covers: initial" in (RECORDS / "TUV.yaml").read_text().splitlines()[int(line) - 1]
    told = re.search(rf"<li id={source}>(.*)", tuvalu)
    assert told
    assert "ICBL fact sheet on transparency reporting, 18 June 2015" in told[1]
    assert "Tuvalu's initial report was due on 28 August 2012" in tuvalu


def test_the_page_opens_in_the_language_asked_for_and_holds_the_others(tmp_path: Path) -> None:
    page = of_some(tmp_path / "fr.html", "--lang", "fr")
    assert '<html lang="fr">' in page
    assert "<h2 id=TUV-h tabindex=-1>Tuvalu</h2>" in page
    assert ">Ce que chaque État doit</h2>" in page
    data = re.search(r'<script type="application/json" id="translations">(.*?)</script>', page)
    assert data
    translations = json.loads(data[1])
    assert list(translations) == ["en", "es"]
    assert "What each State owes" in translations["en"]["pieces"]
    assert "Lo que debe cada Estado" in translations["es"]["pieces"]


def test_what_was_known_by_a_day_is_said_to_be_so(tmp_path: Path) -> None:
    page = of_some(tmp_path / "page.html", "--known-at", "2015-06-30")
    assert "As of 24 June 2021, with what was known by 30 June 2015" in page


def test_texts_of_records_are_never_markup(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    text = (RECORDS / "TUV.yaml").read_text(encoding="utf-8")
    text = text.replace("title: ICBL fact sheet", 'title: "</script><script>alert(1)</script>" #')
    (records / "TUV.yaml").write_text(text, encoding="utf-8")
    out = tmp_path / "page.html"
    ran = report(out, "--records", records, "--as-of", DAY)
    assert (ran.code, ran.out) == (DONE, ""), ran.err
    page = out.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "javascript:" not in page
    assert page.count("<script") == 2


@pytest.mark.parametrize(
    "begin", ["javascript:alert(2)//", "data:text/html,", "file:///etc/passwd?"]
)
def test_an_address_that_a_browser_would_run_or_open_is_refused_at_its_place(
    tmp_path: Path, begin: str
) -> None:
    records = tmp_path / "records"
    records.mkdir()
    text = (RECORDS / "TUV.yaml").read_text(encoding="utf-8")
    (records / "TUV.yaml").write_text(text.replace("url: http://", f"url: {begin}"), "utf-8")
    ran = report(tmp_path / "page.html", "--records", records, "--as-of", DAY)
    assert ran.code == INVALID_INPUT
    assert "no publisher is known for" in ran.err
    assert not (tmp_path / "page.html").exists()


def test_a_judgement_stands_beside_its_finding(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.done("judge", "in-dialogue", INITIAL, *SOURCED, *UNTIL)
    out = tmp_path / "page.html"
    assert office.run("report", "--out", out, "--state", "TUV").code == DONE
    beside = re.search(rf"<li id={INITIAL}>.*", out.read_text(encoding="utf-8"))
    assert beside
    assert "Judged: in dialogue until 30 June 2027" in beside[0]


def test_another_treaty_has_a_page_that_names_nothing_of_this_one(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert report(out, *FOLDERS, "--as-of", "2012-12-31").code == DONE
    page = out.read_text(encoding="utf-8")
    assert "Convention on Lighthouse Signals: what is asked of each State" in page
    words = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert OF_THE_OTHER_TREATY.findall(words) == []


def test_a_state_that_owes_nothing_yet_has_a_page(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    ran = report(out, *FOLDERS, "--state", "BTN", "--as-of", "2002-01-01")
    assert (ran.code, ran.err) == (DONE, f"{out}: 1 State, 0.1 MB.\n")
    bhutan = part_of(out.read_text(encoding="utf-8"), "BTN")
    assert ">not a party<" in bhutan
    assert "No duty under the articles that are checked." in bhutan


def test_a_rulebook_in_english_alone_gives_a_page_in_english_alone(tmp_path: Path) -> None:
    pack, out = written(tmp_path / "pack"), tmp_path / "page.html"
    ran = report(out, "--rules", pack, "--state", "AFG")
    assert ran.code == DONE, ran.err
    page = out.read_text(encoding="utf-8")
    assert "data-lang" not in page.partition("<script>")[0]
    assert "data-t=" not in page
    assert report(out, "--rules", pack, "--lang", "fr").code == INVALID_INPUT


def test_an_invalid_record_leaves_no_page(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    shutil.copy(RECORDS / "TUV.yaml", records)
    (records / "YEM.yaml").write_text("state: YEM\n", encoding="utf-8")
    ran = report(tmp_path / "page.html", "--records", records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert not (tmp_path / "page.html").exists()
