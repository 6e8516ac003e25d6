"""A judgement is added to a file that people edit, and nothing else of it changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from compliance_engine.judgement.writing import CannotEditError, Item, with_item
from tests.unit.judgement.made import FILE, read

NEW = {
    "finding": "TUV/article-9/no-measures-reported",
    "judgement": "resolved",
    "on": "2026-03-01",
    "until": "2026-04-01",
    "by": "B. Analyst",
    "reason": "A law: adopted #1",
    "source": "A letter",
}
WAIVER = {
    "finding": "TUV/article-9/no-measures-reported",
    "from": "2026-03-01",
    "until": "2026-04-01",
    "by": "The President",
    "reason": "Because",
}
LINES = [
    "  - finding: TUV/article-9/no-measures-reported",
    "    judgement: resolved",
    "    on: 2026-03-01",
    "    until: 2026-04-01",
    "    by: B. Analyst",
    '    reason: "A law: adopted #1"',
    "    source: A letter",
]
WAIVER_LINES = [
    "  - finding: TUV/article-9/no-measures-reported",
    "    from: 2026-03-01",
    "    until: 2026-04-01",
    "    by: The President",
    "    reason: Because",
]
DETERMINED = """\
  - finding: TUV/article-7/annual-report-outstanding/{}
    judgement: confirmed
    on: 2026-02-01
    until: 2026-12-31
    by: A. Analyst
    reason: |
      A draft was announced.

      # 1 of it
    source: A letter"""
WAIVED = """\
  - finding: TUV/article-7/annual-report-outstanding/{}
    from: 2026-02-01
    until: 2026-12-31
    by: The President
    reason: One letter is enough."""
FIRST_ONE = (("determinations", 0),)
EMPTY = "state: TUV   # Tuvalu\n"


def edited(
    text: str,
    section: str = "determinations",
    item: dict[str, object] | None = None,
    replaced: tuple[Item, ...] = (),
) -> str:
    return with_item(text, "judgements/TUV.yaml", section, item or dict(NEW), replaced)


def test_it_is_added_at_the_end_of_its_list_and_every_other_line_stays() -> None:
    before, after = FILE.splitlines(), edited(FILE).splitlines()
    at = before.index("  # the second follows") + 1
    assert after == [*before[:at], "", *LINES, *before[at:]]
    assert len(read("\n".join(after))) == 3


def test_the_end_of_the_file_is_an_end_of_a_list_too() -> None:
    made = edited(FILE, "waivers", dict(WAIVER))
    assert made.startswith(FILE)
    assert len(read(made)) == 3


def test_a_list_that_is_not_there_yet_is_begun() -> None:
    made = edited(EMPTY)
    assert made.splitlines() == ["state: TUV   # Tuvalu", "", "determinations:", *LINES]


def test_an_empty_list_is_filled() -> None:
    made = edited("state: TUV\ndeterminations: []  # not [] for long\nwaivers: []\n")
    assert made.splitlines() == [
        "state: TUV", "determinations:  # not [] for long", *LINES, "waivers: []",
    ]  # fmt: skip


def test_the_indentation_and_the_ends_of_lines_of_the_file_are_kept() -> None:
    text = FILE.replace("\n  - ", "\n- ").replace("\n    ", "\n  ").replace("\n", "\r\n")
    made = edited(text)
    assert "\r\n- finding: TUV/article-9/no-measures-reported\r\n  judgement: resolved\r\n" in made
    assert "\n" not in made.replace("\r\n", "")
    assert len(read(made)) == 3


def test_a_last_line_without_an_end_gets_one() -> None:
    assert edited(FILE.rstrip(), "waivers", dict(WAIVER)) == edited(FILE, "waivers", dict(WAIVER))
    assert edited(EMPTY.rstrip()) == edited(EMPTY)


def test_one_takes_the_place_of_another() -> None:
    made = edited(FILE, replaced=(("determinations", 0),))
    assert "in dialogue" not in made
    assert made.count("- finding: ") == 1
    for remark in ("# Tuvalu, as agreed", "# the second follows", "# what is not followed up"):
        assert remark in made
    assert len(read(made)) == 2


def test_one_takes_the_place_of_another_kind() -> None:
    made = edited(FILE, replaced=(("waivers", 0),))
    assert "waivers:" not in made
    assert len(read(made)) == 2


def without(lines: list[str], gone: list[str], instead: Sequence[str] = ()) -> list[str]:
    """Lines with others instead of some that follow each other."""
    start = lines.index(gone[0])
    assert lines[start : start + len(gone)] == gone
    return [*lines[:start], *instead, *lines[start + len(gone) :]]


SIX = f"""\
state: TUV

