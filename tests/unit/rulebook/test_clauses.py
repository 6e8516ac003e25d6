"""A register accounts for every clause, and each entry says what its status asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.rulebook.clauses import Shape
from tests.unit.rulebook.packs import edit
from tests.unit.rulebook.registers import registered, said

CLAUSES = "clauses.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return registered(tmp_path)


def test_an_article_without_paragraphs_is_one_clause() -> None:
    assert list(Shape().clauses("9")) == ["9"]


def test_letters_follow_their_paragraph() -> None:
    shape = Shape(paragraphs=3, letters={"2": "c"})
    assert list(shape.clauses("7")) == ["7(1)", "7(2)", "7(2)(a)", "7(2)(b)", "7(2)(c)", "7(3)"]


def test_a_register_that_agrees_with_its_rulebook_has_no_problem(pack: Path) -> None:
    assert said(pack) == []


def test_a_rulebook_without_a_register_is_told(pack: Path) -> None:
    (pack / CLAUSES).unlink()
    assert said(pack) == [
        "clauses.yaml: is missing: the rulebook does not say which clauses of the treaty it "
        "carries | Add it, with the shape of each article and an entry for each clause."
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "    by: [duties/yearly-report]\n",
            "",
            "25:5: a clause with the status 'encoded' needs 'by'",
        ),
        (
            "by: [duties/yearly-report]",
            "by: []",
            "25:5: a clause with the status 'encoded' needs 'by'",
        ),
        (
            "by: [duties/yearly-report]",
            "by: [duties/yearly-report]\n    why: {en: No., fr: Non., es: No.}",
            "25:5: a clause with the status 'encoded' has no 'why'",
        ),
        (
            "status: judgement\n",
            "status: judgement\n    by: [article-7/first]\n",
            "13:5: a clause with the status 'judgement' has no 'by'",
        ),
        (
            "status: judgement\n",
            "status: out of scope\n",
            "13:5: a clause with the status 'out of scope' needs 'why'",
        ),
        (
            "    note: {en: So it is said., fr: Dit-on., es: Se dice.}\n",
            "",
            "19:5: 'verified: false' needs a 'note' that says what was not checked",
        ),
        (
            "status: judgement\n",
            "status: judgment\n",
            "14:13: 'judgment' is not a known value of 'status' | Did you mean 'judgement'?",
        ),
        (
            ", es: Informe anual}",
            "}",
            "25:11: the key 'es' is missing | Add 'es: …' here.",
        ),
        (
            "  7(2):\n    gist",
            "  7(2):\n    gost: x\n    gist",
            "25:5: unknown key 'gost' | Did you mean 'gist'?",
        ),
        (
            "  17(1):\n",
            "  7(2):\n",
            "28:3: the key '7(2)' stands here a second time, first on line 24 "
            "| Keep one of the two.",
        ),
        (
            'letters: {"1": b}',
            'letters: {"3": b}',
            "2:8: the article has no paragraph '3' to have letters",
        ),
    ],
)
def test_an_entry_that_says_too_little_or_too_much_is_refused_at_its_place(
    pack: Path, old: str, new: str, expected: str
) -> None:
    edit(pack, CLAUSES, old, new)
    assert said(pack) == [f"clauses.yaml:{expected}"]


def test_a_judgement_that_is_recorded_nowhere_is_refused(pack: Path) -> None:
    edit(pack, CLAUSES, "[article_7.reports.covers, events.what]", "[]")
    assert said(pack) == [
        "clauses.yaml:16:7: a judgement needs a field of the record in 'recorded'"
    ]
