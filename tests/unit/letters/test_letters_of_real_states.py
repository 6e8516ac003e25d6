"""Letters to ten real States, which between them need every family that real records give."""

from __future__ import annotations

from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.letters.drafting import Drafted
from compliance_engine.phrases import LANGUAGES
from compliance_engine.rulebook import Meeting
from tests.builders import rulebook
from tests.unit.letters.desk import Circumstances, Sent, cells_of, drafted, letters, real

TEN: dict[str, tuple[str, date]] = {
    "an initial report, two years and more": ("GNQ", date(2012, 6, 24)),
    "an initial report of a small State": ("TUV", date(2015, 6, 24)),
    "a matter that the State acknowledged": ("YEM", date(2015, 6, 24)),
    "several matters of another State's account": ("KHM", date(2026, 11, 26)),
    "dates of Articles 4 and 5": ("UKR", date(2018, 6, 24)),
    "a stockpile found later": ("MKD", date(2012, 6, 24)),
    "legislation in progress": ("TGO", date(2021, 6, 24)),
    "existing law": ("VEN", date(2012, 6, 24)),
    "the President engages": ("ERI", date(2021, 6, 24)),
    "no measures, and a name in the plural": ("COM", date(2026, 11, 26)),
}
FROM_SCENARIOS_ONLY = {
    "penal-sanctions",
    "prevent-and-suppress",
    "retained-mines-information",
    "initial-report-to-confirm",
    "measures-received",
    "case-closed",
}
REPLIED = "acknowledgement"
TUVALU = "TUV/article-7/initial-report-outstanding"


def meeting() -> Meeting:
    (found,) = (one for one in rulebook().meetings if one.name == "22MSP")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "as_of"), TEN.values(), ids=TEN)
def test_the_letter_reads_as_reviewed(
    code: str, as_of: date, language: str, snapshot: SnapshotAssertion
) -> None:
    assert drafted(real(code), as_of, language=language).draft.text == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_the_other_form_reads_as_reviewed(
    language: str, snapshot: SnapshotAssertion
) -> None:
    made = drafted(real("CPV"), date(2025, 11, 1), language=language, form="letter")
    assert made.draft.text == snapshot


def asked_for(language: str) -> dict[str, Drafted]:
    """Letters that are only written when they are asked for, and to whom."""
    settled = Sent("GNQ").letter("GNQ/article-7/initial-report-outstanding", sent=date(2012, 7, 1))
    replied = Sent("TUV").letter(TUVALU, sent=date(2015, 7, 1), answered=date(2015, 8, 1))
    return {
        "a meeting": drafted(
            real("NLD"), date(2025, 11, 1), language=language, meeting=meeting(),
            families=("meeting-reminder",),
        ),
        "a report to come": drafted(
            real("SLB"), date(2026, 3, 1), language=language, families=("reports-due",)
        ),
        "an initial report to come": drafted(
            real("TON"), date(2026, 3, 1), language=language, families=("reports-due",)
        ),
        "a reply": drafted(
            real("TUV"), date(2015, 8, 3), Circumstances(past=replied.past), language=language,
            families=(REPLIED,),
        ),
        "a report received": drafted(
            real("GNQ"), date(2014, 9, 8), Circumstances(past=settled.past), language=language,
            families=("report-received",),
        ),
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_that_are_asked_for_read_as_reviewed(
    language: str, snapshot: SnapshotAssertion
) -> None:
    said = {name: made.draft.text for name, made in asked_for(language).items()}
    assert said == snapshot


def test_between_them_they_need_every_family_that_real_records_give() -> None:
    needed = {
        name for code, as_of in TEN.values() for name in drafted(real(code), as_of).draft.families
    }
    needed |= {name for made in asked_for("en").values() for name in made.draft.families}
    assert set(letters().families) - needed == FROM_SCENARIOS_ONLY


def test_each_sentence_of_substance_stands_in_the_basis_with_all_that_it_rests_on() -> None:
    made = drafted(real("TUV"), date(2015, 6, 24))
    header, *rows = cells_of(made.draft.basis)
    assert header == [
        "Sentence", "Rests on", "Provision", "Line of the record", "Source", "Confidence",
        "Reading of the law verified", "As of",
    ]  # fmt: skip
    (initial,) = (row for row in rows if "due on 28 August 2012" in row[0])
    assert initial[1] == f"Initial transparency report outstanding\n{TUVALU}"
    assert initial[2:4] == ["APMBC 7(1)", "TUV.yaml:5:5\nTUV.yaml:14:7"]
    assert "ICBL fact sheet on transparency reporting" in initial[4]
    assert initial[5:] == ["single source", "yes", "2015-06-24"]
    said = made.draft.text
    assert all(row[0] in said for row in rows)


def test_what_bears_on_the_standing_of_a_state_is_for_the_file_and_not_for_the_letter() -> None:
    made = drafted(real("UKR"), date(2025, 11, 1))
    from tests.unit.letters.desk import words_of

    assert any("suspension" in said for said in words_of(made.draft.basis))
    assert "suspen" not in made.draft.text