determinations:
  # the first
{DETERMINED.format("2010")}

  # the second

{DETERMINED.format("2011")}
{DETERMINED.format("2012")}

  # the last of them

# what is not followed up

waivers:
{WAIVED.format("2013")}
{WAIVED.format("2014")}

{WAIVED.format("2015")}
# the end
"""
FIRST, SECOND, THIRD = (DETERMINED.format(year).splitlines() for year in ("2010", "2011", "2012"))
WAIVERS = [WAIVED.format(year).splitlines() for year in ("2013", "2014", "2015")]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_whichever_is_replaced_every_other_line_stays(number: int) -> None:
    before = SIX.splitlines()
    made = edited(SIX, replaced=(("determinations", number),)).splitlines()
    assert made == without(before, [FIRST, SECOND, THIRD][number], LINES)
    made = edited(SIX, "waivers", dict(WAIVER), (("waivers", number),)).splitlines()
    assert made == without(before, WAIVERS[number], WAIVER_LINES)


def test_one_takes_the_place_of_the_first_of_several() -> None:
    made = edited(SIX, replaced=(("determinations", 2), ("determinations", 0))).splitlines()
    assert made == without(without(SIX.splitlines(), THIRD), FIRST, LINES)


def test_one_of_another_kind_goes_and_the_new_one_stands_at_the_end_of_its_own() -> None:
    made = edited(SIX, replaced=(("waivers", 1),)).splitlines()
    left, end = without(SIX.splitlines(), WAIVERS[1]), "  # the last of them"
    assert made == without(left, [end], [end, "", *LINES])


def test_a_list_of_which_nothing_is_left_goes_and_remarks_around_it_stay() -> None:
    waivers = tuple(("waivers", number) for number in range(3))
    made = edited(SIX, replaced=(*waivers, ("determinations", 1))).splitlines()
    left = without(SIX.splitlines(), SECOND, LINES)
    start, end = left.index("waivers:"), left.index("# the end")
    assert made == [*left[:start], *left[end:]]


def test_lists_that_follow_each_other_without_a_blank_line_are_told_apart() -> None:
    text = "\n".join(["state: TUV", "determinations:", *FIRST, "waivers:", *WAIVERS[0], ""])
    made = edited(text).splitlines()
    assert made == without(text.splitlines(), FIRST, [*FIRST, "", *LINES])


def test_an_entry_on_one_line_is_replaced_like_any_other() -> None:
    one = "  - {finding: TUV/article-9/no-measures-reported, judgement: resolved}"
    made = edited(f"state: TUV\ndeterminations:\n{one}\n\n  # a remark\n", replaced=FIRST_ONE)
    assert made.splitlines() == ["state: TUV", "determinations:", *LINES, "", "  # a remark"]


@pytest.mark.parametrize(
    "text",
    [
        "state: TUV\ndeterminations: [{finding: TUV/article-9/no-measures-reported}]\n",
        "state: TUV\ndeterminations: [\n]\n",
        "{state: TUV}\n",
        "state: TUV\n...\n",
    ],
)
def test_a_file_laid_out_otherwise_is_not_touched(text: str) -> None:
    with pytest.raises(CannotEditError):
        edited(text)


def test_a_text_that_looks_like_a_remark_at_the_end_of_a_list_is_kept_whole() -> None:
    text = FILE.replace("source: A letter", "source: |\n      A letter\n\n      # 12 of it")
    made = edited(text)
    assert "      # 12 of it\n" in made
    assert len(read(made)) == 3
