"""The pack for a session, as a person asks for it: of five States, and of all."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.words import load_words
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import CHECKOUT, DONE, WRONG_USAGE, run

STATES = CHECKOUT / "fixtures" / "states"
RULES = shipped("rules") / "apmbc"
FIVE = ("NGA", "NIU", "SRB", "TUV", "YEM")
SESSION = ("brief", "TS-COMPLIANCE-2021", "--engine", "plain")
FINGERPRINT = re.compile(r"\([0-9a-f]{12}\)")
QUOTED = re.compile(r"“[^”]*”|«[^»]*»")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("five")
    for code in FIVE:
        shutil.copy(STATES / f"{code}.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def all_states() -> str:
    ran = run(*SESSION)
    assert (ran.code, ran.err) == (DONE, "")
    return ran.out


def part(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = heading.split(" ", maxsplit=1)[0]
    begun = text.index(f"\n{heading}\n")
    ends = re.compile(rf"\n#{{1,{len(level)}}} ").search(text, begun + len(heading))
    return text[begun : ends.start() if ends else None]


def note_on(text: str, line: str) -> str:
    """The note on the line that begins so."""
    found = re.search(rf"{re.escape(line)}[^\n]*?\[\^(\d+)\]", text)
    assert found, line
    return text.split(f"\n[^{found[1]}]: ")[1].split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pack_of_five_states(five: Path, language: str, snapshot: SnapshotAssertion) -> None:
    ran = run(*SESSION, "--records", five, "--lang", language)
    assert (ran.code, ran.err) == (DONE, "")
    assert FINGERPRINT.sub("(…)", ran.out) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pack_holds_a_word_that_is_not_said_outside_of_quotations(
    five: Path, language: str
) -> None:
    said = run(*SESSION, "--records", five, "--lang", language).out
    own = QUOTED.sub("", said.replace("{", "("))
    assert [one.word for one in load_words(RULES).found_in(own, language)] == []


def test_the_parts_stand_in_the_order_of_the_agenda(all_states: str) -> None:
    assert re.findall(r"^## (.+)$", all_states, re.MULTILINE) == [
        "1. Article 7: status of reporting",
        "2. Article 9: national implementation measures",
        "3. Article 1: open matters, alleged or reported",
        "4. Suggested speaking lists",
        "5. Partnerships",
        "6. Action plan",
        "7. Since the last session, and before the next",
        "8. What is not known, and how to find out",
        "Annex A: each State",
        "Annex B: legislation on record, by regional group",
        "Notes",
    ]


# Read by hand in the records: SRB.yaml has a report for 2020 of 13 April 2021; NGA.yaml says that
# none had come for 2012 to 2021, as known in 2022; TUV.yaml that no initial report had come by
# 18 June 2015; NIU.yaml an Act adopted on 17 March 2021; YEM.yaml two open cases.


def test_serbia_reported_in_time(all_states: str) -> None:
    reports = part(all_states, "### Annual reports on 2020")
    assert "| on time | 2" in reports
    assert note_on(all_states, "| on time |").startswith("2 States: Croatia, Serbia. Counted from:")
    progress = part(all_states, "### States newly able to report progress")
    assert "| Serbia | Annual transparency report 2020, on 13 April 2021 |" in progress


def test_nigeria_is_silent_and_may_be_invited_to_speak(all_states: str) -> None:
    silent = part(all_states, "### States without a report for several years")
    assert "For the five latest years due: Eritrea, Nigeria;" in silent
    invited = part(all_states, "### Article 7: States Parties with reports outstanding")
    assert "| Nigeria | No annual report for the five latest years due (2016-2020);" in invited


def test_tuvalu_is_told_as_last_known(all_states: str) -> None:
    initial = part(all_states, "### Initial reports")
    assert "Tuvalu: due 28 August 2012, not submitted, as last known on 18 June 2015" in initial


def test_niue_has_newly_adopted_legislation_and_it_is_in_annex_b(all_states: str) -> None:
    since = part(all_states, "### Since 18MSP (20 November 2020)")
    assert "- legislation adopted (before: not known): Niue\n" in since
    laws = part(all_states, "## Annex B: legislation on record, by regional group")
    assert "Anti-Personnel Mines and Cluster Munitions Prohibition Act 2021" in laws


def test_yemen_has_two_matters_with_what_each_side_said_and_no_later_word(all_states: str) -> None:
    yemen = part(all_states, "### Yemen")
    assert yemen.count("**Matter A1-00") == 2
    assert "raised by “HRW and others 2013”" in yemen
    assert "The State: in November 2013 (“government acknowledged a violation”)" in yemen
    assert "Last update by the State: 29 March 2014; another may be invited." in yemen
    assert "hrw.org/news/2014/04/09" in note_on(all_states, "**Matter A1-001")


def test_what_became_known_of_later_days_is_left_out(all_states: str) -> None:
    own = all_states.partition("\n## Annex B")[0]
    assert "2023" not in part(own, "## 3. Article 1: open matters, alleged or reported")
    assert "Cambodia" not in part(own, "## 3. Article 1: open matters, alleged or reported")


def test_what_came_after_a_past_meeting_is_not_foretold(tmp_path: Path) -> None:
    # UKR.yaml has a matter said to have begun in April 2022, GRC.yaml a late report of that year.
    for code in ("GRC", "UKR"):
        shutil.copy(STATES / f"{code}.yaml", tmp_path)
    out = run("brief", "19MSP", "--records", tmp_path, "--engine", "plain").out
    coming = part(out, "### Before IM2022 (20 June 2022)")
    assert (
        "- 30 April 2022: falls due: Annual transparency report (2021): Greece, Ukraine" in coming
    )
    assert "open" not in coming
    assert "late" not in coming


def test_every_number_of_the_trend_can_be_counted_in_annex_a(all_states: str) -> None:
    trend = re.findall(
        r"^\| (\d{4}) \| (.+) \|$", part(all_states, "### Trend over the years"), re.M
    )
    annex = part(all_states, "## Annex A: each State")
    rows = [line.strip("| \n").split(" | ") for line in annex.splitlines() if "| " in line]
    head = next(row for row in rows if row[0] == "State")
    states = [row for row in rows if re.match(r"\d{4}-", row[1] if len(row) > 1 else "")]
    assert len(states) == 164
    assert len(trend) == 22
    signs = ("T", "L", "S", "O", "(O)", "?")
    for year, told in trend:
        owed, *numbers = (int(one) for one in told.split(" | ")[:7])
        column = [row[head.index(year)].strip() for row in states if len(row) > head.index(year)]
        assert [column.count(sign) for sign in signs] == numbers
        assert sum(numbers) == owed


def test_every_figure_of_a_category_is_the_number_of_its_states(all_states: str) -> None:
    table = part(all_states, "### The four categories")
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+)\W*\[\^\d+\] \| (.+) \|$", table, re.M)
    assert [name for name, _, _ in rows] == [
        "legislation adopted",
        "existing law considered sufficient",
        "in progress",
        "none reported",
        "not known",
    ]
    assert [len(states.split(", ")) for _, _, states in rows] == [int(one) for _, one, _ in rows]
    assert sum(int(one) for _, one, _ in rows) == 164


def test_every_reference_has_its_note_and_every_note_a_reference(all_states: str) -> None:
    references = re.findall(r"\[\^(\d+)\](?!:)", all_states)
    notes = re.findall(r"^\[\^(\d+)\]: .+$", all_states, re.MULTILINE)
    assert references == notes == [str(number + 1) for number in range(len(notes))]


def test_no_state_is_ranked(all_states: str) -> None:
    assert "None is ranked or scored" in all_states
    rows = re.findall(r"^\| ([A-Z][^|]+?) \| (?:No|Legislation)", all_states, re.MULTILINE)
    assert rows
    lists = part(
        all_states, "### Article 9: States Parties that may update the meeting on their measures"
    )
    names = [row.split(" | ") for row in re.findall(r"^\| (.+) \|$", lists, re.MULTILINE)[2:]]
    in_order = [row[0] for row in names] + [row[2] for row in names if row[2].strip()]
    assert in_order == sorted(in_order)


def test_a_pack_of_a_day_without_a_meeting(five: Path) -> None:
    ran = run("brief", "--on", "2026-11-26", "--records", five, "--engine", "plain")
    assert ran.code == DONE
    assert ran.out.startswith("# Brief as of 26 November 2026\n")
    assert "No indicators of this plan are on record." in ran.out


def test_what_was_not_yet_known_can_be_left_out(five: Path) -> None:
    options = ("--records", five, "--known-at", "2021-06-24")
    ran = run(*SESSION, *options)
    assert "with what was known by 24 June 2021" in ran.out
    assert "Niue" in part(ran.out, "### The four categories").split("not known")[-1]


def test_what_a_judgement_sets_aside_is_counted_but_nobody_is_invited_on_it(
    five: Path, tmp_path: Path
) -> None:
    records = shutil.copytree(five, tmp_path / "records")
    where = ("--records", records, "--as-of", "2021-06-24", "--engine", "plain")
    finding = "TUV/article-7/initial-report-outstanding"
    signed = ("--by", "A. Analyst", "--reason", "It is in the post.", "--until", "2021-12-31")
    assert run("waive", finding, *signed, *where).code == DONE
    out = run(*SESSION, "--records", records).out
    assert "- Initial reports outstanding: 1" in out
    invited = part(out, "### Article 7: States Parties with reports outstanding")
    assert "| Tuvalu |" not in invited
    assert "| Nigeria |" in invited
    assert (
        "*Not listed, since a judgement in force sets it aside: Tuvalu, Initial transparency "
        "report outstanding (follow-up waived until 31 December 2021).*" in invited
    )


def test_a_word_document_needs_a_file(five: Path, tmp_path: Path) -> None:
    refused = run(*SESSION, "--records", five, "--format", "docx")
    assert refused.code == WRONG_USAGE
    assert "give a file with --out FILE" in refused.err
    file = tmp_path / "brief.docx"
    assert run(*SESSION, "--records", five, "--out", file).code == DONE
    opened = docx.Document(str(file))
    said = [paragraph.text for paragraph in opened.paragraphs]
    assert "1. Article 7: status of reporting" in said
    assert len(opened.inline_shapes) == 3
    once = file.read_bytes()
    assert run(*SESSION, "--records", five, "--out", file).code == DONE
    assert file.read_bytes() == once


def test_the_ending_of_the_file_chooses_the_form(five: Path, tmp_path: Path) -> None:
    for name, begins in (("a.html", b"<!DOCTYPE html>"), ("a.md", b"# Thematic session")):
        assert run(*SESSION, "--records", five, "--out", tmp_path / name).code == DONE
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_file_that_cannot_be_written_is_told(five: Path, tmp_path: Path) -> None:
    ran = run(*SESSION, "--records", five, "--out", tmp_path / "none" / "a.md")
    assert ran.code == WRONG_USAGE
    assert "cannot be written" in ran.err


def test_an_unknown_meeting_is_told_with_the_nearest() -> None:
    ran = run("brief", "20MPS")
    assert ran.code == WRONG_USAGE
    assert "there is no meeting '20MPS'. Did you mean '20MSP'" in ran.err


def test_a_rulebook_that_says_nothing_of_briefs_is_told(five: Path) -> None:
    lighthouses = CHECKOUT / "tests" / "packs" / "cls" / "rules"
    ran = run("brief", "--on", "2021-06-24", "--records", five, "--rules", lighthouses)
    assert ran.code == WRONG_USAGE
    assert "has no file session.yaml, which tells what a brief is made of" in ran.err
