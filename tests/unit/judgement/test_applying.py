"""Which judgement is in force on which finding, and what becomes of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from compliance_engine.findings.model import Finding
from compliance_engine.judgement.applying import Applied, Phase, apply
from compliance_engine.judgement.model import Decision, Judgement
from compliance_engine.judgement.remembering import said_by
from tests.unit.judgement.made import (
    ANNUAL,
    DAY,
    MATTERS,
    REQUEST,
    check_of,
    determination,
    finding,
    stated,
    waiver,
)

FOUND = finding()
REMEMBERED = {FOUND.id: said_by(FOUND)}
ONE_DAY = timedelta(days=1)


def applied(*judgements: Judgement, day: date = DAY) -> Applied:
    return apply(check_of(FOUND), judgements, day)


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2026, 1, 31), Phase.NOT_YET),
        (date(2026, 2, 1), Phase.IN_FORCE),
        (date(2026, 6, 30), Phase.IN_FORCE),
        (date(2026, 7, 1), Phase.EXPIRED),
    ],
    ids=["day before the first", "first day", "last day", "day after the last"],
)
def test_a_judgement_is_in_force_from_its_first_day_to_the_end_of_its_last(
    day: date, phase: Phase
) -> None:
    one = determination(first=date(2026, 2, 1), last=date(2026, 6, 30))
    found = applied(one, day=day)
    assert found.lines[0].phase is phase
    assert (FOUND.id in found.of) is (phase is Phase.IN_FORCE)
    assert bool(found.expired) is bool(found.lapsed) is (phase is Phase.EXPIRED)
    assert bool(found.not_yet) is (phase is Phase.NOT_YET)


def test_one_that_was_not_yet_made_is_not_known_at_an_earlier_day() -> None:
    check = check_of(FOUND, known_at=date(2026, 1, 31))
    found = apply(check, [determination(first=date(2026, 2, 1))], DAY)
    assert found.not_yet
    assert not found.of


def test_one_on_no_finding_of_the_day_is_unused() -> None:
    found = applied(determination("2011"))
    assert [line.judgement.finding for line in found.unused] == [f"TUV/{ANNUAL}/2011"]
    assert not found.of


def test_an_expired_one_on_no_finding_is_no_longer_of_interest() -> None:
    found = applied(determination("2011", last=DAY - ONE_DAY))
    assert found.expired
    assert not found.lapsed
    assert not found.unused


def test_an_expired_one_that_another_follows_has_not_lapsed() -> None:
    found = applied(determination(last=DAY - ONE_DAY), determination(first=DAY))
    assert found.expired
    assert not found.lapsed


def test_a_waiver_of_a_rule_is_on_all_its_findings_those_to_come_too() -> None:
    later = finding("2013")
    one = waiver(as_judged=REMEMBERED)
    found = apply(check_of(FOUND, later, finding("", MATTERS)), [one], DAY)
    assert found.of.keys() == {FOUND.id, later.id}
    assert all(judged.set_aside for judged in found.of.values())
    assert not found.lines[0].not_remembered


def test_the_determination_of_a_finding_comes_before_the_waiver_of_its_rule() -> None:
    one = determination(as_judged=REMEMBERED)
    for order in ([waiver(), one], [one, waiver()]):
        assert applied(*order).of[FOUND.id].judgement is one


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (replace(FOUND, verdict="last known outstanding"), ("verdict",)),
        (replace(FOUND, due=date(2013, 5, 1)), ("due",)),
        (finding(evidence=(stated("duty", key="2012", kind="annual"),)), ("evidence",)),
        (replace(FOUND, message="Other words.", severity="high", days=101), ()),
    ],
)
def test_a_finding_that_changed_materially_is_for_another_look(
    now: Finding, changed: tuple[str, ...]
) -> None:
    one = determination(decision=Decision.RESOLVED, as_judged=REMEMBERED)
    found = apply(check_of(now), [one], DAY)
    assert found.of[FOUND.id].changed == changed
    assert bool(found.changed) is bool(changed)
    assert found.sets_aside(now) is not bool(changed)


@pytest.mark.parametrize(
    ("decision", "aside"),
    [
        (Decision.CONFIRMED, False),
        (Decision.IN_DIALOGUE, False),
        (Decision.NOT_APPLICABLE, True),
        (Decision.RESOLVED, True),
    ],
)
def test_only_what_asks_for_no_follow_up_is_set_aside(decision: Decision, aside: bool) -> None:
    found = applied(determination(decision=decision, as_judged=REMEMBERED))
    assert found.sets_aside(FOUND) is aside
    assert found.sets_aside(finding("2013")) is False


def test_what_changed_since_is_set_aside_no_more() -> None:
    before = {FOUND.id: said_by(replace(FOUND, due=date(2012, 1, 1)))}
    one = determination(decision=Decision.RESOLVED, as_judged=before)
    assert applied(one).sets_aside(FOUND) is False


def test_one_written_by_hand_remembers_nothing_and_says_so() -> None:
    found = applied(determination())
    assert found.lines[0].not_remembered == (FOUND.id,)
    assert found.of[FOUND.id].changed == ()


def test_a_corrected_entry_into_force_leaves_the_finding_what_it_is_for_another_look() -> None:
    on = (stated("membership", key="2012-03-02"),)
    now = finding("2012-03-02", MATTERS, evidence=on)
    found = apply(check_of(now), [determination("2012-03-01", MATTERS)], DAY)
    assert found.of[now.id].changed == ("id",)
    assert not found.unused


def test_a_finding_with_a_judgement_of_its_own_is_not_taken_for_another() -> None:
    now = finding("2012-03-02", MATTERS, evidence=(stated("membership", key="2012-03-02"),))
    old, own = determination("2012-03-01", MATTERS), determination("2012-03-02", MATTERS)
    for order in ([old, own], [own, old]):
        found = apply(check_of(now), order, DAY)
        assert found.of[now.id].judgement is own
        assert [line.judgement for line in found.unused] == [old]


def test_a_finding_on_another_duty_is_never_taken_for_the_one_that_was_judged() -> None:
    found = apply(check_of(finding("2013")), [determination("2012")], DAY)
    assert not found.of
    assert found.unused[0].perhaps is None


def test_a_request_of_another_day_may_be_the_same_and_a_person_has_to_tell() -> None:
    now = finding("2023-06-14-not-named", REQUEST)
    found = apply(check_of(now), [determination("2023-06-not-named", REQUEST)], DAY)
    assert not found.of
    assert found.unused[0].perhaps == now.id


def test_a_request_with_a_judgement_of_its_own_is_not_asked_about() -> None:
    now, other = finding("2023-06-14-not-named", REQUEST), finding("2023-07-01-not-named", REQUEST)
    judged = determination("2023-06-not-named", REQUEST)
    own = determination("2023-07-01-not-named", REQUEST)
    assert apply(check_of(now, other), [judged, own], DAY).unused[0].perhaps == now.id
    assert apply(check_of(now, other), [judged], DAY).unused[0].perhaps is None


def test_a_judgement_on_a_finding_without_a_key_is_on_no_finding_that_has_one() -> None:
    now = finding("2012-03-02", MATTERS, evidence=(stated("membership", key="2012-03-02"),))
    found = apply(check_of(now), [determination("", MATTERS)], DAY)
    assert not found.of
    assert found.unused


def test_where_a_person_corrected_the_id_what_it_said_before_still_counts() -> None:
    before = finding("2023-06-not-named", REQUEST)
    now = finding("2023-06-14-not-named", REQUEST)
    one = determination("2023-06-14-not-named", REQUEST, as_judged={before.id: said_by(before)})
    found = apply(check_of(now), [one], DAY)
    assert found.of[now.id].changed == ("evidence",)
    assert not found.lines[0].not_remembered


def test_what_expires_within_some_days_is_told() -> None:
    found = applied(determination(last=DAY + 10 * ONE_DAY), determination("2011", last=DAY))
    assert [line.judgement.key for line in found.expiring(0)] == ["2011"]
    assert len(found.expiring(9)) == 1
    assert len(found.expiring(10)) == 2
