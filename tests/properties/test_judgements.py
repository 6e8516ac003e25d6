"""Laws of judgements: what they never do, and that each is accounted for."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.dates.span import Span
from compliance_engine.findings.model import Finding
from compliance_engine.judgement.applying import Phase, apply
from compliance_engine.judgement.model import Decision, Judgement
from compliance_engine.judgement.recording import tree_of
from compliance_engine.judgement.remembering import said_by
from compliance_engine.judgement.writing import new_file, with_item
from tests.unit.judgement.made import (
    DAY,
    REFERENCE,
    check_of,
    determination,
    finding,
    read,
    waiver,
)

KEYS = ("2010", "2011", "2012", "2013")
ONE_DAY = timedelta(days=1)
days_near = st.integers(-3, 3).map(lambda number: DAY + number * ONE_DAY)
held = st.tuples(days_near, days_near).map(sorted)


@st.composite
def findings(draw: st.DrawFn) -> tuple[Finding, ...]:
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    due = st.sampled_from([date(2013, 4, 30), date(2014, 4, 30)])
    verdict = st.sampled_from(["outstanding", "last known outstanding"])
    return tuple(finding(key, due=draw(due), verdict=draw(verdict)) for key in keys)


@st.composite
def judgements(draw: st.DrawFn) -> tuple[Judgement, ...]:
    """On distinct things, as a file that is valid has them on any one day."""
    keys = draw(st.lists(st.sampled_from([*KEYS, None]), unique=True))
    remembered = {f"TUV/article-7/annual-report-outstanding/{key}": said_by(finding(key))
                  for key in KEYS}  # fmt: skip
    made: list[Judgement] = []
    for key in keys:
        first, last = draw(held)
        as_judged = remembered if draw(st.booleans()) else {}
        if key is None or draw(st.booleans()):
            made.append(waiver(key, first=first, last=last, as_judged=as_judged))
        else:
            decision = draw(st.sampled_from(Decision))
            made.append(
                determination(key, decision=decision, first=first, last=last, as_judged=as_judged)
            )
    return tuple(made)


@given(findings(), judgements(), days_near)
def test_applying_changes_no_finding_no_order_no_count_and_no_verdict(
    found: tuple[Finding, ...], given_: tuple[Judgement, ...], day: date
) -> None:
    check = check_of(*found)
    before = deepcopy(check)
    applied = apply(check, given_, day)
    assert check == before
    assert set(applied.of) <= {one.id for one in found}


@given(findings(), judgements(), days_near)
def test_every_judgement_is_accounted_for_once(
    found: tuple[Finding, ...], given_: tuple[Judgement, ...], day: date
) -> None:
    applied = apply(check_of(*found), given_, day)
    assert tuple(line.judgement for line in applied.lines) == given_
    in_force = [one for one in given_ if day in one.held]
    used = [line for line in applied.lines if line.phase is Phase.IN_FORCE and line.findings]
    assert len(used) + len(applied.unused) == len(in_force)
    assert len(in_force) + len(applied.expired) + len(applied.not_yet) == len(given_)


@given(findings(), judgements(), days_near)
def test_what_is_in_force_is_so_on_the_day_and_on_that_finding(
    found: tuple[Finding, ...], given_: tuple[Judgement, ...], day: date
) -> None:
    applied = apply(check_of(*found), given_, day)
    for name, judged in applied.of.items():
        assert judged.judgement.held.first <= day <= judged.judgement.last
        assert judged.judgement.finding in (name, None)
    for one in found:
        own = [other for other in given_ if other.finding == one.id and day in other.held]
        if own:
            assert applied.of[one.id].judgement is own[0]


@given(findings(), judgements())
def test_it_is_in_force_on_its_last_day_and_not_on_the_day_after(
    found: tuple[Finding, ...], given_: tuple[Judgement, ...]
) -> None:
    for one in given_:
        [last] = apply(check_of(*found), [one], one.last).lines
        [after] = apply(check_of(*found), [one], one.last + ONE_DAY).lines
        [before] = apply(check_of(*found), [one], one.held.first - ONE_DAY).lines
        assert (before.phase, last.phase, after.phase) == (
            Phase.NOT_YET, Phase.IN_FORCE, Phase.EXPIRED,
        )  # fmt: skip


@given(findings(), judgements(), days_near)
def test_the_order_of_judgements_is_of_no_effect(
    found: tuple[Finding, ...], given_: tuple[Judgement, ...], day: date
) -> None:
    check = check_of(*found)
    assert apply(check, given_, day).of == apply(check, given_[::-1], day).of


texts = st.text(min_size=1).filter(lambda text: text.isprintable() and text.strip())


@given(st.lists(texts, min_size=1, max_size=4), st.data())
def test_what_is_written_is_read_back_whatever_it_says(
    reasons: list[str], data: st.DataObject
) -> None:
    reasons = [one for one in reasons if not _not_said(one)]
    text = None
    for number, reason in enumerate(reasons):
        one = determination(str(2000 + number), decision=data.draw(st.sampled_from(Decision)))
        tree = tree_of(replace(one, reason=reason, source=reason, held=Span(DAY, DAY + ONE_DAY)))
        if text is None:
            text = new_file("TUV", "Tuvalu", "determinations", tree)
        else:
            text = with_item(text, "judgements/TUV.yaml", "determinations", tree, ())
    if text is not None:
        assert [one.reason for one in read(text)] == reasons


def _not_said(text: str) -> bool:
    return bool(REFERENCE.words.found_in(text, "en"))
