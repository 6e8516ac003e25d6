"""The same inputs give the same bytes, and a batch leaves nobody out."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from compliance_engine.letters.drafting.drafts import Brief, Drafted, Outcome
from compliance_engine.letters.drafting.index import index_of, mail_merge_of
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.folder import RecordFolder
from compliance_engine.shipped import shipped
from tests.unit.letters.desk import dossier, drafted, draftsman, letters, real

DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def everybody() -> list[Outcome]:
    """What becomes of every State, in its working language."""
    codes = RecordFolder(shipped("states")).digests
    dossiers = (dossier(real(code), DAY) for code in codes)
    return list(draftsman().drafts_of(dossiers, Brief(DAY)))


@pytest.mark.deep
def test_every_state_is_written_to_or_it_is_told_why_not(everybody: list[Outcome]) -> None:
    assert len(everybody) == 166
    without = {one.state: [str(kept.guard) for kept in one.withheld] for one in everybody
               if one.drafted is None}  # fmt: skip
    assert without == {code: ["withdrawn"] for code in ("EST", "FIN", "LTU", "LVA", "POL")}
    assert [one.problems for one in everybody if one.problems] == []


def test_every_state_is_written_to_in_the_language_of_the_table(everybody: list[Outcome]) -> None:
    for one in everybody:
        if one.drafted is not None:
            assert one.drafted.draft.language == letters().working_language[one.state]


def test_drafting_again_gives_the_same_bytes(everybody: list[Outcome]) -> None:
    codes = ("BOL", "KHM", "TCD")
    again = draftsman().drafts_of((dossier(real(code), DAY) for code in codes), Brief(DAY))
    before = {one.state: one.drafted for one in everybody}
    for one in again:
        first = before[one.state]
        assert one.drafted is not None
        assert first is not None
        assert one.drafted.draft == first.draft


def test_references_are_taken_only_for_letters_that_are_drafted(
    everybody: list[Outcome],
) -> None:
    numbers = iter(range(1, 9))
    codes = ("BEN", "FIN", "CHL")
    dossiers = (dossier(real(code), DAY) for code in codes)
    made = draftsman().drafts_of(dossiers, Brief(DAY), lambda _: f"CCC/2026/{next(numbers)}")
    assert [one.drafted and one.drafted.draft.reference for one in made] == [
        "CCC/2026/1", None, "CCC/2026/2",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_is_the_same_again_and_names_every_letter(
    everybody: list[Outcome], language: str
) -> None:
    made = index_of(everybody, language)
    assert made == index_of(everybody, language)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    drawn, kept = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert len(drawn) - 1 == sum(one.drafted is not None for one in everybody)
    assert {row[0] for row in kept[1:]} >= {"EST", "FIN", "LTU", "LVA", "POL"}


def hostile(of: Drafted) -> Outcome:
    """A letter whose texts look like formulas."""
    fields = {**of.fields, "addressee": "=HYPERLINK(1)", "opening": "+1", "salutation": "@SUM(1)"}
    draft = replace(of.draft, reference="=1+1")
    return Outcome(draft.state, replace(of, draft=draft, subject="-2", fields=fields))


def test_no_cell_of_a_batch_can_be_taken_for_a_formula() -> None:
    one = hostile(drafted(real("TUV"), DAY))
    rows = list(csv.DictReader(io.StringIO(mail_merge_of([one]).decode("utf-8-sig"))))
    assert rows[0]["addressee"] == "'=HYPERLINK(1)"
    assert rows[0]["opening"] == "'+1"
    assert rows[0]["reference"] == "'=1+1"
    book = CalamineWorkbook.from_filelike(io.BytesIO(index_of([one], "en")))
    _, row = book.get_sheet_by_index(0).to_python()
    assert row[2] == "=1+1"
    import zipfile

    with zipfile.ZipFile(io.BytesIO(index_of([one], "en"))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
