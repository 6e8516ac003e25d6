"""A rulebook is read whole, or everything that is wrong with it is told at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance_engine.dates.counting import Rounding
from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.documents.files import MAX_BYTES
from compliance_engine.errors import Place, UsageError
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Occasional, Yearly
from compliance_engine.rulebook.templates import Gap
from tests.unit.rulebook.packs import (
    FIRST,
    ONCE,
    ONCE_FILE,
    RULE,
    STILL,
    TREATY,
    TREATY_FILE,
    YEARLY_FILE,
    edit,
    problems,
    written,
)

# --- what is read


def test_a_rulebook_has_its_treaty_duties_and_rules_in_the_order_of_their_names(
    pack: Path,
) -> None:
    rulebook = load_rulebook(pack)
    assert rulebook.treaty.name == "example"
    assert rulebook.treaty.title == {"en": "Example Convention", "fr": "Convention exemple"}
    assert (rulebook.treaty.in_force, rulebook.treaty.months_after_deposit) == (
        date(1999, 3, 1),
        6,
    )
    assert [duty.kind for duty in rulebook.duties] == ["first report", "yearly report"]
    assert [rule.id for rule in rulebook.rules] == ["article-7/first", "article-7/still"]
    assert rulebook.treaty.withdrawal is None


def test_a_duty_arises_once_or_every_year(pack: Path) -> None:
    rulebook = load_rulebook(pack)
    once = rulebook.duty("first report").recurrence
    assert once == Occasional("entry into force", 180, 0, 0, Rounding.REFUSE)
    yearly = rulebook.duty("yearly report").recurrence
    assert isinstance(yearly, Yearly)
    assert (yearly.month, yearly.day, yearly.first_after) == (4, 30, "first report")


def test_a_rule_has_patterns_texts_and_days_on_which_it_applies(pack: Path) -> None:
    rule = load_rulebook(pack).rule("article-7/first")
    assert [(pattern.kind, pattern.name) for pattern in rule.logic.when] == [
        ("duty", "duty"),
        ("membership", "membership"),
    ]
    assert [(pattern.kind, pattern.name) for pattern in rule.logic.unless] == [("duty", "later")]
    assert [str(test) for test in rule.logic.when[0].tests] == [
        'kind == "first report"',
        'verdict == "outstanding"',
    ]
    assert rule.logic.in_effect == Span(date(1999, 3, 1), FOREVER)
    assert rule.place == Place(FIRST, 1, 1)
    assert rule.cites == (Citation("EXC", "7", "7(1)"),)
    assert rule.article == "7(1)"
    assert [len(message.tests) for message in rule.messages] == [1, 0]
    gaps = [part for part in rule.messages[0].texts["en"].parts if isinstance(part, Gap)]
    assert [str(gap.expression) for gap in gaps] == ["duty.due"]


def test_a_rule_on_findings_is_of_the_second_level(pack: Path) -> None:
    rulebook = load_rulebook(pack)
    assert {rule.id: rule.level for rule in rulebook.rules} == {
        "article-7/first": 1,
        "article-7/still": 2,
    }
    assert rulebook.rule("article-7/still").logic.in_effect.until == date(2030, 1, 1)


def test_the_values_that_a_field_can_have_include_the_duties_and_the_rules(pack: Path) -> None:
    kinds = load_rulebook(pack).kinds
    assert kinds["duty"].fields["kind"].values == ("first report", "yearly report")
    assert kinds["finding"].fields["rule"].values == ("article-7/first",)


def test_a_pattern_of_unless_can_name_every_pattern_of_when(pack: Path) -> None:
    edit(pack, FIRST, "year > duty.year", "membership.bound and due > duty.due")
    (later,) = load_rulebook(pack).rule("article-7/first").logic.unless
    assert [str(test) for test in later.tests] == [
        'kind == "yearly report"',
        "membership.bound == true",
        "due > duty.due",
    ]


def test_asking_for_what_is_not_there_is_a_key_error(pack: Path) -> None:
    rulebook = load_rulebook(pack)
    with pytest.raises(KeyError, match="article-7/none"):
        rulebook.rule("article-7/none")
    with pytest.raises(KeyError, match="third report"):
        rulebook.duty("third report")


def test_notes_and_worked_cases_beside_the_rules_are_no_rules(pack: Path) -> None:
    before = load_rulebook(pack)
    (pack / "article-7" / "first.cases.yaml").write_text("cases: []\n", encoding="utf-8")
    (pack / "article-7" / "README.md").write_text("# Notes\n", encoding="utf-8")
    after = load_rulebook(pack)
    assert [rule.id for rule in after.rules] == [rule.id for rule in before.rules]


# --- what is not there


@pytest.mark.parametrize("make", [True, False], ids=["empty folder", "no folder"])
def test_a_folder_without_a_treaty_holds_no_rulebook(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "none"
    if make:
        folder.mkdir()
    with pytest.raises(UsageError) as raised:
        load_rulebook(folder)
    assert str(raised.value) == (
        f"{folder} holds no rulebook: a rulebook is a folder with a file treaty.yaml, "
        "such as rules/apmbc"
    )


def test_a_rulebook_without_duties_or_rules_is_one(pack: Path) -> None:
    for path in pack.glob("*/*"):
        path.unlink()
    rulebook = load_rulebook(pack)
    assert (rulebook.duties, rulebook.rules) == ((), ())


# --- several files


def test_all_problems_of_several_files_are_shown_together_in_their_order(pack: Path) -> None:
    edit(pack, TREATY_FILE, "months_after_deposit: 6", "months_after_deposit: six")
    edit(pack, ONCE_FILE, "days: 180", "day: 180")
    edit(pack, YEARLY_FILE, "on: 30 April", "on: 31 April")
    edit(pack, FIRST, "severity: high", "severity: hihg")
    edit(pack, STILL, "until: 2030-01-01", "until: 1990")
    (pack / "article-7" / "frst.cases.yaml").write_text("cases: []\n", encoding="utf-8")
    (pack / "article-7" / "zz.yaml").write_bytes(b"title: ca\xe9\n")
    assert [told.partition(" | ")[0] for told in problems(pack)] == [
        "article-7/first.yaml:11:11: 'hihg' is not a known value of 'severity'",
        "article-7/frst.cases.yaml: are the worked cases of no rule 'article-7/frst'",
        "article-7/still.yaml:5:38: '1990' is not a full day: write it as 2013-05-31",
        "article-7/zz.yaml:1:10: is not UTF-8 text: byte 0xe9",
        "duties/first-report.yaml:4:33: unknown key 'day'",
        "duties/yearly-report.yaml:5:7: '31 April' is not a day that every year has",
        "treaty.yaml:7:25: 'months_after_deposit' must be a whole number, not 'six'",
    ]


def test_both_of_two_duties_of_one_kind_are_shown(pack: Path) -> None:
    (pack / "duties" / "again.yaml").write_text(ONCE, encoding="utf-8")
    assert problems(pack) == [
        "duties/again.yaml:1:7: two duties are of the kind 'first report' | Rename one.",
        "duties/first-report.yaml:1:7: two duties are of the kind 'first report' | Rename one.",
    ]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("article-7/frst.cases.yaml", "Did you mean 'article-7/first' or 'article-7/still'?"),
        ("elsewhere/zzz.cases.yaml", "Name it after its rule."),
    ],
)
def test_worked_cases_of_no_rule_are_a_problem(pack: Path, name: str, remedy: str) -> None:
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_text("cases: []\n", encoding="utf-8")
    rule = name.removesuffix(".cases.yaml")
    assert problems(pack) == [f"{name}: are the worked cases of no rule '{rule}' | {remedy}"]


def test_a_duty_that_cannot_be_read_makes_no_rule_wrong(pack: Path) -> None:
    edit(pack, ONCE_FILE, "met_by:", "metby:")
    assert problems(pack) == [
        "duties/first-report.yaml:1:1: the key 'met_by' is missing | Add 'met_by: …' here.",
        "duties/first-report.yaml:5:1: unknown key 'metby' | Did you mean 'met_by'?",
    ]


def test_a_rule_that_cannot_be_read_makes_no_other_rule_wrong(pack: Path) -> None:
    (pack / "article-7" / "third.yaml").write_text(RULE, encoding="utf-8")
    (pack / FIRST).write_text("", encoding="utf-8")
    assert problems(pack) == ["article-7/first.yaml: is empty | Begin with a line 'key: value'."]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"- a\n", "article-7/first.yaml: is not a mapping of keys to values"),
        (b"a: [1\n", "article-7/first.yaml:1:4: the bracket [ opened here is never closed"),
        (b"#" * (MAX_BYTES + 1), "article-7/first.yaml: is larger than 1000 kB"),
        (b"[" * 100_000, "article-7/first.yaml:1:21: is nested more than 20 levels deep"),
        (b"a: &a [*a, *a]\n", "article-7/first.yaml:1:4: an anchor (&a) is not allowed"),
        (b"a: \x00\n", "article-7/first.yaml:1:4: here is U+0000 (a control character)"),
    ],
    ids=["list", "cut short", "large", "deep", "alias", "control character"],
)
def test_a_file_that_is_no_rule_at_all_is_told_as_such(pack: Path, data: bytes, told: str) -> None:
    (pack / FIRST).write_bytes(data)
    assert problems(pack)[0].startswith(told)


def test_a_folder_named_like_a_rule_cannot_be_read(pack: Path) -> None:
    (pack / "article-7" / "folder.yaml").mkdir()
    (told,) = problems(pack)
    assert told.startswith("article-7/folder.yaml: cannot be read: ")


# --- the fingerprint


def test_the_fingerprint_is_over_names_and_contents_and_nothing_else(
    pack: Path, tmp_path: Path
) -> None:
    fingerprint = load_rulebook(pack).sha256
    assert len(fingerprint) == 64
    assert load_rulebook(written(tmp_path / "elsewhere")).sha256 == fingerprint
    (pack / "article-7" / "first.yaml").rename(pack / "article-7" / "other.yaml")
    edit(pack, STILL, "article-7/first", "article-7/other")
    assert load_rulebook(pack).sha256 != fingerprint


def test_moving_a_text_from_one_file_to_another_changes_the_fingerprint(pack: Path) -> None:
    (pack / TREATY_FILE).write_text(TREATY + "# a\n", encoding="utf-8")
    one = load_rulebook(pack).sha256
    (pack / TREATY_FILE).write_text(TREATY, encoding="utf-8")
    (pack / ONCE_FILE).write_text(ONCE + "# a\n", encoding="utf-8")
    assert load_rulebook(pack).sha256 != one


# --- what would be passed over in silence


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("late.yaml", "late.yaml: is not read: beside treaty.yaml stand only folders"),
        ("first/late.yml", "first/late.yml: is not read"),
    ],
)
def test_a_file_that_would_not_be_read_is_told(pack: Path, file: str, problem: str) -> None:
    path = pack / file
    path.parent.mkdir(exist_ok=True)
    path.write_text("title: {en: A rule}\n", encoding="utf-8")
    assert any(found.startswith(problem) for found in problems(pack))


def test_a_count_of_months_or_years_declares_its_rounding(pack: Path) -> None:
    edit(pack, ONCE_FILE, "days: 180", "years: 1")
    assert any("declare 'rounding: last day of that month'" in one for one in problems(pack))


def test_a_gap_in_a_remedy_is_checked(pack: Path) -> None:
    edit(pack, FIRST, "Ask for it.", "'Ask {nobody.name}.'")
    assert any("no earlier pattern is named 'nobody'" in one for one in problems(pack))


def test_to_name_a_pattern_that_could_not_be_read_is_no_second_mistake(pack: Path) -> None:
    edit(pack, FIRST, "  duty: kind", "  duti: kind")
    edit(pack, FIRST, "Ask for it.", '"Ask {stat}."')
    told = problems(pack)
    assert ["'duti'" in told[0], "'stat'" in told[1]] == [True, True]
    assert len(told) == 2
