"""No output holds a word that is not said, and a record that would bring one in is refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compliance_engine.findings.calendar import duty_calendar
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.standing import standings
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.loading import load_records
from compliance_engine.rulebook.words import load_words
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, run
from tests.builders import rulebook

WORDS = load_words(shipped("rules") / "apmbc")
DAYS = ("2026-11-23", "2021-06-24", "2011-12-02")
WIDE = 2_000
STYLE = re.compile(r"\x1b\[[0-9;]*m")
STATES = CHECKOUT / "fixtures" / "states"


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a value of JSON."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for one in value.values() for text in texts_in(one))
        case list():
            yield from (text for one in value for text in texts_in(one))


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_no_finding_holds_a_word_that_is_not_said(day: str, language: str) -> None:
    chosen = ("--as-of", day, "--engine", "plain", "--lang", language)
    texts = {*texts_in(run("check", "--format", "json", *chosen).json)}
    assert len(texts) > 1_000
    assert [one.word for one in WORDS.found_in("\n".join(sorted(texts)), language)] == []


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_no_listing_adds_such_a_word(form: str, language: str) -> None:
    chosen = ("--as-of", DAYS[0], "--engine", "plain", "--lang", language, "--region", "African")
    # So wide that no name is broken over two lines of a table.
    ran = run("check", *chosen, "--format", form, columns=WIDE if form == "table" else None)
    assert ran.code == DONE
    assert len(ran.out) > 10_000
    assert [one.word for one in WORDS.found_in(STYLE.sub("", ran.out), language)] == []


@pytest.mark.deep
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_calendar_and_no_standing_of_a_state_holds_one(language: str) -> None:
    records, as_of = load_records(STATES).by_state, date(2026, 11, 23)
    said = []
    for standing in standings(records, rulebook(), as_of, language=language):
        state = standing.state
        facts = facts_on(records[state.code], rulebook(), as_of, None)
        calendar = duty_calendar(facts, rulebook(), state, as_of, language=language)
        said += [state.names[language], *standing.working, *standing.notes]
        said += [text for line in calendar for text in (line.title, *line.working)]
    assert len(said) > 10_000
    assert {word.word for text in set(said) for word in WORDS.found_in(text, language)} == set()


def records_with(tmp_path: Path, old: str, new: str) -> Path:
    """The record of Ukraine, with one text replaced."""
    text = (STATES / "UKR.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "UKR.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command", [("records", "validate"), ("check", "--as-of", "2021-06-24"), ("states",)]
)
def test_a_record_with_such_a_word_where_it_is_shown_is_refused_at_its_line(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = records_with(tmp_path, "      location: ", "      location: violated ")
    ran = run(*command, "--records", folder)
    assert ran.code == INVALID_INPUT
    place, _, what = ran.err.partition(": ")
    file, line, column = place.split(":")
    assert (file, column) == ("UKR.yaml", "17")
    written = (folder / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert written.startswith("      location: violated ")
    assert what.startswith("'violated' is not said: an allegation is not a finding")
    assert "Say instead: an alleged or reported matter" in what


def test_a_quotation_in_a_note_may_hold_such_a_word(tmp_path: Path) -> None:
    folder = records_with(tmp_path, "      note: ", "      note: called a violation; ")
    assert run("records", "validate", "--records", folder).code == DONE


def test_a_mistake_in_the_words_is_told_with_the_other_mistakes(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(shipped("rules") / "apmbc", tmp_path / "rules"))
    words = (rules / "words.yaml").read_text(encoding="utf-8")
    (rules / "words.yaml").write_text(words.replace("violat*", "viol/at*"), encoding="utf-8")
    ran = run("check", "--rules", rules, "--as-of", "2021-06-24")
    assert ran.code == INVALID_INPUT
    assert "'viol/at*' is not a word" in ran.err
