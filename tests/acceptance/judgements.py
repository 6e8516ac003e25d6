"""A folder with the records of a few States, and judgements on them, for the tests of both."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.acceptance.command_line import CHECKOUT, DONE, Ran, run

STATES = ("AGO", "AUS", "GRC", "KHM", "TUV")
DAY = "2026-11-23"
INITIAL = "TUV/article-7/initial-report-outstanding"
SIGNED = ("--by", "A. Analyst", "--reason", "A draft was announced.")
SOURCED = (*SIGNED, "--source", "A letter")
UNTIL = ("--until", "2027-06-30")


class Office:
    """Records and judgements of its own, as of one day."""

    def __init__(self, folder: Path) -> None:
        self.records = folder / "records"
        self.records.mkdir()
        for code in STATES:
            shutil.copy(CHECKOUT / "fixtures" / "states" / f"{code}.yaml", self.records)

    def run(self, *command: str | Path, day: str = DAY) -> Ran:
        """A command on these records."""
        where = ("--records", self.records, "--as-of", day)
        return run(*command, *where, "--engine", "plain")

    def done(self, *command: str | Path, day: str = DAY) -> str:
        """What a command prints that succeeds."""
        ran = self.run(*command, day=day)
        assert (ran.code, ran.err) == (DONE, ""), ran.err
        return ran.out

    def file(self, state: str = "TUV") -> Path:
        return self.records / "judgements" / f"{state}.yaml"

    def write(self, text: str, state: str = "TUV") -> None:
        self.file(state).parent.mkdir(exist_ok=True)
        self.file(state).write_text(text, encoding="utf-8")

    def judge_some(self) -> None:
        """A determination and a waiver in force, one changed, one lapsed, one unused."""
        self.done("judge", "in-dialogue", INITIAL, *SOURCED, *UNTIL)
        self.done("waive", "annual-report-outstanding", "AGO", *SIGNED, *UNTIL)
        self.done("judge", "confirm", "GRC/article-1/stockpile-deadline-passed", *SOURCED, *UNTIL)
        greece = self.records / "GRC.yaml"
        text = greece.read_text(encoding="utf-8")
        assert "known: 2022" in text
        greece.write_text(text.replace("known: 2022", "known: 2023", 1), encoding="utf-8")
        self.write(
            """\
# Cambodia
state: KHM
determinations:
  - finding: KHM/article-1/case-open/A1-013
    judgement: resolved
    on: 2026-01-01
    until: 2026-11-22
    by: A. Analyst
    reason: So it seemed.
    source: A letter
  - finding: KHM/article-1/case-open/A1-999
    judgement: not applicable
    on: 2026-01-01
    until: 2026-11-23
    by: A. Analyst
    reason: So it seemed.
    source: A letter
""",
            "KHM",
        )
