"""The shares that a treaty asks for a special meeting of the States Parties."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from compliance_engine.rulebook.loading import load_rulebook
from tests.builders import rulebook
from tests.unit.rulebook.packs import TREATY, problems, written

FILE = "treaty.yaml"
LINE = TREATY.count("\n") + 2
"""The line on which the section's own keys begin."""


def with_shares(folder: Path, in_favour: str, quorum: str) -> Path:
    """The small rulebook, whose treaty knows special meetings."""
    pack = written(folder / "pack")
    section = f"""\
special_meeting:
  in_favour_at_least: {in_favour}
  quorum_more_than: {quorum}
  explain:
    cites: EXC 8(5)
    en: "Of {{meeting.parties}}, {{meeting.in_favour}} in favour and {{meeting.quorum}} present."
"""
    (pack / FILE).write_text(TREATY + section, encoding="utf-8")
    return pack


def test_the_convention_asks_for_a_third_in_favour_and_more_than_half_present() -> None:
    law = rulebook().treaty.special_meeting
    assert law is not None
    assert (law.in_favour_at_least, law.quorum_more_than) == (Fraction(1, 3), Fraction(1, 2))
    assert str(law.explain.cites) == "APMBC 8(5)"


def test_shares_are_read_as_fractions(tmp_path: Path) -> None:
    law = load_rulebook(with_shares(tmp_path, "2/4", "2/3")).treaty.special_meeting
    assert law is not None
    assert (law.in_favour_at_least, law.quorum_more_than) == (Fraction(1, 2), Fraction(2, 3))


def test_all_states_in_favour_can_be_asked_for(tmp_path: Path) -> None:
    law = load_rulebook(with_shares(tmp_path, "1/1", "1/2")).treaty.special_meeting
    assert law is not None
    assert law.in_favour_at_least == 1


@pytest.mark.parametrize(("in_favour", "quorum"), [("4/3", "1/2"), ("1/3", "1/1"), ("1/3", "3/2")])
def test_more_states_than_there_are_cannot_be_asked_for(
    tmp_path: Path, in_favour: str, quorum: str
) -> None:
    assert problems(with_shares(tmp_path, in_favour, quorum)) == [
        f"treaty.yaml:{LINE}:3: the shares of a special meeting ask for more States than there are"
    ]


@pytest.mark.parametrize("share", ["a third", "0.33", "1/0", "0/3", "1 / 3"])
def test_a_share_is_two_whole_numbers(tmp_path: Path, share: str) -> None:
    (problem,) = problems(with_shares(tmp_path, share, "1/2"))
    assert problem.startswith(f"treaty.yaml:{LINE}:23: 'in_favour_at_least'")
