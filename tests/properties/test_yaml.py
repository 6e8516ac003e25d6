"""Laws of reading YAML: nothing but a clear error, and every value at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from hypothesis import assume, given
from hypothesis import strategies as st

from compliance_engine.documents.yaml import YamlList, YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError, Place

FILE = "any.yaml"

# --- any text

signs = st.text(
    "ab0 1-:?,[]{}#&*!|>'\"%@`~<=.\t\n\r\\\x00\x07\x85\u2028\ufeff\ud800é😀", max_size=40
)
lines = st.lists(
    st.one_of(
        signs,
        st.sampled_from(
            [
                *("a: 1", "- b", "  - c: &d", "  e: *d", "---", "...", "? f", ": g", "h: |"),
                *("i: >-", "<<: *d", "!!str j", "%YAML 1.1", "k: [l", "m: {n: ", "]", "}"),
                *("'o", '"p\\', "  q"),
            ]
        ),
    ),
    max_size=12,
).map("\n".join)


@given(st.one_of(st.text(), signs, lines))
def test_any_text_is_read_or_refused_with_places_inside_of_it(text: str) -> None:
    try:
        tree = parse_yaml(text, FILE)
    except InvalidInputError as error:
        problems = error.problems
    else:
        assert all(isinstance(value, str | int | None) for value in scalars(tree))
        return
    assert problems
    for problem in problems:
        assert problem.what
        assert problem.place.file == FILE
        assert 1 <= problem.place.line <= len(text.splitlines()) + 1
        assert 1 <= problem.place.column <= len(text) + 1


def scalars(tree: object) -> Iterator[object]:
    match tree:
        case YamlMap():
            for key, value in tree.items():
                yield key
                yield from scalars(value)
        case YamlList():
            for value in tree:
                yield from scalars(value)
        case _:
            yield tree


# --- trees whose every key and value is a word that stands nowhere else


@dataclass(frozen=True)
class Leaf:
    """A text, plain or in quotes."""

    quote: str


@dataclass(frozen=True)
class Branch:
    """A mapping or a list, in lines or in brackets."""

    mapping: bool
    in_lines: bool
    inside: tuple[Leaf | Branch, ...]


Node = Leaf | Branch

leaves = st.builds(Leaf, st.sampled_from(["", "'", '"']))


def branches(inside: st.SearchStrategy[Node]) -> st.SearchStrategy[Branch]:
    return st.builds(
        Branch,
        st.booleans(),
        st.booleans(),
        st.lists(inside, min_size=1, max_size=4).map(tuple),
    )


trees = branches(st.one_of(leaves, branches(st.one_of(leaves, branches(leaves)))))


class Writer:
    """Writes a tree with words that are numbered, so that each is found in the text again."""

    def __init__(self) -> None:
        self._numbers = count()

    def word(self) -> str:
        return f"wörd😀{next(self._numbers):03}"

    def in_brackets(self, node: Node) -> str:
        match node:
            case Leaf(quote):
                return f"{quote}{self.word()}{quote}"
            case Branch(mapping=True, inside=inside):
                return (
                    "{" + ", ".join(f"{self.word()}: {self.in_brackets(x)}" for x in inside) + "}"
                )
            case Branch(inside=inside):
                return "[" + ", ".join(self.in_brackets(x) for x in inside) + "]"

    def in_lines(self, node: Branch) -> list[str]:
        lines = []
        for child in node.inside:
            head = f"{self.word()}:" if node.mapping else "-"
            if isinstance(child, Leaf) or not child.in_lines:
                lines.append(f"{head} {self.in_brackets(child)}")
                continue
            below = self.in_lines(child)
            if node.mapping:
                lines += [head, "  # a remark", *("  " + line for line in below)]
            else:
                lines += [f"- {below[0]}", *("  " + line for line in below[1:])]
        return lines


def written(tree: Branch) -> str:
    writer = Writer()
    return "\n".join(writer.in_lines(tree)) + "\n" if tree.in_lines else writer.in_brackets(tree)


def place_of(word: str, text: str) -> Place:
    """Where a word stands, its quotation mark included."""
    assert text.count(word) == 1
    lines = text[: text.index(word)].split("\n")
    quoted = lines[-1][-1:] in ("'", '"')
    return Place(FILE, len(lines), len(lines[-1]) + (0 if quoted else 1))


def character_at(place: Place, text: str) -> str:
    return text.split("\n")[place.line - 1][place.column - 1]


@given(trees)
def test_every_key_value_and_item_is_found_at_its_place(tree: Branch) -> None:
    text = written(tree)
    met = 0

    def check(value: object, place: Place) -> None:
        nonlocal met
        match value:
            case YamlMap():
                assert value.place == place
                first = next(iter(value))
                assert character_at(place, text) == "{" or place == value.key_places[first]
                for key, inner in value.items():
                    met += 1
                    assert value.key_places[key] == place_of(key, text)
                    check(inner, value.value_places[key])
            case YamlList():
                assert value.place == place
                assert character_at(place, text) in "[-"
                assert len(value.value_places) == len(value)
                for inner, where in zip(value, value.value_places, strict=True):
                    check(inner, where)
            case _:
                met += 1
                assert place == place_of(str(value), text)

    root = parse_yaml(text, FILE)
    assert isinstance(root, YamlMap | YamlList)
    check(root, root.place)
    assert met == text.count("wörd")


# --- characters inside of a text

plain = st.text("abé😀 ", min_size=1).map(lambda text: f"x{text}x")
in_single = st.text('abé😀: #{}\\"', min_size=1)
in_double = st.text("abé😀: #{}'", min_size=1)


@given(
    st.sampled_from(["", "'", '"']).flatmap(
        lambda quote: st.tuples(st.just(quote), {"": plain, "'": in_single, '"': in_double}[quote])
    ),
    st.data(),
)
def test_each_character_of_a_text_on_one_line_is_found_at_its_place(
    quoted: tuple[str, str], data: st.DataObject
) -> None:
    quote, content = quoted
    text = f"first: 1\nbefore: {{kéy: {quote}{content}{quote}, after: 2}}\n"
    root = parse_yaml(text, FILE)
    assert isinstance(root, YamlMap)
    inner = root["before"]
    assert isinstance(inner, YamlMap)
    assert inner["kéy"] == content
    column = data.draw(st.integers(1, len(content)))
    assert character_at(inner.place_within("kéy", column), text) == content[column - 1]


@given(st.text("ab '\"\\\n"), st.sampled_from(["single", "double", "folded", "literal"]))
def test_a_text_that_is_escaped_or_broken_is_told_by_its_beginning_alone(
    content: str, style: str
) -> None:
    match style:
        case "single":
            assume("'" in content)
            value = "'" + content.replace("'", "''").replace("\n", "\n\n  ") + "'"
        case "double":
            assume('"' in content or "\\" in content or "\n" in content)
            value = '"' + content.translate({34: '\\"', 92: "\\\\", 10: "\\n"}) + '"'
        case _:
            sign = ">-" if style == "folded" else "|"
            value = f"{sign}\n  x" + content.replace("\n", "\n  ")
    root = parse_yaml(f"key: {value}\n", FILE)
    assert isinstance(root, YamlMap)
    assert root.place_within("key", 1) == root.place_within("key", 3) == Place(FILE, 1, 6)
