"""One escape for each format: what is written is read back as the text that it was."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.documents.escaping import (
    for_template,
    for_terminal,
    in_cell,
    in_json,
    in_markdown,
    in_markup,
    of_cell,
)
from compliance_engine.documents.text import first_refused, shown

ANY = st.text(
    st.one_of(
        st.integers(0, 0x10FFFF).map(chr),
        st.sampled_from("<>&\"'`*_[]|#~$\\-+=@;, \t\n\x1b\x9b\u202e\ud800"),
    )
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Man <north>", r"Man \<north\>"),
        ("a | b", r"a \| b"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("![x](y)", r"!\[x\](y)"),
        ("`code` *a* _b_ ~~c~~ $d$", r"\`code\` \*a\* \_b\_ \~\~c\~\~ \$d\$"),
        ("# heading", r"\# heading"),
        ("> quote", r"\> quote"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("1. item", r"1\. item"),
        ("2) item", r"2\) item"),
        ("===", r"\==="),
        ("---", r"\---"),
        ("&lt;b&gt; R&D", r"\&lt;b\&gt; R\&D"),
        ("back\\slash", "back\\\\slash"),
        ("two\n\n# lines", r"two \# lines"),
        ("-5 degrees, 2010. 3 (4)", "-5 degrees, 2010. 3 (4)"),
        ("https://example.org/a-b?c=1", "https://example.org/a-b?c=1"),
        ("\x1b[31m", r"\\x1b\[31m"),
    ],
)
def test_markdown_is_text(text: str, written: str) -> None:
    assert in_markdown(text) == written


@pytest.mark.parametrize("text", ["1. heading", "- item", "==="])
def test_what_begins_no_line_is_neither_a_list_nor_a_rule(text: str) -> None:
    assert in_markdown(text, begins=False) == text


@given(ANY)
def test_markdown_read_without_its_backslashes_is_what_is_shown_on_one_line(text: str) -> None:
    written = in_markdown(text)
    assert "\n" not in written
    assert first_refused(written) is None
    assert re.search(r"(?<!\\)(?:\\\\)*[<>`*_\[\]|]", written) is None
    said = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written)
    assert said.split() == shown(text).split()


@given(ANY)
def test_markup_is_read_back_by_html_and_by_xml(text: str) -> None:
    written = in_markup(text)
    assert not set(written) & set("<>\"'")
    assert unescape(written) == shown(text)
    assert (ElementTree.fromstring(f"<a>{written}</a>").text or "") == shown(text)
    assert ElementTree.fromstring(f'<a b="{written}"/>').get("b") is not None


@given(ANY)
def test_json_is_read_back_as_it_was_and_holds_no_command(text: str) -> None:
    for indent in (2, None):
        written = in_json({"a": [text]}, indent)
        assert json.loads(written) == {"a": [text]}
        assert first_refused(written) is None


@pytest.mark.parametrize(
    "formula",
    ["=1", "+1", "-1", "@a", "\t=1", "\n=1", "'=1", "''-1", "＝1", "＋1", "－1", "＠a"],  # noqa: RUF001
)
def test_no_cell_is_a_formula(formula: str) -> None:
    assert in_cell(formula) == f"'{formula}"
    assert of_cell(in_cell(formula)) == formula


@given(ANY)
def test_a_cell_is_read_back_from_csv(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([in_cell(text), "x"])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True)
    assert of_cell(row[0]) == shown(text)
    assert row[0][:1] not in tuple("=+-@\t\r\n")


def test_a_cell_that_is_no_formula_stays_as_it_is() -> None:
    for text in ("", "Côte d'Ivoire", "a=1", "'quoted'", "2010-2011"):
        assert in_cell(text) == text


def test_a_template_shows_texts_and_leaves_the_rest_alone() -> None:
    assert for_template("a\x1bb\u202e") == r"a\x1bb\u202e"
    assert for_template(5) == 5


@given(ANY, st.booleans())
def test_no_output_is_a_command_but_for_styles(text: str, styled: bool) -> None:
    written = for_terminal(text, styled=styled)
    assert first_refused(re.sub(r"\x1b\[[0-9;]*m|\r", "", written)) is None


def test_styles_pass_to_a_terminal_and_nowhere_else() -> None:
    page = "\x1b[1;4mbold\x1b[0m\x1b]0;title\x07\r\n"
    assert for_terminal(page, styled=True) == "\x1b[1;4mbold\x1b[0m\\x1b]0;title\\x07\r\n"
    assert for_terminal(page, styled=False) == "\\x1b[1;4mbold\\x1b[0m\\x1b]0;title\\x07\r\n"
