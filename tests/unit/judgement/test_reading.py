"""Files of judgements are read as strictly as records, with every problem at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.judgement.model import Decision, Determination, Said, Waiver
from compliance_engine.judgement.reading import read_file, read_folder
from tests.builders import rulebook
from tests.unit.judgement.made import ANNUAL, FILE, REFERENCE, problems, read

HEAD = "state: TUV\ndeterminations:\n"
SIGNED = "by: A. Analyst, reason: Because, source: A letter"
DAYS = "on: 2026-02-01, until: 2026-03-01"
DETERMINATION = f"{{finding: TUV/{ANNUAL}/2012, judgement: confirmed, {DAYS}, {SIGNED}}}"


def one(old: str, new: str) -> str:
    """A file with one determination, in which a text is replaced."""
    assert old in DETERMINATION
    return f"{HEAD}  - {DETERMINATION.replace(old, new)}\n"


def test_a_file_holds_determinations_and_waivers() -> None:
    determination, waiver = read(FILE)
    assert isinstance(determination, Determination)
    assert determination.finding == "TUV/article-7/initial-report-outstanding"
    assert (determination.rule, determination.key) == ("article-7/initial-report-outstanding", "")
    assert determination.decision is Decision.IN_DIALOGUE
    assert (determination.held.first, determination.last) == (date(2026, 2, 1), date(2026, 12, 31))
    assert str(determination.place) == "judgements/TUV.yaml:5:5"
    assert isinstance(waiver, Waiver)
    assert (waiver.rule, waiver.key, waiver.finding) == (ANNUAL, None, None)


def test_a_finding_is_named_by_its_id_or_by_its_rule_and_key() -> None:
    by_id = read(f"{HEAD}  - {DETERMINATION}\n")[0]
    by_rule = read(one(f"finding: TUV/{ANNUAL}/2012", f"rule: {ANNUAL}, key: 2012"))[0]
    assert by_id.finding == by_rule.finding == f"TUV/{ANNUAL}/2012"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("until: 2026-03-01, ", "", "3:5: the key 'until' is missing"),
        (", source: A letter", "", "3:5: the key 'source' is missing"),
        ("by: A. Analyst", "by: ' '", "this text is empty"),
        ("source: A letter", "source: A letter, reasons: one", "unknown key 'reasons' | Did you"),
        ("source: A letter", "source: 2012", "'source' must be a text, not '2012'"),
        ("confirmed", "confirm", "'confirm' is not a known value of 'judgement' | Did you mean"),
        ("until: 2026-03-01", "until: 2026-01-31", "'until' (2026-01-31) comes before 'on'"),
        ("on: 2026-02-01", "on: 2026-02", "2026-02"),
        ("until: 2026-03-01", "until: 2026-02-30", "2026-02-30"),
        ("until: 2026-03-01", "until: 9999-12-31", "9999-12-31"),
        (f"finding: TUV/{ANNUAL}/2012, ", "", "3:5: a judgement is on one thing"),
        ("finding: ", f"rule: {ANNUAL}, finding: ", "3:5: a judgement is on one thing"),
        ("finding: ", "key: 2012, finding: ", "3:5: 'key' goes with 'rule'"),
        ("annual-report-outst", "annual-report-oust", "names no rule | Did you mean"),
        ("TUV/", "AGO/", "is not the id of a finding on TUV"),
        ("reason: Because", "reason: it violated it", "'violated' is not said"),
    ],
)
def test_a_mistake_is_told_at_its_place(old: str, new: str, said: str) -> None:
    [problem] = problems(one(old, new))
    assert problem.startswith("judgements/TUV.yaml:3:")
    assert said in problem


def test_nothing_can_have_been_determined_on_a_day_to_come() -> None:
    """The last day may be one, and so may the first of a waiver."""
    text = f"{HEAD}  - {DETERMINATION}\n"
    read_file(text, "judgements/TUV.yaml", replace(REFERENCE, today=date(2026, 2, 1)))
    with pytest.raises(InvalidInputError) as refused:
        read_file(text, "judgements/TUV.yaml", replace(REFERENCE, today=date(2026, 1, 31)))
    [problem] = refused.value.problems
    assert (problem.place.line, problem.remedy) == (3, "Correct the day.")
    assert problem.what == "'on' is 2026-02-01, which is still to come: today is 2026-01-31"
    waiver = f"{{rule: {ANNUAL}, from: 2026-02-01, until: 2026-03-01, by: A, reason: Because}}"
    text = f"state: TUV\nwaivers:\n  - {waiver}\n"
    read_file(text, "judgements/TUV.yaml", replace(REFERENCE, today=date(2026, 1, 31)))


def test_a_key_that_stands_twice_is_told() -> None:
    [problem] = problems("state: TUV\nwaivers: []\nwaivers: []\n")
    assert problem.startswith("judgements/TUV.yaml:3:1: the key 'waivers' stands here a second")


def test_a_file_is_named_after_its_state() -> None:
    assert problems("state: TUV\n", "judgements/AGO.yaml") == [
        "judgements/AGO.yaml:1:8: the file is named AGO.yaml, but its judgements are on TUV "
        "| Name the file TUV.yaml, or correct the state."
    ]


def test_a_state_without_a_record_is_told() -> None:
    assert problems("state: TUB\n", "judgements/TUB.yaml") == [
        "judgements/TUB.yaml:1:8: 'TUB' is not a State that the engine knows | "
        "Write the three letters of ISO 3166-1, such as GNQ."
    ]


def test_a_rule_that_there_was_may_still_be_named() -> None:
    assert read(one(ANNUAL, "article-7/of-old"))[0].rule == "article-7/of-old"


def test_a_rule_that_was_renamed_is_read_under_its_present_name() -> None:
    rules = tuple(
        replace(rule, formerly=("article-7/of-before",)) if rule.id == ANNUAL else rule
        for rule in rulebook().rules
    )
    reference = replace(REFERENCE, rulebook=replace(rulebook(), rules=rules))
    remembered = "as_judged: {TUV/article-7/of-before/2012: {evidence: 0123456789abcdef}}"
    for named in ("finding: TUV/article-7/of-before/2012", "rule: article-7/of-before, key: 2012"):
        text = one(f"finding: TUV/{ANNUAL}/2012", f"{remembered}, {named}")
        [judgement] = read_file(text, "judgements/TUV.yaml", reference)
        assert judgement.finding == f"TUV/{ANNUAL}/2012"
        assert judgement.as_judged == {judgement.finding: Said(None, None, "0123456789abcdef")}


def test_without_a_rulebook_rules_are_taken_as_they_are_written() -> None:
    reference = replace(REFERENCE, rulebook=None)
    for named in ("finding: TUV/article-7/any/2012", "rule: article-7/any/2012"):
        text = one(f"finding: TUV/{ANNUAL}/2012", named)
        [judgement] = read_file(text, "judgements/TUV.yaml", reference)
        assert (judgement.rule, judgement.key) == ("article-7/any/2012", "")


def test_a_finding_without_a_key_is_named_by_its_rule_alone() -> None:
    initial = "article-7/initial-report-outstanding"
    [judgement] = read(one(f"finding: TUV/{ANNUAL}/2012", f"rule: {initial}"))
    assert (judgement.key, judgement.finding) == ("", f"TUV/{initial}")


def test_two_judgements_on_one_finding_are_not_in_force_on_the_same_days() -> None:
    follows = DETERMINATION.replace(DAYS, "on: 2026-03-02, until: 2026-04-01")
    assert len(read(f"{HEAD}  - {DETERMINATION}\n  - {follows}\n")) == 2
    overlaps = DETERMINATION.replace(DAYS, "on: 2026-03-01, until: 2026-04-01")
    [problem] = problems(f"{HEAD}  - {DETERMINATION}\n  - {overlaps}\n")
    assert problem.startswith(f"judgements/TUV.yaml:4:5: two judgements on TUV/{ANNUAL}/2012 are")
    assert "the other is on line 3" in problem


def test_a_finding_about_the_record_cannot_be_waived() -> None:
    [problem] = problems(
        "state: TUV\nwaivers:\n  - {rule: article-9/measures-undetermined, from: 2026-02-01, "
        "until: 2026-03-01, by: The President, reason: Because}\n"
    )
    assert "is about the record itself, and cannot be waived" in problem


def test_all_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "TUV.yaml").write_text("state: TUV\nwaiver: []\n", encoding="utf-8")
    (tmp_path / "AGO.yaml").write_text("state: [\n", encoding="utf-8")
    (tmp_path / "KHM.yml").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        read_folder(tmp_path, REFERENCE)
    assert [problem.place.file for problem in raised.value.problems] == [
        "judgements/AGO.yaml", "judgements/KHM.yml", "judgements/TUV.yaml",
    ]  # fmt: skip


def test_a_folder_is_read_state_by_state(tmp_path: Path) -> None:
    (tmp_path / "TUV.yaml").write_text(FILE, encoding="utf-8")
    assert {code: len(found) for code, found in read_folder(tmp_path, REFERENCE).items()} == {
        "TUV": 2
    }
