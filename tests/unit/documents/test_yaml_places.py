"""Every key, value and item knows its line and column."""

from __future__ import annotations

from compliance_engine.documents.yaml import YamlList, YamlMap, parse_yaml
from compliance_engine.errors import Place
from tests.unit.documents.reading import mapping

TEXT = """\
# A remark
state: GNQ

article_7:
  reports:
    - covers: 2010
      source: [untc, "isu",
               'monitor']
    -   covers: initial
      # indented oddly, and quoted
        note: "é: 1"
    - {covers: 2011, note: {by: X}}
  "lists": []
notes: >
  folded
  text
"""


def at(line: int, column: int) -> Place:
    return Place("a.yaml", line, column)


def inner(of: YamlMap, key: str) -> YamlMap:
    found = of[key]
    assert isinstance(found, YamlMap)
    return found


def items(of: YamlMap, key: str) -> YamlList:
    found = of[key]
    assert isinstance(found, YamlList)
    return found


def test_keys_and_values_of_a_mapping_stand_where_they_are_written() -> None:
    root = mapping(TEXT)
    assert root.place == at(2, 1)
    assert root.key_places == {
        "state": at(2, 1),
        "article_7": at(4, 1),
        "notes": at(14, 1),
    }
    assert root.value_places == {
        "state": at(2, 8),
        "article_7": at(5, 3),
        "notes": at(14, 8),
    }


def test_a_nested_mapping_and_a_list_begin_with_their_first_sign() -> None:
    article = inner(mapping(TEXT), "article_7")
    assert article.place == at(5, 3)
    assert article.key_places == {"reports": at(5, 3), "lists": at(13, 3)}
    assert article.value_places == {"reports": at(6, 5), "lists": at(13, 12)}
    reports, lists = items(article, "reports"), items(article, "lists")
    assert (reports.place, lists.place) == (at(6, 5), at(13, 12))


def test_an_item_stands_after_its_dash() -> None:
    reports = items(inner(mapping(TEXT), "article_7"), "reports")
    assert reports.value_places == [at(6, 7), at(9, 9), at(12, 7)]


def test_a_list_in_brackets_may_go_on_on_the_next_line() -> None:
    first = items(inner(mapping(TEXT), "article_7"), "reports")[0]
    assert isinstance(first, YamlMap)
    assert first.value_places == {"covers": at(6, 15), "source": at(7, 15)}
    assert items(first, "source").value_places == [at(7, 16), at(7, 22), at(8, 16)]


def test_keys_and_values_in_braces_have_places_too() -> None:
    third = items(inner(mapping(TEXT), "article_7"), "reports")[2]
    assert isinstance(third, YamlMap)
    assert third.place == at(12, 7)
    assert third.key_places == {"covers": at(12, 8), "note": at(12, 22)}
    assert third.value_places == {"covers": at(12, 16), "note": at(12, 28)}
    assert inner(third, "note").key_places == {"by": at(12, 29)}


def test_columns_count_characters_and_not_bytes() -> None:
    read = mapping("é😀: {ключ: значение, b: c}\n")
    value = inner(read, "é😀")
    assert read.value_places == {"é😀": at(1, 5)}
    assert value.key_places == {"ключ": at(1, 6), "b": at(1, 22)}


def test_a_value_left_out_stands_where_it_would_begin() -> None:
    assert mapping("a:\nb: 1\n").value_places["a"] == at(1, 3)


def test_a_key_without_a_value_in_braces_has_none() -> None:
    assert mapping("{a, b: }") == {"a": None, "b": None}


def test_a_list_at_the_top_has_places() -> None:
    read = parse_yaml("- a\n-   [b,\n   c]\n", "a.yaml")
    assert isinstance(read, YamlList)
    assert read.place == at(1, 1)
    assert read.value_places == [at(1, 3), at(2, 5)]
    assert list(read) == ["a", ["b", "c"]]


def test_a_character_inside_of_a_text_is_counted_from_after_its_quotation_mark() -> None:
    read = mapping("plain: one two\nsingle: 'one two'\ndouble: \"one two\"\n")
    assert read.place_within("plain", 5) == at(1, 12)
    assert read.place_within("single", 5) == at(2, 14)
    assert read.place_within("double", 5) == at(3, 14)


def test_of_a_text_on_several_lines_only_the_beginning_is_told() -> None:
    read = mapping("plain: one\n  two\nfolded: >\n  one\n  two\nescaped: 'it''s'\n")
    assert read.place_within("plain", 5) == at(1, 8)
    assert read.place_within("folded", 5) == at(3, 9)
    assert read.place_within("escaped", 5) == at(6, 10)
