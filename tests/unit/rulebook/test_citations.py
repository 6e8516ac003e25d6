"""What is cited can be found."""

from __future__ import annotations

import pytest

from compliance_engine.rulebook.citation import Citation, CitationError


@pytest.mark.parametrize(
    ("text", "document", "article", "provision"),
    [
        ("APMBC 7", "APMBC", "7", "7"),
        ("APMBC 7(2)", "APMBC", "7", "7(2)"),
        ("APMBC 1(1)(a)", "APMBC", "1", "1(1)(a)"),
        ("APMBC 20(3)", "APMBC", "20", "20(3)"),
        ("Oslo Action Plan 50", "Oslo Action Plan", "50", "50"),
    ],
)
def test_a_citation_names_document_article_and_provision(
    text: str, document: str, article: str, provision: str
) -> None:
    cited = Citation.parse(text)
    assert (cited.document, cited.article, cited.provision) == (document, article, provision)
    assert str(cited) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "APMBC", "7(2)", "APMBC7(2)", "APMBC 7.2", "APMBC 7 (2)", "APMBC 7(2", "APMBC 7()"),
        *("apmbc 7(2)", "APMBC seven", "APMBC 7(2) ", " APMBC 7(2)", "APMBC 7-9", "APMBC 7(2),"),
    ],
)
def test_what_cites_nothing_is_told_how_to_cite(text: str) -> None:
    with pytest.raises(CitationError) as raised:
        Citation.parse(text)
    assert str(raised.value) == f"{text!r} is not a citation"
    assert raised.value.remedy.endswith(": APMBC 7(2)")
