"""Edge cases that rules on the record, on commitments and on meetings carry."""

from __future__ import annotations

from datetime import date

from compliance_engine.findings.standing import standings
from compliance_engine.findings.thresholds import special_meeting
from tests.builders import record, reports, rulebook, verdict
from tests.edge_cases.asking import CASE_OPEN, checked, real, rules, shipped_records, the

DAY = date(2015, 6, 30)


def every_rule(of_article_7: str, day: date = DAY) -> set[str]:
    """The rules that find something, of the State or of its record, in these reports."""
    of = record(article_7=reports(of_article_7))
    return {one.rule for one in checked(of, day).findings}


def test_16_a_commitment_is_asked_for_while_its_plan_is_in_effect() -> None:
    silent = record(article_7=reports("covers: 2021-2022, submitted: none, known: 2025-06-30"))
    by_30_april = "commitments/oslo-8-report-by-30-april"
    assert by_30_april in rules(silent, date(2023, 12, 31))
    assert by_30_april not in rules(silent, date(2025, 1, 1))


def test_23_a_report_on_another_period_is_told_apart() -> None:
    assert "article-7/non-calendar-period" in every_rule(
        "covers: 2013-04-01/2014-03-31, submitted: 2014-04-20"
    )


def test_24_a_report_that_declares_no_period_is_for_a_person_to_look_at() -> None:
    assert "article-7/period-ambiguous" in every_rule("covers: not stated, submitted: 2015-04-20")


def test_28_of_a_state_that_retains_mines_form_d_is_asked_for() -> None:
    full = "covers: 2014, submitted: 2015-04-20, forms: [A, B, D]"
    retaining = "\n- {mines: 50, known: 2013, source: example}"
    for forms, asked in ((full, False), (full.replace(", D]", "]"), True)):
        of = record(article_3=retaining, article_7=reports(forms))
        assert ("article-7/form-d-missing" in rules(of, DAY)) is asked


def test_32_a_report_sent_to_the_support_unit_only_is_neither_submitted_nor_missing() -> None:
    claimed = record(
        article_7=reports("covers: 2014, submitted: 2015-04-20, sent_to: support unit")
    )
    assert verdict(claimed, "annual report", DAY, "2014") == "undetermined"
    assert "article-7/report-sent-elsewhere" in {one.rule for one in checked(claimed, DAY).findings}


def test_34_the_presidents_engagement_is_about_states_that_implement_articles_3_to_5() -> None:
    silent = reports("covers: 2018-2022, submitted: none, known: 2023-12-31")
    engages, day = "commitments/oslo-49-no-information", date(2023, 12, 31)
    retaining = "\n- {mines: 50, known: 2013, source: example}"
    assert engages not in rules(record(article_7=silent), day)
    assert engages in rules(record(article_7=silent, article_3=retaining), day)


def test_37_law_adopted_and_not_in_force_and_law_without_sanctions_are_categories_apart() -> None:
    adopted = "\n- {status: 'adopted, not in force', known: 2014, source: example}"
    bare = "\n- {status: legislation in force, known: 2014, penal_sanctions: no, source: example}"
    assert "article-9/adopted-not-in-force" in rules(record(article_9=adopted), DAY)
    assert "article-9/no-penal-sanctions" in rules(record(article_9=bare), DAY)


def test_43_whether_mines_were_newly_laid_is_told_as_disputed() -> None:
    messages = [
        one.message
        for one in checked(real("KHM"), date(2026, 1, 1)).findings
        if one.rule == CASE_OPEN
    ]
    assert messages
    assert all("whether the mines were newly laid is disputed" in one for one in messages)


def test_49_in_the_year_of_a_review_conference_the_next_meeting_is_that_of_the_year_after() -> None:
    asked = record(
        article_8="""
requests:
  - {id: first, by: not named, made: 2024-01-10, received: 2024-01-10, answered: none,
     known: 2024-12-31, what: mines, source: example}
"""
    )
    told = the("article-8/next-meeting", asked, date(2024, 6, 30)).message
    assert "22MSP" in told
    assert "5RC" not in told


def test_50_the_thresholds_are_those_of_the_states_parties_of_the_day() -> None:
    records = shipped_records().by_state

    def said(day: date) -> str:
        return special_meeting(standings(records, rulebook(), day), rulebook(), day) or ""

    for day, figures in (
        (date(2025, 12, 26), ("166", "56", "84")),
        (date(2026, 2, 20), ("161", "54", "81")),
    ):
        assert all(figure in said(day) for figure in figures)
