"""What is said of sources: no claim is stronger than who makes it."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import compliance_engine
from compliance_engine.facts.basis import confidence_of_disagreement, resting_of
from compliance_engine.facts.building import facts_of
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.loading import load_records
from compliance_engine.records.model import Record
from compliance_engine.records.reporting import Disagreement
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import INVALID_INPUT, run
from tests.builders import rulebook

DAYS = ("2015-06-18", "2021-06-24", "2026-12-01")
STATES = ("CAF", "ERI", "KHM", "SDN", "SSD", "TUR", "UKR", "YEM")
"""Those with matters under Article 1 or 8, and one without."""
CLAIMS = re.compile(
    r"\b(un)?verified|\bvérifiée?s?\b|\bverificad|single.source|source unique|fuente única",
    re.IGNORECASE,
)
ARTICLES = ("1", "8")
ONCE_MARKED = Path(__file__).parent / "once_marked.csv"
ONE_PUBLISHER = Path(__file__).parent / "verified_one_publisher.csv"
OF_REQUESTS = (
    "article-8/clarification-unanswered",
    "article-8/next-meeting",
    "article-8/request-received",
)
OPEN = {*(f"A1-{number:03}" for number in (*range(1, 6), *range(10, 21)))}


def records() -> dict[str, Record]:
    known = rulebook().publishers
    read = load_records(shipped("states")).by_state
    return {code: one.known_to(known) for code, one in read.items()}


def checked(as_of: str, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = run("check", "--as-of", as_of, "--format", "json", *arguments).json
    return found


def is_matter(finding: dict[str, Any]) -> bool:
    return str(finding["article"]).partition("(")[0] in ARTICLES


@pytest.mark.parametrize("as_of", DAYS)
def test_review_1_1_no_allegation_has_a_word_of_confidence_and_each_says_who_makes_it(
    as_of: str,
) -> None:
    matters = [one for one in checked(as_of)["findings"] if is_matter(one)]
    for one in matters:
        told = [fact["fact"] for fact in one["evidence"]]
        if "case" in told or one["rule"] in OF_REQUESTS:
            assert one["confidence"] is None, one["id"]
            assert one["said_by"], one["id"]
    assert matters or as_of < "2015"


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
def test_review_1_1_no_check_says_verified_in_any_language_or_form(
    language: str, form: str
) -> None:
    out = run("check", "--as-of", DAYS[-1], "--lang", language, "--format", form).out
    assert CLAIMS.findall(out) == []


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("state", STATES)
def test_review_1_1_nothing_that_is_shown_of_a_state_says_verified(state: str) -> None:
    for arguments in (
        ("records", "show", state),
        ("records", "show", state, "--format", "json"),
        ("explain", state, "article-1/case-open"),
        ("explain", state, "article-8/clarification-unanswered", "--format", "json"),
        ("history", state),
        ("duties", state, "--format", "csv"),
    ):
        ran = run(*arguments)
        assert CLAIMS.findall(ran.out) == [], arguments


def test_review_1_1_the_statements_that_rest_on_one_family_say_so() -> None:
    """The rows once marked as borne out by independent sources that rest on one family."""
    held = records()
    with ONE_PUBLISHER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 48
    two = re.compile("independent publishers$")
    for row in rows:
        record = held[row["iso3"]]
        covers = "initial" if row["report_kind"] == "initial" else None
        said = [
            str(record.confidence_of(one))
            for one in record.article_7.reports
            if one.covers.text == covers or (covers is None and _covers_year(one, row))
        ]
        assert said, row
        assert not any(two.search(word) for word in said), row


def test_review_1_1_each_statement_once_marked_by_hand_has_a_computed_word() -> None:
    """Their places as they were, and the word that is now computed; a matter has none."""
    held = records()
    with ONCE_MARKED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 317
    assert [row for row in rows if _word_at(held[row["state"]], row["path"]) != row["word"]] == []


def _word_at(record: Record, path: str) -> str:
    here: Any = record
    for step in path.split("/"):
        here = here[int(step)] if step.isdecimal() else getattr(here, step)
    if isinstance(here, Disagreement):
        return str(confidence_of_disagreement(record, here))
    confidence, said_by = resting_of(record, here)
    assert (confidence is None) == bool(said_by)
    return str(confidence or "")


def _covers_year(report: Any, row: dict[str, str]) -> bool:
    year = str(int(row["due_year"]) - 1)
    span = re.fullmatch(r"(\d{4})-(\d{4})", report.covers.text)
    if report.covers.text == "not stated":
        return str(report.submitted) == row["due_year"]
    return report.covers.text == year or (span is not None and span[1] <= year <= span[2])


def test_review_1_2_the_kind_of_a_source_counts() -> None:
    held = records()
    said = {
        (code, str(one.deadline)): str(held[code].confidence_of(one))
        for code in ("KHM", "UKR")
        for one in held[code].article_5.extensions
    }
    assert said["UKR", "2033-12-01"] == "a copy only"
    assert said["KHM", "2030-12-31"] == "a copy only"
    assert said["KHM", "2025-12-31"] == "a copy only"
    told = {one["id"]: one for one in checked(DAYS[-1], "--state", "KHM")["findings"]}
    (blog,) = told["KHM/article-1/case-open/A1-015"]["said_by"]
    assert blog["text"] == (
        "alleged by Thailand; reported by no independent publisher; Cambodia rejects this"
    )


def test_every_source_names_who_published_it_and_its_day() -> None:
    for code, record in records().items():
        for name, source in record.sources.items():
            assert source.publisher, (code, name)
            assert source.date or source.seen, (code, name)


def test_review_1_11_what_was_computed_back_is_background_knowledge() -> None:
    held = records()["POL"]
    (entry,) = held.membership
    assert entry.withdrawal is not None
    assert "notified" in entry.withdrawal.inferred
    assert str(held.confidence_of(entry.withdrawal)) == "background knowledge"
    shown = run("records", "show", "POL", "--format", "json").json
    assert shown["membership"][0]["withdrawal"]["confidence"] == "background knowledge"
    assert shown["membership"][0]["withdrawal"]["inferred"] == ["notified"]


def test_review_1_17_nothing_is_read_out_of_running_text(tmp_path: Path) -> None:
    """Whether a law has penal sanctions is what its own field says, whatever its text says."""
    text = (
        "state: GNQ\nmembership:\n  - {instrument: accession, deposited: 1998-09-16, source: u}\n"
        "article_9:\n  - status: legislation adopted\n    known: 2013\n"
        "    law: penal sanctions not seen in the quoted part\n    source: u\n"
        "sources:\n  u: {title: T, publisher: untc, date: 2020}\n"
    )
    (tmp_path / "GNQ.yaml").write_text(text, encoding="utf-8")
    shown = run("records", "show", "GNQ", "--format", "json", "--records", tmp_path).json
    assert "penal_sanctions" not in shown["article_9"][0]
    found = run(
        *("check", "--records", tmp_path, "--as-of", "2016-01-01", "--format", "json")
    ).json["findings"]
    measures = [
        fact["fields"] for one in found for fact in one["evidence"] if fact["fact"] == "measure"
    ]
    assert all(one["penal_sanctions"] == "not stated" for one in measures)


def test_the_cases_open_today_are_still_shown_as_open() -> None:
    found = checked(DAYS[-1])["findings"]
    opened = {one["id"].rpartition("/")[2] for one in found if one["rule"] == "article-1/case-open"}
    assert opened == OPEN


def test_each_finding_has_a_word_that_is_computed_or_says_who_says_it() -> None:
    for one in checked(DAYS[1])["findings"]:
        if one["confidence"] is None:
            assert one["said_by"], one["id"]
        else:
            assert str(Confidence.read(one["confidence"])) == one["confidence"]


def test_every_fact_rests_on_something_that_is_weighed() -> None:
    for record in records().values():
        for fact in facts_of(record, rulebook(), date(2026, 12, 1)):
            if fact.basis:
                assert fact.confidence is not None or fact.said_by, (record.state, fact)


def test_the_json_of_a_check_is_the_second_of_its_kind() -> None:
    assert checked(DAYS[1], "--state", "TUV")["schema"] == "compliance-engine/findings/2"
    assert json.dumps(checked(DAYS[1], "--state", "UKR")["findings"][0]["said_by"])


def test_validate_shows_each_of_them_at_once_and_a_table_of_the_folder_mends_it(
    tmp_path: Path,
) -> None:
    text = (
        "state: TON\nmembership:\n  - {instrument: accession, deposited: 2025-06-25, source: w}\n"
        "sources:\n  w:\n    title: T\n    url: https://daily.example/x\n    date: 2025-07\n"
    )
    (tmp_path / "TON.yaml").write_text(text, encoding="utf-8")
    ran = run("records", "validate", "--records", tmp_path)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "TON.yaml:7:10: no publisher is known for daily.example" in ran.err
    own = "daily-example: {kind: press, family: daily-example, hosts: [daily.example]}\n"
    (tmp_path / "publishers.yaml").write_text(own, encoding="utf-8")
    ran = run("records", "validate", "--records", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "1 record" in ran.out
    shown = run("records", "show", "TON", "--format", "json", "--records", tmp_path).json
    assert shown["membership"][0]["confidence"] == "one press report"


OUTPUTS = {
    "check": ("check", "--verdict", "undetermined"),
    "check of matters": ("check", "--article", "1", "--format", "json"),
    "history": ("history",),
    "forecast": ("forecast", "--until", "2027-06-30"),
    "states": ("states", "--format", "markdown"),
    "brief": ("brief",),
}
"""Commands that show every State, without their day."""


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_command_over_all_states_says_verified(name: str, language: str) -> None:
    command, *more = OUTPUTS[name]
    for day in DAYS if command == "check" else DAYS[-1:]:
        which = ("--on", day) if command == "brief" else ("--as-of", day)
        ran = run(command, *which, *more, "--lang", language)
        assert ran.code == 0, ran.err
        assert CLAIMS.findall(ran.out) == [], (name, day)


@pytest.mark.deep
@pytest.mark.parametrize("day", DAYS)
def test_neither_page_nor_brief_in_word_says_verified(day: str, tmp_path: Path) -> None:
    page, word = tmp_path / "page.html", tmp_path / "brief.docx"
    assert run("report", "--as-of", day, "--out", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert CLAIMS.findall(text) == []
    assert run("brief", "--on", day, "--out", word).code == 0
    with zipfile.ZipFile(word) as file:
        parts = [file.read(name).decode("utf-8") for name in file.namelist() if ".xml" in name]
    assert CLAIMS.findall(re.sub(r"<[^>]+>", "", "".join(parts))) == []


def test_neither_workbook_nor_tables_say_verified(tmp_path: Path) -> None:
    book = tmp_path / "records.xlsx"
    assert run("records", "export", "--xlsx", book).code == 0
    assert run("records", "export", "--csv", tmp_path / "csv").code == 0
    with zipfile.ZipFile(book) as file:
        parts = [file.read(name).decode("utf-8") for name in file.namelist() if ".xml" in name]
    texts = {one.name: one.read_text(encoding="utf-8") for one in (tmp_path / "csv").iterdir()}
    assert texts
    for name, text in {**texts, "workbook": re.sub(r"<[^>]+>", " ", "".join(parts))}.items():
        assert CLAIMS.findall(text) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_neither_letters_nor_their_basis_say_verified(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    states = [part for state in ("KHM", "SDN", "SSD", "UKR") for part in ("--state", state)]
    where = ("--out", folder, "--store", tmp_path / "audit.sqlite")
    ran = run("letters", "draft", *states, "--as-of", DAYS[-1], "--lang", language, *where)
    assert ran.code == 0, ran.err
    assert CLAIMS.findall(ran.out + ran.err) == []
    files = [one for one in folder.iterdir() if one.suffix in (".docx", ".xlsx")]
    assert files
    for path in files:
        with zipfile.ZipFile(path) as file:
            parts = [file.read(name).decode("utf-8") for name in file.namelist() if ".xml" in name]
        assert CLAIMS.findall(re.sub(r"<[^>]+>", "", "".join(parts))) == [], path.name


def test_review_1_1_no_text_of_the_program_or_of_a_pack_says_verified() -> None:
    """What is printed of a matter is made of these texts and of shown texts of the record.

    The words that are not said, of which these are some, are refused in the latter.
    """
    package = Path(compliance_engine.__file__).parent
    found = 0
    said = [*package.rglob("*.yaml"), *shipped("rules").rglob("*.yaml")]
    for path in (one for one in said if one.name != "words.yaml"):
        for text in texts_in(yaml.safe_load(path.read_text(encoding="utf-8"))):
            assert CLAIMS.findall(text) == [], (path.name, text)
            found += 1
    assert found > 5_000
    for path in package.rglob("*"):
        if path.suffix in (".html", ".js", ".j2"):
            assert CLAIMS.findall(path.read_text(encoding="utf-8")) == [], path.name
            found += 1


def texts_in(value: object) -> Iterator[str]:
    """The texts of a tree, without the keys of its maps."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("word", ["verified", "Verified", "unverified"])
def test_review_1_1_a_record_that_says_so_where_it_is_shown_is_refused(
    word: str, tmp_path: Path
) -> None:
    text = (shipped("states") / "UKR.yaml").read_text(encoding="utf-8")
    shown = text.replace("      location: ", f"      location: {word} ", 1)
    assert shown != text
    (tmp_path / "UKR.yaml").write_text(shown, encoding="utf-8")
    ran = run("records", "validate", "--records", tmp_path)
    assert ran.code == INVALID_INPUT
    assert re.match(r"UKR\.yaml:\d+:17: ", ran.err)
    assert "is not said: an allegation has those who make it" in ran.err
