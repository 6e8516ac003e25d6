"""Conditions that can never hold, that the duty never meets, and messages that are never said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rulebook.linting.packs import FIRST, SECOND, YEAR, edit, remarks, written

YEARLY_TESTS = 'verdict == "outstanding" and year > 2000'
VALUES = "Correct the values, or remove what is not meant."
FIELD = "Name another field, or another kind in the same pattern."
NOTHING = "so the rule never finds anything"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return written(tmp_path)


def test_nothing_is_remarked_of_a_sound_rulebook(pack: Path) -> None:
    assert remarks(pack) == []


IMPOSSIBLE = {
    "two values of one field": (
        'verdict == "met"',
        "'verdict == \"outstanding\"' and 'verdict == \"met\"' can never hold at once",
    ),
    "a list without the value": (
        'verdict in ["met", "met late"]',
        '\'verdict == "outstanding"\' and \'verdict in ["met", "met late"]\' '
        "can never hold at once",
    ),
    "a value that is excluded": (
        'verdict != "outstanding"',
        "'verdict == \"outstanding\"' and 'verdict != \"outstanding\"' can never hold at once",
    ),
    "years that leave none between": (
        "year < 2001",
        "'year > 2000' and 'year < 2001' can never hold at once",
    ),
    "years of a list outside of the others": (
        "year in [1990, 1995]",
        "'year > 2000' and 'year in [1990, 1995]' can never hold at once",
    ),
    "a field that is known and is not": (
        "not known(year)",
        "'year > 2000' and 'not known(year)' can never hold at once",
    ),
    "a value against itself": ("year != year", "'year != year' can never hold"),
    "a date before itself": ("due + 1 < due", "'due + 1 < due' can never hold"),
    "a date and the same years later": (
        "due + years(1) < due",
        "'due + years(1) < due' can never hold",
    ),
    "a date and the same years before": (
        "due - years(2) > due - 700",
        "'due - years(2) > due - 700' can never hold",
    ),
    "the day of the check, before the rule": (
        'as_of < "1999-03-01"',
        "'as_of >= \"1999-03-01\"' of 'in_effect' and 'as_of < \"1999-03-01\"' "
        "can never hold at once",
    ),
}


@pytest.mark.parametrize(("test", "what"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_condition_that_can_never_hold_is_told_at_its_place(
    pack: Path, test: str, what: str
) -> None:
    edit(pack, YEAR, YEARLY_TESTS, f"{YEARLY_TESTS} and {test}")
    column = 9 + len(f'kind == "yearly report" and {YEARLY_TESTS} and ')
    assert remarks(pack) == [f"error: {YEAR}:7:{column}: {what}, {NOTHING} | {VALUES}"]


PAIRS = {
    "days that leave none between": (
        'due < "2010-01-01" and due > "2012-01-01"',
        "'due < \"2010-01-01\"' and 'due > \"2012-01-01\"' can never hold at once",
    ),
    "a flag and its negation": (
        "sources_disagree and not sources_disagree",
        "'sources_disagree' and 'not sources_disagree' can never hold at once",
    ),
    "a circle of three dates": (
        "due < joined and joined + 5 <= as_of and as_of < due",
        "'due < joined' and 'joined + 5 <= as_of' and 'as_of < due' can never hold at once",
    ),
    "all the values of a field excluded": (
        "not period_stated and period_stated != false",
        "'not period_stated' and 'period_stated' can never hold at once",
    ),
}


@pytest.mark.parametrize(("tests", "what"), PAIRS.values(), ids=PAIRS)
def test_conditions_that_contradict_each_other_are_told_together(
    pack: Path, tests: str, what: str
) -> None:
    edit(pack, YEAR, YEARLY_TESTS, f"{YEARLY_TESTS} and {tests}")
    (found, *_) = [one for one in remarks(pack) if "never hold at once" in one]
    assert found.endswith(f": {what}, {NOTHING} | {VALUES}")


POSSIBLE = [
    "year < 2002",
    "year != 2001",
    "year in [1990, 2010]",
    'verdict not in ["met", "not owed"]',
    "due + years(1) < as_of",
    "due - years(1) < due - 365",
    "due + years(4) == due + 1461",
    'due > "2010-01-01" and due < "2010-01-03"',
    "not sources_disagree and not due_estimated",
    "as_of - due > 300 and as_of - due < 302",
    "known(known)",
    "not known(submitted)",
]


@pytest.mark.parametrize("test", POSSIBLE)
def test_nothing_is_said_of_a_condition_that_can_hold(pack: Path, test: str) -> None:
    edit(pack, YEAR, YEARLY_TESTS, f"{YEARLY_TESTS} and {test}")
    assert remarks(pack) == []


def test_a_later_pattern_that_contradicts_an_earlier_one_is_told(pack: Path) -> None:
    edit(pack, FIRST, "in_force <= duty.due", "in_force == duty.due + 1 and in_force < duty.due")
    assert remarks(pack) == [
        f"error: {FIRST}:8:54: 'in_force == duty.due + 1' and 'in_force < duty.due' can never hold "
        f"at once, {NOTHING} | {VALUES}"
    ]


def test_a_join_that_contradicts_the_pattern_it_names_is_told_in_its_own_words(
    pack: Path,
) -> None:
    edit(pack, FIRST, "in_force <= duty.due", 'duty.verdict == "met"')
    assert remarks(pack) == [
        f'error: {FIRST}:8:25: \'duty.verdict in ["outstanding", "last known outstanding"]\' and '
        f"'duty.verdict == \"met\"' can never hold at once, {NOTHING} | {VALUES}"
    ]


UNLESS = 'year > duty.year and verdict == "met"'


def test_an_unless_that_contradicts_itself_never_blocks(pack: Path) -> None:
    edit(pack, YEAR, UNLESS, "year > duty.year and year == duty.year - 1")
    assert remarks(pack) == [
        f"error: {YEAR}:9:69: 'year > duty.year' and 'year == duty.year - 1' can never hold at "
        f"once, so this 'unless' never blocks | {VALUES}"
    ]


def test_an_unless_that_contradicts_what_is_asked_never_blocks(pack: Path) -> None:
    edit(pack, YEAR, UNLESS, "year > duty.year and year < 2001")
    assert remarks(pack) == [
        f"error: {YEAR}:9:69: 'duty.year > 2000' and 'year > duty.year' and 'year < 2001' can "
        f"never hold at once, so this 'unless' never blocks | {VALUES}"
    ]


@pytest.mark.parametrize("tests", ["year >= duty.year", 'verdict == "outstanding"', "year > 1999"])
def test_an_unless_that_the_fact_itself_meets_always_blocks(pack: Path, tests: str) -> None:
    edit(pack, YEAR, UNLESS, tests)
    assert remarks(pack) == [
        f"error: {YEAR}:9:5: this 'unless' always blocks: the duty that 'duty' finds is itself one "
        "that it excludes | Ask for what makes it another, such as a comparison with duty.key."
    ]


@pytest.mark.parametrize("tests", ["year > duty.year", "key != duty.key", "submitted > duty.due"])
def test_nothing_is_said_of_an_unless_on_another_fact(pack: Path, tests: str) -> None:
    edit(pack, YEAR, UNLESS, tests)
    assert remarks(pack) == []


NEVER_KNOWN = {
    "a period of what is owed once": (
        "period > 2000",
        "of the duty 'first report', 'period' is never known, since it is owed once, and covers no "
        "calendar year",
    ),
    "the calendar year of a first report": (
        "calendar_year",
        "of the duty 'first report', 'calendar_year' is never known, since what meets it is not a "
        "report on a period",
    ),
    "the receipt of a request": (
        "not receipt_known",
        "of the duty 'first report', 'receipt_known' is never known, since no request gives rise "
        "to it",
    ),
    "how late what is outstanding was submitted": (
        "days_late > 3",
        "'days_late' is never known of a duty that is 'outstanding' or 'last known outstanding'",
    ),
}


@pytest.mark.parametrize(("test", "why"), NEVER_KNOWN.values(), ids=NEVER_KNOWN)
def test_a_field_that_facts_on_the_duty_never_carry_is_told(
    pack: Path, test: str, why: str
) -> None:
    asked = 'kind == "first report"'
    edit(pack, FIRST, f"{asked} and", f"{asked} and {test} and")
    assert remarks(pack) == [f"error: {FIRST}:7:36: '{test}' can never hold: {why} | {FIELD}"]


def test_a_field_that_the_named_duty_never_carries_is_told_where_it_is_compared(
    pack: Path,
) -> None:
    edit(pack, FIRST, "in_force <= duty.due", "in_force <= duty.submitted")
    assert remarks(pack) == [
        f"error: {FIRST}:8:25: 'in_force <= duty.submitted' can never hold: 'submitted' is never "
        f"known of a duty that is 'outstanding' or 'last known outstanding' | {FIELD}"
    ]


def test_nothing_is_said_of_a_field_that_one_of_the_duties_carries(pack: Path) -> None:
    edit(pack, FIRST, 'kind == "first report" and', "due_estimated and period > 2000 and")
    assert remarks(pack) == []


def test_a_gap_that_is_always_empty_is_told_in_each_language(pack: Path) -> None:
    edit(pack, SECOND, 'rule == "article-7/yearly"', 'rule == "article-7/first"')
    assert remarks(pack) == [
        f"error: {SECOND}:10:{column}: the gap {{finding.period}} is always empty here: of the "
        "duty 'first report', 'period' is never known, since it is owed once, and covers no "
        "calendar year | Leave it out, or say it in another message."
        for column in (14, 43, 74)
    ]


def test_a_field_that_the_findings_of_a_rule_never_have_is_told(pack: Path) -> None:
    edit(pack, SECOND, 'rule == "article-7/yearly"', 'rule == "article-9/law" and year > 2000')
    assert remarks(pack)[0] == (
        f"error: {SECOND}:7:40: 'year > 2000' can never hold: findings of article-9/law are on a "
        f"measure, which has no 'year' | {FIELD}"
    )


def test_what_a_finding_tells_of_itself_is_always_known(pack: Path) -> None:
    edit(pack, SECOND, 'rule == "article-7/yearly"', 'rule == "article-9/law" and key != "none"')
    assert [one for one in remarks(pack) if "can never hold" in one] == []


def test_a_verdict_that_a_rule_never_finds_is_told(pack: Path) -> None:
    edit(pack, SECOND, '"article-7/yearly"', '"article-7/yearly" and verdict == "met"')
    assert remarks(pack) == [
        f"error: {SECOND}:7:3: article-7/yearly never finds a duty that is 'met' | Correct the "
        "verdict, or name another rule."
    ]


def test_nothing_is_said_of_a_verdict_that_one_of_the_rules_finds(pack: Path) -> None:
    rules = 'rule in ["article-7/first", "article-7/yearly"] and verdict == "outstanding"'
    edit(pack, SECOND, 'rule == "article-7/yearly"', rules)
    assert remarks(pack) == []


IF = 'if: duty.verdict == "last known outstanding"'


def test_a_message_whose_condition_contradicts_what_is_asked_is_never_said(pack: Path) -> None:
    edit(pack, FIRST, IF, 'if: duty.verdict == "met"')
    assert remarks(pack) == [
        f'error: {FIRST}:11:9: \'duty.verdict in ["outstanding", "last known outstanding"]\' and '
        f"'duty.verdict == \"met\"' can never hold at once, so this message is never "
        f"said | {VALUES}"
    ]


@pytest.mark.parametrize(
    "test", ["membership.bound", 'duty.verdict != "met"', "membership.in_force < duty.due + 1"]
)
def test_a_message_behind_one_that_holds_wherever_it_does_is_never_said(
    pack: Path, test: str
) -> None:
    edit(pack, FIRST, IF, f"if: {test}")
    assert errors(pack) == [
        f"error: {FIRST}:15:5: this message is never said: wherever it could be, '{test}' holds "
        "and an earlier message is said | Remove it, and the 'if' of the message before it."
    ]


def test_a_message_to_which_those_before_it_leave_no_case_is_never_said(pack: Path) -> None:
    last = '  - {en: "Due {duty.due}.",'
    edit(pack, FIRST, last, last.replace("{en:", '{if: duty.verdict == "outstanding", en:'))
    tail = "remedy: {en: Invite it."
    more = '  - {en: "Now {as_of}.", fr: "Au {as_of}.", es: "Al {as_of}."}'
    edit(pack, FIRST, tail, f"{more}\n{tail}")
    assert (
        f"error: {FIRST}:16:5: this message is never said: the messages before it leave no case to "
        "it | Remove it, and the 'if' of the message before it."
    ) in remarks(pack)


@pytest.mark.parametrize(
    "test",
    ["membership.bound and not duty.sources_disagree", "known(duty.known)", "duty.due_estimated"],
)
def test_nothing_is_said_of_a_message_that_may_be_reached(pack: Path, test: str) -> None:
    edit(pack, FIRST, IF, f"if: {test}")
    assert errors(pack) == []


def errors(pack: Path) -> list[str]:
    return [one for one in remarks(pack) if one.startswith("error")]


def test_a_gap_that_is_not_always_known_is_told_with_the_verdicts(pack: Path) -> None:
    edit(pack, FIRST, IF, "if: not duty.sources_disagree")
    assert remarks(pack) == [
        f"note: {FIRST}:{line}:{column}: the gap {{duty.known}} may be empty here: of a duty that "
        "is 'outstanding', 'known' is not always known | Ask for known(duty.known) in 'if', and "
        "say the rest in another message."
        for line, column in ((12, 40), (13, 52), (14, 60))
    ]


def test_a_gap_that_only_one_of_the_duties_knows_is_told(pack: Path) -> None:
    edit(pack, YEAR, 'kind == "yearly report" and verdict == "outstanding"', 'verdict != "met"')
    assert remarks(pack)[0] == (
        f"note: {YEAR}:12:14: the gap {{duty.period}} may be empty here: of a duty that is of "
        "another kind than 'yearly report', 'period' is not always known | Ask for "
        "known(duty.period) in 'if', and say the rest in another message."
    )


@pytest.mark.parametrize("test", ["known(duty.known)", "duty.known > duty.due"])
def test_nothing_is_said_of_a_gap_that_the_condition_asks_to_be_known(
    pack: Path, test: str
) -> None:
    edit(pack, FIRST, IF, f"if: {test}")
    assert remarks(pack) == []


@pytest.mark.parametrize("test", ["not known(duty.known)", "known(duty.known)"])
def test_a_gap_on_what_the_message_says_is_not_known_is_always_empty(pack: Path, test: str) -> None:
    edit(pack, FIRST, IF, f"if: {test}")
    last = '{en: "Due {duty.due}.", fr: "Dû le {duty.due}.", es: "Vencía el {duty.due}."}'
    edit(pack, FIRST, last, last.replace("{duty.due}", "{duty.known}"))
    lines = (12, 13, 14) if test.startswith("not") else (15, 15, 15)
    found = [one.split(":")[2] for one in errors(pack) if "is always empty here" in one]
    assert found == [str(line) for line in lines]
    assert "it is said where 'duty.known' is not known" in errors(pack)[0]


def test_a_gap_is_known_where_an_earlier_message_takes_the_other_cases(pack: Path) -> None:
    kinds = 'kind in ["first report", "yearly report"]'
    edit(pack, FIRST, 'kind == "first report"', kinds)
    edit(pack, FIRST, IF, 'if: duty.kind == "first report"')
    last = '{en: "Due {duty.due}.", fr: "Dû le {duty.due}.", es: "Vencía el {duty.due}."}'
    edit(pack, FIRST, last, last.replace("{duty.due}", "{duty.period}"))
    assert [one for one in remarks(pack) if "period" in one] == []
