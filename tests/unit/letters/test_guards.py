"""Each guard refuses: nothing is written that should not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.judgement.model import Decision, Determination, Judgement, Waiver
from compliance_engine.letters.drafting.drafts import Outcome
from compliance_engine.letters.drafting.guarding import Guard
from compliance_engine.letters.model import PastLetter, Step
from tests.builders import record, reports
from tests.unit.letters.desk import Circumstances, Sent, drafted, guards, outcome, real

DAY = date(2015, 6, 24)
INITIAL = "TUV/article-7/initial-report-outstanding"
RULE = "article-7/initial-report-outstanding"
SIGNED = "A. Analyst"


def determined(decision: Decision, key: str | None = "") -> Judgement:
    return Determination(
        "TUV", RULE, key, Span(date(2015, 1, 1), date(2016, 1, 1)), SIGNED, "As told.", {},
        Place("TUV.yaml"), decision, "A letter",
    )  # fmt: skip


def waived(rule: str, key: str | None = None) -> Judgement:
    held = Span(date(2015, 1, 1), date(2016, 1, 1))
    return Waiver("TUV", rule, key, held, SIGNED, "As told.", {}, Place("TUV.yaml"))


def test_a_state_that_has_withdrawn_gets_no_letter() -> None:
    before, after = date(2026, 1, 9), date(2026, 1, 10)
    assert outcome(real("FIN"), before).drafted is not None
    made = outcome(real("FIN"), after)
    assert made.drafted is None
    assert guards(made) == {("withdrawn", "")}


def test_a_state_that_has_withdrawn_by_the_day_of_the_letter_gets_none() -> None:
    found_on, letter_of = date(2026, 1, 9), date(2026, 1, 10)
    made = outcome(real("FIN"), found_on, Circumstances(now=letter_of), day=letter_of)
    assert made.drafted is None
    assert guards(made) == {("withdrawn", "")}


def test_a_state_that_is_not_bound_yet_gets_no_letter() -> None:
    made = outcome(real("TON"), date(2025, 11, 30))
    assert made.drafted is None
    assert guards(made) == {("not bound", "")}


def test_of_a_duty_not_known_nothing_is_said_but_a_kind_request_to_confirm() -> None:
    of = record(article_7=reports("covers: 2013, submitted: 2014-04-30"))
    made = drafted(of, date(2015, 6, 24))
    assert made.draft.families == (
        "initial-report-to-confirm",
        "annual-reports-to-confirm",
        "measures-to-confirm",
    )
    assert "kindly confirm" in made.draft.text
    assert "not yet been submitted" not in made.draft.text


@pytest.mark.parametrize("said", ["submitted: 2014-04-30", "submitted: none, known: 2014-06-01"])
def test_reports_before_the_last_one_known_of_are_not_asked_for(said: str) -> None:
    of = record(article_7=reports(f"covers: 2013, {said}"))
    made = drafted(of, date(2016, 6, 24))
    asked = [one for one in made.draft.matters if one.startswith("XXX/annual report")]
    assert asked == ["XXX/annual report/2014", "XXX/annual report/2015"]


def test_of_many_reports_not_known_only_the_latest_are_asked_for() -> None:
    made = drafted(real("KHM"), date(2026, 11, 26))
    asked = [one for one in made.draft.matters if one.startswith("KHM/annual report")]
    assert asked == [f"KHM/annual report/{year}" for year in range(2021, 2026)]


@pytest.mark.parametrize(
    ("decision", "guard"),
    [
        (Decision.IN_DIALOGUE, "in dialogue"),
        (Decision.NOT_APPLICABLE, "not applicable"),
        (Decision.RESOLVED, "resolved"),
    ],
)
def test_a_matter_that_was_judged_is_not_written_about(decision: Decision, guard: str) -> None:
    made = outcome(real("TUV"), DAY, Circumstances(judgements=[determined(decision)]))
    assert made.drafted is not None
    assert "initial-report-outstanding" not in made.drafted.draft.families
    assert (guard, INITIAL) in guards(made)


def test_a_finding_that_was_confirmed_is_written_about() -> None:
    judged = Circumstances(judgements=[determined(Decision.CONFIRMED)])
    assert INITIAL in drafted(real("TUV"), DAY, judged).draft.matters


def test_a_matter_that_was_waived_is_not_written_about_nor_what_rests_on_it() -> None:
    judged = Circumstances(judgements=[waived("article-7/annual-report-outstanding")])
    made = outcome(real("TUV"), DAY, judged)
    assert made.drafted is not None
    assert (
        set(made.drafted.draft.families) & {"annual-report-outstanding", "two-years-silent"}
        == set()
    )
    assert ("waived", "TUV/article-7/two-years-silent/2014") in guards(made)


def test_a_judgement_of_which_the_last_day_has_passed_keeps_nothing_back() -> None:
    judged = Circumstances(judgements=[determined(Decision.IN_DIALOGUE)])
    assert INITIAL in drafted(real("TUV"), date(2016, 1, 1), judged).draft.matters


def test_what_has_been_resolved_since_is_not_written_about() -> None:
    found_on, letter_of = date(2014, 7, 6), date(2014, 9, 8)
    made = outcome(real("GNQ"), found_on, Circumstances(now=letter_of), day=letter_of)
    initial = "GNQ/article-7/initial-report-outstanding"
    assert ("resolved since", initial) in guards(made)
    assert made.drafted is None or initial not in made.drafted.draft.matters


@pytest.mark.parametrize(("days", "written"), [(59, False), (60, True), (61, True)])
def test_within_the_interval_a_matter_rests(days: int, written: bool) -> None:
    past = Sent("TUV").letter(INITIAL, sent=DAY - timedelta(days=days)).past
    made = outcome(real("TUV"), DAY, Circumstances(past=past))
    assert made.drafted is not None
    assert (INITIAL in made.drafted.draft.matters) is written
    assert (("written lately", INITIAL) in guards(made)) is not written


@pytest.mark.parametrize(
    ("days", "answered", "written"), [(89, False, False), (90, False, True), (61, True, True)]
)
def test_while_a_letter_gives_longer_for_an_answer_its_matter_rests(
    days: int, answered: bool, written: bool
) -> None:
    sent = DAY - timedelta(days=days)
    (one,) = Sent("TUV").letter(INITIAL, sent=sent, answered=sent if answered else None).past
    past = [replace(one, answer_within=90)]
    made = outcome(real("TUV"), DAY, Circumstances(past=past))
    assert (("written lately", INITIAL) in guards(made)) is not written


def test_the_interval_can_be_another() -> None:
    past = Sent("TUV").letter(INITIAL, sent=DAY - timedelta(days=59)).past
    made = drafted(real("TUV"), DAY, Circumstances(past=past), interval=timedelta(days=59))
    assert INITIAL in made.draft.matters


@pytest.mark.parametrize("step", [Step.DRAFT, Step.APPROVED])
def test_while_a_letter_waits_to_be_sent_there_is_no_second_on_the_matter(step: Step) -> None:
    past = Sent("TUV").letter(INITIAL, sent=None, step=step).past
    made = outcome(real("TUV"), DAY, Circumstances(past=past))
    assert ("not sent yet", INITIAL) in guards(made)


def test_a_letter_to_another_state_keeps_nothing_back() -> None:
    past = Sent("TON").letter(INITIAL, sent=DAY).past
    assert INITIAL in drafted(real("TUV"), DAY, Circumstances(past=past)).draft.matters


def test_a_reply_is_acknowledged_once() -> None:
    sent = Sent("TUV").letter(INITIAL, sent=date(2015, 3, 1), answered=date(2015, 4, 1))
    asked = {"families": ("acknowledgement",)}
    first = drafted(real("TUV"), DAY, Circumstances(past=sent.past), **asked)
    assert first.draft.families == ("acknowledgement",)
    done = sent.letter("TUV/reply/CCC/2015/1", sent=date(2015, 4, 2), families=("acknowledgement",))
    made = outcome(real("TUV"), DAY, Circumstances(past=done.past), **asked)
    assert made.drafted is None
    assert guards(made) == {("acknowledged", "TUV/reply/CCC/2015/1")}


def test_a_letter_that_was_discarded_neither_waits_nor_counts() -> None:
    past = Sent("TUV").letter(INITIAL, sent=None, step=Step.DISCARDED).past
    assert INITIAL in drafted(real("TUV"), DAY, Circumstances(past=past)).draft.matters
    sent = Sent("TUV").letter(INITIAL, sent=date(2015, 3, 1), answered=date(2015, 4, 1))
    reply = "TUV/reply/CCC/2015/1"
    sent.letter(reply, sent=None, families=("acknowledgement",), step=Step.DISCARDED)
    again = drafted(real("TUV"), DAY, Circumstances(past=sent.past), families=("acknowledgement",))
    assert again.draft.matters == (reply,)


def test_a_state_of_which_nothing_is_to_be_said_gets_no_letter() -> None:
    made = outcome(real("COL"), DAY)
    assert made.drafted is None
    assert guards(made) == {("nothing to write", "")}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_each_reason_is_told_in_each_language(language: str) -> None:
    past = Sent("TUV").letter(INITIAL, sent=DAY).past
    made = outcome(real("TUV"), DAY, Circumstances(past=past))
    (told,) = (one.told(language) for one in made.withheld if one.matter == INITIAL)
    assert "CCC/2015/1" in told
    assert "2015-06-24" in told


def refusals() -> dict[Guard, tuple[Outcome, str]]:
    """A State, or a matter, that each guard keeps back, and what is told of it."""

    def tuvalu(**given: Any) -> Outcome:
        return outcome(real("TUV"), DAY, Circumstances(**given))

    def sent(day: date | None, step: Step | None = None) -> list[PastLetter]:
        return Sent("TUV").letter(INITIAL, sent=day, step=step).past

    until = f"until {date(2015, 12, 31).isoformat()}"
    reply = Sent("TUV").letter(INITIAL, sent=date(2015, 3, 1), answered=date(2015, 4, 1))
    thanked = ("acknowledgement",)
    reply.letter("TUV/reply/CCC/2015/1", sent=date(2015, 4, 2), families=thanked)
    letter_of = date(2014, 9, 8)
    return {
        Guard.WITHDRAWN: (
            outcome(real("FIN"), date(2026, 1, 10)), "The State has withdrawn from the Convention.",
        ),
        Guard.NOT_BOUND: (
            outcome(real("TON"), date(2025, 11, 30)),
            "The Convention is not in force for the State.",
        ),
        Guard.WAIVED: (
            tuvalu(judgements=[waived(RULE)]), f"Waived {until}, approved by {SIGNED}.",
        ),
        Guard.IN_DIALOGUE: (
            tuvalu(judgements=[determined(Decision.IN_DIALOGUE)]),
            f"In dialogue {until}, as determined by {SIGNED}.",
        ),
        Guard.NOT_APPLICABLE: (
            tuvalu(judgements=[determined(Decision.NOT_APPLICABLE)]),
            f"Not applicable {until}, as determined by {SIGNED}.",
        ),
        Guard.RESOLVED: (
            tuvalu(judgements=[determined(Decision.RESOLVED)]),
            f"Resolved, as determined by {SIGNED}.",
        ),
        Guard.RESOLVED_SINCE: (
            outcome(real("GNQ"), date(2014, 7, 6), Circumstances(now=letter_of), day=letter_of),
            "It holds no longer on the day of the letter, with all that is known by then.",
        ),
        Guard.WRITTEN_LATELY: (
            tuvalu(past=sent(date(2015, 6, 1))),
            "Letter CCC/2015/1 on it was sent on 2015-06-01, less than 60 days before.",
        ),
        Guard.NOT_SENT_YET: (
            tuvalu(past=sent(None, Step.APPROVED)),
            "Letter CCC/2015/1 on it has been drafted and not sent yet.",
        ),
        Guard.ACKNOWLEDGED: (
            outcome(real("TUV"), DAY, Circumstances(past=reply.past), families=thanked),
            "Letter CCC/2015/2 has said so already.",
        ),
        Guard.NOTHING: (outcome(real("COL"), DAY), "Nothing to write about."),
    }  # fmt: skip


def test_every_guard_refuses_and_tells_why() -> None:
    refused = refusals()
    assert set(refused) == set(Guard)
    for guard, (made, why) in refused.items():
        told = {one.told("en") for one in made.withheld if one.guard is guard}
        assert why in told, guard
