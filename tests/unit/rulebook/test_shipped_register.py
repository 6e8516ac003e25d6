"""The register of the Convention is complete, and its lock is current."""

from __future__ import annotations

import re

import pytest

from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.clauses import InLanguages, Register, read_register
from compliance_engine.rulebook.coverage import coverage
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.lock import lock_problems
from compliance_engine.shipped import shipped

PACK = shipped("rules") / "apmbc"
FORBIDDEN = re.compile(r"\b(violat|fail(?!li)|refus|guilt|rogue|viol[ae]|incumpl)", re.IGNORECASE)


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(PACK).register


def texts(register: Register) -> list[InLanguages]:
    found = []
    for clause in register.clauses.values():
        decide = clause.judgement.decide if clause.judgement else None
        found += [one for one in (clause.gist, decide, clause.why, clause.note) if one is not None]
    return found


def test_nothing_is_wrong_with_the_register() -> None:
    assert coverage(PACK, load_rulebook(PACK)).clauses


def test_every_rule_is_named_by_a_clause_or_cites_only_an_action_plan() -> None:
    rulebook = load_rulebook(PACK)
    covered = coverage(PACK, rulebook)
    named = {name for clause in covered.clauses.values() for name in clause.by}
    elsewhere = {name for names in covered.elsewhere.values() for name in names}
    assert {rule.id for rule in rulebook.rules} <= named | elsewhere


def test_the_lock_is_current() -> None:
    assert lock_problems(PACK, load_rulebook(PACK)) == []


@pytest.mark.parametrize(
    ("article", "paragraphs", "last", "clauses"),
    [
        ("1", 2, "1(2)", 5),
        ("2", 5, "2(5)", 5),
        ("3", 2, "3(2)", 2),
        ("4", 0, "4", 1),
        ("5", 6, "5(6)", 6),
        ("7", 3, "7(3)", 12),
        ("8", 20, "8(20)", 23),
        ("9", 0, "9", 1),
        ("15", 0, "15", 1),
        ("16", 3, "16(3)", 3),
        ("17", 2, "17(2)", 2),
        ("18", 0, "18", 1),
        ("19", 0, "19", 1),
        ("20", 4, "20(4)", 4),
    ],
)
def test_the_register_has_the_shape_of_the_convention(
    register: Register, article: str, paragraphs: int, last: str, clauses: int
) -> None:
    assert register.articles[article].paragraphs == paragraphs
    expected = [one for one, of in register.expected().items() if of == article]
    assert expected[-1] == last
    assert len(expected) == clauses
    assert set(expected) <= set(register.clauses)


def test_the_articles_of_the_register_have_their_headings_in_every_language(
    register: Register,
) -> None:
    headings = load_rulebook(PACK).treaty.articles
    for article in register.articles:
        assert set(headings[article]) == set(LANGUAGES), article


def test_no_gist_stands_for_two_clauses(register: Register) -> None:
    for language in LANGUAGES:
        gists = [clause.gist.said(language) for clause in register.clauses.values()]
        assert len(set(gists)) == len(gists)


def test_a_gist_is_short_and_no_sentence(register: Register) -> None:
    for clause in register.clauses.values():
        for language in LANGUAGES:
            gist = clause.gist.said(language)
            assert len(gist) <= 120, gist
            assert not gist.endswith("."), gist


def test_the_register_speaks_of_states_with_courtesy(register: Register) -> None:
    for text in texts(register):
        for language in LANGUAGES:
            assert not FORBIDDEN.search(text.said(language)), text.said(language)


def test_what_a_person_decides_and_why_are_sentences(register: Register) -> None:
    gists = {id(clause.gist) for clause in register.clauses.values()}
    for text in texts(register):
        if id(text) not in gists:
            for language in LANGUAGES:
                assert text.said(language).endswith("."), text.said(language)
