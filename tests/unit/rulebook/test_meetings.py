"""The calendar of meetings is read whole, or everything wrong with it is told at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance_engine.rulebook.loading import load_rulebook
from tests.builders import rulebook
from tests.unit.rulebook.packs import edit, problems, written

FILE = "meetings.yaml"
MSP = "Meeting of the States Parties"
MEETINGS = f"""\
meetings:
  - {{name: 1MSP, kind: {MSP}, venue: Oslo, opens: 1999-05-03, closes: 1999-05-07, verified: true}}
  - {{name: 1RC, kind: Review Conference, opens: 2004-11-29, closes: 2004-12-03, verified: true}}
  - {{name: 23MSP, kind: {MSP}, opens: 2026, closes: 2026, verified: true}}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = written(tmp_path / "pack")
    (folder / FILE).write_text(MEETINGS, encoding="utf-8")
    return folder


def test_meetings_keep_their_days_as_far_as_they_are_known(pack: Path) -> None:
    first, _, last = load_rulebook(pack).meetings
    assert (first.name, first.venue, first.opens.first) == ("1MSP", "Oslo", date(1999, 5, 3))
    assert (last.venue, last.opens.text, last.closes.last) == (None, "2026", date(2026, 12, 31))


def test_a_rulebook_without_a_calendar_has_no_meetings(pack: Path) -> None:
    (pack / FILE).unlink()
    assert load_rulebook(pack).meetings == ()


def test_two_meetings_of_one_name_are_told_at_the_second(pack: Path) -> None:
    edit(pack, FILE, "name: 23MSP", "name: 1MSP")
    assert problems(pack) == [
        "meetings.yaml:4:12: two meetings are named '1MSP', the first on line 2 "
        "| Give each its own name: findings name it by that."
    ]


def test_a_meeting_out_of_order_is_told_at_its_first_day(pack: Path) -> None:
    edit(pack, FILE, "opens: 2026, closes: 2026", "opens: 2003, closes: 2003")
    assert problems(pack) == [
        "meetings.yaml:4:63: 23MSP opens before 1RC, which stands above it "
        "| Write the meetings in the order of their days."
    ]


def test_a_meeting_that_closes_before_it_opens_is_told_at_its_entry(pack: Path) -> None:
    edit(pack, FILE, "closes: 2004-12-03", "closes: 2004-11-28")
    assert problems(pack) == ["meetings.yaml:3:5: 'closes' is before 'opens'"]


def test_a_meeting_of_one_day_is_accepted(pack: Path) -> None:
    edit(pack, FILE, "closes: 2004-12-03", "closes: 2004-11-29")
    assert load_rulebook(pack).meetings[1].closes.last == date(2004, 11, 29)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: Review Conference", "kind: Review Confrence", "did you mean 'Review Conference'"),
        ("name: 1RC, ", "", "the key 'name' is missing"),
        ("name: 1RC, ", "name: 1RC, place: Nairobi, ", "unknown key 'place'"),
        ("opens: 2004-11-29", "opens: 2004-11-31", "2004-11-31"),
        ("opens: 2004-11-29", "opens: 29 November 2004", "29 November 2004"),
    ],
)
def test_a_mistake_in_a_meeting_is_told_on_its_line(
    pack: Path, old: str, new: str, said: str
) -> None:
    edit(pack, FILE, old, new)
    (problem,) = problems(pack)
    assert problem.startswith("meetings.yaml:3:")
    assert said.lower() in problem.lower()


def test_whether_its_days_are_verified_must_be_said(pack: Path) -> None:
    edit(pack, FILE, "closes: 2026, verified: true", "closes: 2026")
    assert problems(pack) == [
        "meetings.yaml:4:5: the key 'verified' is missing | Add 'verified: …' here."
    ]


def test_all_mistakes_of_a_calendar_are_shown_together(pack: Path) -> None:
    edit(pack, FILE, "name: 23MSP", "name: 1MSP")
    edit(pack, FILE, "opens: 2026, closes: 2026", "opens: 2003, closes: 2003")
    assert len(problems(pack)) == 2


# --- the shipped calendar


def test_a_year_with_a_review_conference_had_no_meeting_of_the_states_parties() -> None:
    conferences = {
        one.opens.first.year for one in rulebook().meetings if one.kind == "Review Conference"
    }
    assert conferences == {2004, 2009, 2014, 2019, 2024}
    meetings = [one for one in rulebook().meetings if one.kind == "Meeting of the States Parties"]
    assert conferences.isdisjoint(one.opens.first.year for one in meetings)


def test_the_meetings_of_the_states_parties_are_numbered_without_a_gap() -> None:
    meetings = [one for one in rulebook().meetings if one.kind == "Meeting of the States Parties"]
    assert [one.name for one in meetings] == [f"{number}MSP" for number in range(1, 24)]
