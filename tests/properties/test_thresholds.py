"""Laws of the shares that a special meeting of the States Parties takes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.findings.thresholds import thresholds
from compliance_engine.rulebook.treaty import SpecialMeetingRule
from tests.builders import rulebook

parties = st.integers(1, 200)


@st.composite
def shares(draw: st.DrawFn) -> Fraction:
    """A share of the whole, less than all of it."""
    below = draw(st.integers(2, 12))
    return Fraction(draw(st.integers(1, below - 1)), below)


@st.composite
def laws(draw: st.DrawFn) -> SpecialMeetingRule:
    shipped = rulebook().treaty.special_meeting
    assert shipped is not None
    return replace(shipped, in_favour_at_least=draw(shares()), quorum_more_than=draw(shares()))


@given(laws(), parties)
def test_enough_are_in_favour_and_one_fewer_would_not_be(
    law: SpecialMeetingRule, number: int
) -> None:
    in_favour = thresholds(law, number).in_favour
    assert Fraction(in_favour, number) >= law.in_favour_at_least
    assert Fraction(in_favour - 1, number) < law.in_favour_at_least


@given(laws(), parties)
def test_a_quorum_exceeds_its_share_and_one_fewer_would_not(
    law: SpecialMeetingRule, number: int
) -> None:
    quorum = thresholds(law, number).quorum
    assert Fraction(quorum, number) > law.quorum_more_than
    assert Fraction(quorum - 1, number) <= law.quorum_more_than


@given(laws(), parties)
def test_no_threshold_is_out_of_reach(law: SpecialMeetingRule, number: int) -> None:
    of = thresholds(law, number)
    assert 1 <= of.in_favour <= number
    assert 1 <= of.quorum <= number


@given(laws(), parties)
def test_one_more_state_party_never_lowers_a_threshold(
    law: SpecialMeetingRule, number: int
) -> None:
    of, with_one_more = thresholds(law, number), thresholds(law, number + 1)
    assert of.in_favour <= with_one_more.in_favour <= of.in_favour + 1
    assert of.quorum <= with_one_more.quorum <= of.quorum + 1
