"""What a value written in YAML is: nothing is guessed."""

from __future__ import annotations

import pytest

from compliance_engine.documents.yaml import parse_yaml
from tests.unit.documents.reading import mapping


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "No", "yes", "Yes", "y", "n", "on", "off", "ON", "Off"),
        *("True", "TRUE", "False", "FALSE", "Null", "NULL", "none", "None"),
        *("010", "0o17", "0x1F", "0b11", "00", "-07", "+5", "1_000", "1,5"),
        *("12:30", "190:20:30", "1.5", "1.0", "1e3", "1E3", ".5", ".inf", "-.inf", ".nan"),
        *("2013-05-31", "2013-05", "2001-12-14t21:59:43", "<<", "=", "--", "1-2"),
        *("9999999999999999999", "-9999999999999999999", "\u0661\u0662", "²"),
    ],
)
def test_what_other_readers_take_for_a_truth_a_number_or_a_date_stays_a_text(text: str) -> None:
    value = mapping(f"key: {text}\n")["key"]
    assert (type(value), value) == (str, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("2013", 2013),
        ("-12", -12),
        ("999999999999999999", 999_999_999_999_999_999),
    ],
)
def test_plain_decimal_digits_are_a_whole_number(text: str, number: int) -> None:
    value = mapping(f"key: {text}\n")["key"]
    assert (type(value), value) == (int, number)


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("# x", None)],
)
def test_only_true_false_and_null_have_a_meaning_of_their_own(text: str, value: object) -> None:
    assert mapping(f"key: {text}\n")["key"] is value


@pytest.mark.parametrize("text", ["2013", "true", "null", "~", "", "-1", "NO", "1.5"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_what_stands_in_quotes_stays_a_text(text: str, quote: str) -> None:
    assert mapping(f"key: {quote}{text}{quote}\n")["key"] == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("|\n  one\n  two\n", "one\ntwo\n"),
        ("|-\n  one\n  two\n", "one\ntwo"),
        ("|+\n  one\n\n", "one\n\n"),
        (">\n  one\n  two\n\n  three\n", "one two\nthree\n"),
        (">-\n  one\n  two\n", "one two"),
        ("one\n  two\n\n  three\n", "one two\nthree"),
        ("'one\n  two'\n", "one two"),
        ('"one\n  two\\n\\\n  three"\n', "one two\nthree"),
        ("|\n  # no comment\n  12\n", "# no comment\n12\n"),
        ("'it''s'", "it's"),
        ('"\\u00e9\\x41\\U0001F600"', "éA😀"),
        ("a#b", "a#b"),
        ("a #b", "a"),
        ("a:b", "a:b"),
    ],
)
def test_texts_on_several_lines_in_quotes_and_with_signs(written: str, text: str) -> None:
    assert mapping(f"key: {written}")["key"] == text


def test_a_number_or_a_truth_as_a_key_is_a_text() -> None:
    assert mapping("1: a\ntrue: b\nnull: c\n'': d\n") == {
        "1": "a",
        "true": "b",
        "null": "c",
        "": "d",
    }


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert mapping("<<: {a: 1}\nb: 2\n") == {"<<": {"a": 1}, "b": 2}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n", "---\n...\n"])
def test_a_text_without_a_value_is_nothing(text: str) -> None:
    assert parse_yaml(text, "a.yaml") is None


@pytest.mark.parametrize("start", ["", "---\n", "%YAML 1.2\n---\n", "\ufeff", "# remark\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n...\n", "\n# remark"])
def test_marks_at_the_beginning_and_the_end_change_nothing(start: str, end: str) -> None:
    assert parse_yaml(f"{start}a: 1{end}", "a.yaml") == {"a": 1}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(line_end: str) -> None:
    read = mapping(line_end.join(["a: 1", "b: |", "  c", "  d", "e: 2", ""]))
    assert read == {"a": 1, "b": "c\nd\n", "e": 2}
    assert read.key_places["e"].line == 5
