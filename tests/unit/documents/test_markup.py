"""XML of others: without a document type, and not nested without end."""

from __future__ import annotations

import pytest

from compliance_engine.documents.markup import MAX_DEPTH, RefusedMarkup, check_markup, check_parts
from compliance_engine.errors import InvalidInputError, Place

DOCTYPES = {
    "entities": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "none": "<!DOCTYPE a><a/>",
    "a file": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "parameters": '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://localhost/">%b;]><a/>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", DOCTYPES)
def test_a_document_type_is_refused_in_any_encoding(kind: str, encoding: str) -> None:
    with pytest.raises(RefusedMarkup, match="document type"):
        check_markup(DOCTYPES[kind].encode(encoding))


@pytest.mark.parametrize(
    "content", [b"", b"<a>", b"<a>&b;</a>", b"\xff\xff", b'<?xml version="1.0" encoding="x"?><a/>']
)
def test_what_is_no_xml_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedMarkup, match="is no XML"):
        check_markup(content)


def test_elements_are_nested_up_to_a_depth() -> None:
    check_markup(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH)
    with pytest.raises(RefusedMarkup, match="nests"):
        check_markup(b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1))


def test_every_part_that_is_not_read_is_named() -> None:
    parts = {"a.xml": b"<a>", "b.xml": b"<b/>", "c.xml": b"<!DOCTYPE c><c/>"}
    with pytest.raises(InvalidInputError) as refused:
        check_parts(parts, parts, Place("e.docx"))
    assert [("a.xml" in str(one), "c.xml" in str(one)) for one in refused.value.problems] == [
        (True, False),
        (False, True),
    ]
