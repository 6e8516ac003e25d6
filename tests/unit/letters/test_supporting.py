"""What may be put to a government: claims with a text behind them that can carry them."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.letters.drafting.supporting import Weakness
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from tests.unit.letters.desk import guards, outcome, real

TODAY = date(2026, 12, 1)
DAY = date(2015, 6, 24)


def allegation(more: str = "", sources: str = "", source: str = "example") -> Record:
    """A record with one open allegation; `sources` are declared beside the one of every example."""
    return read_record(
        "state: XXX\n"
        "membership:\n"
        "  - {instrument: accession, deposited: 2011-09-13, source: example}\n"
        "article_1:\n"
        "  cases:\n"
        "    - id: E-1\n"
        "      provisions: ['1(1)(a)']\n"
        "      happened_from: 2013-05\n"
        "      happened_until: 2013-05\n"
        "      alleged_by: someone\n"
        "      actor: armed forces\n"
        "      actor_kind: State\n"
        "      location: somewhere\n"
        "      status: open\n"
        "      summary: an account\n"
        "      known: 2014-06-01\n"
        f"      source: {source}\n"
        f"{more}"
        "sources:\n"
        "  example: {title: A made-up source, publisher: example, date: 2199-12-31}\n"
        f"{sources}",
        "XXX.yaml",
    )


def kept(found: Record, matter: str = "XXX/article-1/case-open/E-1") -> set[str]:
    return {guard for guard, name in guards(outcome(found, DAY)) if name == matter}


COPY = "  copied: {title: a page, publisher: unknown-copy, seen: 2014-06-01}\n"
PAPER = "  paper: {title: an article, publisher: reuters, date: 2014-06-01}\n"
SECOND_PAPER = "  second: {title: an article, publisher: upi, date: 2014-06-01}\n"
RECALLED = "  recalled: {title: recalled, publisher: background-knowledge, seen: 2014-06-01}\n"
PASSED_ON = (
    "  passed-on: {title: an article, publisher: reuters, carries: government-tha, "
    "date: 2014-06-01}\n"
)
REPRINT = "  reprint: {title: a report, publisher: hrw, through: unknown-copy, date: 2014-06-01}\n"


@pytest.mark.parametrize(
    ("sources", "source", "weakness"),
    [
        (COPY, "copied", Weakness.COPY_ONLY),
        (PAPER, "paper", Weakness.PRESS_ALONE),
        (PAPER + SECOND_PAPER, "[paper, second]", Weakness.PRESS_ALONE),
        (PASSED_ON, "passed-on", Weakness.PRESS_ALONE),
        (PAPER + COPY, "[paper, copied]", Weakness.PRESS_ALONE),
        (RECALLED, "recalled", Weakness.BACKGROUND),
        (RECALLED + COPY, "[recalled, copied]", Weakness.COPY_ONLY),
    ],
)
def test_an_allegation_without_a_text_that_can_carry_it_stays_out(
    sources: str, source: str, weakness: Weakness
) -> None:
    assert kept(allegation(sources=sources, source=source)) == {str(weakness)}


@pytest.mark.parametrize(
    ("sources", "source"),
    [("", "example"), (REPRINT, "reprint"), (PAPER + REPRINT, "[paper, reprint]")],
)
def test_an_allegation_with_such_a_text_is_written_about(sources: str, source: str) -> None:
    assert kept(allegation(sources=sources, source=source)) == set()


@pytest.mark.parametrize("key", ["happened_from", "happened_until"])
def test_a_time_that_no_source_states_keeps_an_allegation_out(key: str) -> None:
    assert kept(allegation(f"      inferred: [{key}]\n")) == {"time inferred"}


def test_of_cambodia_only_what_documents_of_a_state_carry_is_written_about() -> None:
    found = outcome(real("KHM"), TODAY)
    assert found.drafted is not None
    allegations = [one for one in found.drafted.draft.matters if "/case-" in one]
    assert [one.rpartition("/")[2] for one in allegations] == ["A1-013", "A1-014", "A1-016"]
    assert ("copy only", "KHM/article-1/case-open/A1-015") in guards(found)
    for case in ("A1-017", "A1-018", "A1-019", "A1-020"):
        assert ("press alone", f"KHM/article-1/case-open/{case}") in guards(found)


def test_of_ukraine_neither_an_inferred_year_nor_a_copy_of_unknown_origin_is_written() -> None:
    found = outcome(real("UKR"), TODAY)
    assert found.drafted is not None
    assert "UKR/article-1/case-update-due/A1-011" in found.drafted.draft.matters
    assert ("time inferred", "UKR/article-1/case-open/A1-010") in guards(found)
    assert ("copy only", "UKR/article-1/case-open/A1-012") in guards(found)


@pytest.mark.parametrize("day", [date(2021, 6, 24), date(2025, 12, 8), TODAY])
@pytest.mark.parametrize("code", ["KHM", "UKR"])
def test_a1_012_and_a1_015_are_in_no_letter(code: str, day: date) -> None:
    found = outcome(real(code), day)
    matters = found.drafted.draft.matters if found.drafted else ()
    assert not [one for one in matters if one.endswith(("A1-012", "A1-015"))]


def test_what_sources_disagree_on_is_not_asserted() -> None:
    found = outcome(real("LCA"), TODAY)
    assert ("sources disagree", "LCA/initial report") in guards(found)


def test_nothing_that_only_a_copy_tells_of_a_deadline_is_written() -> None:
    """Ukraine's Article 5 date rests on a mirror: REVIEW 1.2."""
    found = outcome(real("UKR"), date(2034, 1, 1))
    matters = found.drafted.draft.matters if found.drafted else ()
    assert not [one for one in matters if "clearance" in one]


def test_the_officer_is_told_the_line_and_what_would_lift_it() -> None:
    (held,) = (
        one for one in outcome(real("KHM"), TODAY).withheld if one.matter.endswith("open/A1-015")
    )
    for language in ("en", "fr", "es"):
        assert "KHM.yaml:" in held.told(language)
    assert "Put the original on file" in held.told("en")


def test_no_letter_is_written_where_nothing_remains() -> None:
    sources = COPY
    of = allegation(sources=sources, source="copied")
    found = outcome(of, DAY, families=("case-information",))
    assert found.drafted is None
    assert {guard for guard, _ in guards(found)} == {"copy only"}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("code", ["KHM", "UKR", "YEM", "SDN", "SSD"])
def test_no_free_text_of_a_record_is_quoted(code: str, language: str) -> None:
    of = real(code)
    for day in (date(2016, 6, 24), date(2021, 6, 24), TODAY):
        found = outcome(of, day, language=language)
        if found.drafted is None:
            continue
        for case in of.article_1.cases:
            for text in (case.location, case.summary):
                assert not text or text not in found.drafted.draft.text, text
        assert "“" not in found.drafted.draft.text


def test_every_allegation_in_a_letter_names_who_makes_or_reports_it() -> None:
    found = outcome(allegation("      by: [THA]\n      answer: rejects\n"), DAY)
    assert found.drafted is not None
    assert "(alleged by Thailand; Example State rejects this)" in found.drafted.draft.text
    reported = outcome(allegation(), DAY)
    assert reported.drafted is not None
    assert "(reported by a made-up publisher)" in reported.drafted.draft.text
