"""Letters to ten real States, which between them need every family, in three languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.shipped import shipped
from tests.unit.letters.desk import cells_of, drafted, letters, plain, real, shown, words_of
from tests.unit.letters.ten_states import NEEDS_A_LINE, Needed, letters_needed

LETTERS = letters_needed()
TUVALU = "TUV/article-7/initial-report-outstanding"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("needed", LETTERS.values(), ids=LETTERS)
def test_the_letter_reads_as_reviewed(
    needed: Needed, language: str, snapshot: SnapshotAssertion
) -> None:
    made = needed.drafted(language)
    assert made.draft.families == needed.families
    assert shown(made.draft.text) == snapshot


def test_ten_states_need_every_family_between_them() -> None:
    assert len({one.state for one in LETTERS.values()}) == 10
    needed = {family for one in LETTERS.values() for family in one.families}
    assert needed == set(letters().families)


def test_a_line_is_supposed_only_for_families_that_no_shipped_record_gives() -> None:
    supposed = {name for one in LETTERS.values() if one.supposed for name in one.families}
    records = {name for one in LETTERS.values() if not one.supposed for name in one.families}
    assert supposed - records == set(NEEDS_A_LINE)
    for path in shipped("states").glob("*.yaml"):
        text = path.read_text("utf-8")
        (measures,) = re.findall(r"^article_9:\n((?:  .*\n)*)", text, re.MULTILINE) or [""]
        law = "status: legislation" in measures or "status: adopted" in measures
        assert measures.count("status:") < 2, path.name
        assert not (law and re.search("penal_sanctions: .?no", measures)), path.name
        assert "actor_kind: non-State armed group" not in text, path.name
        assert "forms:" not in text, path.name


def test_a_letter_invites_and_never_looks_like_a_request_for_clarification() -> None:
    said = " ".join(plain(one.drafted("en").draft.text) for one in LETTERS.values())
    assert not re.search(r"8\(2\)|clarif|violat|28 days|Secretary-General.{0,40}forward", said)
    assert "The Committee takes no position on the facts." in said


def test_each_sentence_of_substance_stands_in_the_basis_with_all_that_it_rests_on() -> None:
    made = drafted(real("TUV"), date(2015, 6, 24))
    header, *rows = cells_of(made.draft.basis)
    assert header == [
        "Sentence", "Rests on", "Provision", "Line of the record", "Source", "Who says it",
        "Reading of the law compared with its text", "As of",
    ]  # fmt: skip
    (initial,) = (row for row in rows if "due on 28 August 2012" in plain(row[0]))
    assert initial[1] == f"Initial transparency report outstanding\n{TUVALU}"
    assert initial[2:4] == ["APMBC 7(1)", "TUV.yaml:5:5\nTUV.yaml:13:7"]
    assert "ICBL fact sheet on transparency reporting" in initial[4]
    assert initial[5:] == ["one publisher", "yes", "2015-06-24"]
    said = made.draft.text
    assert all(row[0] in said for row in rows)


def test_what_many_years_rest_on_alike_is_one_row_of_the_basis_with_every_year() -> None:
    made = LETTERS["an initial report, and two years without information"].drafted("en")
    rows = cells_of(made.draft.basis)
    (many,) = (row for row in rows if row[0].startswith("The reports covering 1999 to 2010"))
    assert many[1].endswith("GNQ/article-7/annual-report-outstanding/1999–2010")


def test_what_bears_on_the_standing_of_a_state_is_for_the_file_and_not_for_the_letter() -> None:
    made = drafted(real("UKR"), date(2025, 11, 1))
    assert any("suspension" in said for said in words_of(made.draft.basis))
    assert "suspen" not in made.draft.text
