"""A judgement is added to a file that people edit, and nothing else of it changes."""

from __future__ import annotations

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
    made = edited("state: TUV\ndeterminations: []  # none so far\nwaivers: []\n")
    assert made.splitlines() == [
        "state: TUV", "determinations:  # none so far", *LINES, "waivers: []",
    ]  # fmt: skip


def test_the_indentation_and_the_ends_of_lines_of_the_file_are_kept() -> None:
    text = FILE.replace("\n  - ", "\n- ").replace("\n    ", "\n  ").replace("\n", "\r\n")
    made = edited(text)
    assert "\r\n- finding: TUV/article-9/no-measures-reported\r\n  judgement: resolved\r\n" in made
    assert "\n" not in made.replace("\r\n", "")
    assert len(read(made)) == 3


def test_a_last_line_without_an_end_gets_one() -> None:
    assert edited(FILE.rstrip(), "waivers", dict(WAIVER)).endswith("reason: Because\n")


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
