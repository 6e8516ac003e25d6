"""Sentences without the day of the check: with it filled in, they are those of the check."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.findings.checking import finding_of, told
from compliance_engine.findings.evaluating import evaluate
from compliance_engine.findings.language.dating import dated
from compliance_engine.findings.language.undated import UndatedWording
from compliance_engine.inference.engine import Engine
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.folder import RecordFolder
from compliance_engine.records.states import state_of_code
from compliance_engine.shipped import shipped
from tests.builders import rulebook

DAYS = (date(2021, 6, 1), date(2021, 6, 24))
STATES = ("AFG", "ERI", "GNQ", "SSD", "TUV", "UKR", "YEM")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_with_its_day_filled_in_is_that_of_the_check(language: str) -> None:
    folder = RecordFolder(shipped("states"))
    stayed = changed = 0
    with Engine(rulebook(), "plain") as engine:
        for code in STATES:
            record = folder.read(code)
            undated: dict[date, dict[str, str]] = {}
            for day in DAYS:
                made = evaluate(record, rulebook(), engine, day)
                wording = UndatedWording(state_of_code(code), day, language)
                findings = told([made], rulebook(), day, language=language).findings
                undated[day] = {}
                for conclusion, finding in zip(made.conclusions, findings, strict=True):
                    said = finding_of(code, conclusion, rulebook(), wording, day).message
                    assert dated(said, day, language) == finding.message
                    changed += said != finding.message
                    undated[day][finding.id] = said
            first, second = undated.values()
            stayed += first == second
    assert stayed == len(STATES)
    assert changed
