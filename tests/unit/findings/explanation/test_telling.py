"""The opening paragraph of an explanation: sentences that a diplomat can read aloud."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import record, reports, rulebook
from tests.unit.findings.explanation.explained import account

INITIAL, LATE = "article-7/initial-report-outstanding", "article-7/initial-report-late"
ANNUAL = "article-7/annual-report-outstanding"
MISSING = record(article_7=reports("covers: initial, submitted: none, known: 2015-06-18"))
ENTRY = (
    "the Convention entered into force for it on 1 March 2012 (Article 17(2): deposit "
    "13 September 2011)"
)


def test_what_is_outstanding_was_due_for_a_reason_and_is_known_from_a_source() -> None:
    assert account(MISSING, INITIAL, "2015-06-24").summary == (
        f"Example State's initial report was due on 28 August 2012: {ENTRY}, and Article 7(1) "
        "gives 180 days.",
        "As last known on 18 June 2015 it had not been submitted (source: A made-up source).",
    )


@pytest.mark.parametrize(
    ("day", "tense"),
    [("2012-08-27", "is due"), ("2012-08-28", "is due"), ("2012-08-29", "was due")],
)
def test_what_was_due_before_the_day_of_the_check_is_told_in_the_past(day: str, tense: str) -> None:
    (due, _) = account(MISSING, INITIAL, day).summary
    assert due.startswith(f"Example State's initial report {tense} on 28 August 2012: ")


def test_a_day_known_in_part_makes_a_report_at_least_so_late() -> None:
    late = record(article_7=reports("covers: initial, submitted: 2013-05"))
    assert account(late, LATE, "2015-01-01").summary[1] == (
        "It was submitted in May 2013, at least 246 days late (source: A made-up source)."
    )


def test_a_duty_that_is_not_owed_is_told_by_its_reason_alone() -> None:
    new = record(membership="- {instrument: accession, deposited: 2025-06-25, source: example}")
    (why,) = account(new, ANNUAL, "2026-06-01", key="2025").summary
    assert why.startswith("30 April 2026 came before Example State's initial report was due")


def test_the_second_duty_of_a_kind_is_told_in_fewer_words() -> None:
    later = record(
        article_7=reports(
            "covers: 2012, submitted: none, known: 2014-01-01",
            "covers: 2013, submitted: 2014-04-01",
        )
    )
    sentences = account(later, "article-7/annual-report-missed", "2014-05-01").summary
    assert [one for one in sentences if "was due" in one] == [
        f"Example State's report covering 2012 was due on 30 April 2013: {ENTRY}, and Article 7(2) "
        "asks for a report not later than 30 April of each year, here from 30 April 2013 on.",
        "The report covering 2013 was due on 30 April 2014 (Article 7(2)).",
    ]


def test_a_duty_without_a_short_form_is_told_by_its_title_and_its_verdict() -> None:
    plain = tuple(replace(one, in_short=None) for one in rulebook().duties)
    assert account(
        MISSING, INITIAL, "2015-06-24", book=replace(rulebook(), duties=plain)
    ).summary == (
        "“Initial transparency report”: due on 28 August 2012.",
        "What is known of it: last known outstanding (source: A made-up source).",
    )


def test_a_finding_on_measures_opens_with_its_message_and_its_source() -> None:
    measures = record(article_9="- {status: none reported, known: 2015, source: example}")
    message, source, *standing = account(
        measures, "article-9/no-measures-reported", "2020-01-01"
    ).summary
    assert (
        message == "No national implementation measures had been reported, as last known in 2015."
    )
    assert source == "Source: A made-up source."
    assert "(Article 17(2))" in standing[0]


@pytest.mark.parametrize(
    ("membership", "day", "said"),
    [
        (
            "- {instrument: accession, deposited: 2011-09-13, source: example}",
            "2012-02-29",
            "As of 29 February 2012 the Convention is not yet in force for Example State: it "
            "enters into force for it on 1 March 2012 (Article 17(2)).",
        ),
        (
            "- {signed: 1997-12-03, source: example}",
            "2020-01-01",
            "As of 1 January 2020 Example State has signed the Convention; no instrument that "
            "would bind it is on record (source: A made-up source).",
        ),
        (
            "- {instrument: accession, deposited: 2011-09-13, source: example}",
            "2011-01-01",
            "As of 1 January 2011 the record has no instrument of Example State: it is not a State "
            "Party.",
        ),
    ],
)
def test_a_state_that_is_not_bound_is_told_its_standing(
    membership: str, day: str, said: str
) -> None:
    assert account(record(membership=membership), INITIAL, day).summary == (said,)


def test_a_state_that_has_withdrawn_is_told_since_when() -> None:
    left = record(
        membership="""
        - instrument: accession
          deposited: 2011-09-13
          source: example
          withdrawal: {notified: 2025-06-27, effective: 2025-12-27, source: example}
        """
    )
    assert account(left, INITIAL, "2026-01-01").summary[-1] == (
        "Notice of withdrawal was received on 27 June 2025. Example State is not bound from "
        "27 December 2025 on (Article 20(3)); duties that fell due before remain on record."
    )


@pytest.mark.parametrize(
    ("language", "due", "known"),
    [
        (
            "fr",
            "Le rapport initial de l'État exemple était attendu au plus tard le 28 août 2012"
            "\N{NO-BREAK SPACE}: la Convention est entrée en vigueur à son égard le 1er mars 2012 "
            "(article 17, paragraphe 2\N{NO-BREAK SPACE}: dépôt le 13 septembre 2011), et le "
            "paragraphe 1 de l'article 7 donne 180 jours.",
            "Selon les dernières informations connues le 18 juin 2015, il n'avait pas été "
            "présenté (source\N{NO-BREAK SPACE}: A made-up source).",
        ),
        (
            "es",
            "El informe inicial del Estado ejemplo debía presentarse a más tardar el 28 de agosto "
            "de 2012: la Convención entró en vigor para este Estado el 1 de marzo de 2012 "
            "(artículo 17, párrafo 2: depósito el 13 de septiembre de 2011), y el párrafo 1 del "
            "artículo 7 da 180 días.",
            "Según la última información conocida el 18 de junio de 2015, no se había presentado "
            "(fuente: A made-up source).",
        ),
    ],
)
def test_the_paragraph_is_told_in_each_language(language: str, due: str, known: str) -> None:
    assert account(MISSING, INITIAL, "2015-06-24", language=language).summary == (due, known)
