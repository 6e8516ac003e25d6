"""The rulebook that ships loads, and its fingerprint tells any change of any file."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Occasional, Rulebook, Yearly
from compliance_engine.rulebook.names import digest_of
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


def test_the_fingerprint_is_that_of_the_files(rulebook: Rulebook, copy: Path) -> None:
    assert rulebook.sha256 == digest_of(PACK)
    (copy / "meetings.yaml").write_bytes((PACK / "meetings.yaml").read_bytes() + b"#")
    assert load_rulebook(copy).sha256 == digest_of(copy) != rulebook.sha256


@pytest.mark.deep
def test_a_change_of_one_byte_of_any_file_changes_the_fingerprint(copy: Path) -> None:
    digests = {digest_of(PACK)}
    changes = 0
    for name in FILES:
        path = copy / name
        data = path.read_bytes()
        for place in Random(name).sample(range(len(data)), 4):
            path.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
            digests.add(digest_of(copy))
        path.write_bytes(data + b"#")
        digests.add(digest_of(copy))
        changes += 5
        path.write_bytes(data)
        assert digest_of(copy) == digest_of(PACK), name
    assert len(digests) == 1 + changes
