"""``forecast --ics``: what falls due, as a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.acceptance.command_line import DONE, WRONG_USAGE, run

ASKED = ("--state", "TON", "--state", "GNQ", "--state", "AFG", "--engine", "plain")
DAY = ("--as-of", "2026-03-01")


def made(path: Path, *arguments: str) -> bytes:
    ran = run("forecast", "--ics", path, *ASKED, *DAY, *arguments)
    assert (ran.code, ran.err) == (DONE, "")
    return path.read_bytes()


def events(content: bytes) -> list[Any]:
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert str(calendar["version"]) == "2.0"
    assert str(calendar["prodid"])
    return list(calendar.walk("VEVENT"))


def test_what_falls_due_in_the_coming_year_is_an_event_of_the_whole_day(tmp_path: Path) -> None:
    found = events(made(tmp_path / "due.ics"))
    told = run("forecast", *ASKED, *DAY, "--format", "json").json["coming"]
    due = {(one["date"], one["matter"]) for one in told if one["change"] == "due"}
    assert {str(one["dtstart"].dt) for one in found} == {day for day, _ in due}
    assert len(found) == len(due)
    reports = next(one for one in found if "annual-report" in one["uid"])
    assert reports["dtstart"].dt == date(2026, 4, 30)
    assert reports["dtend"].dt == date(2026, 5, 1)
    assert reports["uid"] == "2026-04-30-annual-report-2025@apmbc"
    assert reports["summary"] == (
        "Falls due: Annual transparency report, 2025 (Afghanistan; Equatorial Guinea)"
    )
    assert "As the records stood on 1 March 2026." in reports["description"]


def test_the_file_is_as_outlook_wants_it_and_always_the_same(tmp_path: Path) -> None:
    content = made(tmp_path / "one.ics")
    assert content == made(tmp_path / "other.ics")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"METHOD:PUBLISH\r\n" in content
    assert b"DTSTART;VALUE=DATE:20260430\r\n" in content
    stamps = {one["dtstamp"].dt for one in events(content)}
    assert stamps == {datetime(2026, 3, 1, tzinfo=UTC)}
    uids = [str(one["uid"]) for one in events(content)]
    assert len(uids) == len(set(uids))


def test_an_event_keeps_its_identity_when_the_calendar_is_made_anew(tmp_path: Path) -> None:
    first = events(made(tmp_path / "one.ics"))
    run("forecast", "--ics", tmp_path / "later.ics", *ASKED, "--as-of", "2026-04-01")
    later = events((tmp_path / "later.ics").read_bytes())
    assert {str(one["uid"]) for one in first} & {str(one["uid"]) for one in later}


@pytest.mark.parametrize(
    ("language", "summary"),
    [("fr", "Arrive à échéance"), ("es", "Vence el plazo")],
)
def test_the_calendar_is_in_the_language(tmp_path: Path, language: str, summary: str) -> None:
    found = events(made(tmp_path / "due.ics", "--lang", language))
    assert all(one["summary"].startswith(summary) for one in found)


def test_many_states_are_counted_in_the_title_and_named_below(tmp_path: Path) -> None:
    path = tmp_path / "due.ics"
    ran = run("forecast", "--ics", path, "--region", "GRULAC", *DAY, "--engine", "plain")
    assert ran.code == DONE
    reports = next(one for one in events(path.read_bytes()) if "annual-report" in one["uid"])
    assert reports["summary"].endswith(" States)")
    assert "Brazil" in reports["description"]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    ran = run("forecast", "--ics", tmp_path / "no" / "due.ics", *ASKED, *DAY)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "cannot be written" in ran.err
