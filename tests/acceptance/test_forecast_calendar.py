"""``forecast --ics``: what falls due, as a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from compliance_engine.shipped import shipped
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
    due = [(one["date"], one["state"]) for one in told if one["change"] == "due"]
    assert sorted((str(one["dtstart"].dt), str(one["uid"])[:3]) for one in found) == sorted(due)
    reports = next(one for one in found if one["uid"] == "GNQ-annual-report-2025@apmbc")
    assert reports["dtstart"].dt == date(2026, 4, 30)
    assert reports["dtend"].dt == date(2026, 5, 1)
    assert reports["summary"] == ("Falls due: Annual transparency report, 2025 (Equatorial Guinea)")


def test_the_file_is_as_outlook_wants_it_and_always_the_same(tmp_path: Path) -> None:
    content = made(tmp_path / "one.ics")
    assert content == made(tmp_path / "other.ics")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"METHOD:PUBLISH\r\n" in content
    assert b"DTSTART;VALUE=DATE:20260430\r\n" in content
    assert {one["dtstamp"].dt.utcoffset() for one in events(content)} == {timedelta()}
    assert icalendar.Calendar.from_ical(content).errors == []


@pytest.mark.parametrize("asked", [("--state", "FRA"), ("--region", "GRULAC")])
def test_no_event_of_one_file_replaces_one_of_another(
    tmp_path: Path, asked: tuple[str, ...]
) -> None:
    first = {str(one["uid"]) for one in events(made(tmp_path / "one.ics"))}
    ran = run("forecast", "--ics", tmp_path / "two.ics", *asked, *DAY, "--engine", "plain")
    assert ran.code == DONE
    other = [str(one["uid"]) for one in events((tmp_path / "two.ics").read_bytes())]
    assert len(other) == len(set(other)) > 0
    assert first.isdisjoint(other)


def told(content: bytes) -> dict[str, bytes]:
    """Each event, whole, by its identity."""
    return {str(one["uid"]): one.to_ical() for one in events(content)}


def test_an_event_stays_what_it_is_on_another_day_and_among_other_states(tmp_path: Path) -> None:
    first = told(made(tmp_path / "one.ics"))
    run("forecast", "--ics", tmp_path / "later.ics", "--state", "GNQ", "--as-of", "2026-04-01")
    later = told((tmp_path / "later.ics").read_bytes())
    both = first.keys() & later.keys()
    assert "GNQ-annual-report-2025@apmbc" in both
    assert {uid: first[uid] for uid in both} == {uid: later[uid] for uid in both}


def test_a_date_that_a_decision_moves_is_the_same_event_with_a_higher_number(
    tmp_path: Path,
) -> None:
    """Only that event changes; what is decided later has the later stamp."""
    folder = tmp_path / "records"
    folder.mkdir()
    record = (shipped("states") / "BIH.yaml").read_text(encoding="utf-8")
    areas = "BIH-clearance-of-mined-areas@apmbc"
    moved = "2031-03-01"
    seen = []
    for text in (record, with_deadline(record, moved)):
        (folder / "BIH.yaml").write_text(text, encoding="utf-8")
        path = tmp_path / "due.ics"
        asked = ("--records", folder, "--until", "2032-01-01", "--engine", "plain", *DAY)
        assert run("forecast", "--ics", path, *asked).code == DONE
        seen.append({str(one["uid"]): one for one in events(path.read_bytes())})
    before, after = seen
    assert str(before[areas]["dtstart"].dt) == "2027-03-01"
    assert str(after[areas]["dtstart"].dt) == moved
    assert after[areas]["sequence"] > before[areas]["sequence"]
    assert after[areas]["dtstamp"].dt > before[areas]["dtstamp"].dt
    others = before.keys() - {areas}
    assert others
    assert all(after[uid].to_ical() == before[uid].to_ical() for uid in others)


def with_deadline(record: str, day: str) -> str:
    """The record with an extension until a day, decided in February 2026."""
    entry = (
        f"    - deadline: {day}\n      decided_at: a meeting\n      decided: 2026-02-10\n"
        "      decision: granted\n      source: decision-2026\n"
    )
    source = (
        "sources:\n  decision-2026:\n    title: A decision\n"
        "    publisher: meetings-apmbc\n    date: 2026-02-10\n"
    )
    return record.replace("  extensions:\n", f"  extensions:\n{entry}").replace(
        "sources:\n", source, 1
    )


@pytest.mark.parametrize(
    ("language", "summary"),
    [("fr", "Arrive à échéance"), ("es", "Vence el plazo")],
)
def test_the_calendar_is_in_the_language(tmp_path: Path, language: str, summary: str) -> None:
    found = events(made(tmp_path / "due.ics", "--lang", language))
    assert all(one["summary"].startswith(summary) for one in found)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    ran = run("forecast", "--ics", tmp_path / "no" / "due.ics", *ASKED, *DAY)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "cannot be written" in ran.err
