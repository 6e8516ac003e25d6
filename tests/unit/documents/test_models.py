"""Mistakes in a document are told in its author's words, at their line and column."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

import pytest
from pydantic import Field, ValidationError, model_validator

from compliance_engine.documents.model import Document, Model, validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark blue"


class RemedyError(ValueError):
    remedy = "Write it the other way round."


class Part(Model):
    name: str
    count: Annotated[int, Field(ge=0)] = 0
    open: bool = False
    status: Literal["in progress", "adopted, not in force", "not known"] = "not known"
    colour: Annotated[Colour, Field(strict=False)] = Colour.RED

    @model_validator(mode="after")
    def _is_not_backwards(self) -> Self:
        if self.name == "backwards":
            raise ValueError("the name is backwards")
        if self.name == "reversed":
            raise RemedyError("the name is reversed")
        return self


class Whole(Document):
    title: str
    parts: tuple[Part, ...] = Field(default=(), strict=False)
    best: Part | None = None
    by_name: dict[str, Part] = Field(default={})
    from_: str | None = Field(default=None, alias="from")


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidInputError) as raised:
        validate(Whole, parse_yaml(text, "w.yaml"), "w.yaml")
    return [str(problem).replace("\n    ", " | ") for problem in raised.value.problems]


def test_a_part_knows_its_place_and_those_of_its_values() -> None:
    text = 'title: T\nparts:\n  - name: "one"\n    count: 3\nfrom: here\n'
    whole = validate(Whole, parse_yaml(text, "w.yaml"), "w.yaml")
    assert whole.place == Place("w.yaml", 1, 1)
    assert whole.parts[0].place == Place("w.yaml", 3, 5)
    assert whole.parts[0].place_of("count") == Place("w.yaml", 4, 12)
    assert whole.parts[0].place_of("open") == Place("w.yaml", 3, 5)
    assert whole.place_of("from") == Place("w.yaml", 5, 7)


def test_a_part_knows_the_places_of_the_characters_of_a_text() -> None:
    text = 'title: T\nparts:\n  - name: "one"\n  - name: >-\n      one\n'
    whole = validate(Whole, parse_yaml(text, "w.yaml"), "w.yaml")
    assert whole.parts[0].place_within("name", 2) == Place("w.yaml", 3, 13)
    assert whole.parts[1].place_within("name", 2) == Place("w.yaml", 4, 11)


def test_a_part_never_changes() -> None:
    part = Part(name="one")
    with pytest.raises(ValidationError, match="frozen"):
        part.name = "other"  # type: ignore[misc]
    assert part.name == "one"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titl: T\ntitle: T\n", "w.yaml:1:1: unknown key 'titl' | Did you mean 'title'?"),
        (
            "title: T\nxyz: 1\n",
            "w.yaml:2:1: unknown key 'xyz' | Known keys here: best, by_name, from, parts, title.",
        ),
        (
            "title: T\nparts: [{name: a}, {name: b, cuont: 1}]\n",
            "w.yaml:2:30: unknown key 'cuont' | Did you mean 'count'?",
        ),
        (
            "title: T\nbest:\n  name: a\n  zzz: 1\n",
            "w.yaml:4:3: unknown key 'zzz' | Known keys here: colour, count, name, open, status.",
        ),
        (
            "title: T\nby_name:\n  title: {name: a, nme: b}\n",
            "w.yaml:3:20: unknown key 'nme' | Did you mean 'name'?",
        ),
        (
            "title: T\nby_name: {name: {name: a, zzz: b}}\n",
            "w.yaml:2:27: unknown key 'zzz' | Known keys here: colour, count, name, open, status.",
        ),
        ("title: T\nfrom_: x\n", "w.yaml:2:1: unknown key 'from_' | Did you mean 'from'?"),
    ],
)
def test_an_unknown_key_is_shown_at_its_place_with_the_nearest_known_one(
    text: str, told: str
) -> None:
    assert problems(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("parts: []\n", "w.yaml:1:1: the key 'title' is missing | Add 'title: …' here."),
        (
            "title: T\nparts:\n  - count: 1\n",
            "w.yaml:3:5: the key 'name' is missing | Add 'name: …' here.",
        ),
        (
            "title: T\nbest: {}\n",
            "w.yaml:2:7: the key 'name' is missing | Add 'name: …' here.",
        ),
    ],
)
def test_a_missing_key_is_shown_where_it_belongs(text: str, told: str) -> None:
    assert problems(text) == [told]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            "status: in progrs",
            "'in progrs' is not a known value of 'status' | Did you mean 'in progress'?",
        ),
        (
            "status: adopted not in force",
            "'adopted not in force' is not a known value of 'status' "
            "| Did you mean 'adopted, not in force'?",
        ),
        (
            "status: NO",
            "'NO' is not a known value of 'status' "
            "| Write one of: 'in progress', 'adopted, not in force' or 'not known'.",
        ),
        (
            "status: 5",
            "'5' is not a known value of 'status' "
            "| Write one of: 'in progress', 'adopted, not in force' or 'not known'.",
        ),
        ("colour: Red", "'Red' is not a known value of 'colour' | Did you mean 'red'?"),
        (
            "colour: darkblue",
            "'darkblue' is not a known value of 'colour' | Did you mean 'dark blue'?",
        ),
        (
            "colour: green",
            "'green' is not a known value of 'colour' | Write one of: 'red' or 'dark blue'.",
        ),
    ],
)
def test_a_value_that_is_none_of_those_allowed_is_told_the_nearest_or_all(
    value: str, told: str
) -> None:
    text = f"title: T\nbest: {{name: a, {value}}}\n"
    assert problems(text) == [f"w.yaml:2:{18 + value.index(' ')}: {told}"]


NUMBER = "Write plain digits without quotes and without leading zeros."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("name: 5", "'name' must be a text, not '5' | Put it in quotes."),
        ("name: true", "'name' must be a text, not true | Put it in quotes."),
        ("name:", "'name' must be a text, not nothing | Write it after the colon."),
        ("name: [a]", "'name' must be a text, not a list | Put it in quotes."),
        ("name: {a: b}", "'name' must be a text, not a mapping | Put it in quotes."),
        ("count: '5'", f"'count' must be a whole number, not '5' | {NUMBER}"),
        ("count: 010", f"'count' must be a whole number, not '010' | {NUMBER}"),
        ("count: 12:30", f"'count' must be a whole number, not '12:30' | {NUMBER}"),
        ("count: 1e3", f"'count' must be a whole number, not '1e3' | {NUMBER}"),
        (f"count: {'x' * 61}", f"'count' must be a whole number, not '{'x' * 60}' | {NUMBER}"),
        ("count: true", f"'count' must be a whole number, not true | {NUMBER}"),
        ("count: ~", f"'count' must be a whole number, not nothing | {NUMBER}"),
        ("count: -1", "'count' must be at least 0, not -1 | Write 0 or more."),
        (
            "open: yes",
            "'open' must be true or false, not 'yes' | Write true or false, without quotes.",
        ),
        ("open: 1", "'open' must be true or false, not '1' | Write true or false, without quotes."),
        (
            "open: 'true'",
            "'open' must be true or false, not 'true' | Write true or false, without quotes.",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_told_the_right_one(value: str, told: str) -> None:
    rest = " name: a\n" if not value.startswith("name") else ""
    (found,) = problems(f"title: T\nbest:\n{rest} {value}\n")
    assert found.split(": ", 1)[1] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "title: T\nparts: {name: a}\n",
            "w.yaml:2:8: 'parts' must be a list, not a mapping "
            "| Write [one, other], or each item on a line with '- ', or [] for none.",
        ),
        (
            "title: T\nparts:\n",
            "w.yaml:2:7: 'parts' must be a list, not nothing "
            "| Write [one, other], or each item on a line with '- ', or [] for none.",
        ),
        (
            "title: T\nparts: [a text]\n",
            "w.yaml:2:9: an item of 'parts' must be a mapping, not 'a text' "
            "| Write lines 'key: value' here.",
        ),
        (
            "title: T\nbest: [1]\n",
            "w.yaml:2:7: 'best' must be a mapping, not a list | Write lines 'key: value' here.",
        ),
        (
            "title: T\nby_name: [1]\n",
            "w.yaml:2:10: 'by_name' must be a mapping, not a list | Write lines 'key: value' here.",
        ),
    ],
)
def test_a_list_or_a_mapping_in_the_place_of_the_other_is_told_in_plain_words(
    text: str, told: str
) -> None:
    assert problems(text) == [told]


def test_what_a_model_says_of_itself_is_shown_at_its_beginning_with_its_remedy() -> None:
    text = (
        "title: T\nparts:\n  - name: a\n  - count: 1\n    name: backwards\n  - {name: reversed}\n"
    )
    assert problems(text) == [
        "w.yaml:4:5: the name is backwards",
        "w.yaml:6:5: the name is reversed | Write it the other way round.",
    ]


def test_all_problems_of_a_file_are_shown_together_in_its_order() -> None:
    text = (
        "zzz: 1\n"
        "parts:\n"
        "  - {nme: x, count: -1}\n"
        "  - {name: 7, open: on}\n"
        "best: {name: a, status: unknown}\n"
    )
    assert [told.split(": ", 1)[0] for told in problems(text)] == [
        "w.yaml:1:1",
        "w.yaml:1:1",
        "w.yaml:3:5",
        "w.yaml:3:6",
        "w.yaml:3:21",
        "w.yaml:4:12",
        "w.yaml:4:21",
        "w.yaml:5:25",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("# remark\n", "is empty"),
        ("- a\n", "is not a mapping of keys to values"),
        ("text", "is not a mapping of keys to values"),
        ("5", "is not a mapping of keys to values"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused_as_a_whole(text: str, told: str) -> None:
    assert problems(text) == [f"w.yaml: {told} | Begin with a line 'key: value'."]


def test_problems_are_sorted_by_place_and_never_repeated() -> None:
    late, early = Problem(Place("b", 1, 1), "x"), Problem(Place("a", 10, 1), "x")
    earlier = Problem(Place("a", 9, 5), "x")
    error = InvalidInputError([late, early, earlier, late])
    assert error.problems == (earlier, early, late)
    assert str(error) == "a:9:5: x\na:10:1: x\nb:1:1: x"


def test_a_key_that_is_missing_because_its_line_is_indented_is_told_where_it_stands() -> None:
    told = problems("best:\n  name: a\n  title: b\n")
    assert told[0] == (
        "w.yaml:1:1: the key 'title' is missing "
        "| One stands on line 3 under another key: begin that line at its left edge."
    )
