"""The register and the rules agree in both directions, and nothing is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.rulebook.coverage import coverage
from compliance_engine.rulebook.loading import load_rulebook
from tests.unit.rulebook.packs import FIRST, ONCE_FILE, STILL, edit
from tests.unit.rulebook.registers import registered, said

CLAUSES = "clauses.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return registered(tmp_path)


def test_clauses_come_in_the_order_of_the_treaty_however_they_are_written(pack: Path) -> None:
    text = (pack / CLAUSES).read_text(encoding="utf-8")
    head, _, rest = text.partition("  7(1):\n")
    first, _, last = rest.partition("  17(1):\n")
    (pack / CLAUSES).write_text(f"{head}  17(1):\n{last}  7(1):\n{first}", encoding="utf-8")
    covered = coverage(pack, load_rulebook(pack))
    assert list(covered.clauses) == ["7(1)", "7(1)(a)", "7(1)(b)", "7(2)", "17(1)", "17(2)"]
    assert list(covered.articles) == ["7", "17"]


def test_clauses_are_counted_by_status(pack: Path) -> None:
    covered = coverage(pack, load_rulebook(pack))
    assert covered.counts() == {"encoded": 4, "judgement": 1, "out of scope": 1}


def test_a_paragraph_that_was_forgotten_is_told(pack: Path) -> None:
    edit(pack, CLAUSES, "paragraphs: 2, letters", "paragraphs: 3, letters")
    assert said(pack) == [
        "clauses.yaml:2:8: the clause 7(3) is not accounted for | Add an entry '7(3):' under "
        "'clauses', or correct the article's shape."
    ]


def test_a_letter_that_was_forgotten_is_told(pack: Path) -> None:
    edit(pack, CLAUSES, '"1": b', '"1": c')
    [problem] = said(pack)
    assert problem.startswith("clauses.yaml:2:8: the clause 7(1)(c) is not accounted for")


def test_an_entry_for_a_clause_that_there_is_not_is_told(pack: Path) -> None:
    edit(pack, CLAUSES, '"1": b', '"1": a')
    assert said(pack) == [
        "clauses.yaml:18:3: '7(1)(b)' is no clause of the articles listed "
        "| Did you mean '7(1)(a)' or '7(1)' or '17(1)'?"
    ]


def test_a_name_of_no_rule_is_told_the_nearest(pack: Path) -> None:
    edit(pack, CLAUSES, "[duties/yearly-report]", "[duties/yearly-report, duties/first-repart]")
    [problem] = said(pack)
    assert problem.startswith(
        "clauses.yaml:27:32: there is no rule, duty or key of the treaty file "
        "'duties/first-repart' | Did you mean 'duties/first-report'"
    )


def test_a_name_that_stands_twice_is_told(pack: Path) -> None:
    edit(pack, CLAUSES, "[duties/yearly-report]", "[duties/yearly-report, duties/yearly-report]")
    assert said(pack) == [
        "clauses.yaml:27:32: 'duties/yearly-report' stands here a second time "
        "| Remove one of the two."
    ]


def test_a_field_that_no_record_has_is_told_the_nearest(pack: Path) -> None:
    edit(pack, CLAUSES, "events.what", "events.whta")
    [problem] = said(pack)
    assert problem.startswith(
        "clauses.yaml:17:44: 'events.whta' is no field of a record | Did you mean 'events.what'"
    )


def test_a_rule_that_cites_what_the_register_does_not_list_is_told_at_its_citation(
    pack: Path,
) -> None:
    edit(pack, STILL, "cites: [EXC 7(1)]", "cites: [EXC 7(1), EXC 7(4)]")
    [problem] = said(pack)
    assert problem.startswith(
        "article-7/still.yaml:2:19: cites EXC 7(4), which clauses.yaml does not list | Did you mean"
    )


def test_a_rule_whose_clause_does_not_name_it_back_is_told_at_its_citation(pack: Path) -> None:
    edit(pack, CLAUSES, "article-7/first, ", "")
    assert said(pack) == [
        "article-7/first.yaml:2:9: cites EXC 7(1), but clauses.yaml does not name article-7/first "
        "there | Add article-7/first to 'by' of 7(1), whose status is then 'encoded'."
    ]


def test_a_duty_whose_clause_does_not_name_it_back_is_told(pack: Path) -> None:
    edit(pack, ONCE_FILE, "cites: [EXC 7(1)]", "cites: [EXC 7(1)(b)]")
    [problem] = said(pack)
    assert problem.startswith(f"{ONCE_FILE}:3:9: cites EXC 7(1)(b), but clauses.yaml does not name")


def test_a_part_of_the_treaty_file_whose_clause_does_not_name_it_back_is_told(pack: Path) -> None:
    edit(pack, "treaty.yaml", "cites: EXC 17(2)", "cites: EXC 7(2)")
    assert said(pack) == [
        "treaty.yaml:9:12: cites EXC 7(2), but clauses.yaml does not name treaty/entry_into_force "
        "there | Add treaty/entry_into_force to 'by' of 7(2), whose status is then 'encoded'."
    ]


def test_a_whole_article_can_be_cited_if_one_of_its_clauses_names_the_rule(pack: Path) -> None:
    edit(pack, FIRST, "cites: [EXC 7(1)]", "cites: [EXC 7]")
    assert said(pack) == []
    edit(pack, CLAUSES, "article-7/first, ", "")
    [problem] = said(pack)
    assert problem.startswith("article-7/first.yaml:2:9: cites EXC 7, but clauses.yaml does not")


def test_a_whole_article_that_is_not_listed_cannot_be_cited(pack: Path) -> None:
    edit(pack, FIRST, "cites: [EXC 7(1)]", "cites: [EXC 7(1), EXC 8]")
    [problem] = said(pack)
    assert problem.startswith("article-7/first.yaml:2:19: cites EXC 8, which clauses.yaml does not")


def test_citations_of_other_documents_are_no_clauses_but_are_counted(pack: Path) -> None:
    edit(pack, STILL, "cites: [EXC 7(1)]", "cites: [Example Action Plan 8]")
    edit(pack, FIRST, "cites: [EXC 7(1)]", "cites: [EXC 7(1), Example Action Plan 3]")
    assert said(pack) == []
    covered = coverage(pack, load_rulebook(pack))
    assert covered.elsewhere == {"Example Action Plan": ("article-7/first", "article-7/still")}


def test_all_that_is_wrong_is_told_together(pack: Path) -> None:
    edit(pack, CLAUSES, '"1": b', '"1": c')
    edit(pack, CLAUSES, "duties/first-report]", "duties/first-reports]")
    edit(pack, CLAUSES, "events.what", "events.wha")
    edit(pack, STILL, "cites: [EXC 7(1)]", "cites: [EXC 9]")
    assert [problem.split(": ")[0] for problem in said(pack)] == [
        "article-7/still.yaml:2:9",
        "clauses.yaml:2:8",
        "clauses.yaml:8:44",
        "clauses.yaml:17:44",
        "duties/first-report.yaml:3:9",
    ]
