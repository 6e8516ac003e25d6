"""The rulebook that ships loads, and its fingerprint tells any change of any file."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from compliance_engine.errors import ComplianceEngineError
from compliance_engine.rulebook import Occasional, Rulebook, Yearly, load_rulebook
from compliance_engine.shipped import shipped

PACK = shipped("rules") / "apmbc"
LETTERS = "letters/"
EVERY_FILE = sorted(path.relative_to(PACK).as_posix() for path in PACK.rglob("*.yaml"))
FILES = [name for name in EVERY_FILE if not name.startswith(LETTERS)]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(PACK)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACK, tmp_path / "apmbc"))


def test_every_file_of_a_rule_is_a_rule_and_every_file_of_a_duty_a_duty(
    rulebook: Rulebook,
) -> None:
    rules = {
        name.removesuffix(".yaml")
        for name in FILES
        if name.startswith("article-") and not name.endswith(".cases.yaml")
    }
    assert rules
    assert {rule.id for rule in rulebook.rules} >= rules
    assert len(rulebook.duties) == sum(name.startswith("duties/") for name in FILES)


def test_the_initial_report_is_due_180_days_after_entry_into_force(rulebook: Rulebook) -> None:
    recurrence = rulebook.duty("initial report").recurrence
    assert isinstance(recurrence, Occasional)
    assert (recurrence.after, recurrence.days) == ("entry into force", 180)
    assert (recurrence.months, recurrence.years) == (0, 0)


def test_the_annual_report_is_due_on_30_april_first_after_the_initial_report(
    rulebook: Rulebook,
) -> None:
    recurrence = rulebook.duty("annual report").recurrence
    assert isinstance(recurrence, Yearly)
    assert (recurrence.month, recurrence.day) == (4, 30)
    assert recurrence.first_after == "initial report"


def test_a_copy_has_the_same_fingerprint(rulebook: Rulebook, copy: Path) -> None:
    assert load_rulebook(copy).sha256 == rulebook.sha256


def test_the_texts_of_letters_are_no_law_and_leave_the_fingerprint_as_it_is(
    rulebook: Rulebook, copy: Path
) -> None:
    for name in EVERY_FILE:
        if name.startswith(LETTERS):
            (copy / name).write_text("other: words\n", encoding="utf-8")
    assert load_rulebook(copy).sha256 == rulebook.sha256


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_one_byte_changes_the_fingerprint(
    rulebook: Rulebook, copy: Path, name: str
) -> None:
    path = copy / name
    data = path.read_bytes()
    # A letter of another case can be anywhere and often keeps the file readable.
    letters = [place for place, byte in enumerate(data) if chr(byte).isalpha() and byte < 128]
    for place in Random(name).sample(letters, 4):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
        try:
            fingerprint = load_rulebook(copy).sha256
        except ComplianceEngineError:
            continue
        assert fingerprint != rulebook.sha256
    path.write_bytes(data + b"#")
    assert load_rulebook(copy).sha256 != rulebook.sha256
    path.write_bytes(data)
    assert load_rulebook(copy).sha256 == rulebook.sha256
