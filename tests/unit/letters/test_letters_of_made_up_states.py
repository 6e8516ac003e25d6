"""Letters that no real record gives now: on made-up records of the Example State."""

from __future__ import annotations

from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.phrases import LANGUAGES
from compliance_engine.records import Record
from tests.builders import record, reports
from tests.unit.letters.desk import Circumstances, Sent, drafted, outcome
from tests.unit.letters.test_letters_of_real_states import FROM_SCENARIOS_ONLY

DAY = date(2015, 6, 24)
CASE = """
cases:
  - id: E-1
    provisions: [1(1)(a)]
    happened_from: 2013-05
    happened_until: 2013-05
    alleged_by: a journalist
    actor: {actor}
    actor_kind: {kind}
    location: the northern province
    summary: mines are said to have been laid
    status: {status}
    known: 2014-06-01
    history: {history}
    source: example
"""


def measure(status: str, sanctions: str = "not stated", known: str = "2014") -> str:
    return (
        f"- {{status: {status!r}, known: {known}, penal_sanctions: {sanctions!r}, source: example}}"
    )


def a_case(status: str, *, actor: str = "armed forces", kind: str = "State") -> Record:
    closed = "[{date: 2014-12-01, event: closed, source: example}]"
    history = closed if status == "closed" else "[]"
    return record(article_1=CASE.format(actor=actor, kind=kind, status=status, history=history))


def written_about(matter: str, family: str) -> Circumstances:
    sent = Sent("XXX").letter(matter, sent=date(2014, 7, 1), families=(family,))
    return Circumstances(past=sent.past)


MADE_UP: dict[str, tuple[Record, Circumstances | None, str]] = {
    "penal sanctions": (
        record(article_9=measure("legislation in force", "no")), None, "penal-sanctions",
    ),
    "an armed group": (
        a_case("open", actor="an armed group", kind="non-State armed group"), None,
        "prevent-and-suppress",
    ),
    "retained mines": (
        record(
            article_3="- {mines: 120, known: 2013, source: example}",
            article_7=reports("covers: 2013, submitted: 2014-04-30, forms: [A, B]"),
        ),
        None,
        "retained-mines-information",
    ),
    "an initial report not known": (record(), None, "initial-report-to-confirm"),
    "measures reported since": (
        record(article_9="\n".join([measure("none reported", known="2013"),
                                    measure("legislation in force", "yes", "2014-09-01")])),
        written_about("XXX/article-9/no-measures-reported", "no-measures-reported"),
        "measures-received",
    ),
    "a matter closed since": (
        a_case("closed"), written_about("XXX/article-1/case-open/E-1", "case-information"),
        "case-closed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("of", "with_", "family"), MADE_UP.values(), ids=MADE_UP)
def test_the_letter_reads_as_reviewed(
    of: Record,
    with_: Circumstances | None,
    family: str,
    language: str,
    snapshot: SnapshotAssertion,
) -> None:
    made = drafted(of, DAY, with_, language=language, families=(family,))
    assert made.draft.families == (family,)
    assert made.draft.text == snapshot


def test_between_them_they_need_what_real_records_do_not_give() -> None:
    assert {family for _, _, family in MADE_UP.values()} == FROM_SCENARIOS_ONLY


def test_a_matter_that_is_only_not_known_any_more_is_not_closed() -> None:
    past = written_about("XXX/article-1/case-open/E-1", "case-information")
    made = outcome(record(), DAY, past, families=("case-closed",))
    assert made.drafted is None


def test_a_matter_that_is_still_found_is_not_closed() -> None:
    past = written_about("XXX/article-1/case-open/E-1", "case-information")
    made = outcome(a_case("open"), DAY, past, families=("case-closed",))
    assert made.drafted is None
