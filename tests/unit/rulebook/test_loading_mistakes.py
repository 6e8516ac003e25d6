"""Each mistake in a rulebook is told at its place, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rulebook.packs import (
    CLAUSES,
    CONDITION,
    FIRST,
    ONCE_FILE,
    RULE,
    STILL,
    TREATY_FILE,
    UNLESS,
    YEARLY,
    YEARLY_FILE,
    edit,
    problems,
)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            FIRST,
            "severity: high",
            "severity: hihg",
            "article-7/first.yaml:11:11: 'hihg' is not a known value of 'severity' "
            "| Did you mean 'high'?",
        ),
        (
            FIRST,
            "verified: true",
            "verified: yes",
            "article-7/first.yaml:4:11: 'verified' must be true or false, not 'yes' "
            "| Write true or false, without quotes.",
        ),
        (
            FIRST,
            "rationale: Article 7(1) says so.",
            "rationale: Article 7(1) says so.\ndoubts: none",
            "article-7/first.yaml:18:1: unknown key 'doubts' | Did you mean 'doubt'?",
        ),
        (
            FIRST,
            "cites: [EXC 7(1)]",
            "cites: [EXC 7(1), seven]",
            "article-7/first.yaml:2:8: 'seven' is not a citation "
            "| Write it as document, article and paragraph: APMBC 7(2)",
        ),
        (
            FIRST,
            "cites: [EXC 7(1)]",
            "cites: [seven]",
            "article-7/first.yaml:2:8: 'seven' is not a citation "
            "| Write it as document, article and paragraph: APMBC 7(2)",
        ),
        (
            FIRST,
            "cites: [EXC 7(1)]",
            "cites: []",
            "article-7/first.yaml:2:8: nothing is cited | Add: cites: [APMBC 7(2)]",
        ),
        (
            FIRST,
            "  membership: bound",
            "  membrship: bound",
            "article-7/first.yaml:8:3: 'membrship' is no kind of fact | Did you mean 'membership'?",
        ),
        (
            FIRST,
            "  membership: bound",
            "  xyz as membership: bound",
            f"article-7/first.yaml:8:3: 'xyz' is no kind of fact | {CLAUSES}",
        ),
        (
            FIRST,
            "  membership: bound",
            "  membership as 2nd: bound",
            "article-7/first.yaml:8:3: '2nd' is not a name "
            "| Write one word, such as: membership as later",
        ),
        (
            FIRST,
            "  membership: bound",
            "  membership: bound\n  duty as membership: due_estimated",
            "article-7/first.yaml:9:3: two patterns are named 'membership' | Write: duty as later",
        ),
        (
            FIRST,
            "  membership: bound",
            "  membership: true",
            "article-7/first.yaml:8:15: 'membership' must be a text, not true | Put it in quotes.",
        ),
        (
            FIRST,
            f"- {UNLESS}",
            f'- {UNLESS}\n    case: status == "open"',
            "article-7/first.yaml:10:5: each item of 'unless' is one pattern "
            "| Begin another item with '- ' for another pattern.",
        ),
        (
            FIRST,
            f"- {UNLESS}",
            "- {}",
            "article-7/first.yaml:10:5: each item of 'unless' is one pattern "
            "| Begin another item with '- ' for another pattern.",
        ),
        (
            FIRST,
            '  - en: "Due {duty.due}, not',
            '  - if: membership.bound\n    en: "Due {duty.due}, not',
            "article-7/first.yaml:13:3: the last message must hold in every case "
            "| End the list with a message that has no 'if'.",
        ),
        (
            FIRST,
            RULE[RULE.index("message:") : RULE.index("remedy:")],
            "message: []\n",
            "article-7/first.yaml:12:10: the last message must hold in every case "
            "| End the list with a message that has no 'if'.",
        ),
        (
            STILL,
            "until: 2030-01-01",
            "until: 1999-03-01",
            "article-7/still.yaml:5:12: the rule ends before it begins | Correct the dates.",
        ),
        (
            STILL,
            "article-7/first",
            "article-7/frst",
            "article-7/still.yaml:7:20: \"article-7/frst\" is not a value that 'rule' can have "
            "| Did you mean 'article-7/first'?",
        ),
        (
            STILL,
            "article-7/first",
            "article-7/still",
            "article-7/still.yaml:7:20: \"article-7/still\" is not a value that 'rule' can have "
            "| Did you mean 'article-7/first'?",
        ),
        (
            YEARLY_FILE,
            "on: 30 April",
            "on: 30 February",
            "duties/yearly-report.yaml:5:7: '30 February' is not a day that every year has "
            "| Write: on: 30 April",
        ),
        (
            YEARLY_FILE,
            "on: 30 April",
            "on: 29 February",
            "duties/yearly-report.yaml:5:7: '29 February' is not a day that every year has "
            "| Write: on: 30 April",
        ),
        (
            YEARLY_FILE,
            "on: 30 April",
            "on: April 30",
            "duties/yearly-report.yaml:5:7: 'April 30' is not a day that every year has "
            "| Write: on: 30 April",
        ),
        (
            YEARLY_FILE,
            "first_after: first report",
            "first_after: frst report",
            "duties/yearly-report.yaml:7:16: there is no duty of the kind 'frst report' "
            "| Did you mean 'first report' or 'yearly report'?",
        ),
        (
            YEARLY_FILE,
            "first_after: first report",
            "first_after: xyz",
            "duties/yearly-report.yaml:7:16: there is no duty of the kind 'xyz' "
            "| Duties: first report, yearly report.",
        ),
        (
            YEARLY_FILE,
            YEARLY[YEARLY.index("explain_not_owed:") : YEARLY.index("rationale:")],
            "",
            "duties/yearly-report.yaml:1:1: a duty arises either once or every year "
            "| Give 'once', or 'every_year' together with 'explain_not_owed'.",
        ),
        (
            ONCE_FILE,
            "once: {after: entry into force, days: 180}\n",
            "",
            "duties/first-report.yaml:1:1: a duty arises either once or every year "
            "| Give 'once', or 'every_year' together with 'explain_not_owed'.",
        ),
        (
            ONCE_FILE,
            "met_by:",
            "every_year: {on: 30 April, covers: previous calendar year}\nmet_by:",
            "duties/first-report.yaml:1:1: a duty arises either once or every year "
            "| Give 'once', or 'every_year' together with 'explain_not_owed'.",
        ),
        (
            ONCE_FILE,
            "days: 180",
            "days: -1",
            "duties/first-report.yaml:4:39: 'days' must be at least 0, not -1 | Write 0 or more.",
        ),
        (
            ONCE_FILE,
            "days: 180",
            "days: 100000000000000000",
            "duties/first-report.yaml:4:39: 'days' must be at most 36525, not 100000000000000000 "
            "| Write 36525 or less.",
        ),
        (
            TREATY_FILE,
            "months_after_deposit: 6",
            "months_after_deposit: 99999999",
            "treaty.yaml:7:25: 'months_after_deposit' must be at most 1200, not 99999999 "
            "| Write 1200 or less.",
        ),
        (
            TREATY_FILE,
            "in_force: 1999-03-01",
            "in_force: 1999-03",
            "treaty.yaml:5:11: '1999-03' is not a full day: write it as 2013-05-31",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place_with_its_remedy(
    pack: Path, file: str, old: str, new: str, told: str
) -> None:
    edit(pack, file, old, new)
    assert problems(pack) == [told]


MISSPELT = "a duty has no field 'verdct' | Did you mean 'verdict'?"


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ('duty: kind == "first report" and verdct == "outstanding"', "7:36"),
        ('duty:   \'kind == "first report" and verdct == "outstanding"\'', "7:39"),
        ('"duty": kind == "first report" and verdct == "outstanding"', "7:38"),
        ('duty: kind == "first report"\n    and verdct == "outstanding"', "7:9"),
        ('duty: >\n    kind == "first report"\n    and verdct == "outstanding"', "7:9"),
        ('duty: |\n    verdct == "outstanding"', "7:9"),
        ('duty: "kind == \\"first report\\" and verdct == \\"outstanding\\""', "7:9"),
    ],
    ids=["plain", "quoted", "quoted key", "two lines", "folded", "block", "escaped"],
)
def test_a_mistake_in_a_condition_is_told_at_its_character_or_where_its_text_begins(
    pack: Path, condition: str, place: str
) -> None:
    edit(pack, FIRST, CONDITION, condition)
    assert problems(pack) == [f"article-7/first.yaml:{place}: {MISSPELT}"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            FIRST,
            "if: duty.due_estimated",
            "if: duty.due_estimted",
            "article-7/first.yaml:13:9: a duty has no field 'due_estimted' "
            "| Did you mean 'due_estimated'?",
        ),
        (
            FIRST,
            "{duty.known:on}",
            "{duty.knwn:on}",
            "article-7/first.yaml:15:40: a duty has no field 'knwn' | Did you mean 'known'?",
        ),
        (
            FIRST,
            "{duty.known:on}",
            "{duty.known:onn}",
            "article-7/first.yaml:15:39: 'onn' is not a way to read a gap | Did you mean 'on'?",
        ),
        (
            FIRST,
            "{duty.known:on}",
            "{later.due}",
            "article-7/first.yaml:15:40: no earlier pattern is named 'later' "
            "| Earlier patterns: duty, membership.",
        ),
        (
            FIRST,
            '    en: "Due about {duty.due}."',
            '    en: "Due about {duty.due}."\n    fr: "Vers {duty.du}."',
            "article-7/first.yaml:15:16: a duty has no field 'du' | Did you mean 'due'?",
        ),
        (
            FIRST,
            '"Due about {duty.due}."',
            "Due about {duty.due.",
            "article-7/first.yaml:14:19: a lone '{' stands in the text "
            "| Write gaps as {duty.due}, with the name of a pattern; or {state}, or {as_of}.",
        ),
        (
            FIRST,
            "year > duty.year",
            "year > dutty.year",
            "article-7/first.yaml:10:55: no earlier pattern is named 'dutty' "
            "| Did you mean 'duty'?",
        ),
        (
            TREATY_FILE,
            "{membership.deposited}",
            "{membership.depositd}",
            "treaty.yaml:10:21: a membership has no field 'depositd' | Did you mean 'deposited'?",
        ),
        (
            ONCE_FILE,
            "{working.occasion}",
            "{workng.occasion}",
            "duties/first-report.yaml:7:9: no earlier pattern is named 'workng' "
            "| Did you mean 'working'?",
        ),
        (
            YEARLY_FILE,
            "{working.until}",
            "{working.untl}",
            "duties/yearly-report.yaml:13:37: a working has no field 'untl' "
            "| Did you mean 'until'?",
        ),
    ],
)
def test_a_mistake_in_a_sentence_is_told_at_its_character(
    pack: Path, file: str, old: str, new: str, told: str
) -> None:
    edit(pack, file, old, new)
    assert problems(pack) == [told]


def test_a_message_with_an_empty_condition_is_not_taken_for_one_without(pack: Path) -> None:
    edit(pack, FIRST, "if: duty.due_estimated", 'if: ""')
    (told,) = problems(pack)
    assert told.startswith("article-7/first.yaml:13:10: is empty: nothing is asked")


def test_a_condition_is_compulsory_and_so_is_a_pattern(pack: Path) -> None:
    edit(pack, STILL, '  finding: rule == "article-7/first"', "  {}")
    edit(pack, STILL, "{finding.due}", "{as_of}")
    assert problems(pack) == [
        "article-7/still.yaml:7:3: 'when' has no pattern | Add: duty: …",
    ]
