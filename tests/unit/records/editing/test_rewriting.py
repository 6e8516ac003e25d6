"""A record's text made to say something else, with every other byte kept."""

from __future__ import annotations

import copy
import random
from collections import Counter
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.editing.errors import CannotEditError
from compliance_engine.records.editing.rewriting import rewritten, same
from compliance_engine.records.spreadsheets.rows import plain

RECORDS = Path(__file__).parents[3] / "acceptance" / "workbooks" / "records"
STATES = Path(__file__).parents[4] / "fixtures" / "states"
GNQ = (RECORDS / "GNQ.yaml").read_text(encoding="utf-8")


def tree_of(text: str) -> Any:
    return plain(parse_yaml(text, "GNQ.yaml"))


def changed(text: str, tree: Any) -> list[str]:
    """The lines taken out and put in, each with its sign."""
    made = rewritten(text, "GNQ.yaml", tree)
    assert same(parse_yaml(made, "GNQ.yaml"), tree)
    lines = unified_diff(text.splitlines(), made.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-"][2:]


def test_a_tree_that_says_the_same_leaves_the_text_untouched() -> None:
    assert rewritten(GNQ, "GNQ.yaml", tree_of(GNQ)) is GNQ


def test_one_value_changes_its_line_alone_and_keeps_the_comment_beside_it() -> None:
    tree = tree_of(GNQ)
    tree["membership"][0]["source"] = "isu-2014"
    assert changed(GNQ, tree) == [
        "-    source: untc  # the depositary",
        "+    source: isu-2014  # the depositary",
    ]


def test_an_entry_is_added_below_the_last_one_and_above_the_blank_line() -> None:
    tree = tree_of(GNQ)
    tree["article_7"]["reports"].append({"covers": 2024, "submitted": "2025", "source": "untc"})
    made = rewritten(GNQ, "GNQ.yaml", tree)
    assert (
        "      source: isu-2014\n"
        "    - covers: 2024\n"
        '      submitted: "2025"\n'
        "      source: untc\n"
        "\n"
        "article_9:\n"
    ) in made


def test_an_entry_in_the_middle_is_added_and_taken_out_without_its_neighbours() -> None:
    tree = tree_of(GNQ)
    entry = {"covers": 1999, "submitted": "none", "known": 2000, "source": "untc"}
    tree["article_7"]["reports"].insert(1, entry)
    assert [line[:1] for line in changed(GNQ, tree)] == ["+"] * 4
    made = rewritten(GNQ, "GNQ.yaml", tree)
    assert rewritten(made, "GNQ.yaml", tree_of(GNQ)) == GNQ


def test_the_first_key_of_an_entry_is_taken_out_and_put_back() -> None:
    tree = tree_of(GNQ)
    del tree["article_7"]["reports"][0]["covers"]
    assert changed(GNQ, tree) == [
        "-    - covers: initial",
        "-      submitted: 2014-07-07",
        "+    - submitted: 2014-07-07",
    ]
    made = rewritten(GNQ, "GNQ.yaml", tree)
    assert rewritten(made, "GNQ.yaml", tree_of(GNQ)) == GNQ


def test_entries_in_braces_and_lists_in_brackets_stay_so() -> None:
    tree = tree_of(GNQ)
    tree["sources"]["untc"]["title"] = "Status table, of the depositary"
    tree["article_7"]["reports"][0]["forms"].append("E")
    tree["article_1"]["cases"][0]["history"][0]["event"] = "closed"
    assert changed(GNQ, tree) == [
        "-        - {date: 2005-01, event: raised}",
        "+        - {date: 2005-01, event: closed}",
        "-      forms: [A, B, D]",
        "+      forms: [A, B, D, E]",
        "-  untc: {title: Status table, publisher: untc, seen: 2020-01-01}",
        '+  untc: {title: "Status table, of the depositary", publisher: untc, seen: 2020-01-01}',
    ]


def test_a_text_on_several_lines_is_replaced_as_a_whole() -> None:
    tree = tree_of(GNQ)
    tree["article_9"][0]["law"] = "one line"
    assert [line[5:] for line in changed(GNQ, tree)] == [
        "law: |",
        "  two lines of",
        "  text",
        "law: one line",
    ]


def test_a_section_is_added_and_taken_out_whole() -> None:
    tree = tree_of(GNQ)
    del tree["article_3"]
    made = rewritten(GNQ, "GNQ.yaml", tree)
    assert "article_3" not in made
    tree = tree_of(GNQ)
    events = [{"date": 2001, "event": "domestic step", "what": "w", "source": "untc"}]
    new = {}
    for key, value in tree.items():
        new[key] = value
        if key == "membership":
            new["events"] = events
    made = rewritten(GNQ, "GNQ.yaml", new)
    assert "# the depositary\n\nevents:\n  - date: 2001\n" in made
    assert rewritten(made, "GNQ.yaml", tree) == GNQ


def test_line_ends_of_windows_and_a_last_line_without_an_end_stay() -> None:
    text = GNQ.replace("\n", "\r\n").removesuffix("\r\n")
    tree = tree_of(text)
    tree["sources"]["who"] = {"title": "W", "publisher": "monitor", "date": 2020}
    tree["article_3"][0]["note"] = "n"
    made = rewritten(text, "GNQ.yaml", tree)
    assert "\n" not in made.replace("\r\n", "")
    assert made.endswith("  who:\r\n    title: W\r\n    publisher: monitor\r\n    date: 2020")


def test_a_comment_within_brackets_is_not_lost_but_refused() -> None:
    text = GNQ.replace("[icbl-11msp, monitor-2019]", "[icbl-11msp,  # first\n        monitor-2019]")
    tree = tree_of(text)
    tree["article_7"]["reports"][1]["source"] = "untc"
    with pytest.raises(CannotEditError, match=r"GNQ\.yaml is laid out in a way"):
        rewritten(text, "GNQ.yaml", tree)


def test_a_comment_within_braces_is_not_lost_but_refused() -> None:
    text = GNQ.replace(
        "{date: 2005-01, event: raised}", "{date: 2005-01,  # about\n    event: raised}"
    )
    tree = tree_of(text)
    tree["article_1"]["cases"][0]["history"][0]["event"] = "closed"
    with pytest.raises(CannotEditError):
        rewritten(text, "GNQ.yaml", tree)


def test_an_address_with_a_hash_is_no_comment() -> None:
    text = "a: {url: https://x.org/#top, note: n}\nb: 1\n"
    made = rewritten(text, "x.yaml", {"a": {"url": "https://x.org/#top", "note": "m"}, "b": 1})
    assert made == 'a: {url: "https://x.org/#top", note: m}\nb: 1\n'


def test_the_first_two_keys_of_an_entry_are_taken_out_at_once() -> None:
    text = "a:\n  - x: 1\n    y: 2\n    z: 3\n    w: 4\n"
    made = rewritten(text, "x.yaml", {"a": [{"z": 3, "w": 4}]})
    assert made == "a:\n  - z: 3\n    w: 4\n"


def test_true_is_not_one_and_yes_is_a_text() -> None:
    text = "a: true\nb: yes\n"
    assert rewritten(text, "x.yaml", {"a": 1, "b": "yes"}) == "a: 1\nb: yes\n"


@pytest.mark.parametrize("seed", range(12))
def test_any_change_of_a_real_record_keeps_every_line_that_it_does_not_concern(seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(sorted(STATES.glob("*.yaml")))
    text = path.read_text(encoding="utf-8")
    lines = [
        line
        for number, line in enumerate(text.splitlines())
        for line in ((f"# comment {number}", line) if chance.random() < 0.1 else (line,))
    ]
    text = "\n".join(lines) + "\n"
    tree = plain(parse_yaml(text, path.name))
    assert isinstance(tree, dict)
    wanted = copy.deepcopy(tree)
    touched = _change(wanted, chance)
    made = rewritten(text, path.name, wanted)
    assert same(parse_yaml(made, path.name), wanted)
    comments = [line for line in lines if line.startswith("# comment")]
    assert [line for line in made.splitlines() if line.startswith("# comment")] == comments
    assert sum((Counter(lines) - Counter(made.splitlines())).values()) <= touched


def _change(tree: Any, chance: random.Random) -> int:
    """Changes a few values somewhere in a tree, and gives how many lines may go at most."""
    for _ in range(3):
        lists = [one for one in _lists(tree) if one]
        entry = chance.choice(chance.choice(lists))
        key = chance.choice(sorted(entry))
        if isinstance(entry[key], str):
            entry[key] = f"{entry[key]} # {chance.random()}"
        entry["added"] = chance.choice(["x: y", 7, ["a", "b"], True])
    return 3


def _lists(tree: Any) -> list[Any]:
    if isinstance(tree, dict):
        return [one for value in tree.values() for one in _lists(value)]
    if isinstance(tree, list) and all(isinstance(one, dict) for one in tree):
        return [tree, *(one for entry in tree for one in _lists(entry))]
    return []
