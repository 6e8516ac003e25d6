"""What is written by hand-friendly YAML is read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.documents.text import canonical, composed, first_refused
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.writing import write_yaml

NASTY = (
    *("", " ", "  padded  ", "true", "false", "null", "~", "0", "-0", "007", "2013", "-5", "1_000"),
    *("NO", "yes", "on", "12:30", "1.5", "1e3", "0x1F", "2013-05-31", "---", "...", "... more"),
    *("- item", "-", "? key", "?", ": value", ":", "key: value", "ends with:", "a:b", "a#b", "a #"),
    *("# comment", "&anchor", "*alias", "!tag", "!!int 3", "|", ">", "%YAML 1.2", "@at", "`tick`"),
    *("[list]", "{map}", "]", "}", ",", "a, b", "it's", "'single'", '"double"', "say 'no': \"it\""),
    *("back\\slash", "tab\there", "line\nbreak", "\xa0", "\u200f", "\U0001f600"),
    *("Côte d'Ivoire", "أفغانستان", "阿富汗"),
    *("=cmd()", "<<", "=", "https://example.org/a?b=c#d", "<<: *merge", "a\n\n  b\n", "x" * 2000),
)

REFUSED = (
    "\r\n",
    "\x00",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\ue000",
)

texts = st.one_of(
    st.text().filter(lambda text: first_refused(text) is None).map(composed),
    st.sampled_from(NASTY),
)
keys = texts.map(canonical)
numbers = st.integers(min_value=-(10**18) + 1, max_value=10**18 - 1)
scalars = st.one_of(texts, numbers, st.booleans(), st.none())
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.lists(inner, max_size=5).map(tuple),
        st.dictionaries(keys, inner, max_size=5),
    ),
    max_leaves=25,
)


def typed(value: object) -> object:
    """A value with the types of its scalars, as True == 1 and a tuple is written as a list."""
    match value:
        case dict():
            return {key: typed(inner) for key, inner in value.items()}
        case list() | tuple():
            return [typed(inner) for inner in value]
        case _:
            return type(value), value


@pytest.mark.deep
@given(st.dictionaries(keys, values, min_size=1, max_size=6), texts)
def test_every_tree_reads_back_as_it_was(tree: dict[str, object], title: str) -> None:
    written = write_yaml(tree, title)
    assert typed(parse_yaml(written, "X.yaml")) == typed(tree)
    assert write_yaml(tree, title) == written


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_survives_as_key_value_and_item(text: str) -> None:
    key = canonical(text)
    tree = {key: text, "list": [text, [text]], "map": {key: [{key: text}]}}
    assert typed(parse_yaml(write_yaml(tree, text), "X.yaml")) == typed(tree)


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_not_be_read_back_is_not_written(text: str) -> None:
    for tree in ({"key": text}, {text: 1}, {"key": [[text]]}):
        with pytest.raises(ValueError, match="could not be read back: its character 1 is U"):
            write_yaml(tree, "title")


def test_a_record_is_laid_out_as_a_person_would() -> None:
    tree = {
        "state": "GNQ",
        "membership": [{"instrument": "accession", "deposited": "1998-09-16", "source": "untc"}],
        "article_7": {
            "reports": [
                {"covers": 2010, "submitted": "none", "source": ["icbl-11msp", "isu"]},
                {"covers": "1999-2010", "submitted": "by 2019", "note": "late: not yet"},
            ],
            "lists": [],
        },
        "article_4": {"or_more": True, "completed": None, "note": "2013"},
        "sources": {"isu": {"title": "Unit of Malabo, No 3", "url": "https://isu.example/#a"}},
    }
    assert write_yaml(tree, "Equatorial Guinea") == (
        "# Equatorial Guinea\n"
        "state: GNQ\n"
        "\n"
        "membership:\n"
        "  - instrument: accession\n"
        "    deposited: 1998-09-16\n"
        "    source: untc\n"
        "\n"
        "article_7:\n"
        "  reports:\n"
        "    - covers: 2010\n"
        "      submitted: none\n"
        "      source: [icbl-11msp, isu]\n"
        "    - covers: 1999-2010\n"
        "      submitted: by 2019\n"
        '      note: "late: not yet"\n'
        "  lists: []\n"
        "\n"
        "article_4:\n"
        "  or_more: true\n"
        "  completed: null\n"
        '  note: "2013"\n'
        "\n"
        "sources:\n"
        "  isu:\n"
        "    title: Unit of Malabo, No 3\n"
        "    url: https://isu.example/#a\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("denied", "denied"),
        ("annual (2nd), cover page only", "annual (2nd), cover page only"),
        ("note: late", '"note: late"'),
        ("3", '"3"'),
        ("no", "no"),
        ('"regularly submits"', "'\"regularly submits\"'"),
        ('it\'s "so": late', "'it''s \"so\": late'"),
        ("two\nlines", '"two\\nlines"'),
    ],
)
def test_a_text_is_quoted_only_when_it_must_be(text: str, written: str) -> None:
    assert write_yaml({"note": text}, "X").splitlines()[1] == f"note: {written}"


def test_a_list_too_long_for_its_line_gets_one_line_an_item() -> None:
    short, long = ["a" * 40, "b" * 40], ["a" * 40, "b" * 40, "c" * 40]
    written = write_yaml({"short": short, "long": long}, "X").splitlines()
    assert written[1] == f"short: [{short[0]}, {short[1]}]"
    assert written[3:] == ["long:", *(f"  - {item}" for item in long)]


@pytest.mark.parametrize("value", [1.5, 10**18, -(10**18), "\ud800", {1, 2}, b"bytes"])
def test_what_could_not_be_read_back_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"cannot be written|half a character"):
        write_yaml({"key": value}, "X")
