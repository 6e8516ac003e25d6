"""What the reader of YAML refuses, and how it says so."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from compliance_engine.documents.text import composed
from compliance_engine.documents.yaml import MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES
from tests.unit.documents.reading import mapping, problems

LEVELS = 100_000


def test_every_key_that_stands_twice_is_reported_with_its_first_line() -> None:
    told = problems("a: 1\nb:\n  c: 1\n  c: 2\na: 2\nd: {e: 1, f: 2, e: 3}\na: 3\n")
    assert {one.partition(" | ")[2] for one in told} == {"Keep one of the two."}
    assert [one.partition(" | ")[0] for one in told] == [
        "a.yaml:4:3: the key 'c' stands here a second time, first on line 3",
        "a.yaml:5:1: the key 'a' stands here a second time, first on line 1",
        "a.yaml:6:17: the key 'e' stands here a second time, first on line 6",
        "a.yaml:7:1: the key 'a' stands here a second time, first on line 1",
    ]


@pytest.mark.parametrize("again", ["state", "'state'", '"state"', '"st\\x61te"'])
def test_a_key_stands_twice_however_it_is_quoted(again: str) -> None:
    assert problems(f"state: 1\n{again}: 2\n") == [
        "a.yaml:2:1: the key 'state' stands here a second time, first on line 1 "
        "| Keep one of the two.",
    ]


def test_one_key_may_stand_in_several_mappings() -> None:
    assert mapping("a: {b: 1}\nc: {b: 2, a: 3}\n") == {"a": {"b": 1}, "c": {"b": 2, "a": 3}}


def test_anchors_aliases_and_tags_are_all_reported_together() -> None:
    assert problems("a: &one 1\nb: *one\nc: !!int 3\nd: !mine {e: &two [], *one : f}\n") == [
        "a.yaml:1:4: an anchor (&one) is not allowed | Remove it.",
        "a.yaml:2:4: an alias (*one) is not allowed | Write it out.",
        "a.yaml:3:4: a tag (tag:yaml.org,2002:int) is not allowed | Remove it.",
        "a.yaml:4:4: a tag (!mine) is not allowed | Remove it.",
        "a.yaml:4:14: an anchor (&two) is not allowed | Remove it.",
        "a.yaml:4:23: a key must be a plain text, not a list or mapping",
        "a.yaml:4:23: an alias (*one) is not allowed | Write it out.",
    ]


@pytest.mark.parametrize(
    "text",
    ["!!python/object/apply:os.system [echo]", "!!python/name:os.system", "!!timestamp 2013-01-01"],
)
def test_no_tag_is_ever_followed(text: str) -> None:
    (told,) = problems(f"a: {text}\n")
    assert told.startswith("a.yaml:1:4: a tag (tag:yaml.org,2002:")


def test_an_alias_of_no_anchor_is_refused_like_any_other() -> None:
    assert problems("a: *nobody\n") == [
        "a.yaml:1:4: an alias (*nobody) is not allowed | Write it out.",
    ]


def test_a_billion_laughs_are_refused_and_never_unfolded() -> None:
    names = "abcdefghi"
    levels = [
        f"{after}: &{after} [{', '.join([f'*{name}'] * 9)}]" for name, after in pairwise(names)
    ]
    told = problems("\n".join(["a: &a [ha, ha]", *levels]))
    assert len(told) == len(names) + 9 * len(levels)
    assert told[:2] == [
        "a.yaml:1:4: an anchor (&a) is not allowed | Remove it.",
        "a.yaml:2:4: an anchor (&b) is not allowed | Remove it.",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\n---\nb: 2\n", "2:1"),
        ("--- 1\n--- 2\n", "2:1"),
        ("a: 1\n...\n---\nb: 2\n", "3:1"),
    ],
)
def test_a_second_document_is_refused_where_it_begins(text: str, place: str) -> None:
    assert problems(text) == [f"a.yaml:{place}: a second document begins here | Use one file each."]


def test_duplicate_keys_before_a_second_document_are_reported_with_it() -> None:
    assert problems("a: 1\na: 2\n---\n") == [
        "a.yaml:2:1: the key 'a' stands here a second time, first on line 1 | Keep one of the two.",
        "a.yaml:3:1: a second document begins here | Use one file each.",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * LEVELS, f"1:{MAX_DEPTH + 1}"),
        ("[" * LEVELS + "]" * LEVELS, f"1:{MAX_DEPTH + 1}"),
        ("{a: " * LEVELS, f"1:{4 * MAX_DEPTH + 1}"),
        ("- " * LEVELS, f"1:{2 * MAX_DEPTH + 1}"),
        (
            "\n".join(" " * level + "a:" for level in range(1000)),
            f"{MAX_DEPTH + 1}:{MAX_DEPTH + 1}",
        ),
    ],
    ids=["open brackets", "brackets", "braces", "dashes", "indentation"],
)
def test_a_hundred_thousand_levels_are_refused_at_the_first_too_many(text: str, place: str) -> None:
    assert problems(text) == [
        f"a.yaml:{place}: is nested more than {MAX_DEPTH} levels deep | Flatten it."
    ]


def test_the_deepest_level_allowed_is_read() -> None:
    read: object = mapping("{a: " * (MAX_DEPTH - 1) + "{a: 1}" + "}" * (MAX_DEPTH - 1))
    for _ in range(MAX_DEPTH):
        assert isinstance(read, dict)
        read = read["a"]
    assert read == 1


def test_a_file_with_too_many_values_is_refused_where_they_become_too_many() -> None:
    assert problems("- 1\n" * (MAX_VALUES + 1)) == [
        f"a.yaml:{MAX_VALUES}:3: holds more than {MAX_VALUES} values | Split the file."
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[a, b]: 1\n", "1:1"),
        ("{a: b}: 1\n", "1:1"),
        ("? [a]\n: 1\n", "1:3"),
        ("a:\n  ? {b: c}\n  : 1\n", "2:5"),
    ],
)
def test_a_key_that_is_no_text_is_refused(text: str, place: str) -> None:
    assert problems(text) == [f"a.yaml:{place}: a key must be a plain text, not a list or mapping"]


@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        ("a: \x00b", "1:4", "U+0000 (a control character)"),
        ("a: 1\nb: \x07", "2:4", "U+0007 (a control character)"),
        ("é: 1\nb😀: é\x1b[31m", "2:6", "U+001B (a control character)"),
        ("a: '\x7f'", "1:5", "U+007F (a control character)"),
        ("a: \x9f", "1:4", "U+009F (a control character)"),
        ("a: b\x85", "1:5", "U+0085 (a control character)"),
        ("a: \ufffe", "1:4", "U+FFFE (no character)"),
        ("a: \U0005ffff", "1:4", "U+5FFFF (no character)"),
        ("a: \ufdd0", "1:4", "U+FDD0 (no character)"),
        ("a: 1\nb: \ud800", "2:4", "U+D800 (half a character)"),
        ("a: \ue000", "1:4", "U+E000 (for private use)"),
        ("a: \U0010abcd", "1:4", "U+10ABCD (for private use)"),
        ("a: \U000e0041", "1:4", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
        ("# \x08", "1:3", "U+0008 (a control character)"),
        ("# a\r\n# \u202e", "2:3", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("a: [b,\r c\u2066]", "2:3", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("a: b\u2028c", "1:5", "U+2028 (LINE SEPARATOR)"),
        ("a: b\ufeff", "1:5", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("a: C\ufffdte", "1:5", "U+FFFD (REPLACEMENT CHARACTER)"),
        ("é" * 30_000 + ": b\nc: \x07", "2:4", "U+0007 (a control character)"),
        ('a: "\\e[31m"', "1:4", "U+001B (a control character)"),
        ('a: "b\\x9bc"', "1:4", "U+009B (a control character)"),
        ('a: ["b", "\\u202e"]', "1:10", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ('"\\a": b', "1:1", "U+0007 (a control character)"),
        ('a: "\\r"', "1:4", "U+000D (a control character)"),
        ('a: "\\N\\L"', "1:4", "U+0085 (a control character)"),
        ('a: "\\U000E0041"', "1:4", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
    ],
)
def test_a_character_that_no_text_may_hold_is_refused_at_its_place(
    text: str, place: str, character: str
) -> None:
    assert problems(text) == [
        f"a.yaml:{place}: here is {character}, which no text may hold "
        "| Take the character out, or type it anew."
    ]


def test_every_line_with_such_a_character_is_reported() -> None:
    assert [one.partition(": ")[0] for one in problems("a: \x07\x08\nb: 1\nc: \x9b\n")] == [
        "a.yaml:1:4",
        "a.yaml:3:4",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\u200fالنص العربي\u200e (2010)\u061c",  # noqa: RUF001
        "می\u200cخواهم",  # noqa: RUF001
        "क्\u200dष",
        "👩\u200d👩\u200d👧 ✔\ufe0f",
        "soft\u00adhyphen, no\u00a0break, thin\u202fspace, zero\u200bwidth",
        "Côte d'Ivoire, Co\u0302te, Ελλάδα, Россия, 中国, 𐎀",
    ],
)
def test_what_people_write_passes(text: str) -> None:
    assert mapping(f"a: {text}\n") == {"a": composed(text)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b: c", "1:5: a colon followed by a space stands within a text without quotes"),
        ("a: 1\n\tb: 2", "2:1: the line is indented with a tab"),
        ("a:\n\t- b", "2:1: the line is indented with a tab"),
        ("a: }", "1:4: a text cannot begin with a bracket or comma"),
        ("a: @home", "1:4: a text cannot begin with '@'"),
        ("a: %b", "1:4: a text cannot begin with '%'"),
        ("a: *", "1:5: a text cannot begin with '&' or '*'"),
        ("a: &", "1:5: a text cannot begin with '&' or '*'"),
        ("%", "1:2: a text cannot begin with '%'"),
        ("a: 1\n  b: 2\n", "2:4: a key cannot stand here"),
        ('a:"x"\nb: 1\n', "2:2: a key cannot stand here"),
        ("a:\n  - 1\n b: 2\n", "3:2: this line does not stand exactly under the lines that it"),
        ("a: {b: 1}\n c: 2\n", "2:2: this line does not stand exactly under the lines that it"),
        ('a: "\\q"', "1:5: a backslash in double quotes stands before a letter"),
        ("a: 1\n- b\n", "2:1: an item of a list stands among keys"),
        ("a:\n  - b\n  c: d", "3:3: this line stands in a list, but is no item of it"),
        ("a: - b", "1:4: an item of a list begins in the middle of a line"),
        ("[] []", "1:4: something stands after the end of the only value"),
        ("a: 1\nb\nc: 2", "3:1: this line has no colon after its key"),
        ("a: 'b", "1:4: the quote opened here is never closed"),
        ('a: 1\nb: "c\nd: 2\n', "2:4: the quote opened here is never closed"),
        ('a: "x "y" z"', "1:8: the text ends at the quote before this, but the line goes on"),
        ("a: 'it's'", "1:8: the text ends at the quote before this, but the line goes on"),
        ("a: [1, 2", "1:4: the bracket [ opened here is never closed"),
        ("a: [1, 2\nb: 3\n", "1:4: the bracket [ opened here is never closed"),
        ("a: {b: 1\nc: 2\n", "1:4: the bracket { opened here is never closed"),
        ('a: {b: "c" d: 2}', "1:12: a comma or the closing } is missing before this"),
        ("a: [b]]", "1:7: the bracket ] closes nothing"),
        ("a: |x\n", "1:5: a text begins on the line of the sign | or >"),
        ("a: ? b", "1:4: cannot be read from here on"),
    ],
)
def test_what_is_not_yaml_is_told_in_plain_words_at_its_place(text: str, told: str) -> None:
    (said,) = problems(text)
    assert said.startswith(f"a.yaml:{told}")
    what, _, remedy = said.partition(" | ")
    assert remedy.endswith(".")
    assert not re.search(r"scann|pars|token|scalar|flow|block", what)


def test_of_a_file_with_very_many_mistakes_the_first_are_told() -> None:
    assert len(problems("a: 1\n" * 100_000)) == MAX_PROBLEMS
    assert len(problems("# \x07\n" * 100_000)) == MAX_PROBLEMS
