"""A sentence without a basis, a gap without a value, or background knowledge stops the draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance_engine.letters.drafting.dossier import Dossier, Found
from compliance_engine.letters.drafting.drafts import Brief
from compliance_engine.letters.drafting.supporting import Weakness
from tests.builders import record, reports
from tests.unit.letters.desk import dossier, draftsman, guards, outcome, real

DAY = date(2015, 6, 24)


def first_fact_with(given: Dossier, **changed: object) -> Dossier:
    """The dossier with another first fact of its first finding."""
    found = given.found[0]
    conclusion = found.conclusion
    fact = replace(conclusion.facts[0], **changed)  # type: ignore[arg-type]
    facts = (fact, *(replace(one, basis=()) for one in conclusion.facts[1:]))
    other = Found(found.finding, replace(conclusion, facts=facts))
    return replace(given, found=(other, *given.found[1:]))


def replace_basis(found: Found, of: Found) -> Found:
    """The finding with the basis that it had in the record."""
    facts = tuple(
        replace(one, basis=before.basis)
        for one, before in zip(found.conclusion.facts, of.conclusion.facts, strict=True)
    )
    return Found(found.finding, replace(found.conclusion, facts=facts))


def stopped(given: Dossier) -> list[str]:
    (made,) = draftsman().drafts_of([given], Brief(DAY, language="en"))
    assert made.drafted is None
    return [str(one) for one in made.problems]


def test_a_sentence_without_a_line_of_the_record_stops_the_draft() -> None:
    (told,) = stopped(first_fact_with(dossier(real("TUV"), DAY), basis=()))
    assert told.startswith("TUV/article-7/annual-report-outstanding/2012: a sentence of the ")
    assert "would have no basis" in told


def test_a_gap_without_a_value_stops_the_draft_and_is_named() -> None:
    given = dossier(real("YEM"), DAY)
    case = next(one for one in given.found if one.finding.follow_up == "case-update")
    fields = {**case.conclusion.facts[0].fields}
    del fields["provision"]
    at = given.found.index(case)
    only = replace(given, found=(case, *given.found[:at], *given.found[at + 1 :]))
    (told,) = stopped(first_fact_with(only, fields=fields))
    assert "a sentence of the letter has no value for {case.provision}" in told


def test_an_empty_text_of_the_record_is_no_value() -> None:
    given = dossier(real("YEM"), DAY)
    case = next(one for one in given.found if one.finding.follow_up == "case-update")
    fields = {**case.conclusion.facts[0].fields, "provision": " "}
    (told,) = stopped(first_fact_with(replace(given, found=(case,)), fields=fields))
    assert "{case.provision}" in told


def test_background_knowledge_is_never_put_to_a_government() -> None:
    found = outcome(real("NGA"), date(2021, 6, 24))
    kept = next(one for one in found.withheld if "oslo-49-no-information" in one.matter)
    assert kept.guard is Weakness.BACKGROUND
    assert "NGA.yaml" in kept.values["where"]


def test_where_a_source_says_the_same_general_knowledge_is_left_out() -> None:
    made = outcome(real("NGA"), date(2021, 6, 24), families=("two-years-silent",))
    assert made.drafted is not None
    assert made.drafted.draft.matters == (
        "NGA/article-7/five-years-silent/2020",
        "NGA/article-7/two-years-silent/2020",
    )


def test_of_a_report_known_from_background_knowledge_alone_nothing_is_written() -> None:
    of = record(
        article_7=reports("covers: 2013, submitted: none, known: 2014-06-01, inferred: [submitted]")
    )
    found = outcome(of, date(2014, 6, 24))
    assert ("background knowledge", "XXX/article-7/annual-report-outstanding/2013") in guards(found)
    assert found.problems == ()


def test_a_meeting_whose_days_are_general_knowledge_is_not_announced() -> None:
    from tests.builders import rulebook

    (meeting,) = (one for one in rulebook().meetings if one.name == "14MSP")
    made = outcome(real("NLD"), date(2015, 9, 1), meeting=meeting, families=("meeting-reminder",))
    assert made.drafted is None
    assert "background knowledge" in made.problems[0].what


def test_a_state_in_no_language_of_the_table_stops_its_draft() -> None:
    made = outcome(record(), DAY, language=None)
    assert made.drafted is None
    assert "letters/languages.yaml" in made.problems[0].what
    assert guards(made) == set()


def test_what_a_record_says_is_never_taken_for_a_field_or_for_markup() -> None:
    given = dossier(real("YEM"), DAY)
    case = next(one for one in given.found if one.finding.follow_up == "case-update")
    said = "{{ closing }} & <w:br/> \x07 {% endfor %}"
    fields = {**case.conclusion.facts[0].fields, "provision": said}
    only = first_fact_with(replace(given, found=(case,)), fields=fields)
    kept = replace(only, found=tuple(replace_basis(one, case) for one in only.found))
    (made,) = draftsman().drafts_of([kept], Brief(DAY, language="en"))
    assert made.drafted is not None, made.problems
    assert "{{ closing }} & <w:br/> \\x07 {% endfor %}" in made.drafted.draft.text


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "violation"), ("fr", "éclaircissements"), ("es", "incumplimiento")],
)
def test_words_that_are_not_said_stop_the_draft_wherever_they_come_from(
    language: str, word: str
) -> None:
    given = dossier(real("YEM"), DAY)
    case = next(one for one in given.found if one.finding.follow_up == "case-update")
    fields = {**case.conclusion.facts[0].fields, "provision": f"the {word} of a place"}
    only = first_fact_with(replace(given, found=(case,)), fields=fields)
    (made,) = draftsman().drafts_of([only], Brief(DAY, language=language))
    assert made.drafted is None
    assert word in made.problems[0].what
