"""What is kept as done on a day, or as seen from it, cannot be of a day that is still to come."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from compliance_engine.cli import options
from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, WRONG_USAGE, run
from tests.acceptance.judgements import INITIAL, SIGNED, SOURCED, Office

TODAY, TOMORROW, FAR = "2026-11-23", "2026-11-24", "2199-12-31"
DETERMINED = ("--until", FAR, *SOURCED)
WAIVED = ("--until", FAR, *SIGNED)

JUDGEMENTS = {
    "confirm": ("judge", "confirm", INITIAL, *DETERMINED),
    "in dialogue": ("judge", "in-dialogue", INITIAL, *DETERMINED),
    "not applicable": ("judge", "not-applicable", INITIAL, *DETERMINED),
    "resolved": ("judge", "resolved", INITIAL, *DETERMINED),
    "waive": ("waive", INITIAL, *WAIVED),
    "waive a rule": ("judge", "waive", "annual-report-outstanding", "TUV", *WAIVED),
}


HAND_WRITTEN = """\
state: TUV
determinations:
  - rule: article-7/annual-report-outstanding
    judgement: confirmed
    on: {day}
    until: 2199-12-31
    key: 2014
    by: A. Analyst
    reason: So it seemed.
    source: A letter
"""


@pytest.fixture(autouse=True)
def last_second_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)
    monkeypatch.setattr(options, "now", lambda: now)


@pytest.mark.parametrize("command", JUDGEMENTS.values(), ids=JUDGEMENTS)
def test_nothing_is_judged_as_of_a_day_to_come(tmp_path: Path, command: tuple[str, ...]) -> None:
    office = Office(tmp_path)
    for day in (TOMORROW, FAR):
        ran = office.run(*command, day=day)
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert f"--as-of {day} is still to come: today, UTC, is {TODAY}" in ran.err
        assert not office.file().exists()
    office.done(*command, day=TODAY)
    assert office.file().exists()


def test_a_waiver_can_be_approved_before_it_begins(tmp_path: Path) -> None:
    """That it begins says nothing of what has happened; it is in force from that day on."""
    office = Office(tmp_path)
    office.done("waive", INITIAL, *WAIVED, "--from", TOMORROW)
    assert f"from: {TOMORROW}" in office.file().read_text(encoding="utf-8")


@pytest.mark.parametrize("day", ["2026-12-01", FAR])
@pytest.mark.parametrize(
    "command",
    [("check",), ("records", "validate"), ("judge", "list"), ("judge", "confirm", INITIAL)],
    ids=" ".join,
)
def test_a_determination_of_a_day_to_come_is_refused_where_a_hand_wrote_it(
    tmp_path: Path, command: tuple[str, ...], day: str
) -> None:
    """With a clock that is behind, today is the day of the records."""
    office = Office(tmp_path)
    text = HAND_WRITTEN.format(day=day)
    office.write(text)
    more = DETERMINED if "confirm" in command else ()
    asked = (*command, *more, "--records", office.records)
    ran = run(*asked) if "validate" in command else run(*asked, "--as-of", TODAY)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    place = "judgements/TUV.yaml:5:9"
    assert f"{place}: 'on' is {day}, which is still to come: today is {options.MADE}" in ran.err
    assert office.file().read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        (("--as-of", TOMORROW), "--as-of"),
        (("--as-of", FAR), "--as-of"),
        (("--as-of", TODAY, "--dated", TOMORROW), "--dated"),
        (("--as-of", "2014-06-24", "--dated", FAR), "--dated"),
    ],
)
def test_no_letter_is_registered_of_a_day_to_come(
    tmp_path: Path, days: tuple[str, ...], refused: str
) -> None:
    """It would take a number of that year, for good."""
    store, out = tmp_path / "register.sqlite", tmp_path / "letters"
    given = ("--records", CHECKOUT / "fixtures" / "states", "--state", "TUV", "--out", out)
    asked = ("letters", "draft", *given, "--store", store, "--by", "A. Analyst")
    ran = run(*asked, *days)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert f"{refused} {days[-1]} is still to come: today, UTC, is {TODAY}" in ran.err
    assert "To see what would be written then: --no-register" in ran.err
    assert [*tmp_path.iterdir()] == []


def test_a_letter_of_today_is_registered_and_one_of_tomorrow_can_be_tried(tmp_path: Path) -> None:
    store = tmp_path / "register.sqlite"
    given = ("--records", CHECKOUT / "fixtures" / "states", "--state", "TUV", "--by", "A. Analyst")
    registered = ("--store", store, "--out", tmp_path / "today", "--as-of", TODAY)
    assert run("letters", "draft", *given, *registered).code == DONE
    tried = ("--no-register", "--out", tmp_path / "tried", "--as-of", TODAY, "--dated", TOMORROW)
    assert run("letters", "draft", *given, *tried).code == DONE
